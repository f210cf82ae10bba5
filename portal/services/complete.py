"""Beginning what an open case should have and lacks, as of the instant it should have begun.

An older portal began fewer promises. After an upgrade, and once a file of today is in force, each
open case gets the rest of them, under the version in force; done again, it finds nothing to do.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.people import ActorKind, Deed
from portal.models import ClockRow, Message, SafeguardingItem, Submission
from portal.queries import lacking
from portal.services import clocks, looking
from portal.services.projections import project, run_on, with_events

BATCH = 50
SOURCE = "completed"


def some(session: Session, after_id: int, deed: Deed) -> Sequence[int]:
    """The next submissions after one that lack something; their numbers, none at the end."""
    found = lacking.held(session, after_id, BATCH)
    for submission in found:
        _complete(session, submission, deed)
    session.flush()
    return [one.id for one in found]


def _complete(session: Session, submission: Submission, deed: Deed) -> None:
    noticed = Deed(deed.actor, deed.now, SOURCE, deed.written_at)
    if _is(session, submission, lacking.without_way()):
        _begin(session, submission, ClockKind.DOOR_TO_DOOR, submission.received_at, noticed)
    if _is(session, submission, lacking.without_word()):
        _begin(session, submission, ClockKind.KEEP_INFORMED, _spoken(session, submission), noticed)
    _look(session, submission, noticed)
    _climb(session, submission, noticed)
    clocks.refresh_due(session, submission)


def _is(session: Session, submission: Submission, lacks: object) -> bool:
    query = select(Submission.id).where(Submission.id == submission.id, lacks)  # type: ignore[arg-type]
    return session.scalars(query).first() is not None


def _begin(
    session: Session, submission: Submission, kind: ClockKind, at: datetime, deed: Deed
) -> None:
    before = select(func.max(ClockRow.cycle)).where(
        ClockRow.submission_id == submission.id,
        ClockRow.subject == Subject.FAMILY,
        ClockRow.kind == kind,
    )
    cycle = 1 + (session.scalars(before).one() or 0)
    clocks.start(session, submission, Subject.FAMILY, kind, deed, at=at, cycle=cycle)


def _spoken(session: Session, submission: Submission) -> datetime:
    """When the family last heard from a person: the answer, or words after it."""
    query = select(func.max(Message.sent_at)).where(
        Message.submission_id == submission.id, Message.sender == ActorKind.STAFF
    )
    return session.scalars(query).one() or submission.received_at


def _look(session: Session, submission: Submission, deed: Deed) -> None:
    query = select(SafeguardingItem).where(SafeguardingItem.submission_id == submission.id)
    query = query.where(lacking.unseen()).options(selectinload(SafeguardingItem.steps))
    for item in session.scalars(query.order_by(SafeguardingItem.id)).all():
        looking.begin(session, submission, item, deed.as_of(item.raised_at))
        if item.steps:
            seen = item.steps[0]
            looking.end(session, item, deed.as_of(seen.at), seen.action)


def _climb(session: Session, submission: Submission, deed: Deed) -> None:
    query = with_events().where(ClockRow.submission_id == submission.id)
    query = query.where(ClockRow.state == ClockState.RUNNING).order_by(ClockRow.id)
    for clock in session.scalars(query):
        run_on(session, clock, deed)
        project(session, clock, deed.now)
