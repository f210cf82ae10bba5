"""What one author wrote and had put together: its own, a case's, and what triage is to look at."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from portal.domain.errors import NotFound
from portal.domain.people import Author, Member, Role
from portal.domain.voices import Proof, one_author
from portal.models import AuthorLink, Submission
from portal.queries import cases

MOST = 100
"""Lines of triage's page; the oldest first."""


def of_author(session: Session, author: Author) -> list[AuthorLink]:
    """What this author may know of, oldest first, with both messages.

    Both codes prove it to both; what triage put together is shown where it was asked for alone:
    whoever holds the earlier words may be the one from whom the new ones are kept.
    """
    return _list(session, _known_to(author.submission_id))


def numbers_of(link: AuthorLink, author: Author) -> str | None:
    """The number of the other message, for an author who proved to have both; else None."""
    if link.proof is not Proof.BOTH_CODES or link.earlier is None:
        return None
    mine = link.submission_id == author.submission_id
    return link.earlier.reference if mine else link.submission.reference


def find(session: Session, author: Author, key: str) -> AuthorLink:
    """One of an author's, by its name in the form; raises `NotFound`."""
    found = [one for one in of_author(session, author) if one.key == key]
    if not found:
        raise NotFound("no such link of this author")
    return found[0]


def between(session: Session, first_id: int, second_id: int) -> AuthorLink | None:
    """The link of two messages that stands, whichever was first."""
    ways = or_(
        and_(AuthorLink.submission_id == first_id, AuthorLink.earlier_id == second_id),
        and_(AuthorLink.submission_id == second_id, AuthorLink.earlier_id == first_id),
    )
    query = select(AuthorLink).where(ways, AuthorLink.ended_at.is_(None))
    return session.scalars(query.order_by(AuthorLink.id)).first()


def seen_from(session: Session, member: Member, submission: Submission) -> list[Submission]:
    """What the same author sent besides a case that was found, as far as the member reads it."""
    if submission.restricted:
        return []
    both = or_(AuthorLink.submission_id == submission.id, AuthorLink.earlier_id == submission.id)
    rows = _list(session, both)
    others = {
        one.earlier_id if one.submission_id == submission.id else one.submission_id
        for one in rows
        if one.earlier_id is not None
    }
    may = cases.visible_to(member).where(Submission.id.in_(others))
    return list(
        session.scalars(may.where(Submission.restricted.is_(False)).order_by(Submission.id))
    )


def asked(session: Session, member: Member) -> Sequence[Submission]:
    """Messages whose authors say that they sent something before, for triage, the oldest first.

    Also those that a partner has: a number and a day, no words.
    """
    if member.role is not Role.TRIAGE:
        return []
    query = _asked().order_by(Submission.received_at, Submission.id).limit(MOST)
    return list(session.scalars(query))


def is_asked(session: Session, member: Member, submission: Submission) -> bool:
    """Whether triage is still to look for what the author of this case sent before."""
    query = _asked().where(Submission.id == submission.id).order_by(Submission.id)
    return member.role is Role.TRIAGE and session.scalars(query).first() is not None


def find_asked(session: Session, member: Member, reference: str) -> Submission:
    """One of those; raises `NotFound` for any other."""
    query = _asked().where(Submission.reference == reference).order_by(Submission.id)
    found = session.scalars(query).first() if member.role is Role.TRIAGE else None
    if found is None:
        raise NotFound("no such request for this member")
    return found


def earlier_of(session: Session, asking: Submission, reference: str) -> Submission | None:
    """The message of that number, if the same author may have written it before.

    None alike for nobody's number, for a restricted one and for another kind of author's.
    """
    query = select(Submission).where(
        Submission.reference == reference,
        Submission.id != asking.id,
        Submission.restricted.is_(False),
        Submission.erased_at.is_(None),
    )
    found = session.scalars(query.order_by(Submission.id)).first()
    if found is None or not one_author(asking.author_kind, found.author_kind):
        return None
    return found


def _asked() -> Select[Submission]:
    looked_at = select(AuthorLink.id).where(AuthorLink.submission_id == Submission.id)
    return select(Submission).where(
        Submission.sent_before.is_(True),
        Submission.restricted.is_(False),
        Submission.erased_at.is_(None),
        ~looked_at.exists(),
    )


def _known_to(submission_id: int) -> ColumnElement[bool]:
    proved = and_(AuthorLink.earlier_id == submission_id, AuthorLink.proof == Proof.BOTH_CODES)
    return or_(AuthorLink.submission_id == submission_id, proved)


def _list(session: Session, which: ColumnElement[bool]) -> list[AuthorLink]:
    query = select(AuthorLink).where(which, AuthorLink.ended_at.is_(None))
    both = joinedload(AuthorLink.submission), joinedload(AuthorLink.earlier)
    return list(session.scalars(query.options(*both).order_by(AuthorLink.id)))
