"""Putting together what one author wrote: by both codes, or by triage for who lost the words.

It opens nothing: whoever holds one code reads what that code opens, as before (ruling 5).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.errors import AlreadyChanged, NotAllowed
from portal.domain.people import AUTHOR, Author, Deed, Member
from portal.domain.voices import Proof, one_author
from portal.models import AuthorLink, Submission
from portal.queries import own_links
from portal.services import audit, writing


@dataclass(frozen=True)
class Checked:
    """What triage found: the earlier message, and how it made sure who wrote both."""

    reference: str
    how: str


def by_both_codes(session: Session, author: Author, other: Author, now: datetime) -> AuthorLink:
    """The author opened both. Said twice, it is said once.

    Raises `NotAllowed` for a message and itself, and for two that two people wrote; `Erased`.
    """
    first, second = _locked(session, author.submission_id, other.submission_id)
    if first is second or not one_author(first.author_kind, second.author_kind):
        raise NotAllowed("only one author's own messages are put together")
    known = own_links.between(session, first.id, second.id)
    if known is not None and known.proof is Proof.BOTH_CODES:
        return known
    if known is not None:
        # Triage had put them together; both codes prove it to both.
        known.proof = Proof.BOTH_CODES
        return known
    return _add(session, first, second, Deed(AUTHOR, now, "own"), Proof.BOTH_CODES)


def confirm(
    session: Session, member: Member, reference: str, checked: Checked, deed: Deed
) -> AuthorLink:
    """Triage says that one author wrote both, and how it knows.

    Raises `NotFound` for what nobody asked for, `AlreadyChanged` for a number that cannot be it.
    """
    asking = _asking(session, member, reference)
    earlier = own_links.earlier_of(session, asking, checked.reference)
    if earlier is None:
        raise AlreadyChanged("no message of that number can be it")
    link = _add(session, asking, earlier, deed, Proof.TRIAGE)
    link.how_checked, link.staff_id = checked.how, member.staff_id
    return link


def decline(session: Session, member: Member, reference: str, how: str, deed: Deed) -> AuthorLink:
    """Triage looked, and found nothing that one author surely wrote. Raises `NotFound`."""
    link = _add(session, _asking(session, member, reference), None, deed, Proof.TRIAGE)
    link.how_checked, link.staff_id = how, member.staff_id
    return link


def end(session: Session, author: Author, key: str, now: datetime) -> None:
    """The author takes them apart. Raises `NotFound`."""
    link = own_links.find(session, author, key)
    link.ended_at = now
    _record(session, link, Deed(AUTHOR, now, "own"), "own.ended")


def _asking(session: Session, member: Member, reference: str) -> Submission:
    # Two who answer at one moment: the second waits, and finds that it is answered.
    _locked(session, own_links.find_asked(session, member, reference).id)
    return own_links.find_asked(session, member, reference)


def _add(
    session: Session, first: Submission, second: Submission | None, deed: Deed, proof: Proof
) -> AuthorLink:
    link = AuthorLink(
        key=secrets.token_urlsafe(12),
        submission_id=first.id,
        earlier_id=second.id if second else None,
        proof=proof,
        made_at=deed.now,
    )
    session.add(link)
    session.flush()
    _record(session, link, deed, "own.linked" if second else "own.not_linked")
    return link


def _record(session: Session, link: AuthorLink, deed: Deed, action: str) -> None:
    audit.record(session, deed, action, submission_id=link.submission_id, link=link.id)


def _locked(session: Session, *ids: int) -> list[Submission]:
    """Both, locked always in one order, in the order asked for."""
    found = {one: writing.locked(session, one) for one in sorted(set(ids))}
    return [found[one] for one in ids]
