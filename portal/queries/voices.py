"""Links of two voices: an author's own, what staff may see of one, what triage has to do.

Before both said yes nothing of it is a parent's or any partner's to see; even then nobody sees
more than the two messages that it may read anyway (ruling 5, threat B26).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from portal.domain.people import Author, Member, Role
from portal.domain.submissions import AuthorKind
from portal.domain.voices import NEVER_AGAIN, SHOWN, WAITS, LinkStatus, Side, may_be_linked
from portal.domain.working_days import add_working_days, end_of, local_date
from portal.models import Submission, VoiceLink
from portal.queries import cases, partnership

ASKERS = frozenset({Role.CASEWORKER, Role.MANAGER, Role.TRIAGE})
"""Who may ask for a link of two messages that it reads."""

TOLD_OF_NO = frozenset({Role.TRIAGE, Role.SAFEGUARDING})
"""Who sees on a young person's case what it was asked and said."""

MOST = 100
"""Lines of triage's page; the oldest first."""


@dataclass(frozen=True)
class Standing:
    """A link as one of its two authors may know of it."""

    link: VoiceLink
    side: Side

    @property
    def waits(self) -> bool:
        """Whether this very author has been asked and has not answered."""
        asked = {Side.YOUNG: LinkStatus.ASKED_YOUNG, Side.PARENT: LinkStatus.ASKED_PARENT}
        return self.link.status is asked[self.side]


def of_author(session: Session, author: Author, now: datetime) -> list[Standing]:
    """The links that this author may know of, oldest first; what lapsed is not among them."""
    mine = or_(
        VoiceLink.young_id == author.submission_id, VoiceLink.parent_id == author.submission_id
    )
    query = select(VoiceLink).where(mine).order_by(VoiceLink.id)
    found = (Standing(one, side_of(one, author)) for one in session.scalars(query))
    return [
        one
        for one in found
        if one.link.status in SHOWN[one.side] and not lapsed(session, one.link, now)
    ]


def side_of(link: VoiceLink, author: Author) -> Side:
    """Which of the two voices an author's is."""
    return Side.YOUNG if link.young_id == author.submission_id else Side.PARENT


def lapsed(session: Session, link: VoiceLink, now: datetime) -> bool:
    """Whether it has waited as long as it may; a status alone does not say so."""
    if link.status not in WAITS:
        return False
    force = partnership.in_force(session)
    days = force.partnership.waiting.link
    return end_of(add_working_days(local_date(link.since), days, force.calendar)) <= now


def readable(
    session: Session, member: Member, young: Submission, reference: str
) -> Submission | None:
    """The parent's message of that number, as far as this member reads it and may link it.

    None alike for a number that is nobody's, that the member does not read, and that is no
    parent's. What was asked before and answered plays no part in it.
    """
    if member.role not in ASKERS:
        return None
    query = cases.visible_to(member).where(Submission.reference == reference)
    found = session.scalars(query.order_by(Submission.id)).first()
    if found is None or not may_be_linked(young.author_kind, found.author_kind):
        return None
    closed = any(one.restricted or one.held or one.erased_at for one in (young, found))
    return None if closed else found


def barred(session: Session, young: Submission, parent: Submission, now: datetime) -> bool:
    """Whether the young person is not to be asked about it now; only `TOLD_OF_NO` may hear so."""
    return any(
        one.status in NEVER_AGAIN
        or (one.status in WAITS and not lapsed(session, one, now))
        or (one.parent_id == parent.id and not _over(session, one, now))
        for one in of_young(session, young)
    )


def _over(session: Session, link: VoiceLink, now: datetime) -> bool:
    return link.status is LinkStatus.LAPSED or lapsed(session, link, now)


def of_young(session: Session, young: Submission) -> list[VoiceLink]:
    """Everything that a young person was asked, oldest first."""
    query = select(VoiceLink).where(VoiceLink.young_id == young.id)
    return list(session.scalars(query.order_by(VoiceLink.id)))


def told_to(
    session: Session, member: Member, submission: Submission, now: datetime
) -> list[VoiceLink]:
    """What a young person was asked and said, for triage and leads, on its own case alone."""
    if member.role not in TOLD_OF_NO:
        return []
    if submission.author_kind is not AuthorKind.YOUNG_PERSON:
        return []
    return [one for one in of_young(session, submission) if not _over(session, one, now)]


def seen_from(
    session: Session, member: Member, submission: Submission
) -> list[tuple[VoiceLink, Submission]]:
    """The linked voices of a case that was found, each with its message, oldest first.

    Only those that the member may read anyway; none while either is restricted.
    """
    if submission.restricted:
        return []
    query = select(VoiceLink).where(
        VoiceLink.status == LinkStatus.LINKED,
        or_(VoiceLink.young_id == submission.id, VoiceLink.parent_id == submission.id),
    )
    rows = list(session.scalars(query.order_by(VoiceLink.id)))
    others = {one: one.parent_id if one.young_id == submission.id else one.young_id for one in rows}
    may = cases.visible_to(member).where(Submission.id.in_(others.values()))
    open_to = may.where(Submission.restricted.is_(False)).order_by(Submission.id)
    seen = {one.id: one for one in session.scalars(open_to)}
    return [(one, seen[other]) for one, other in others.items() if other in seen]


def to_ask_parents(session: Session, member: Member, now: datetime) -> Sequence[VoiceLink]:
    """Links to which the young person said yes, the oldest first, for triage to ask the parent.

    Numbers alone: triage reads no words of what is placed. Left out while either is restricted.
    """
    if member.role is not Role.TRIAGE:
        return []
    found = session.scalars(_to_ask().order_by(VoiceLink.since, VoiceLink.id).limit(MOST))
    return [one for one in found if not lapsed(session, one, now)]


def to_ask(session: Session, member: Member, key: str, now: datetime) -> VoiceLink | None:
    """One of those, by its name in the form."""
    if member.role is not Role.TRIAGE:
        return None
    found = session.scalars(_to_ask().where(VoiceLink.key == key).order_by(VoiceLink.id)).first()
    return None if found is None or lapsed(session, found, now) else found


def _to_ask() -> Select[VoiceLink]:
    young, parent = aliased(Submission), aliased(Submission)
    return (
        select(VoiceLink)
        .join(young, young.id == VoiceLink.young_id)
        .join(parent, parent.id == VoiceLink.parent_id)
        .where(VoiceLink.status == LinkStatus.YOUNG_YES)
        .where(young.restricted.is_(False), parent.restricted.is_(False))
        .where(young.erased_at.is_(None), parent.erased_at.is_(None))
        .options(joinedload(VoiceLink.young), joinedload(VoiceLink.parent))
    )
