"""Putting a translation by a person beside what was written; a family may say that it is wrong.

What was written is never changed. Every correction is one more version, and none is deleted.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.due import DueKind
from portal.domain.intake import require_storable
from portal.domain.people import AUTHOR, ActorKind, Author, Deed, Member
from portal.domain.staff_entry import WhoseWords
from portal.domain.translating import (
    ENGLISH,
    FIRST,
    NothingToTranslate,
    Translated,
    reads_in,
)
from portal.models import DueWork, Submission, Translation
from portal.ports import Screen
from portal.queries import spoken_for, translations
from portal.services import audit, clocks, letters, safeguard, writing
from portal.services.casework import fingerprint


def add(
    session: Session,
    member: Member,
    submission: Submission,
    given: Translated,
    screen: Screen,
    deed: Deed,
) -> Translation:
    """Keep a translation, or a newer version of one; the same form twice is one version.

    A family's words in English are looked through for danger as the words themselves were: a flag
    may be raised, and none is lowered. Raises `NotFound` for a text of another case,
    `NothingToTranslate`, and `Erased`. The family hears of our words in its own language, unless a
    letter that there is news waits to go anyway.
    """
    held = _locked(session, submission.id)
    known = _known(session, held, given.key)
    if known is not None:
        return known
    row = _version(session, member, held, given, deed)
    kept = _add_once(session, row)
    if kept is not row:
        return kept
    said = Deed(deed.actor, deed.now, f"translation:{row.id}")
    _record(session, "added" if row.number == 1 else "corrected", row, said)
    if row.language == ENGLISH:
        _read_in_english(session, held, row, screen, said)
    elif not translations.news_waits(session, held):
        letters.to_family(session, held, "news", said)
    return row


def object_to(
    session: Session, author: Author, number: int, words: str, screen: Screen, now: datetime
) -> Translation:
    """The family says that a translation is not right; said twice, it is said once.

    Where it was corrected meanwhile, it is said of the newest, which alone is shown; other words
    are put below those said before. It is taken also when the message is over: a translation is
    put right whenever somebody sees that it is not. The words are screened as every other. Raises
    `NotFound` for another's and `Unstorable`.
    """
    require_storable(words)
    submission = _locked(session, author.submission_id)
    meant = translations.one_of(session, author, number)
    row = translations.of_text(session, submission, meant.message_id or FIRST)[-1]
    said, before = words.strip(), row.objected_words or ""
    if row.objected_at is not None and said in before:
        return row
    row.objected_at = row.objected_at or now
    row.objected_words = "\n\n".join(one for one in (before, said) if one) or None
    deed = Deed(AUTHOR, now, f"objected:{row.id}")
    _record(session, "objected", row, deed)
    if said:
        safeguard.look_at_reply(session, screen, submission, said, deed)
    return row


def into(session: Session, submission: Submission, text: int) -> str:
    """The language that a text is translated into: English, or the one that the family reads.

    Raises `NotFound` for a text of another case, and `NothingToTranslate`.
    """
    if text == FIRST:
        if notes_of(session, submission):
            raise NothingToTranslate("staff took notes of it in English")
        return ENGLISH
    if translations.message(session, submission, text).sender is not ActorKind.STAFF:
        return ENGLISH
    theirs = language_of_family(session, submission)
    if theirs == ENGLISH:
        raise NothingToTranslate("the family reads English")
    return theirs


def notes_of(session: Session, submission: Submission) -> bool:
    """Whether the first message is a member of staff's notes, so English whatever the family's."""
    entry = spoken_for.entry(session, submission)
    return entry is not None and entry.whose_words is WhoseWords.NOTES


def language_of_family(session: Session, submission: Submission) -> str:
    """The language that the family reads, as far as anybody knows."""
    return reads_in(submission.language, translations.language_found(session, submission))


def _locked(session: Session, submission_id: int) -> Submission:
    # A flag ends promises: whatever happens to them at the same moment goes first, or waits.
    submission = writing.locked(session, submission_id)
    clocks.read_anew(session, submission)
    return submission


def _version(
    session: Session, member: Member, submission: Submission, given: Translated, deed: Deed
) -> Translation:
    first = given.text == FIRST
    earlier = translations.of_text(session, submission, given.text)
    return Translation(
        submission_id=submission.id,
        message_id=None if first else given.text,
        number=earlier[-1].number + 1 if earlier else 1,
        language=into(session, submission, given.text),
        words=given.words,
        wanted=given.wanted or None if first else None,
        made_by=given.made_by,
        staff_id=member.staff_id,
        written_at=deed.now,
        idempotency_hash=_hashed(submission, given.key),
    )


def _hashed(submission: Submission, key: str) -> str:
    """A form's key, of this case alone: an empty one on another case is another form's."""
    return fingerprint(f"{submission.id}:{key}")


def _known(session: Session, submission: Submission, key: str) -> Translation | None:
    query = select(Translation).where(Translation.idempotency_hash == _hashed(submission, key))
    return session.scalars(query.order_by(Translation.id)).first()


def _add_once(session: Session, row: Translation) -> Translation:
    """Keep it; where the same form was pressed twice at one moment, the one that won."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        query = select(Translation).where(Translation.idempotency_hash == row.idempotency_hash)
        twin = session.scalars(query.order_by(Translation.id)).first()
        if twin is None:
            raise
        return twin
    return row


def _record(session: Session, what: str, row: Translation, deed: Deed) -> None:
    audit.record(
        session,
        deed,
        f"translation.{what}",
        submission_id=row.submission_id,
        translation=row.id,
        message=row.message_id,
        number=row.number,
        language=row.language,
        made_by=row.made_by.value,
    )


def _read_in_english(
    session: Session, submission: Submission, row: Translation, screen: Screen, deed: Deed
) -> None:
    """The machines read English alone: the screen looks now, and themes are read once more."""
    if row.message_id is None:
        owed = {"kind": DueKind.READ_THEMES, "submission_id": submission.id}
        session.add(DueWork(**owed, next_attempt_at=deed.now, tries=0))
    words = "\n".join(one for one in (row.words, row.wanted) if one)
    safeguard.look_at_reply(session, screen, submission, words, deed)
