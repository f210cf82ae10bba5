"""Adding up answers to the questions of equality, once for each message, and apart from it.

Nothing is written into the audit or any event of a message: when its author answered would be
a link to it.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import and_, case, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.equality import ANSWERS, VOICES, Question
from portal.domain.submissions import AuthorKind
from portal.domain.working_days import local_date
from portal.models import EqualityCount, EqualityMark

FORGOTTEN_AFTER = timedelta(hours=24)


def may_answer(author: AuthorKind) -> bool:
    """Whether this writer is asked."""
    return author in VOICES


def has_answered(session: Session, secret: bytes, page_id: str) -> bool:
    """Whether the page after sending with this id has answered; `secret` is not in the database."""
    return session.get(EqualityMark, _name(secret, page_id)) is not None


def answer(
    session: Session,
    secret: bytes,
    page_id: str,
    author: AuthorKind,
    answers: Mapping[Question, str],
    now: datetime,
) -> bool:
    """Add the answers up; False when nothing was chosen, or this page has answered before.

    An answer that is none of the question's own is left out.
    """
    known = {one: said for one, said in answers.items() if said in ANSWERS[one]}
    if not known or not may_answer(author):
        return False
    if not _marked(session, _name(secret, page_id), now):
        return False
    year = local_date(now).year
    _begin(session, year)
    _add(session, year, {**known, Question.VOICE: author.value})
    return True


def forget(session: Session, now: datetime) -> int:
    """Wipe marks that are a day old; how many rows went."""
    old = delete(EqualityMark).where(EqualityMark.until <= now).returning(EqualityMark.name)
    return len(session.scalars(old).all())


def anything_old(session: Session, now: datetime) -> bool:
    """Whether there is something to wipe, asked without the write lock."""
    old = select(EqualityMark.name).where(EqualityMark.until <= now)
    return session.scalars(old.limit(1)).first() is not None


def _marked(session: Session, name: str, now: datetime) -> bool:
    until = (now + FORGOTTEN_AFTER).replace(minute=0, second=0, microsecond=0)
    try:
        with session.begin_nested():
            session.add(EqualityMark(name=name, until=until))
    except IntegrityError:
        return False
    return True


def _begin(session: Session, year: int) -> None:
    """Every row of a year is there from its first answer on: which came first says nothing."""
    if session.get(EqualityCount, (year, Question.VOICE, VOICES[0].value)) is not None:
        return
    rows = [
        EqualityCount(year=year, question=question, answer=one, number=0)
        for question, answers in ANSWERS.items()
        for one in answers
    ]
    try:
        with session.begin_nested():
            session.add_all(rows)
    except IntegrityError:
        # Somebody else was the first of the year a moment sooner.
        return


def _add(session: Session, year: int, given: Mapping[Question, str]) -> None:
    row = EqualityCount
    # Two at one moment take turns at one row, so that neither waits for the other at two.
    first = select(row.number).where(row.year == year, row.question == Question.VOICE)
    session.scalars(first.where(row.answer == VOICES[0].value).with_for_update()).one()
    chosen = or_(*(and_(row.question == one, row.answer == said) for one, said in given.items()))
    grown = row.number + case((chosen, 1), else_=0)
    # All rows are written anew, those that stay as they are too: none shows that it grew last.
    every = update(row).where(row.year == year).values(number=grown)
    session.execute(every, execution_options={"synchronize_session": False})


def _name(secret: bytes, page_id: str) -> str:
    text = f"about you|{page_id}".encode("utf-8", "replace")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()
