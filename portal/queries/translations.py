"""What people translated: of a case, of an author's own message, and which a family objects to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session, aliased

from portal.domain.errors import NotFound
from portal.domain.people import Author
from portal.domain.translating import FIRST
from portal.models import Message, OutgoingLetter, Submission, ThemeReading, Translation


@dataclass(frozen=True)
class Versions:
    """The translation of one text: what is shown, and what it was before, newest first."""

    shown: Translation
    before: Sequence[Translation] = ()

    @property
    def text(self) -> int:
        """Which text: the row of a message, or `FIRST`."""
        return self.shown.message_id or FIRST

    @property
    def objected(self) -> bool:
        """Whether the family says that it is not right; a correction settles that."""
        return self.shown.objected_at is not None


def by_text(rows: Iterable[Translation]) -> dict[int, Versions]:
    """The versions of each text, from rows that are oldest first."""
    found: dict[int, Versions] = {}
    for row in rows:
        key = row.message_id or FIRST
        earlier = found.get(key)
        before = (earlier.shown, *earlier.before) if earlier else ()
        found[key] = Versions(row, before)
    return found


def of_case(session: Session, submission: Submission) -> list[Translation]:
    """Every version of every text of a case that was found, oldest first."""
    return list(session.scalars(_of(submission.id).order_by(Translation.id)))


def of_author(session: Session, author: Author) -> list[Translation]:
    """The same of this author's message and no other."""
    return list(session.scalars(_of(author.submission_id).order_by(Translation.id)))


def of_text(session: Session, submission: Submission, text: int) -> list[Translation]:
    """Every version of one text, oldest first."""
    which = Translation.message_id.is_(None) if text == FIRST else Translation.message_id == text
    return list(session.scalars(_of(submission.id).where(which).order_by(Translation.number)))


def of_first(session: Session, submission: Submission) -> Translation | None:
    """What the first message says in English, as a person last translated it."""
    rows = of_text(session, submission, FIRST)
    return rows[-1] if rows else None


def one_of(session: Session, author: Author, number: int) -> Translation:
    """One version, of this author's own message; raises `NotFound` for any other."""
    query = _of(author.submission_id).where(Translation.id == number)
    found = session.scalars(query.order_by(Translation.id)).first()
    if found is None:
        raise NotFound("no such translation for this author")
    return found


def message(session: Session, submission: Submission, number: int) -> Message:
    """A message of this case; raises `NotFound` for any other."""
    query = select(Message).where(Message.submission_id == submission.id, Message.id == number)
    found = session.scalars(query.order_by(Message.id)).first()
    if found is None:
        raise NotFound("no such message on this case")
    return found


def language_found(session: Session, submission: Submission) -> str | None:
    """The language that the machine last took the family's own words for; None if it never did."""
    query = select(ThemeReading.language).where(
        ThemeReading.submission_id == submission.id,
        ThemeReading.translation_id.is_(None),
    )
    return session.scalars(query.order_by(ThemeReading.id.desc()).limit(1)).first()


def objected_on(session: Session, references: Iterable[str]) -> set[str]:
    """On which of these messages, by number, a family says that a translation is not right."""
    query = (
        select(Submission.reference)
        .join(Translation, Translation.submission_id == Submission.id)
        .where(Submission.reference.in_(list(references)))
        .where(Translation.objected_at.is_not(None), ~_corrected())
    )
    return set(session.scalars(query.order_by(Submission.reference)))


def news_waits(session: Session, submission: Submission) -> bool:
    """Whether the family is about to be told that there is news: nobody need say it twice."""
    row = OutgoingLetter
    unsent = row.sent_at.is_(None), row.failed_at.is_(None), row.put_aside_at.is_(None)
    mine = row.submission_id == submission.id, row.kind == "news"
    return bool(session.scalars(select(exists().where(*mine, *unsent))).one())


def _of(submission_id: int) -> Select[Translation]:
    return select(Translation).where(Translation.submission_id == submission_id)


def _corrected() -> ColumnElement[bool]:
    later = aliased(Translation)
    same = later.message_id.is_not_distinct_from(Translation.message_id)
    return exists().where(
        later.submission_id == Translation.submission_id, same, later.number > Translation.number
    )
