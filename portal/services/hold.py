"""An agreed hold: a manager lets our dates wait, for a reason that the family reads (ruling 10).

In all its life a promise waits by agreement no longer than its cap, however often that is begun
and ended; it runs on by itself at its end.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.clocks import ClockState, EventKind, PauseReason
from portal.domain.errors import HoldBeyondCap, NotAllowed, NothingToHold
from portal.domain.messages import MessagePurpose
from portal.domain.people import Deed, Member, Role
from portal.domain.referrals import ReferralPart, ReferralStatus
from portal.domain.working_days import dates_between, is_open, local_date
from portal.models import ClockRow, Message, Referral, Submission
from portal.queries import partnership
from portal.services import audit, casework, clocks
from portal.services.casework import Words
from portal.services.projections import promised

REASON = PauseReason.AGREED_HOLD.value
_AT_WORK = (ReferralStatus.ACCEPTED, ReferralStatus.ANSWERED)


def begin(
    session: Session, member: Member, turn: Referral, days: int, words: Words, deed: Deed
) -> Message:
    """Let the dates wait for so many working days, and tell the family why.

    Raises `NotAllowed` for anybody but a manager of the body that leads, `NothingToHold`,
    `HoldBeyondCap`; nothing is written then.
    """
    _require_manager(member, turn)
    submission = turn.submission
    rows = _may_wait(session, submission, turn, deed.now)
    if not rows:
        raise NothingToHold
    most = min(_left(session, clock) for clock in rows)
    if not 1 <= days <= most:
        raise HoldBeyondCap(days, most)
    message = casework.write(session, member, submission, MessagePurpose.HOLD, words, deed, turn)
    said = Deed(deed.actor, deed.now, f"message:{message.id}")
    for clock in rows:
        clocks.pause(session, clock, said, REASON, days)
    audit.record(
        session, said, "hold.begun", submission_id=submission.id, referral_id=turn.id, days=days
    )
    clocks.refresh_due(session, submission)
    return message


def end(session: Session, member: Member, turn: Referral, words: Words, deed: Deed) -> Message:
    """Let the dates run on before the hold ends by itself, and tell the family.

    Raises `NotAllowed` for anybody but a manager of the body that leads, `NothingToHold`.
    """
    _require_manager(member, turn)
    submission = turn.submission
    rows = [one for one in clocks.waiting(session, submission) if clocks.waits_for(one, REASON)]
    if not rows:
        raise NothingToHold
    message = casework.write(session, member, submission, MessagePurpose.MESSAGE, words, deed, turn)
    said = Deed(deed.actor, deed.now, f"message:{message.id}")
    for clock in rows:
        clocks.resume(session, clock, said, REASON)
    audit.record(session, said, "hold.ended", submission_id=submission.id, referral_id=turn.id)
    clocks.refresh_due(session, submission)
    return message


def holds(clock: ClockRow) -> bool:
    """Whether the promise waits by agreement now."""
    return clock.state is ClockState.PAUSED and clocks.waits_for(clock, REASON)


def left(session: Session, submission: Submission, turn: Referral, now: datetime) -> int:
    """Working days for which the dates may still be held; 0 where none may wait now."""
    rows = _may_wait(session, submission, turn, now)
    return max(min((_left(session, one) for one in rows), default=0), 0)


def _may_wait(
    session: Session, submission: Submission, turn: Referral, now: datetime
) -> list[ClockRow]:
    """Promises that run in time and do not wait by agreement: the family's, and the body's own."""
    both = (*clocks.of_family(session, submission), *clocks.of_referral(session, turn))
    able = (one for one in both if clocks.may_wait(session, one, REASON, now))
    return [one for one in able if not clocks.waits_for(one, REASON)]


def _left(session: Session, clock: ClockRow) -> int:
    return promised(clock.service_level).caps.get(REASON, 0) - _held(session, clock)


def _held(session: Session, clock: ClockRow) -> int:
    """Working days whose ends it was held over so far."""
    calendar = partnership.in_force(session).calendar
    began, held = None, 0
    for event in sorted(clock.events, key=lambda one: (one.effective_at, one.id or 0)):
        if event.reason != REASON:
            continue
        if event.kind is EventKind.PAUSE:
            began = event.effective_at
        elif event.kind is EventKind.RESUME and began is not None:
            days = dates_between(local_date(began), local_date(event.effective_at))
            held, began = held + sum(is_open(day, calendar) for day in days), None
    return held


def _require_manager(member: Member, turn: Referral) -> None:
    leads = turn.part is ReferralPart.LEAD and turn.partner_id == member.partner_id
    if member.role is not Role.MANAGER or not leads or turn.status not in _AT_WORK:
        raise NotAllowed("only a manager of the body that leads agrees to wait")
