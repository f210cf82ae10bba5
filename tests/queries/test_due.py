"""What the worker owes: everything that is due, oldest first, and nothing that is not."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from portal.domain.due import DueKind
from portal.domain.letters import Channel
from portal.models import ClockMilestone, DueWork, OutgoingLetter
from portal.queries import due
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send

NOW = TUESDAY_EVENING
MINUTE = timedelta(minutes=1)


def owed(session: Session, *waits: float, **changes: object) -> list[int]:
    """Readings to be tried so many minutes from now; their row numbers."""
    submission, _ = send(session, f"form-{waits}-{changes}")
    session.query(DueWork).where(DueWork.submission_id == submission.id).delete()
    base = {"kind": DueKind.READ_THEMES, "submission_id": submission.id, "tries": 0}
    rows = [
        DueWork(**{**base, "next_attempt_at": NOW + MINUTE * wait, **changes}) for wait in waits
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def letter(session: Session, wait: float = 0, **changes: object) -> int:
    base: dict[str, object] = {
        "message_id": f"<{wait}-{len(changes)}@portal.invalid>",
        "kind": "news",
        "language": "en",
        "channel": Channel.EMAIL,
        "written_at": NOW,
        "next_attempt_at": NOW + MINUTE * wait,
        "tries": 0,
    }
    row = OutgoingLetter(**{**base, **changes})
    session.add(row)
    session.flush()
    return row.id


def found(session: Session, most: int = 50, now: datetime = NOW) -> list[int]:
    return [row.id for row in due.work(session, now, most)]


def test_readings_come_longest_waiting_first(session: Session) -> None:
    a, b, c = owed(session, -1, -3, -2)

    assert found(session) == [b, c, a]


def test_readings_of_one_instant_come_in_the_order_of_writing(session: Session) -> None:
    rows = owed(session, 0, 0, 0)

    assert found(session) == rows


def test_what_is_due_later_is_not_due_now(session: Session) -> None:
    now, later = owed(session, 0, 1)

    assert found(session) == [now]
    assert found(session, now=NOW + MINUTE) == [now, later]


@pytest.mark.parametrize("ended", ["done_at", "failed_at"])
def test_what_was_done_or_given_up_is_owed_no_more(session: Session, ended: str) -> None:
    owed(session, -1, **{ended: NOW})
    (left,) = owed(session, 0)

    assert found(session) == [left]


def test_no_more_are_taken_than_were_asked_for(session: Session) -> None:
    first, second, _ = owed(session, -3, -2, -1)

    assert found(session, most=2) == [first, second]


def test_letters_come_longest_waiting_first_without_the_sent_and_the_dead(
    session: Session,
) -> None:
    late, early = letter(session, -1), letter(session, -2)
    letter(session, -3, sent_at=NOW)
    letter(session, -4, failed_at=NOW, last_error="down")
    letter(session, 1)

    rows = due.letters(session, NOW, 50)

    assert [row.id for row in rows] == [early, late]


def crossings(session: Session, now: datetime, before: datetime | None = None) -> list[Row]:
    return list(session.execute(due.crossed(before, now, 500)))


def test_milestones_come_in_the_order_of_crossing(session: Session) -> None:
    send(session)

    rows = crossings(session, NOW + timedelta(days=60))

    every = session.scalars(select(func.count(ClockMilestone.id))).one()
    assert [row.crosses_at for row in rows] == sorted(row.crosses_at for row in rows)
    assert len(rows) == every > 3 * 6


def test_milestones_that_are_void_noticed_or_ahead_are_not_due(session: Session) -> None:
    send(session)
    every = session.scalars(select(ClockMilestone).order_by(ClockMilestone.id)).all()
    every[0].void, every[1].recorded_at = True, NOW
    session.flush()

    rows = crossings(session, NOW + timedelta(days=60))

    assert {row.id for row in rows} == {row.id for row in every[2:]}
    assert crossings(session, NOW) == []


def test_what_is_crossed_at_an_instant_is_not_crossed_before_it(session: Session) -> None:
    send(session)
    first = crossings(session, NOW + timedelta(days=60))[0].crosses_at

    assert crossings(session, NOW, first) == []
    assert crossings(session, NOW, first + timedelta(seconds=1)) != []


def test_the_earliest_of_everything_is_asked_in_one_go(session: Session) -> None:
    send(session)
    later = NOW + timedelta(days=60)

    found = due.earliest(session, later, later)

    first = crossings(session, later)[0].crosses_at
    assert (found.crossed, found.capped, found.proposed) == (first, None, None)
    assert found.untaken == datetime(2026, 11, 26, tzinfo=UTC)
    assert due.earliest(session, NOW, NOW) == due.Earliest(None, None, None, None)
