"""After the answer: the family hears how it goes until it is over, and later what changed.

Keep informed: one promise after another, each kept by the next words of a person. Tell what
changed: one promise from the end on. Door to door only measures, and has one cycle for ever
(rulings 7 and 10).
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clocks import GOING, ClockKind, Subject
from portal.domain.people import Deed
from portal.models import ClockRow, Submission
from portal.services import clocks
from portal.services.projections import with_events

INFORM, CHANGED, ALL = ClockKind.KEEP_INFORMED, ClockKind.TELL_WHAT_CHANGED, ClockKind.DOOR_TO_DOOR


def wrote(session: Session, submission: Submission, said: Deed) -> None:
    """Words of a person that the family sees: heard in time or late, and promised once more."""
    if _stop(session, submission, INFORM, said, "written"):
        _next(session, submission, INFORM, said)


def answered(session: Session, submission: Submission, said: Deed) -> None:
    """The answer was given and the case is open: from now on the family hears how it goes."""
    if not _going(session, submission, INFORM):
        _next(session, submission, INFORM, said)


def closed(session: Session, submission: Submission, deed: Deed, proposed: datetime) -> None:
    """It is over: nothing more is to be told but what changed.

    As with "resolve", the way ended when it was proposed; the last days to hear of it with it.
    """
    for clock in _going(session, submission, INFORM):
        clocks.cancel(session, clock, deed, "closed", proposed)
    _stop(session, submission, ALL, deed, "closed", proposed)
    _next(session, submission, CHANGED, deed, submission.closed_at)


def told(session: Session, submission: Submission, said: Deed) -> None:
    """The family was told what changed."""
    _stop(session, submission, CHANGED, said, "told")


def reopened(session: Session, submission: Submission, deed: Deed) -> None:
    """Open again: the same way goes on, and what changed is not to be told yet."""
    for clock in _going(session, submission, CHANGED):
        clocks.cancel(session, clock, deed, "open again")
    rows = _of(session, submission, ALL)
    for clock in rows:
        clocks.reopen(session, clock, deed, "open again")
    first = _first(session, submission)
    if not rows and first is not None:
        # It was sent before anybody measured the whole way.
        clocks.start(session, submission, Subject.FAMILY, ALL, deed, at=first)


def _stop(
    session: Session,
    submission: Submission,
    kind: ClockKind,
    deed: Deed,
    reason: str,
    at: datetime | None = None,
) -> bool:
    rows = _going(session, submission, kind)
    for clock in rows:
        clocks.stop(session, clock, deed, reason, at)
    return bool(rows)


def _next(
    session: Session,
    submission: Submission,
    kind: ClockKind,
    deed: Deed,
    at: datetime | None = None,
) -> None:
    before = select(func.max(ClockRow.cycle)).where(
        ClockRow.submission_id == submission.id,
        ClockRow.subject == Subject.FAMILY,
        ClockRow.kind == kind,
    )
    cycle = 1 + (session.scalars(before).one() or 0)
    clocks.start(session, submission, Subject.FAMILY, kind, deed, at=at, cycle=cycle)


def _going(session: Session, submission: Submission, kind: ClockKind) -> list[ClockRow]:
    return [one for one in _of(session, submission, kind) if one.state in GOING]


def _of(session: Session, submission: Submission, kind: ClockKind) -> list[ClockRow]:
    session.flush()
    query = with_events().where(ClockRow.submission_id == submission.id)
    query = query.where(ClockRow.subject == Subject.FAMILY, ClockRow.kind == kind)
    return list(session.scalars(query.order_by(ClockRow.id)))


def _first(session: Session, submission: Submission) -> datetime | None:
    """When the family's first promise began; None for a view, to which nothing was promised."""
    query = select(func.min(ClockRow.started_at)).where(
        ClockRow.submission_id == submission.id, ClockRow.subject == Subject.FAMILY
    )
    return session.scalars(query).one()
