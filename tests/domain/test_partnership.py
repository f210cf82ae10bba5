"""What Suffolk's partnership file says."""

from datetime import date

import pytest

from portal.domain.clocks import Unit
from portal.domain.partnership import packaged, read
from portal.domain.partnership_terms import DistrictStatus
from portal.domain.partnership_values import contrast_with_white
from portal.domain.promises import PROMISES, Regime

SUFFOLK = read(packaged())


def test_the_file_of_suffolk_names_the_partners_needs_and_places_of_the_map() -> None:
    assert [partner.key for partner in SUFFOLK.partners if partner.key != "scc"] == [
        "scc_send",
        "scc_transport",
        "scc_social_care",
        "scc_inclusion",
        "snee_icb",
        "nw_icb",
        "wsft",
        "nsft",
        "jpuh",
        "esneft",
        "school",
        "triage",
    ]
    assert [need.key for need in SUFFOLK.needs] == [
        "ehc_assessment",
        "ehc_plan",
        "annual_review",
        "school_support",
        "send_transport",
        "short_breaks",
        "social_care",
        "autism_assessment",
        "adhd_assessment",
        "mental_health",
        "speech_language",
        "occupational_therapy",
        "physiotherapy",
        "community_paediatrics",
        "hospital",
        "health_commissioning",
        "other",
    ]
    assert [place.key for place in SUFFOLK.places] == ["suffolk_east_west", "waveney"]


def test_only_boards_providers_and_schools_are_outside_the_council() -> None:
    outside = {partner.key for partner in SUFFOLK.partners if partner.outside_council}

    assert outside == {"snee_icb", "nw_icb", "wsft", "nsft", "jpuh", "esneft", "school"}


def test_the_promises_in_working_days_are_those_agreed_on_paper() -> None:
    ours = [one for one in SUFFOLK.service_levels if one.regime is Regime.CONCERN]
    days = {(o.subject.value, o.clock.value): o.amount for o in ours if o.author is None}

    assert days == {
        ("family", "acknowledge"): 2,
        ("family", "triage"): 5,
        ("family", "respond"): 10,
        ("family", "resolve"): 20,
        ("family", "keep_informed"): 10,
        ("family", "tell_what_changed"): 60,
        ("family", "door_to_door"): 20,
        ("partner", "accept"): 1,
        ("partner", "respond"): 8,
        ("triage", "place"): 2,
    }
    assert {one.unit for one in ours} == {Unit.WORKING_DAY}
    assert len(days) == sum(len(clocks) for clocks in PROMISES[Regime.CONCERN].values())
    waiting = SUFFOLK.waiting
    assert (waiting.silence, waiting.pause_cap, waiting.hold_cap) == (10, 10, 20)


def test_national_numbers_are_verified_and_unverified_contacts_stay_marked() -> None:
    numbers = {c.key: c.telephone or c.text_number for c in SUFFOLK.help if c.verified}

    assert numbers["999"] == "999"
    assert numbers["111_mental_health"] == "111, then 2"
    assert numbers["childline"] == "0800 1111"
    assert numbers["nspcc"] == "0808 800 5000"
    assert numbers["shout"] == "85258"
    assert numbers["samaritans"] == "116 123"
    assert numbers["customer_first"] == "0808 800 4005"
    assert {c.key for c in SUFFOLK.unverified_help} == {"lado", "sendiass", "ipsea"}


@pytest.mark.parametrize(
    ("code", "council", "surgery"),
    [("IP1", False, False), ("IP17", False, True), ("IP22", True, True), ("NR31", True, True)],
)
def test_a_district_knows_what_must_be_asked(code: str, council: bool, surgery: bool) -> None:
    district = SUFFOLK.district(code)

    assert district is not None
    assert (district.asks_council, district.asks_surgery) == (council, surgery)


def test_districts_count_as_the_ruling_lists_them() -> None:
    found = dict.fromkeys(DistrictStatus, 0)
    for district in SUFFOLK.districts:
        found[district.status] += 1

    assert [found[status] for status in DistrictStatus] == [18, 7, 18, 3, 1]


def test_closed_days_of_our_own_are_read() -> None:
    text = packaged() + '\n[[closure]]\ndate = 2026-12-24\nwhy = "The council is closed"\n'

    closures = read(text).calendar.closures

    assert [(one.date, one.why) for one in closures] == [
        (date(2026, 12, 24), "The council is closed")
    ]


@pytest.mark.parametrize(("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0)])
def test_contrast_runs_from_one_to_twenty_one(colour: str, contrast: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(contrast)
