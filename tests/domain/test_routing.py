"""Who should lead: rows worked out by hand from the partner map and its rulings; properties."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.partnership import Partnership, packaged, read
from portal.domain.routing import Facts, Route, route

SUFFOLK = read(packaged())
EAST_WEST, WAVENEY = "suffolk_east_west", "waveney"

COUNCIL_LEADS = {
    "ehc_assessment": "scc_send",
    "ehc_plan": "scc_send",
    "annual_review": "scc_send",
    "send_transport": "scc_transport",
    "short_breaks": "scc_social_care",
    "social_care": "scc_social_care",
}
NEAR_THE_COUNTY_EDGE = [
    *("NR14", "NR31", "NR34", "NR35", "IP20", "IP21", "IP22", "IP24", "IP26", "IP27"),
    *("CB7", "CB8", "CB9", "CB10", "CO6", "CO7", "CO8", "CO10", "CO11"),
]
EAST_WEST_DISTRICTS = [f"IP{n}" for n in (*range(1, 17), 23, *range(28, 34))]
THERAPIES = ["speech_language", "occupational_therapy", "physiotherapy", "community_paediatrics"]
BY_SURGERY = [*THERAPIES, "autism_assessment", "adhd_assessment", "mental_health"]


def lead(need: str, age: int | None, district: str | None, surgery: str | None) -> str:
    """Who leads in Suffolk."""
    return route(Facts(need, age, district, surgery), SUFFOLK).lead


# need, age, first half of the postcode, area of the surgery, who should lead
BY_HAND: list[tuple[str, int | None, str | None, str | None, str]] = [
    # autism: under 11 West Suffolk, 11 to 18 mental health trust, Waveney not verified
    ("autism_assessment", 9, "IP1", EAST_WEST, "wsft"),
    ("autism_assessment", 0, None, EAST_WEST, "wsft"),
    ("autism_assessment", 10, None, EAST_WEST, "wsft"),
    ("autism_assessment", 11, None, EAST_WEST, "nsft"),
    ("autism_assessment", 18, None, EAST_WEST, "nsft"),
    ("autism_assessment", 19, None, EAST_WEST, "triage"),
    ("autism_assessment", 25, "IP1", EAST_WEST, "triage"),
    ("autism_assessment", None, "IP1", EAST_WEST, "triage"),
    ("autism_assessment", 9, "NR32", WAVENEY, "triage"),
    ("autism_assessment", 14, None, WAVENEY, "triage"),
    ("autism_assessment", 9, "NR33", None, "triage"),
    ("autism_assessment", 9, "IP33", None, "wsft"),
    ("autism_assessment", 15, "IP23", None, "nsft"),
    # the surgery comes before the home
    ("autism_assessment", 9, "NR32", EAST_WEST, "wsft"),
    ("autism_assessment", 9, "IP1", WAVENEY, "triage"),
    ("autism_assessment", 9, "IP24", EAST_WEST, "wsft"),
    ("autism_assessment", 9, "ZZ9", EAST_WEST, "wsft"),
    # ADHD: under 18 does not include 18
    ("adhd_assessment", 6, None, EAST_WEST, "nsft"),
    ("adhd_assessment", 17, "IP4", EAST_WEST, "nsft"),
    ("adhd_assessment", 18, "IP4", EAST_WEST, "triage"),
    ("adhd_assessment", None, "IP4", EAST_WEST, "nsft"),
    ("adhd_assessment", 12, "NR32", None, "triage"),
    ("adhd_assessment", 12, None, WAVENEY, "triage"),
    # mental health: one trust in both areas, up to 25
    ("mental_health", 12, None, EAST_WEST, "nsft"),
    ("mental_health", 12, None, WAVENEY, "nsft"),
    ("mental_health", 25, "NR32", None, "nsft"),
    ("mental_health", None, "IP1", None, "nsft"),
    ("mental_health", 26, "IP1", EAST_WEST, "triage"),
    ("mental_health", 12, "IP18", None, "triage"),
    ("mental_health", 12, "IP18", WAVENEY, "nsft"),
    ("mental_health", 12, None, None, "triage"),
    # therapies and community paediatrics
    ("speech_language", 4, None, EAST_WEST, "wsft"),
    ("speech_language", 4, None, WAVENEY, "triage"),
    ("occupational_therapy", 4, None, EAST_WEST, "wsft"),
    ("occupational_therapy", 4, None, WAVENEY, "jpuh"),
    ("physiotherapy", 17, "NR33", None, "jpuh"),
    ("physiotherapy", 18, "NR33", None, "triage"),
    ("physiotherapy", 17, "IP5", None, "wsft"),
    ("physiotherapy", 18, None, EAST_WEST, "triage"),
    ("community_paediatrics", None, "IP14", None, "wsft"),
    ("community_paediatrics", 3, None, WAVENEY, "jpuh"),
    ("community_paediatrics", 18, None, EAST_WEST, "triage"),
    ("community_paediatrics", 3, "NR34", None, "triage"),
    ("community_paediatrics", 3, "NR34", WAVENEY, "jpuh"),
    ("community_paediatrics", 3, "NR31", WAVENEY, "triage"),
    ("community_paediatrics", 3, "IP1", "norfolk", "triage"),
    # hospital: by the home
    ("hospital", 5, "IP1", None, "esneft"),
    ("hospital", 5, "IP5", EAST_WEST, "esneft"),
    ("hospital", 5, "IP8", None, "esneft"),
    ("hospital", 5, "IP13", None, "esneft"),
    ("hospital", 5, "IP28", None, "wsft"),
    ("hospital", 5, "IP33", EAST_WEST, "wsft"),
    ("hospital", 5, "NR32", WAVENEY, "jpuh"),
    ("hospital", 5, "NR33", None, "jpuh"),
    ("hospital", 5, "IP6", EAST_WEST, "triage"),
    ("hospital", 5, "IP14", EAST_WEST, "triage"),
    ("hospital", 5, "IP18", WAVENEY, "triage"),
    ("hospital", 5, None, EAST_WEST, "triage"),
    ("hospital", 5, "ZZ9", None, "triage"),
    # the boards that plan and pay
    ("health_commissioning", 8, None, EAST_WEST, "snee_icb"),
    ("health_commissioning", 8, None, WAVENEY, "nw_icb"),
    ("health_commissioning", None, "NR32", None, "nw_icb"),
    ("health_commissioning", 8, "IP19", None, "triage"),
    ("health_commissioning", 8, "SW1A", None, "triage"),
    # the council
    ("ehc_assessment", 4, "NR32", WAVENEY, "scc_send"),
    ("ehc_plan", 25, "IP1", None, "scc_send"),
    ("ehc_plan", 26, "IP1", None, "triage"),
    ("annual_review", 15, "IP17", None, "scc_send"),
    ("annual_review", 15, "NR31", WAVENEY, "triage"),
    ("send_transport", 7, "IP19", None, "scc_transport"),
    ("send_transport", 7, "SW1A", EAST_WEST, "triage"),
    ("short_breaks", 19, "IP1", None, "scc_social_care"),
    ("social_care", 17, "IP1", None, "scc_social_care"),
    ("social_care", 18, "IP1", None, "triage"),
    ("social_care", None, "IP1", None, "scc_social_care"),
    # school leads wherever the child lives
    ("school_support", 8, "IP1", None, "school"),
    ("school_support", None, None, None, "school"),
    ("school_support", 8, "IP24", None, "school"),
    ("school_support", 26, "IP1", None, "triage"),
    # anything else
    ("other", 8, "IP1", EAST_WEST, "triage"),
    ("other", None, None, None, "triage"),
]


@pytest.mark.parametrize(("need", "age", "district", "surgery", "expected"), BY_HAND)
def test_the_partner_map_says_who_leads(
    need: str, age: int | None, district: str | None, surgery: str | None, expected: str
) -> None:
    assert lead(need, age, district, surgery) == expected


@pytest.mark.parametrize("need", COUNCIL_LEADS)
@pytest.mark.parametrize(
    "district", [None, *EAST_WEST_DISTRICTS, *("IP17", "IP18", "IP19", "NR32")]
)
def test_a_council_matter_in_suffolk_or_without_a_postcode_goes_to_the_named_team(
    need: str, district: str | None
) -> None:
    assert lead(need, 9, district, None) == COUNCIL_LEADS[need]


@pytest.mark.parametrize("need", COUNCIL_LEADS)
@pytest.mark.parametrize("district", NEAR_THE_COUNTY_EDGE)
@pytest.mark.parametrize("surgery", [None, WAVENEY, EAST_WEST])
def test_a_council_matter_on_the_edge_of_the_county_is_asked_about(
    need: str, district: str, surgery: str | None
) -> None:
    found = route(Facts(need, 9, district, surgery), SUFFOLK)

    assert found.lead == "triage"
    assert "council tax" in found.because


@pytest.mark.parametrize("need", BY_SURGERY)
@pytest.mark.parametrize("district", [*NEAR_THE_COUNTY_EDGE, "IP17", "IP18", "IP19", "ZZ9", None])
def test_health_without_a_surgery_and_without_a_clear_district_goes_to_a_person(
    need: str, district: str | None
) -> None:
    assert lead(need, 9, district, None) == "triage"


@pytest.mark.parametrize("district", EAST_WEST_DISTRICTS)
def test_a_district_wholly_in_east_and_west_suffolk_stands_in_for_the_surgery(
    district: str,
) -> None:
    assert lead("physiotherapy", 9, district, None) == "wsft"


@pytest.mark.parametrize("need", [n.key for n in SUFFOLK.needs if n.key != "school_support"])
def test_nr31_is_asked_about_even_with_a_waveney_surgery(need: str) -> None:
    assert lead(need, 9, "NR31", WAVENEY) == "triage"


@pytest.mark.parametrize("need", [need.key for need in SUFFOLK.needs])
def test_nobody_over_25_is_sent_to_a_team_for_children(need: str) -> None:
    assert lead(need, 26, "IP1", EAST_WEST) == "triage"


def test_the_reason_names_the_facts_that_were_used() -> None:
    found = route(Facts("autism_assessment", 9, "IP1", EAST_WEST), SUFFOLK)

    assert found == Route(
        lead="wsft",
        also=(),
        because="This is about an autism assessment. The child is 9. The doctor's surgery is in "
        "East and West Suffolk. There, West Suffolk NHS sees children under 11.",
        rank=420,
        certain=True,
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (Facts("physiotherapy", 9, "ip 1"), "The postcode IP1 is in East and West Suffolk."),
        (Facts("physiotherapy", 9), "We do not know the doctor's surgery or the postcode."),
        (Facts("physiotherapy", 9, "IP18"), "The postcode IP18 is on the edge of two areas."),
        (Facts("physiotherapy", 9, "SW1A"), "The postcode SW1A is not on our list for Suffolk."),
        (Facts("physiotherapy", 9, None, "kent"), "surgery is in an area that we do not know."),
        (Facts("ehc_plan", 9), "We do not have a postcode."),
        (Facts("ehc_plan", 9, "IP22"), "The postcode IP22 is on the edge of Suffolk."),
        (Facts("ehc_plan", 9, "Ipswich"), "We cannot read the postcode."),
        (Facts("ehc_plan", 9, "NR31"), "Most of the postcode NR31 is not in Suffolk."),
        (Facts("autism_assessment", None, "IP1"), "We do not know the age."),
        (Facts("social_care", 18, "IP1"), "The young person is 18."),
    ],
)
def test_the_reason_says_what_is_known_and_what_is_not(facts: Facts, said: str) -> None:
    assert said in route(facts, SUFFOLK).because


def test_a_reason_never_repeats_more_of_a_postcode_than_its_first_half() -> None:
    found = route(Facts("ehc_plan", 9, "IP1 2BX"), SUFFOLK)

    assert "IP1 " in found.because
    assert "2BX" not in found.because


def test_others_to_involve_are_sorted_and_never_the_lead() -> None:
    found = route(Facts("autism_assessment", None, "IP1", EAST_WEST), SUFFOLK)

    assert found.also == ("nsft", "wsft")


def with_partner(key: str, **changes: object) -> Partnership:
    """Suffolk with one partner changed."""
    changed = [
        replace(partner, **changes) if partner.key == key else partner  # type: ignore[arg-type]
        for partner in SUFFOLK.partners
    ]
    return replace(SUFFOLK, partners=tuple(changed))


def test_without_a_standing_agreement_the_board_that_pays_leads() -> None:
    partnership = with_partner("wsft", standing_agreement=False)

    found = route(Facts("physiotherapy", 9, "IP1"), partnership)

    assert (found.lead, found.certain) == ("snee_icb", True)
    assert "NHS Suffolk and North East Essex pays for this care" in found.because


def test_without_a_standing_agreement_in_waveney_the_other_board_leads() -> None:
    partnership = with_partner("nsft", standing_agreement=False)

    assert route(Facts("mental_health", 9, None, WAVENEY), partnership).lead == "nw_icb"


def test_a_provider_that_is_not_verified_never_leads() -> None:
    partnership = with_partner("jpuh", verified=False)

    found = route(Facts("hospital", 9, "NR32"), partnership)

    assert (found.lead, found.certain) == ("triage", False)


def test_a_council_team_whose_name_is_not_verified_still_leads() -> None:
    assert SUFFOLK.partner("scc_transport").verified is False  # type: ignore[union-attr]
    assert lead("send_transport", 9, "IP1", None) == "scc_transport"


LAST_DAY = date(2027, 3, 31)


def merged() -> Partnership:
    """Suffolk after one board took over from another, changed in the file alone."""
    text = packaged().replace(
        'kind = "icb"\nvalid_from = 2022-07-01\nsuccessor = ""',
        'kind = "icb"\nvalid_from = 2022-07-01\nvalid_to = 2027-03-31\nsuccessor = "new_icb"',
        1,
    )
    return read(
        text + '\n[[partner]]\nkey = "new_icb"\nname = "NHS Norfolk and Suffolk"\n'
        'official_name = "NHS Norfolk and Suffolk ICB"\nkind = "icb"\n'
        "valid_from = 2027-04-01\nverified = true\n"
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [(LAST_DAY, "snee_icb"), (date(2027, 4, 1), "new_icb"), (None, "new_icb")],
)
def test_a_successor_takes_over_the_day_after_the_last_day_by_the_file_alone(
    on: date | None, expected: str
) -> None:
    facts = Facts("health_commissioning", 9, None, EAST_WEST)

    assert route(facts, merged(), on).lead == expected


def test_a_partner_that_ended_without_a_successor_leaves_it_to_triage() -> None:
    partnership = with_partner("scc_send", valid_to=LAST_DAY)
    facts = Facts("ehc_plan", 9, "IP1")

    assert route(facts, partnership, LAST_DAY).lead == "scc_send"
    assert route(facts, partnership, date(2027, 4, 1)).lead == "triage"


odd_text = st.none() | st.text(st.characters(), max_size=70)
districts = odd_text | st.sampled_from([district.code for district in SUFFOLK.districts])
surgeries = odd_text | st.sampled_from([place.key for place in SUFFOLK.places])
needs = odd_text.map(str) | st.sampled_from([need.key for need in SUFFOLK.needs])
ages = st.none() | st.integers(-5, 200)


@settings(deadline=None, max_examples=400)
@given(needs, ages, districts, surgeries)
def test_whatever_the_facts_a_partner_of_the_file_leads_and_a_reason_is_given(
    need: str, age: int | None, district: str | None, surgery: str | None
) -> None:
    found = route(Facts(need, age, district, surgery), SUFFOLK)

    assert SUFFOLK.partner(found.lead) is not None
    assert all(SUFFOLK.partner(key) is not None for key in found.also)
    assert list(found.also) == sorted(set(found.also) - {found.lead})
    assert found.certain == (found.lead != "triage")
    assert found.because.strip()
    assert "{" not in found.because
    assert found.rank in {rule.rank for rule in SUFFOLK.rules}


def all_facts() -> Iterator[Facts]:
    """Each need at each turning point of age and place."""
    for need in [*(need.key for need in SUFFOLK.needs), "not_in_the_file"]:
        for age in (None, 10, 11, 18, 19, 26):
            for district in (None, "IP1", "IP33", "NR32", "IP22", "NR31", "ZZ9"):
                for surgery in (None, EAST_WEST, WAVENEY):
                    yield Facts(need, age, district, surgery)


def test_every_rule_of_the_file_is_reached_by_some_facts() -> None:
    reached = {route(facts, SUFFOLK).rank for facts in all_facts()}

    assert reached == {rule.rank for rule in SUFFOLK.rules}
