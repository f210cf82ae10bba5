"""What a supporter may see of somebody else's message, and nothing more.

Never consents, formal routes, the contact, who looked, or the name. The author's words, and those
of other supporters, only where the author ticked that.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.people import ActorKind, Author, Supporter
from portal.domain.submissions import OPEN, SubmissionStatus
from portal.models import ClockRow, Message, Referral
from portal.queries import tracking


@dataclass(frozen=True)
class Supported:
    """One message as a supporter sees it; `points` is None where its words are not shared."""

    status: SubmissionStatus
    points: tuple[str, ...] | None
    clocks: tuple[ClockRow, ...]
    messages: tuple[Message, ...]
    lead: Referral | None

    @property
    def open(self) -> bool:
        """Whether somebody would still read what is written."""
        return self.status in OPEN


def find(session: Session, supporter: Supporter) -> Supported:
    """The message that this code belongs to; raises `NotFound`."""
    tracked = tracking.find(session, Author(supporter.submission_id, supporter.reference))
    reads = supporter.reads_words
    return Supported(
        status=tracked.submission.status,
        points=tuple(one.words for one in tracked.submission.points) if reads else None,
        clocks=tracked.clocks,
        messages=tuple(one for one in tracked.messages if reads or _may_see(one, supporter)),
        lead=tracked.lead,
    )


def _may_see(message: Message, supporter: Supporter) -> bool:
    own = message.supporter_code_id == supporter.code_id
    return message.sender is ActorKind.STAFF or own
