"""Linked voices on a case: another that may be read with it, the author's own, what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.people import Member
from portal.domain.submissions import AuthorKind
from portal.domain.voices import NEVER_AGAIN, WAITS, LinkStatus
from portal.models import Submission, VoiceLink
from portal.queries import own_links, voices

ASKED: dict[LinkStatus, str] = {
    LinkStatus.ASKED_YOUNG: "The young person was asked about a link. Wait for the answer.",
    LinkStatus.YOUNG_NO: "The young person said no to a link. Do not ask again.",
    LinkStatus.YOUNG_YES: "The young person said yes to a link. Triage now asks the parent.",
    LinkStatus.ASKED_PARENT: "The young person said yes to a link. The parent was asked.",
    LinkStatus.PARENT_NO: "The parent said no to a link. Do not tell the young person.",
    LinkStatus.LINKED: "Both said yes to a link.",
    LinkStatus.UNLINKED: "A link was ended. Do not ask again.",
}
"""What triage and leads read on a young person's case."""


@dataclass(frozen=True)
class Linked:
    """Another voice: its number, and whether the parent may hear that a young person wrote."""

    reference: str
    told: bool


@dataclass(frozen=True)
class VoicesShown:
    """Everything about links on one case, as far as this member may see it."""

    linked: Sequence[Linked]
    own: Sequence[str]
    asked: Sequence[tuple[str, datetime]]
    actions: tuple[str, ...]
    young: bool
    asks_before: bool

    @property
    def shown(self) -> bool:
        """Whether there is anything at all to say."""
        return bool(self.linked or self.own or self.asked or self.actions)


def load(session: Session, member: Member, submission: Submission, now: datetime) -> VoicesShown:
    """What is linked with a case that was found."""
    asked = voices.told_to(session, member, submission, now)
    return VoicesShown(
        linked=[
            Linked(other.reference, link.tells_parent)
            for link, other in voices.seen_from(session, member, submission)
        ],
        own=[one.reference for one in own_links.seen_from(session, member, submission)],
        asked=[(ASKED[one.status], one.since) for one in asked],
        actions=_actions(member, submission, asked),
        young=submission.author_kind is AuthorKind.YOUNG_PERSON,
        asks_before=own_links.is_asked(session, member, submission),
    )


def _actions(member: Member, submission: Submission, asked: Sequence[VoiceLink]) -> tuple[str, ...]:
    """A caseworker is always offered it: an offer that went away would tell what was answered."""
    young = submission.author_kind is AuthorKind.YOUNG_PERSON
    if member.role not in voices.ASKERS or not young or submission.restricted or submission.held:
        return ()
    closed = any(one.status in NEVER_AGAIN | WAITS for one in asked)
    return () if closed else ("link",)
