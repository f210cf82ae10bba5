"""From a family's answers to where its words may go first, and where a person must look."""

from collections.abc import Callable
from datetime import date

import pytest

from portal.domain.errors import Unstorable
from portal.domain.intake import (
    MOST_POINTS,
    Answers,
    Placing,
    WhyTriage,
    bodies_to_ask,
    place,
    points_of,
)
from portal.domain.partnership import packaged, read
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind

SUFFOLK = read(packaged())
TODAY = date(2026, 11, 24)

AUTISM = {"needs": ("autism_assessment",), "age": 9, "gp_area": "suffolk_east_west"}
"""The rules are certain of West Suffolk NHS for it, which is outside the council."""


def told(**changes: object) -> Answers:
    """A parent about travel to school from the middle of Ipswich: the rules are certain of it."""
    base: dict[str, object] = {
        "author_kind": AuthorKind.PARENT_OR_CARER,
        "kind": SubmissionKind.CONCERN,
        "danger": Danger.NO,
        "needs": ("send_transport",),
        "words": "The bus has not come.",
        "language": "en",
        "age": 9,
        "postcode_district": "IP1",
    }
    return Answers(**{**base, **changes})  # type: ignore[arg-type]


def placed(flagged: bool = False, **changes: object) -> Placing:
    return place(told(**changes), SUFFOLK, TODAY, flagged)


def test_a_certain_concern_for_the_council_is_placed_at_once() -> None:
    found = placed()

    assert (found.lead, found.certain, found.why_triage) == ("scc_transport", True, None)


def test_a_certain_concern_for_the_nhs_is_placed_when_the_family_said_yes_to_that_body() -> None:
    found = placed(**AUTISM, pass_on=("wsft",))

    assert (found.lead, found.certain, found.why_triage) == ("wsft", True, None)


@pytest.mark.parametrize("pass_on", [(), ("nsft",), ("snee_icb", "esneft")])
def test_it_waits_for_a_person_when_the_family_said_yes_to_nobody_or_to_others(
    pass_on: tuple[str, ...],
) -> None:
    found = placed(**AUTISM, pass_on=pass_on)

    assert (found.lead, found.certain, found.why_triage) == ("wsft", False, WhyTriage.NO_CONSENT)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"author_kind": AuthorKind.YOUNG_PERSON}, WhyTriage.YOUNG_PERSON),
        ({"must_not_see": "my uncle who drives the bus"}, WhyTriage.MUST_NOT_SEE),
        ({"needs": ("other",)}, WhyTriage.UNCERTAIN),
        ({"needs": ()}, WhyTriage.UNCERTAIN),
        ({"postcode_district": "CO10"}, WhyTriage.UNCERTAIN),
        ({"postcode_district": "ZZ99"}, WhyTriage.UNCERTAIN),
        ({"needs": ("send_transport", "social_care")}, WhyTriage.SEVERAL_LEADS),
        ({"needs": ("school_support",), "pass_on": ("school",)}, WhyTriage.NO_CONSENT),
    ],
)
def test_a_person_looks_first_whenever_the_rules_alone_may_not_decide(
    changes: dict[str, object], why: WhyTriage
) -> None:
    found = placed(**changes)

    assert (found.certain, found.why_triage) == (False, why)


@pytest.mark.parametrize("author", [*AuthorKind])
def test_words_that_were_flagged_are_placed_with_nobody_whoever_wrote_them(
    author: AuthorKind,
) -> None:
    found = placed(flagged=True, author_kind=author)

    assert (found.certain, found.why_triage) == (False, WhyTriage.RESTRICTED)


@pytest.mark.parametrize("author", [*AuthorKind])
def test_only_a_young_persons_words_always_go_to_a_person(author: AuthorKind) -> None:
    found = placed(author_kind=author)

    assert (found.why_triage is None) is (author is not AuthorKind.YOUNG_PERSON)


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_question_left_blank_is_not_an_answer_to_who_must_not_see_it(blank: str) -> None:
    found = placed(must_not_see=blank)

    assert found.why_triage is None


def test_several_needs_of_one_team_need_nobody_to_look_first() -> None:
    found = placed(needs=("ehc_plan", "annual_review"))

    assert (found.lead, found.why_triage) == ("scc_send", None)


def test_several_needs_of_several_teams_keep_every_team_as_a_suggestion() -> None:
    found = placed(needs=("social_care", "ehc_plan", "send_transport"))

    assert found.lead == "scc_social_care"
    assert found.also == ("scc_send", "scc_transport", "school")


def test_a_team_that_leads_one_need_is_still_suggested_when_another_need_is_uncertain() -> None:
    found = placed(needs=("other", "send_transport"))

    assert (found.lead, found.also) == ("triage", ("scc_send", "scc_transport"))
    assert found.why_triage is WhyTriage.SEVERAL_LEADS


def test_triage_is_no_suggestion_beside_a_team() -> None:
    found = placed(needs=("send_transport", "other"))

    assert (found.lead, found.also) == ("scc_transport", ("scc_send",))


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("The bus is late.", ("The bus is late.",)),
        ("The bus is late.\n\n  Nobody rings.  ", ("The bus is late.", "Nobody rings.")),
        ("One.\r\nTwo.\rThree.", ("One.", "Two.", "Three.")),
        ("", ("",)),
        ("  \n ", ("",)),
    ],
)
def test_each_line_with_words_is_a_matter_of_its_own(words: str, points: tuple[str, ...]) -> None:
    assert points_of(words) == points


def test_a_letter_of_very_many_lines_is_one_matter_with_nothing_lost() -> None:
    lines = "\n".join(f"Line {n}." for n in range(MOST_POINTS + 1))

    assert points_of(lines) == (lines,)


def test_a_letter_of_just_enough_lines_keeps_each() -> None:
    lines = "\n".join(f"Line {n}." for n in range(MOST_POINTS))

    assert len(points_of(lines)) == MOST_POINTS


def test_the_family_is_asked_about_each_body_outside_the_council_that_the_rules_name() -> None:
    asked = bodies_to_ask(told(**{**AUTISM, "needs": ("autism_assessment", "ehc_plan")}), SUFFOLK)

    assert asked == ("wsft", "school")


def test_the_family_is_asked_about_nobody_when_only_the_council_may_be_concerned() -> None:
    assert bodies_to_ask(told(), SUFFOLK) == ()


def with_successor() -> str:
    """NHS Suffolk ends with September 2027, and an invented board follows it."""
    old = 'kind = "icb"\nvalid_from = 2022-07-01\nsuccessor = ""'
    new = 'kind = "icb"\nvalid_from = 2022-07-01\nvalid_to = 2027-09-30\nsuccessor = "ns_icb"'
    after = (
        '[[partner]]\nkey = "ns_icb"\nname = "NHS both"\nofficial_name = "NHS both"\n'
        'kind = "icb"\nvalid_from = 2027-10-01\nverified = true\n\n'
    )
    text = packaged().replace(old, new, 1)
    return text.replace('[[partner]]\nkey = "wsft"', after + '[[partner]]\nkey = "wsft"', 1)


@pytest.mark.parametrize(
    ("day", "body"), [(date(2027, 9, 30), "snee_icb"), (date(2027, 10, 1), "ns_icb")]
)
def test_the_body_that_is_asked_about_is_the_one_that_would_lead_on_that_day(
    day: date, body: str
) -> None:
    partnership = read(with_successor())
    answers = told(needs=("health_commissioning",), gp_area="suffolk_east_west")

    asked = bodies_to_ask(answers, partnership, day)

    assert asked == (body,)
    assert place(answers, partnership, day, False).lead == body


UNSTORABLE: tuple[Callable[[str], Answers], ...] = (
    lambda text: told(words=text),
    lambda text: told(wanted=text),
    lambda text: told(must_not_see=text),
    lambda text: told(name=text),
    lambda text: told(contact=text),
    lambda text: told(access_needs=text),
)


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b", "\udfff"])
@pytest.mark.parametrize("make", UNSTORABLE)
def test_words_that_no_database_can_keep_are_refused_before_one_is_asked(
    make: Callable[[str], Answers], bad: str
) -> None:
    with pytest.raises(Unstorable):
        make(bad)


@pytest.mark.parametrize("good", ["a\ufffdb", "زينب", "a\u202eb", "👩‍👧", "line\nline\ttab"])
@pytest.mark.parametrize("make", UNSTORABLE)
def test_every_other_character_is_kept_as_it_was_sent(
    make: Callable[[str], Answers], good: str
) -> None:
    answers = make(good)

    assert good in vars(answers).values()
