"""The worker's rounds: each opens a transaction, calls one service, commits."""

from collections.abc import Callable

from portal.domain.people import SYSTEM, Deed
from portal.jobs.close_quarter import close_quarter
from portal.models import OutgoingLetter
from portal.ports import Letter, MailerUnavailable
from portal.queries import due
from portal.queries.addresses import address_of
from portal.services import audit, escalate, letters, read_texts
from portal.wiring import Wiring

BATCH = 50


def read_themes(wiring: Wiring) -> int:
    """Read texts whose themes are owed, a transaction each, so that one cannot undo another."""
    done = 0
    if wiring.themes is None:
        return done
    for _ in range(BATCH):
        with wiring.writes.begin() as session:
            now = wiring.clock.now()
            owed = due.work(session, now, 1)
            if not owed:
                break
            read_texts.read_one(session, wiring.themes, owed[0], Deed(SYSTEM, now, "worker"))
            done += 1
    return done


def send_letters(wiring: Wiring) -> int:
    """Send letters that are due, one at a time: after a crash none is lost, one may go twice."""
    done = 0
    for _ in range(BATCH):
        with wiring.writes.begin() as session:
            now = wiring.clock.now()
            found = due.letters(session, now, 1)
            if not found:
                break
            to = address_of(session, wiring.keyring, found[0])
            _send(wiring, found[0], to, Deed(SYSTEM, now, "worker"))
            done += 1
    return done


def sweep_clocks(wiring: Wiring) -> int:
    """Mark the milestones that clocks have crossed."""
    with wiring.writes.begin() as session:
        return escalate.sweep(session, Deed(SYSTEM, wiring.clock.now(), "sweep"))


def seal_audit(wiring: Wiring) -> int:
    """Chain the audit rows of the last minute."""
    with wiring.writes.begin() as session:
        return audit.seal(session, wiring.clock.now())


ROUNDS: tuple[Callable[[Wiring], int], ...] = (
    sweep_clocks,
    read_themes,
    send_letters,
    seal_audit,
    close_quarter,
)


def _send(wiring: Wiring, row: OutgoingLetter, to: str | None, deed: Deed) -> None:
    if to is None:
        letters.refused(row, "no mailbox", deed)
        return
    subject, body = wiring.letter_text(row.kind, row.language, wiring.settings.base_url)
    try:
        wiring.mailer.send(Letter(row.message_id, to, subject, body))
    except MailerUnavailable as fault:
        letters.refused(row, str(fault), deed)
    else:
        letters.taken(row, deed)
