"""Every clock worked out anew: what somebody changed by hand is named, and nothing else is."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, event, select, update
from sqlalchemy.orm import Session

from portal.adapters.holidays import calendar_of
from portal.domain.clock_checks import Doubt
from portal.domain.clocks import ClockKind, ClockState, EventKind, Milestone, Subject
from portal.domain.messages import MessagePurpose
from portal.domain.partnership import packaged, read
from portal.domain.people import SYSTEM, Deed, Role
from portal.models import ClockEventRow, ClockMilestone, ClockRow, Referral, Submission
from portal.services import casework, clocks, escalate, load_partnership, verify_clocks, waiting
from portal.services.casework import Words
from portal.services.verify_clocks import Finding
from tests.support import cases, databases
from tests.support.clock import TUESDAY_EVENING
from tests.support.databases import FIRST_YEAR, LAST_YEAR
from tests.support.families import send
from tests.support.staff import deed, hire

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
WEDNESDAY = TUESDAY_EVENING + timedelta(hours=12)
FRIDAY = date(2026, 11, 27)


def check(session: Session, now: datetime = WEDNESDAY) -> list[Finding]:
    session.flush()
    session.expire_all()
    return list(verify_clocks.verify(session, now))


def differing(session: Session, now: datetime = WEDNESDAY) -> list[Finding]:
    return [one for one in check(session, now) if one.doubt is Doubt.DIFFERS]


def faults(session: Session, now: datetime = WEDNESDAY) -> list[tuple[str, str]]:
    """Which clocks differ, and in what."""
    found = differing(session, now)
    return [(one.of.partition("(")[2].partition(",")[0], one.difference.what) for one in found]


def sweep(session: Session, now: datetime) -> None:
    """What came due, and what that made come due: a turn given back is triage's to place."""
    while escalate.tick(session, Deed(SYSTEM, now, "worker")):
        session.flush()


def waits(session: Session, now: datetime) -> list[str]:
    found = check(session, now)
    assert {one.doubt for one in found} <= {Doubt.WAITS}
    return [one.difference.what for one in found]


def answer_clock(session: Session, submission: Submission) -> ClockRow:
    """The family's promise of an answer: due on 8 December."""
    return cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)


def set_to(session: Session, clock: ClockRow, **columns: object) -> None:
    session.execute(update(ClockRow).where(ClockRow.id == clock.id).values(**columns))


def set_milestone(session: Session, clock: ClockRow, name: Milestone, **columns: object) -> None:
    session.execute(
        update(ClockMilestone)
        .where(ClockMilestone.clock_id == clock.id, ClockMilestone.name == name)
        .values(**columns)
    )


def add_milestone(
    session: Session, clock: ClockRow, name: Milestone, basis: str, **columns: object
) -> None:
    said = {"cycle": 1, "crosses_at": WEDNESDAY + WEEK, "void": False, **columns}
    session.add(ClockMilestone(clock_id=clock.id, name=name, basis=basis, **said))


def close_on(session: Session, day: date, now: datetime) -> None:
    """Load the partnership anew with one more closed day."""
    told = calendar_of(read(packaged()), FIRST_YEAR, LAST_YEAR)
    calendar = replace(told, closed={**told.closed, day: "Bank holiday for an invented jubilee"})
    deed = Deed(SYSTEM, now, "correction")
    load_partnership.load(session, packaged(), calendar, deed)
    databases.seen_through(session, deed)


def asked(session: Session, submission: Submission) -> None:
    """The family has our question since Wednesday: two of its dates wait, and the body's own."""
    cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    turn, said = cases.turn(session, submission), deed(member, "q", WEDNESDAY)
    words = Words("Which bus?", "q")
    casework.write(session, member, submission, MessagePurpose.QUESTION, words, said, turn)


def test_what_the_portal_wrote_is_what_its_events_come_to(session: Session) -> None:
    for key in ("a", "b", "c"):
        send(session, key)
    submission, _ = send(session, "d")
    asked(session, submission)
    sweep(session, WEDNESDAY)

    assert check(session) == []


def test_it_goes_on_through_every_batch(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_clocks, "BATCH", 2)
    sent = [send(session, f"form-{n}")[0] for n in range(5)]
    set_to(session, answer_clock(session, sent[4]), due_on=FRIDAY)
    session.flush()
    looked: list[int] = []

    found = list(verify_clocks.verify(session, WEDNESDAY, lambda many, _: looked.append(many)))

    assert "due_on" in [one.difference.what for one in found]
    assert looked == [2, 2, 1]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("started_at", TUESDAY_EVENING - HOUR),
        ("due_on", FRIDAY),
        ("state", ClockState.PAUSED),
        ("resumes_at", WEDNESDAY + WEEK),
        ("stopped_at", WEDNESDAY),
        ("on_time", True),
    ],
)
def test_a_column_that_somebody_changed_is_named_with_both_values(
    session: Session, column: str, value: object
) -> None:
    submission, _ = send(session)
    set_to(session, answer_clock(session, submission), **{column: value})

    assert faults(session) == [("family respond", column)]


def test_a_due_instant_that_somebody_changed_is_named_with_what_inboxes_sort_by(
    session: Session,
) -> None:
    submission, _ = send(session)
    set_to(session, answer_clock(session, submission), due_at=TUESDAY_EVENING)

    (clock, *projections) = differing(session)

    assert (clock.difference.what, clock.difference.kept) == (
        "due_at",
        TUESDAY_EVENING.isoformat(),
    )
    assert clock.difference.found == "2026-12-09T00:00:00+00:00"
    assert {one.of.split()[0] for one in projections} == {"submission", "referral"}


@pytest.mark.parametrize("model", [Submission, Referral])
def test_what_inboxes_sort_by_is_checked_too(
    session: Session, model: type[Submission] | type[Referral]
) -> None:
    send(session)
    session.execute(update(model).values(due_at=TUESDAY_EVENING))

    (found,) = differing(session)

    assert found.of.split()[0] == model.__tablename__
    assert found.difference.what == "due_at"


def test_a_stop_that_never_reached_the_row_is_named(session: Session) -> None:
    submission, _ = send(session)
    clock = answer_clock(session, submission)
    session.add(
        ClockEventRow(
            clock_id=clock.id,
            kind=EventKind.STOP,
            effective_at=WEDNESDAY,
            recorded_at=WEDNESDAY,
            actor=SYSTEM.kind,
            reason="answered",
            amount=0,
            source_id="a",
        )
    )

    named = [what for _, what in faults(session)]

    assert named[:3] == ["state", "stopped_at", "on_time"]
    assert "milestone breached not_void" not in named
    assert "milestone breached extra" in named


def test_events_that_cannot_have_happened_are_named(session: Session) -> None:
    submission, _ = send(session)
    clock = answer_clock(session, submission)
    session.execute(delete(ClockEventRow).where(ClockEventRow.clock_id == clock.id))

    (found,) = differing(session)

    assert (found.difference.what, found.difference.found) == (
        "events",
        "a clock's events have no start",
    )


def test_a_milestone_that_is_missing_is_named(session: Session) -> None:
    submission, _ = send(session)
    clock = answer_clock(session, submission)
    of_it = (ClockMilestone.clock_id == clock.id, ClockMilestone.name == Milestone.WARNED)
    session.execute(delete(ClockMilestone).where(*of_it))

    assert faults(session) == [("family respond", "milestone warned missing")]


def test_a_milestone_at_a_wrong_instant_is_named(session: Session) -> None:
    submission, _ = send(session)
    clock = answer_clock(session, submission)
    set_milestone(session, clock, Milestone.BREACHED, crosses_at=WEDNESDAY + WEEK)

    assert faults(session) == [("family respond", "milestone breached wrong_instant")]


def test_a_milestone_to_which_nothing_leads_is_named(session: Session) -> None:
    submission, _ = send(session)
    clock = answer_clock(session, submission)
    add_milestone(session, clock, Milestone.ESCALATED_6, clock.due_on.isoformat())

    assert faults(session) == [("family respond", "milestone escalated_6 extra")]


def test_a_milestone_of_a_date_that_was_left_must_be_void(session: Session) -> None:
    submission, _ = send(session)
    add_milestone(session, answer_clock(session, submission), Milestone.DUE, "2026-11-27")

    assert faults(session) == [("family respond", "milestone due not_void")]


def test_a_milestone_still_to_come_must_not_be_void(session: Session) -> None:
    submission, _ = send(session)
    set_milestone(session, answer_clock(session, submission), Milestone.DUE, void=True)

    assert faults(session) == [("family respond", "milestone due void")]


def test_a_milestone_marked_before_it_was_crossed_is_named(session: Session) -> None:
    submission, _ = send(session)
    clock = answer_clock(session, submission)
    set_milestone(session, clock, Milestone.BREACHED, recorded_at=WEDNESDAY)

    assert faults(session) == [("family respond", "milestone breached not_crossed")]


def test_a_breach_that_was_no_breach_must_be_annulled(session: Session) -> None:
    submission, _ = send(session)
    clock = answer_clock(session, submission)
    clocks.stop(session, clock, Deed(SYSTEM, WEDNESDAY, "answer"), "answered")
    session.flush()
    late = clock.due_at + HOUR
    set_milestone(session, clock, Milestone.BREACHED, recorded_at=late, void=False)

    assert ("family respond", "milestone breached not_annulled") in faults(session, late)


def test_what_was_crossed_a_moment_ago_waits_for_the_worker(session: Session) -> None:
    submission, _ = send(session)
    late = answer_clock(session, submission).due_at + HOUR

    assert "milestone breached" in waits(session, late)


def test_what_the_worker_marked_is_no_finding(session: Session) -> None:
    submission, _ = send(session)
    late = answer_clock(session, submission).due_at + HOUR
    sweep(session, late)

    assert check(session, late) == []


def test_a_pause_shows_its_date_as_of_when_it_began(session: Session) -> None:
    submission, _ = send(session)
    asked(session, submission)

    assert faults(session, WEDNESDAY + WEEK) == []


def test_a_pause_that_reached_its_cap_waits_for_the_worker(session: Session) -> None:
    submission, _ = send(session)
    asked(session, submission)
    over = answer_clock(session, submission).resumes_at
    assert over is not None

    assert waits(session, over - HOUR).count("pause ended by itself") == 0
    assert waits(session, over).count("pause ended by itself") == 3


def test_a_pause_that_the_worker_ended_is_no_finding(session: Session) -> None:
    submission, _ = send(session)
    asked(session, submission)
    over = answer_clock(session, submission).resumes_at
    assert over is not None
    waiting.end_waits(session, Deed(SYSTEM, over + HOUR, "worker"))

    assert "pause ended by itself" not in waits(session, over + HOUR)


def test_a_promise_that_was_kept_is_judged_by_the_calendar_that_it_ended_under(
    session: Session,
) -> None:
    submission, _ = send(session)
    clock = answer_clock(session, submission)
    clocks.stop(session, clock, Deed(SYSTEM, WEDNESDAY, "answer"), "answered")
    clocks.refresh_due(session, submission)
    close_on(session, FRIDAY, WEDNESDAY + DAY)

    found = [one for one in check(session, WEDNESDAY + DAY) if "family respond" in one.of]

    assert {one.doubt for one in found} == {Doubt.OTHERWISE_TODAY}
    assert [(one.difference.what, one.difference.found) for one in found] == [
        ("due_on", "2026-12-09"),
        ("due_at", "2026-12-10T00:00:00+00:00"),
    ]


def test_a_promise_that_runs_follows_the_new_calendar(session: Session) -> None:
    submission, _ = send(session)
    clock = answer_clock(session, submission)
    close_on(session, FRIDAY, WEDNESDAY)

    assert differing(session) == []
    assert session.get_one(ClockRow, clock.id).due_on == date(2026, 12, 9)


def test_nothing_is_written(session: Session) -> None:
    submission, _ = send(session)
    set_to(session, answer_clock(session, submission), due_on=FRIDAY)
    session.flush()
    said: list[str] = []
    connection = session.connection()
    event.listen(
        connection, "before_cursor_execute", lambda _c, _u, text, *_: said.append(text.split()[0])
    )

    list(verify_clocks.verify(session, WEDNESDAY))

    assert set(said) == {"SELECT"}
    assert session.scalar(select(ClockRow.due_on).where(ClockRow.due_on == FRIDAY)) == FRIDAY
