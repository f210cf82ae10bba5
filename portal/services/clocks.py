"""Starting and stopping clocks: each is an event, and the row is worked out from its events."""

from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.domain.clocks import GOING, ClockKind, ClockState, EventKind, Subject, pausable
from portal.domain.people import Deed
from portal.domain.promises import Regime
from portal.domain.quarters import quarter_of
from portal.domain.working_days import local_date
from portal.models import (
    ClockRow,
    Referral,
    ServiceLevel,
    Submission,
)
from portal.queries import partnership
from portal.services.clock_events import happen, written
from portal.services.matched import matched
from portal.services.next_promise import next_of_submission, next_of_turn
from portal.services.projections import fold, project, run_on, with_events

FAMILY_CLOCKS = (
    ClockKind.ACKNOWLEDGE,
    ClockKind.TRIAGE,
    ClockKind.RESPOND,
    ClockKind.RESOLVE,
    ClockKind.DOOR_TO_DOOR,
)
PARTNER_CLOCKS = (ClockKind.ACCEPT, ClockKind.RESPOND)
_WAITS = (EventKind.PAUSE, EventKind.RESUME)


def start(
    session: Session,
    submission: Submission,
    subject: Subject,
    kind: ClockKind,
    deed: Deed,
    *,
    at: datetime | None = None,
    referral: Referral | None = None,
    cycle: int = 1,
) -> ClockRow:
    """Begin one promise, now or at `at`, under the version in force on that day."""
    began, owner = at or deed.now, f"referral:{referral.number}" if referral else subject.value
    key = referral.partner.key if referral else None
    level = _promise(session, submission, subject, kind, local_date(began), key)
    clock = ClockRow(
        submission_id=submission.id,
        referral_id=referral.id if referral else None,
        owner=owner,
        subject=subject,
        kind=kind,
        cycle=cycle,
        service_level=level,
        matched=matched(level, key),
        quarter=str(quarter_of(local_date(began))),
        events=[written(EventKind.START, deed, began, "received")],
        milestones=[],
    )
    return _begun(session, clock, deed)


def promise_family(session: Session, submission: Submission, deed: Deed, began: datetime) -> None:
    """Begin everything that a family is promised of a concern, counting from an instant."""
    for kind in FAMILY_CLOCKS:
        start(session, submission, Subject.FAMILY, kind, deed, at=began)


def stop(
    session: Session, clock: ClockRow, deed: Deed, reason: str, at: datetime | None = None
) -> None:
    """Keep the promise, now or as of `at`, on time or late; one that has stopped stays so."""
    _end(session, clock, EventKind.STOP, deed, at or deed.now, reason)


def cancel(
    session: Session, clock: ClockRow, deed: Deed, reason: str, at: datetime | None = None
) -> None:
    """End a promise that is no longer this body's to keep, now or as of `at`."""
    _end(session, clock, EventKind.CANCEL, deed, at or deed.now, reason)


def pause(session: Session, clock: ClockRow, deed: Deed, reason: str, days: int = 0) -> None:
    """Let a promise wait for as many working days, 0 for its cap.

    Nothing for one that waits for this reason already, is over or late, or never waits: a wait
    that begins after the last day mends nothing, and may not silence who is told of it either.
    """
    run_on(session, clock, deed)
    if may_wait(session, clock, reason, deed.now) and not waits_for(clock, reason):
        _happen(session, clock, EventKind.PAUSE, deed, deed.now, reason, days)


def may_wait(session: Session, clock: ClockRow, reason: str, now: datetime) -> bool:
    """Whether the promise runs in time and may wait for this reason at all.

    Its last day is that of now: while it waits the one on its row is of when its wait began.
    """
    able = clock.state in GOING and reason in pausable(clock.kind)
    return able and now < fold(session, clock, now).due_at


def resume(
    session: Session, clock: ClockRow, deed: Deed, reason: str, at: datetime | None = None
) -> None:
    """Let a promise that waits for this reason run on, now or as of `at`."""
    run_on(session, clock, deed)
    if clock.state is ClockState.PAUSED and waits_for(clock, reason):
        _happen(session, clock, EventKind.RESUME, deed, at or deed.now, reason)


def waits_for(clock: ClockRow, reason: str) -> bool:
    """Whether a wait for this reason was begun and nobody has written down its end."""
    mine = [one for one in clock.events if one.reason == reason and one.kind in _WAITS]
    return bool(mine) and mine[-1].kind is EventKind.PAUSE


def reopen(session: Session, clock: ClockRow, deed: Deed, reason: str) -> None:
    """Let a promise that has stopped run on; the days between are not counted."""
    if clock.state is ClockState.STOPPED:
        _happen(session, clock, EventKind.REOPEN, deed, deed.now, reason)


def hand_over(session: Session, clock: ClockRow, deed: Deed, reason: str) -> None:
    """Write down that its body handed the case on, which ends its turn and moves no date."""
    run_on(session, clock, deed)
    if clock.state in GOING:
        _happen(session, clock, EventKind.TRANSFER, deed, deed.now, reason)
        _happen(session, clock, EventKind.CANCEL, deed, deed.now, reason)


def of_family(session: Session, submission: Submission) -> list[ClockRow]:
    """The family's clocks that still run on the submission, oldest first."""
    query = _going().where(ClockRow.submission_id == submission.id)
    query = query.where(ClockRow.subject == Subject.FAMILY)
    return list(session.scalars(query.order_by(ClockRow.id)))


def read_anew(session: Session, submission: Submission) -> None:
    """Read the clocks and events of a submission again, which was locked just now."""
    query = with_events().where(ClockRow.submission_id == submission.id)
    session.scalars(query.execution_options(populate_existing=True)).all()


def waiting(session: Session, submission: Submission) -> list[ClockRow]:
    """The promises of whichever body on the submission that wait, oldest first."""
    query = with_events().where(ClockRow.submission_id == submission.id)
    query = query.where(ClockRow.state == ClockState.PAUSED)
    return list(session.scalars(query.order_by(ClockRow.id)))


def stop_all(
    session: Session,
    submission: Submission,
    subject: Subject,
    kind: ClockKind,
    deed: Deed,
    at: datetime | None = None,
) -> None:
    """Stop every clock of that kind and subject that still runs on the submission."""
    query = _going().where(ClockRow.submission_id == submission.id)
    query = query.where(ClockRow.subject == subject, ClockRow.kind == kind)
    for clock in session.scalars(query.order_by(ClockRow.id)):
        stop(session, clock, deed, deed.source, at)


def going(session: Session, submission: Submission, subject: Subject) -> bool:
    """Whether a promise of that body's still runs on the submission."""
    query = select(ClockRow.id).where(
        ClockRow.submission_id == submission.id,
        ClockRow.subject == subject,
        ClockRow.state.in_(GOING),
    )
    return session.scalars(query.limit(1)).first() is not None


def of_referral(session: Session, referral: Referral) -> list[ClockRow]:
    """The partner's clocks that still run in one turn, oldest first."""
    query = _going().where(ClockRow.referral_id == referral.id)
    return list(session.scalars(query.order_by(ClockRow.id)))


def refresh_due(session: Session, submission: Submission, *turns: Referral) -> None:
    """Write the next promise on the submission and its open turns, for inboxes to sort by.

    `turns` are those besides that have just ended. Whoever leads keeps the family's promises too,
    so the soonest of both is what its turn owes.
    """
    session.flush()
    query = select(ClockRow).where(
        ClockRow.submission_id == submission.id, ClockRow.state.in_(GOING)
    )
    rows = session.scalars(query.order_by(ClockRow.due_at, ClockRow.id)).all()
    submission.due_at = next_of_submission(rows)
    still_open = select(Referral).where(Referral.submission_id == submission.id, Referral.open)
    for turn in {*turns, *session.scalars(still_open)}:
        turn.due_at = next_of_turn(rows, turn)


def _promise(
    session: Session,
    submission: Submission,
    subject: Subject,
    kind: ClockKind,
    day: date,
    key: str | None,
) -> ServiceLevel:
    about = partnership.About(Regime.CONCERN, submission.author_kind)
    return partnership.service_level(session, subject, kind, on=day, about=about, partner_key=key)


def _begun(session: Session, clock: ClockRow, deed: Deed) -> ClockRow:
    project(session, clock, deed.now)
    session.add(clock)
    return clock


def _going() -> Select[ClockRow]:
    return with_events().where(ClockRow.state.in_(GOING))


def _end(
    session: Session, clock: ClockRow, kind: EventKind, deed: Deed, at: datetime, reason: str
) -> None:
    run_on(session, clock, deed)
    if clock.state in GOING:
        _happen(session, clock, kind, deed, at, reason)


def _happen(
    session: Session,
    clock: ClockRow,
    kind: EventKind,
    deed: Deed,
    at: datetime,
    reason: str,
    amount: int = 0,
) -> None:
    # The machine's clock may have been set back, and an end may count from a proposal that came
    # before the last pause: nothing happens before what has happened.
    at = max(at, *(event.effective_at for event in clock.events))
    happen(session, clock, kind, deed, at, reason, amount)
