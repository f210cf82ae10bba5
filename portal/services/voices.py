"""Asking a young person, then a parent, whether what both wrote may be read together (ruling 5).

Everything is written down on the young person's message alone, also what the parent says: so
nothing of the parent's message changes by a question that was never put to the parent.
"""

import secrets
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.domain.errors import AlreadyChanged, IllegalMove, NotFound
from portal.domain.people import AUTHOR, Author, Deed, Member
from portal.domain.transitions import move
from portal.domain.voices import NEXT, SAID, SHOWN, WAITS, LinkStatus, Said, Side
from portal.models import Submission, VoiceLink
from portal.queries import voices
from portal.services import audit, letters

YESES = frozenset({Said.YES, Said.YES_QUIETLY})
YES_STANDS = frozenset({LinkStatus.YOUNG_YES, LinkStatus.ASKED_PARENT, LinkStatus.PARENT_NO})
"""Where a young person has said yes already; what the parent may be told can still be changed."""


def propose(
    session: Session, member: Member, young: Submission, reference: str, deed: Deed
) -> VoiceLink | None:
    """Ask the young person; the parent's message is only looked at.

    Raises `AlreadyChanged` for a number that the member may not ask about. Where the young person
    is not to be asked again, triage hears so in the same way; for others nothing happens and
    nothing is said: to ask once more must not tell what was answered.
    """
    _lock(session, young.id)
    parent = voices.readable(session, member, young, reference)
    if parent is None:
        raise AlreadyChanged("a link cannot be asked for")
    if voices.barred(session, young, parent, deed.now):
        if member.role in voices.TOLD_OF_NO:
            raise AlreadyChanged("the young person is not to be asked again")
        return None
    for one in voices.of_young(session, young):
        if voices.lapsed(session, one, deed.now):
            _become(session, one, LinkStatus.LAPSED, deed)
    link = _asked(session, member, young, parent, deed)
    _record(session, link, deed)
    letters.to_family(session, young, "news", deed)
    return link


def _asked(
    session: Session, member: Member, young: Submission, parent: Submission, deed: Deed
) -> VoiceLink:
    link = VoiceLink(
        key=secrets.token_urlsafe(12),
        young_id=young.id,
        parent_id=parent.id,
        status=LinkStatus.ASKED_YOUNG,
        since=deed.now,
        tells_parent=False,
        staff_id=member.staff_id,
        asked_at=deed.now,
    )
    session.add(link)
    session.flush()
    return link


def ask_parent(session: Session, member: Member, key: str, deed: Deed) -> None:
    """The young person said yes: now the parent is asked. Raises `AlreadyChanged`."""
    found = voices.to_ask(session, member, key, deed.now)
    if found is None:
        raise AlreadyChanged("the young person's yes does not stand")
    link = _locked(session, found)
    if link.status is not LinkStatus.YOUNG_YES:
        raise AlreadyChanged("somebody was sooner")
    _become(session, link, LinkStatus.ASKED_PARENT, deed)
    letters.to_family(session, session.get_one(Submission, link.parent_id), "news", deed)


def answer(session: Session, author: Author, key: str, said: Said, now: datetime) -> None:
    """One of the two says yes or no; said twice, it is said once, and it may be changed.

    A no to what is linked ends it; an answer that comes too late changes nothing. Raises
    `NotFound` for a link of others, `IllegalMove` for an answer that this author is not offered.
    Answers are taken as ever while a lead looks at either message: to refuse one would betray it.
    """
    link = _own(session, author, key)
    side = voices.side_of(link, author)
    if (side, said) not in SAID:
        raise IllegalMove(link.status, said)
    known = link.status in SHOWN[side] and not voices.lapsed(session, link, now)
    if not known or (link.status is LinkStatus.LINKED and said is not Said.NO):
        return
    wanted = _wanted(link, side, said)
    if link.status is not wanted:
        _become(session, link, wanted, Deed(AUTHOR, now, "voices"))
    if side is Side.YOUNG:
        link.tells_parent = said is Said.YES


def end_all(session: Session, submission: Submission, deed: Deed) -> None:
    """Nothing is asked or read together any more of a message whose words are erased."""
    either = or_(VoiceLink.young_id == submission.id, VoiceLink.parent_id == submission.id)
    going = VoiceLink.status.in_({*WAITS, LinkStatus.LINKED})
    for link in session.scalars(select(VoiceLink).where(either, going).order_by(VoiceLink.id)):
        linked = link.status is LinkStatus.LINKED
        _become(session, link, LinkStatus.UNLINKED if linked else LinkStatus.LAPSED, deed)
        link.tells_parent = False


def _wanted(link: VoiceLink, side: Side, said: Said) -> LinkStatus:
    """What the answer makes of the link; a yes of the young person's that stands goes on to."""
    if said is Said.NO and link.status is LinkStatus.LINKED:
        return LinkStatus.UNLINKED
    if side is Side.YOUNG and said in YESES and link.status in YES_STANDS:
        return link.status
    return SAID[side, said]


def _own(session: Session, author: Author, key: str) -> VoiceLink:
    query = select(VoiceLink).where(VoiceLink.key == key).order_by(VoiceLink.id)
    found = session.scalars(query).first()
    if found is None or author.submission_id not in (found.young_id, found.parent_id):
        raise NotFound("no such link of this author")
    # Two presses at one moment wait for each other, and the second sees what the first did.
    return _locked(session, found)


def _become(session: Session, link: VoiceLink, wanted: LinkStatus, deed: Deed) -> None:
    link.status = move(NEXT, link.status, wanted)
    if wanted in WAITS or wanted is LinkStatus.LINKED:
        link.since = deed.now
    _record(session, link, deed)


def _record(session: Session, link: VoiceLink, deed: Deed) -> None:
    action = f"voices.{link.status.value}"
    audit.record(session, deed, action, submission_id=link.young_id, link=link.id)


def _locked(session: Session, link: VoiceLink) -> VoiceLink:
    _lock(session, link.young_id)
    query = select(VoiceLink).where(VoiceLink.id == link.id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _lock(session: Session, submission_id: int) -> None:
    session.get_one(Submission, submission_id, with_for_update=True)
