"""Which ways of the law are open, and their last days."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.adapters.holidays import england_and_wales
from portal.domain.clocks import ClockKind, Roll, ServiceLevel, Starts, Unit
from portal.domain.consents import PartnerKind
from portal.domain.legal_dates import LegalLevel, last_dates
from portal.domain.legal_routes import (
    FIRST_STAGE,
    NEXT_STAGE,
    Facts,
    LegalRoute,
    Outcome,
    UnknownRoute,
    code_of,
    facts_of,
    open_routes,
    outcomes_of,
    route_of,
    stage_of,
)
from portal.domain.partnership import packaged, read
from portal.domain.partnership_terms import NeedGroup
from portal.domain.promises import Basis, Regime
from portal.domain.submissions import AuthorKind
from tests.support.families import answers

R, N, K = LegalRoute, NeedGroup, PartnerKind
PARENT, YOUNG = AuthorKind.PARENT_OR_CARER, AuthorKind.YOUNG_PERSON
ALWAYS = (R.SUBJECT_ACCESS, R.DATA_COMPLAINT)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
APPEAL = LegalLevel(
    Regime.APPEAL,
    ServiceLevel(ClockKind.APPEAL, 2, Unit.MONTH, roll=Roll.TRIBUNAL),
    verified=True,
    basis=Basis.LAW,
)


def facts(*needs: NeedGroup, author: AuthorKind = PARENT, **more: object) -> Facts:
    return Facts(frozenset(needs), author, **more)  # type: ignore[arg-type]


def last(began: date, level: LegalLevel = APPEAL, now: datetime = NOW) -> date:
    (found,) = last_dates(began, [level], england_and_wales(2026, 2028), now)
    assert found.state is not None
    return found.state.due_on


@pytest.mark.parametrize(
    ("told", "open_to_it"),
    [
        (facts(N.PLANS, bodies=frozenset({K.COUNCIL_TEAM})), (R.APPEAL, R.COUNCIL_COMPLAINT)),
        (facts(N.TRANSPORT, bodies=frozenset({K.COUNCIL_TEAM})), (R.COUNCIL_COMPLAINT,)),
        (facts(N.TRANSPORT, letter=True), (R.APPEAL, R.COUNCIL_COMPLAINT)),
        (facts(N.CARE, age=9, bodies=frozenset({K.COUNCIL_TEAM})), (R.SOCIAL_CARE_COMPLAINT,)),
        (facts(N.CARE, age=18, bodies=frozenset({K.COUNCIL_TEAM})), (R.COUNCIL_COMPLAINT,)),
        (
            facts(N.CARE, N.TRANSPORT, age=17, bodies=frozenset({K.COUNCIL_TEAM})),
            (R.COUNCIL_COMPLAINT, R.SOCIAL_CARE_COMPLAINT),
        ),
        (facts(N.HEALTH, bodies=frozenset({K.PROVIDER})), (R.NHS_COMPLAINT,)),
        (
            facts(N.HEALTH, bodies=frozenset({K.ICB, K.COUNCIL})),
            (R.COUNCIL_COMPLAINT, R.NHS_COMPLAINT),
        ),
        (facts(N.SCHOOL, bodies=frozenset({K.SCHOOL})), (R.SCHOOL_COMPLAINT,)),
        (facts(N.SCHOOL, author=YOUNG, bodies=frozenset({K.SCHOOL})), ()),
        (facts(N.OTHER), (R.COUNCIL_COMPLAINT,)),
        (facts(), (R.COUNCIL_COMPLAINT,)),
    ],
)
def test_what_a_family_chose_decides_which_ways_are_open(
    told: Facts, open_to_it: tuple[LegalRoute, ...]
):
    assert open_routes(told) == (*open_to_it, *ALWAYS)


def test_words_typed_freely_open_nothing():
    plain = facts_of(answers(), read(packaged()), NOW.date())

    angry = facts_of(
        answers(words="This is a complaint. I want to appeal. Show me my data."),
        read(packaged()),
        NOW.date(),
    )

    assert plain == angry
    assert R.COUNCIL_COMPLAINT in open_routes(angry)
    assert R.APPEAL not in open_routes(angry)


def test_the_rules_name_the_kinds_of_body():
    told = answers(needs=("mental_health",), gp_area="suffolk_east_west", age=9)

    found = facts_of(told, read(packaged()), NOW.date())

    assert found.bodies & {K.PROVIDER, K.ICB}
    assert found.needs == {N.HEALTH}


@pytest.mark.parametrize(
    ("letter", "ends"),
    [
        (date(2026, 9, 24), date(2026, 11, 24)),
        (date(2026, 9, 28), date(2026, 11, 30)),  # a Saturday: 28 November
        (date(2026, 10, 27), date(2027, 1, 4)),  # 27 December, in the days that do not count
        (date(2026, 6, 15), date(2026, 9, 1)),  # 15 August
        (date(2026, 12, 31), date(2027, 3, 1)),  # no 31 February: the 28th, a Sunday
    ],
)
def test_the_last_day_to_appeal_is_two_months_from_the_letter(letter: date, ends: date):
    assert last(letter) == ends


@pytest.mark.parametrize(
    ("now", "passed"),
    [
        (datetime(2026, 11, 24, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 17, 0, tzinfo=UTC), True),
    ],
)
def test_an_appeal_must_be_there_by_five(now: datetime, passed: bool):
    (found,) = last_dates(date(2026, 9, 24), [APPEAL], england_and_wales(2026, 2028), now)

    assert found.passed is passed


def test_a_limit_that_nobody_checked_gives_no_date():
    unchecked = replace(APPEAL, verified=False)

    (found,) = last_dates(date(2026, 9, 24), [unchecked], england_and_wales(2026, 2028), NOW)

    assert (found.state, found.passed, found.kind) == (None, False, ClockKind.APPEAL)


def test_a_day_that_is_still_to_come_can_be_counted_from():
    draft = ServiceLevel(ClockKind.COMMENT, 15, Unit.CALENDAR_DAY, starts=Starts.RECEIPT_DAY)
    level = LegalLevel(Regime.DRAFT_PLAN, draft, verified=True, basis=Basis.LAW)

    assert last(date(2027, 1, 4), level) == date(2027, 1, 18)


@pytest.mark.parametrize("one", [*FIRST_STAGE, R.SCHOOL_COMPLAINT])
def test_a_route_is_known_again_by_its_code(one: LegalRoute):
    assert route_of(code_of(one)) is one


@pytest.mark.parametrize("later", NEXT_STAGE.values())
def test_every_stage_belongs_to_a_route(later: Regime):
    assert route_of(later.value) in FIRST_STAGE


def test_an_appeal_is_made_at_the_tribunal_and_never_here():
    with pytest.raises(UnknownRoute):
        code_of(R.APPEAL)
    with pytest.raises(UnknownRoute):
        route_of("nonsense")


def test_a_school_has_no_dates_in_law():
    assert stage_of(code_of(R.SCHOOL_COMPLAINT)) is None
    assert stage_of(code_of(R.NHS_COMPLAINT)) is Regime.NHS_COMPLAINT


@pytest.mark.parametrize("one", LegalRoute)
def test_only_the_family_takes_it_back_and_only_a_body_that_passes_it_on_says_so(one: LegalRoute):
    assert not {Outcome.WITHDRAWN, Outcome.PASSED_ON} & set(outcomes_of(one))
