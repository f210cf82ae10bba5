"""Doing the readings that are owed: safe to do twice, put off after a failure, never lost."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import Deed
from portal.models import Comment, DueWork, Submission
from portal.ports import BROKE_OFF, TOO_SLOW, ModelAway, Reading, ReadingFailed, ThemeReader
from portal.queries import due, themes, translations
from portal.services import label, model_state, tries


@dataclass(frozen=True)
class Owed:
    """One text to read: the row of the work, and the words.

    Where a person has translated them, `words` are the translation, which is then named.
    """

    work_id: int
    words: str
    translation_id: int | None = None


@dataclass(frozen=True)
class Failure:
    """A reading that did not come about; `kind` names the fault and holds no words.

    `away` says that no text can be read now, so that it was no try of this one.
    """

    kind: str
    away: bool = False

    @property
    def of_the_model(self) -> bool:
        """Whether the model may be at fault, rather than this text alone."""
        return self.away or self.kind in (TOO_SLOW, BROKE_OFF)


def take(session: Session, deed: Deed) -> Owed | None:
    """The next text that is owed, its try counted; None when nothing is. Commit before reading."""
    while rows := due.work(session, deed.now, 1):
        if tries.begin(rows[0], deed):
            return _owed(session, rows[0])
        session.flush()
    return None


def attempt(reader: ThemeReader, owed: Owed) -> Reading | Failure:
    """The reading, or why there is none; no transaction is open, for the model takes its time."""
    try:
        return reader.read(owed.words)
    except ModelAway:
        return Failure(model_state.DAMAGED, away=True)
    except ReadingFailed as fault:
        return Failure(fault.kind)
    except Exception as fault:
        return Failure(type(fault).__name__)


def finish(session: Session, owed: Owed, outcome: Reading | Failure, deed: Deed) -> None:
    """Keep the reading; one that cannot be kept is a failure, so that it never stops the queue."""
    _tell(session, outcome, deed)
    row = session.get_one(DueWork, owed.work_id)
    if row.done_at is not None:
        return
    if isinstance(outcome, Reading):
        outcome = _kept(session, row, outcome, owed.translation_id, deed) or outcome
    if isinstance(outcome, Failure):
        if outcome.away:
            tries.put_back(row, deed)
        else:
            tries.failed(row, outcome.kind, deed)
    else:
        row.done_at = deed.now


def _tell(session: Session, outcome: Reading | Failure, deed: Deed) -> None:
    """The administrator hears of a model that reads nothing, and that it reads again."""
    if isinstance(outcome, Reading):
        model_state.reads(session, outcome.version, deed)
    elif outcome.of_the_model:
        model_state.fails(session, outcome.kind, deed)


def _kept(
    session: Session, row: DueWork, reading: Reading, translation_id: int | None, deed: Deed
) -> Failure | None:
    try:
        with session.begin_nested():
            text = _text(session, row)
            if not _erased(session, text):
                label.keep_reading(session, text, reading, deed, translation_id)
    except Exception as fault:
        return Failure(type(fault).__name__)
    return None


def _owed(session: Session, row: DueWork) -> Owed:
    text = _text(session, row)
    english = translations.of_first(session, text) if isinstance(text, Submission) else None
    # Its own words go first, where both are owed: they tell its language.
    if english is None or themes.own_words_first(session, row):
        return Owed(row.id, text.words)
    return Owed(row.id, english.words, english.id)


def _text(session: Session, owed: DueWork) -> Submission | Comment:
    if owed.submission_id is not None:
        return session.get_one(Submission, owed.submission_id)
    return session.get_one(Comment, owed.comment_id)


def _erased(session: Session, text: Submission | Comment) -> bool:
    """Whether its words were erased while the model read them; an erasure waits for this one."""
    if isinstance(text, Comment):
        return False
    query = select(Submission.erased_at).where(Submission.id == text.id)
    held = query.with_for_update(read=True, key_share=True)
    return session.scalars(held.order_by(Submission.id)).one() is not None
