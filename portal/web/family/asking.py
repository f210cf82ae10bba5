"""What a service asked the family, and the ends of its waits, as the family's page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.clocks import ClockState, EventKind, PauseReason
from portal.domain.messages import MessagePurpose
from portal.domain.people import ActorKind
from portal.domain.submissions import OPEN, SubmissionStatus
from portal.domain.timing import last_day
from portal.models import ClockRow, Message
from portal.queries import partnership, questions
from portal.queries.tracking import Tracked
from portal.services import projections, waiting


@dataclass(frozen=True)
class Question:
    """A question that waits for the family; `until` is the day until which our date waits."""

    message: Message
    until: date | None


def question(session: Session, tracked: Tracked, now: datetime) -> Question | None:
    """The question that the family has not answered, while its message is open."""
    if tracked.submission.status not in OPEN:
        return None
    found = questions.unanswered(session, tracked.submission.id)
    if found is None:
        return None
    going = (one for one in tracked.clocks if one.state is not ClockState.STOPPED)
    waits = (wait for one in going for wait in projections.fold(session, one, now).waits)
    ends = [ends for reason, _since, ends in waits if reason == PauseReason.WAITING_FOR_FAMILY]
    return Question(found, last_day(max(ends)) if ends else None)


def silent_by(session: Session, tracked: Tracked) -> date | None:
    """The last day to say whether it is done, before silence closes it.

    None where the family is not asked, or has written since: then it is not silent.
    """
    if tracked.submission.status is not SubmissionStatus.RESOLUTION_PROPOSED:
        return None
    both = (MessagePurpose.PROPOSAL, MessagePurpose.REPLY)
    theirs = [one for one in tracked.messages if one.sender is not ActorKind.SUPPORTER]
    last = [one for one in theirs if one.purpose in both][-1]
    if last.purpose is MessagePurpose.REPLY:
        return None
    days = partnership.in_force(session).partnership.waiting.silence
    return last_day(waiting.over_at(session, days, last.sent_at))


def hold_ends(session: Session, rows: Iterable[ClockRow]) -> dict[int, date]:
    """The last day of each agreed hold, by the number of the message that told of it."""
    found = {}
    for event in (event for row in rows for event in row.events):
        kind, _colon, number = event.source_id.partition(":")
        begun = event.kind is EventKind.PAUSE and event.reason == PauseReason.AGREED_HOLD
        if begun and kind == "message":
            ends = waiting.over_at(session, event.amount, event.effective_at)
            found[int(number)] = last_day(ends)
    return found
