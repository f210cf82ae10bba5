"""What administrators do with letters that were given up: have them tried again, or let them be."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.errors import AlreadyChanged, NotFound
from portal.domain.people import Deed
from portal.models import OutgoingLetter
from portal.services import audit

MOST_AT_ONCE = 500


def try_again(session: Session, letter_id: int, deed: Deed) -> None:
    """One letter goes back to the outbox, with all its tries before it and the same Message-ID.

    Raises `NotFound`, and `AlreadyChanged` when it is no dead letter any more.
    """
    letter = _held(session, letter_id)
    _revive(session, letter, deed)


def try_all_again(session: Session, deed: Deed) -> int:
    """All that were given up and not put aside, the first `MOST_AT_ONCE` of them; how many."""
    query = (
        select(OutgoingLetter)
        .where(OutgoingLetter.sent_at.is_(None), OutgoingLetter.failed_at.is_not(None))
        .where(OutgoingLetter.put_aside_at.is_(None))
        .order_by(OutgoingLetter.failed_at, OutgoingLetter.id)
        .limit(MOST_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    found = session.scalars(query).all()
    for letter in found:
        _revive(session, letter, deed)
    return len(found)


def put_aside(session: Session, letter_id: int, because: str, deed: Deed) -> None:
    """Nobody is to try it again; the letter keeps why.

    Raises `NotFound`, and `AlreadyChanged` when it is no dead letter any more or was put aside.
    """
    letter = _held(session, letter_id)
    if letter.put_aside_at is not None:
        raise AlreadyChanged("somebody has put it aside already")
    letter.put_aside_at, letter.put_aside_because = deed.now, because
    # Why stands on the letter: the audit holds codes and row numbers, never words.
    audit.record(session, deed, "letter.put_aside", letter=letter.id, kind=letter.kind)


def _held(session: Session, letter_id: int) -> OutgoingLetter:
    query = select(OutgoingLetter).where(OutgoingLetter.id == letter_id).with_for_update()
    letter = session.scalars(query).one_or_none()
    if letter is None:
        raise NotFound("there is no letter of that number")
    if letter.failed_at is None or letter.sent_at is not None:
        raise AlreadyChanged("it is on its way again, or has arrived")
    return letter


def _revive(session: Session, letter: OutgoingLetter, deed: Deed) -> None:
    audit.record(
        session, deed, "letter.tried_again", letter=letter.id, kind=letter.kind, after=letter.tries
    )
    letter.failed_at = letter.put_aside_at = letter.put_aside_because = None
    letter.tries, letter.next_attempt_at = 0, deed.now
