"""The worker's rounds: each opens a transaction, calls one service, commits."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from portal.domain.people import SYSTEM, Deed
from portal.jobs.close_quarter import close_quarter
from portal.models import OutgoingLetter
from portal.ports import Letter, MailerUnavailable
from portal.queries import digests
from portal.queries.addresses import address_of
from portal.services import audit, escalate, letters, read_texts
from portal.wiring import Wiring

BATCH = 50


def read_themes(wiring: Wiring) -> int:
    """Read texts whose themes are owed, one at a time: the model holds nobody's lock."""
    if wiring.themes is None:
        return 0
    for done in range(BATCH):
        with wiring.writes.begin() as session:
            owed = read_texts.take(session, _deed(wiring))
        if owed is None:
            return done
        outcome = read_texts.attempt(wiring.themes, owed)
        with wiring.writes.begin() as session:
            read_texts.finish(session, owed, outcome, _deed(wiring))
    return BATCH


def send_letters(wiring: Wiring) -> int:
    """Send letters that are due, one at a time: after a crash none is lost, one may go twice.

    A mail server that hangs holds no lock of the database, so that families can still send.
    """
    for done in range(BATCH):
        with wiring.writes.begin() as session:
            row = letters.take(session, _deed(wiring))
            if row is None:
                return done
            letter = _letter(session, wiring, row)
        if letter == letters.NOTHING_LEFT:
            with wiring.writes.begin() as session:
                letters.spare(session, row.id, _deed(wiring))
            continue
        error = letter if isinstance(letter, str) else _sent(wiring, letter)
        with wiring.writes.begin() as session:
            letters.finish(session, row.id, error, _deed(wiring))
    return BATCH


def tick(wiring: Wiring) -> int:
    """Mark what clocks have crossed, and let happen what time alone brings about."""
    with wiring.writes.begin() as session:
        return escalate.tick(session, _deed(wiring))


def seal_audit(wiring: Wiring) -> int:
    """Chain the audit rows of the last minute."""
    with wiring.writes.begin() as session:
        return audit.seal(session, wiring.clock.now())


ROUNDS: tuple[Callable[[Wiring], int], ...] = (
    tick,
    read_themes,
    send_letters,
    seal_audit,
    close_quarter,
)


def _deed(wiring: Wiring) -> Deed:
    return Deed(SYSTEM, wiring.clock.now(), "worker")


def _letter(session: Session, wiring: Wiring, row: OutgoingLetter) -> Letter | str:
    """The letter as it leaves, or why it cannot: no mailbox, a lost key, nothing left to say."""
    try:
        to = address_of(session, wiring.keyring, row)
        counted = digests.words(session, row, wiring.clock.now())
        subject, body = wiring.letter_text(row.kind, row.language, wiring.settings.base_url)
    except Exception as fault:
        return type(fault).__name__
    if counted == "":
        return letters.NOTHING_LEFT
    body = body.replace(digests.COUNTS, counted or "")
    return Letter(row.message_id, to, subject, body) if to else "no mailbox"


def _sent(wiring: Wiring, letter: Letter) -> str | None:
    """Why it was not taken, or None; whatever is wrong with one letter, the next one goes."""
    try:
        wiring.mailer.send(letter)
    except MailerUnavailable as fault:
        return str(fault)
    except Exception as fault:
        return type(fault).__name__
    return None
