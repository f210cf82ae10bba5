"""Where a family's words may go: nowhere outside the council without its yes to that body."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from portal.domain.consents import (
    QUOTES,
    ConsentUse,
    Given,
    PartnerKind,
    may_consent,
    may_pass_to,
    outside_council,
    stands,
)
from portal.domain.submissions import AuthorKind

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OUTSIDE = (PartnerKind.ICB, PartnerKind.PROVIDER, PartnerKind.SCHOOL)
INSIDE = (PartnerKind.COUNCIL, PartnerKind.COUNCIL_TEAM, PartnerKind.TRIAGE)


def said(
    yes: bool, body: str | None = "wsft", days: int = 0, use: ConsentUse = ConsentUse.PASS_ON
) -> Given:
    return Given(use, body, yes, MONDAY + timedelta(days=days))


def test_every_kind_of_body_is_either_inside_or_outside_the_council() -> None:
    assert {kind for kind in PartnerKind if outside_council(kind)} == set(OUTSIDE)
    assert set(PartnerKind) == {*INSIDE, *OUTSIDE}


@pytest.mark.parametrize("kind", INSIDE)
def test_the_councils_own_need_no_yes(kind: PartnerKind) -> None:
    assert may_pass_to("scc_send", kind, [])


@pytest.mark.parametrize("kind", OUTSIDE)
def test_a_body_outside_the_council_needs_a_yes(kind: PartnerKind) -> None:
    assert not may_pass_to("wsft", kind, [])
    assert may_pass_to("wsft", kind, [said(True)])


@pytest.mark.parametrize("kind", OUTSIDE)
@pytest.mark.parametrize(
    "other",
    [
        said(True, body="nsft"),
        said(True, body=None),
        said(False),
        said(True, use=ConsentUse.CONTACT),
        said(True, use=ConsentUse.QUOTE_BOARD),
        said(True, use=ConsentUse.QUOTE_PUBLIC),
    ],
)
def test_a_yes_to_another_body_or_another_use_is_no_yes(kind: PartnerKind, other: Given) -> None:
    assert not may_pass_to("wsft", kind, [other])


@pytest.mark.parametrize("last", [True, False])
def test_the_last_answer_counts_in_whatever_order_the_answers_are_read(last: bool) -> None:
    answers = [said(True), said(False, days=1), said(True, days=2), said(last, days=3)]

    found = {may_pass_to("wsft", PartnerKind.PROVIDER, order) for order in permutations(answers)}

    assert found == {last}


def test_of_a_yes_and_a_no_at_the_same_instant_the_no_counts() -> None:
    both = [said(True), said(False)]

    found = {may_pass_to("wsft", PartnerKind.PROVIDER, order) for order in permutations(both)}

    assert found == {False}


@pytest.mark.parametrize("use", QUOTES)
@pytest.mark.parametrize("age", [None, 3, 12, 13, 25])
def test_a_parent_may_say_yes_to_its_own_words_whatever_the_childs_age(
    use: ConsentUse, age: int | None
) -> None:
    assert may_consent(use, AuthorKind.PARENT_OR_CARER, age)


@pytest.mark.parametrize("use", QUOTES)
@pytest.mark.parametrize(
    ("age", "asked"), [(None, False), (0, False), (12, False), (13, True), (25, True)]
)
def test_a_young_person_is_asked_for_quotes_from_thirteen(
    use: ConsentUse, age: int | None, asked: bool
) -> None:
    assert may_consent(use, AuthorKind.YOUNG_PERSON, age) is asked


@pytest.mark.parametrize("author", [AuthorKind.HELPER, AuthorKind.PROFESSIONAL])
@pytest.mark.parametrize("age", [None, 9, 17])
def test_who_helps_a_family_may_let_its_words_be_passed_on_and_never_quoted(
    author: AuthorKind, age: int | None
) -> None:
    assert may_consent(ConsentUse.PASS_ON, author, age)
    assert not any(may_consent(use, author, age) for use in QUOTES)


def test_a_yes_to_the_board_is_no_yes_to_the_public() -> None:
    given = [said(True, body=None, use=ConsentUse.QUOTE_BOARD)]

    assert stands(ConsentUse.QUOTE_BOARD, None, given)
    assert not stands(ConsentUse.QUOTE_PUBLIC, None, given)
