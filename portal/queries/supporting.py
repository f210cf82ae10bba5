"""What a supporter may see of somebody else's message, and nothing more.

Never consents, formal routes, the contact, who looked, or the name. The author's words, and those
of other supporters, only where the author ticked that.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.people import ActorKind, Author, Supporter
from portal.domain.submissions import OPEN, SubmissionStatus
from portal.models import ClockRow, Message, Referral, Translation
from portal.queries import tracking, translations


@dataclass(frozen=True)
class Supported:
    """One message as a supporter sees it; `points` is None where its words are not shared.

    `translations` are of what it may read alone.
    """

    status: SubmissionStatus
    points: tuple[str, ...] | None
    clocks: tuple[ClockRow, ...]
    messages: tuple[Message, ...]
    lead: Referral | None
    translations: tuple[Translation, ...]

    @property
    def open(self) -> bool:
        """Whether somebody would still read what is written."""
        return self.status in OPEN


def find(session: Session, supporter: Supporter) -> Supported:
    """The message that this code belongs to; raises `NotFound`."""
    author = Author(supporter.submission_id, supporter.reference)
    tracked = tracking.find(session, author)
    reads = supporter.reads_words
    seen = tuple(one for one in tracked.messages if reads or _may_see(one, supporter))
    texts = {one.id for one in seen} | ({None} if reads else set())
    rows = translations.of_author(session, author)
    return Supported(
        status=tracked.submission.status,
        points=tuple(one.words for one in tracked.submission.points) if reads else None,
        clocks=tracked.clocks,
        messages=seen,
        lead=tracked.lead,
        translations=tuple(one for one in rows if one.message_id in texts),
    )


def _may_see(message: Message, supporter: Supporter) -> bool:
    own = message.supporter_code_id == supporter.code_id
    return message.sender is ActorKind.STAFF or own
