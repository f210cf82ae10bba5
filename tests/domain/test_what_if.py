"""The same events under another promise."""

from datetime import UTC, date, datetime

import pytest

from portal.domain.clocks import (
    ClockEvent,
    ClockKind,
    EventKind,
    PauseReason,
    ServiceLevel,
    Subject,
    Unit,
)
from portal.domain.matching import About
from portal.domain.partnership import packaged, read
from portal.domain.people import SYSTEM
from portal.domain.promises import Regime
from portal.domain.submissions import AuthorKind
from portal.domain.what_if import Outcome, Tally, by_changes, by_file, fitted, outcome
from portal.domain.working_days import Calendar

CALENDAR = Calendar("plain", {}, date(2026, 1, 1), date(2027, 12, 31))
WAIT = PauseReason.WAITING_FOR_FAMILY.value
TEN = ServiceLevel(ClockKind.RESPOND, 10, caps={WAIT: 10})
MONDAY = datetime(2026, 6, 8, 9, tzinfo=UTC)
ANSWER = About(
    Regime.CONCERN, Subject.PARTNER, ClockKind.RESPOND, "wsft", AuthorKind.PARENT_OR_CARER
)


def on(day: int, kind: EventKind, reason: str = "x", amount: int = 0) -> ClockEvent:
    """Something that happened on a day of June 2026."""
    at = datetime(2026, 6, day, 9, tzinfo=UTC)
    return ClockEvent(kind, at, at, SYSTEM, reason, f"{kind.value}:{day}", amount)


def came_to(*events: ClockEvent, days: int = 10, now: int = 30) -> Outcome:
    level = ServiceLevel(ClockKind.RESPOND, days, caps={WAIT: 10})
    started = (on(8, EventKind.START), *events)
    return outcome(started, level, CALENDAR, datetime(2026, 6, now, 9, tzinfo=UTC))


def test_an_answer_on_the_last_day_is_on_time_and_late_under_a_shorter_promise() -> None:
    answered = on(22, EventKind.STOP)

    assert came_to(answered) is Outcome.ON_TIME
    assert came_to(answered, days=9) is Outcome.LATE


def test_what_is_still_open_is_in_time_up_to_the_end_of_its_last_day() -> None:
    assert came_to(now=22) is Outcome.OPEN_IN_TIME
    assert came_to(now=23) is Outcome.OPEN_LATE


def test_what_was_taken_back_in_time_was_nobodys_to_keep_and_a_breach_stays() -> None:
    assert came_to(on(22, EventKind.CANCEL)) is Outcome.TAKEN_BACK
    assert came_to(on(23, EventKind.CANCEL)) is Outcome.LATE


def test_a_wait_for_the_family_counts_under_the_other_promise_too() -> None:
    waited = (on(9, EventKind.PAUSE, WAIT), on(16, EventKind.RESUME, WAIT))

    assert came_to(*waited, on(29, EventKind.STOP)) is Outcome.ON_TIME
    assert came_to(*waited, on(29, EventKind.STOP), days=9) is Outcome.LATE


def test_a_pause_lasts_no_longer_than_its_cap_under_the_promise() -> None:
    short = ServiceLevel(ClockKind.RESPOND, 10, caps={WAIT: 2})

    (_, pause) = fitted([on(8, EventKind.START), on(9, EventKind.PAUSE, WAIT, 7)], short)

    assert pause.amount == 2


def test_an_acknowledgement_begins_a_second_leg_only_where_there_is_one() -> None:
    events = [on(8, EventKind.START), on(10, EventKind.START, "acknowledged")]
    legs = ServiceLevel(ClockKind.RESPOND, 10, first_leg=5)

    assert len(fitted(events, TEN)) == 1
    assert len(fitted(events, legs)) == 2


def test_what_is_overdue_counts_as_not_kept_though_it_is_open() -> None:
    tally = Tally(on_time=6, late=2, open_in_time=5, open_late=2, taken_back=3)

    assert tally.share_kept == pytest.approx(0.6)
    assert tally.share_of_closed == pytest.approx(0.75)


def test_no_share_is_made_of_nothing() -> None:
    assert (Tally(open_in_time=3).share_kept, Tally(open_late=1).share_of_closed) == (None, None)


def test_a_changed_amount_leaves_every_other_promise_as_it_was() -> None:
    changed = by_changes({(Regime.CONCERN, Subject.PARTNER, ClockKind.RESPOND): (2, Unit.WEEK)})
    other = About(Regime.CONCERN, Subject.FAMILY, ClockKind.RESPOND, None, ANSWER.author)

    assert (changed(ANSWER, TEN).amount, changed(ANSWER, TEN).unit) == (2, Unit.WEEK)
    assert changed(other, TEN) == TEN


def test_a_file_promises_by_the_lowest_rank_that_matches() -> None:
    special = (
        '\n[[service_level]]\nregime = "concern"\nsubject = "partner"\nclock = "respond"\n'
        'partner = "wsft"\nrank = 5\namount = 3\nunit = "working_day"\n'
        'effective_from = 2099-01-01\nbasis = "practice"\nstatus = "proposed"\nverified = true\n'
    )
    proposed = by_file(read(packaged() + special))
    elsewhere = About(ANSWER.regime, ANSWER.subject, ANSWER.kind, "esneft", ANSWER.author)

    assert proposed(ANSWER, TEN).amount == 3
    assert proposed(elsewhere, TEN).amount == 8
    assert proposed(ANSWER, TEN).caps == {"waiting_for_family": 10, "agreed_hold": 20}
