"""The worker's rounds: each opens a transaction, calls one service, commits."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from portal.domain.people import SYSTEM, Deed
from portal.jobs.close_quarter import close_quarter
from portal.jobs.end_openings import end_openings
from portal.jobs.erase_contacts import erase_contacts
from portal.jobs.tend_files import tend_files
from portal.jobs.wipe_drafts import wipe_drafts
from portal.models import OutgoingLetter
from portal.ports import Letter
from portal.queries import digests
from portal.queries.addresses import address_of
from portal.queries.passed_over import PassedOver
from portal.services import audit, beats, escalate, letters, read_texts
from portal.services import look_again as looks
from portal.services.letters import Failure
from portal.wiring import Wiring

BATCH = 50
PATIENCE = 3
"""Letters, or texts, that may fail one after another before the other rounds have their turn."""


def read_themes(wiring: Wiring) -> int:
    """Read texts whose themes are owed, one at a time: the model holds nobody's lock.

    While there is none, or it hangs, no text is tried after another: they wait for a person.
    """
    if wiring.themes is None:
        return 0
    failed = 0
    for done in range(BATCH):
        with wiring.writes.begin() as session:
            owed = read_texts.take(session, _deed(wiring))
        if owed is None:
            return done
        outcome = read_texts.attempt(wiring.themes, owed)
        with wiring.writes.begin() as session:
            read_texts.finish(session, owed, outcome, _deed(wiring))
        at_fault = isinstance(outcome, read_texts.Failure) and outcome.of_the_model
        if isinstance(outcome, read_texts.Failure) and outcome.away:
            return done
        failed = failed + 1 if at_fault else 0
        if failed == PATIENCE:
            return done + 1
    return BATCH


def look_again(wiring: Wiring) -> int:
    """Look with the model where the rules found nothing, before any letter of the same pass goes.

    While there is no model the rules are alone, and what is owed waits for it.
    """
    if wiring.second_look is None:
        return 0
    for done in range(BATCH):
        with wiring.writes.begin() as session:
            owed = looks.take(session, _deed(wiring))
        if owed is None:
            return done
        outcome = looks.attempt(wiring.second_look, owed)
        with wiring.writes.begin() as session:
            looks.finish(session, owed, outcome, wiring.second_look.version, _deed(wiring))
        if isinstance(outcome, looks.Failure) and outcome.away:
            return done
    return BATCH


def send_letters(wiring: Wiring) -> int:
    """Send letters that are due, one at a time: after a crash none is lost, one may go twice.

    A mail server that hangs holds no lock of the database, so that families can still send, and
    no other round for longer than a few letters take.
    """
    failed = 0
    for done in range(BATCH):
        with wiring.writes.begin() as session:
            row = letters.take(session, _deed(wiring))
            if row is None:
                return done
            letter = _letter(session, wiring, row)
        failure = _attempt(wiring, letter)
        if isinstance(letter, Letter):
            failed = failed + 1 if failure else 0
        with wiring.writes.begin() as session:
            letters.finish(session, row.id, failure, _deed(wiring), _kept(wiring, letter))
        if failed == PATIENCE:
            return done + 1
    return BATCH


def sweep_clocks(wiring: Wiring) -> int:
    """Mark what clocks have crossed, and let happen what time alone brings about.

    Rows to which that cannot be done are kept by their numbers, for somebody to look at.
    """
    deed, passed = _deed(wiring), PassedOver()
    with wiring.writes.begin() as session:
        done = escalate.tick(session, deed, passed=passed)
        beats.pass_over(session, deed.now, passed.told(), all_done=done == 0)
    return done


def seal_audit(wiring: Wiring) -> int:
    """Chain the audit rows of the last minute."""
    with wiring.writes.begin() as session:
        return audit.seal(session, wiring.clock.now())


ROUNDS: tuple[Callable[[Wiring], int], ...] = (
    sweep_clocks,
    look_again,
    read_themes,
    send_letters,
    close_quarter,
    wipe_drafts,
    erase_contacts,
    end_openings,
    tend_files,
    seal_audit,
)


def _deed(wiring: Wiring) -> Deed:
    return Deed(SYSTEM, wiring.clock.now(), "worker")


def carry(session: Session, wiring: Wiring, row: OutgoingLetter) -> None:
    """Hand one letter over as of when it was written, all within a transaction.

    Only for a mailer that cannot hang, as that of the demonstration whose history is played.
    """
    letter = _letter(session, wiring, row)
    deed = Deed(SYSTEM, row.written_at, "worker")
    letters.finish(session, row.id, _attempt(wiring, letter), deed, _kept(wiring, letter))


def _attempt(wiring: Wiring, letter: Letter | Failure) -> Failure | None:
    return letters.attempt(wiring.mailer, letter) if isinstance(letter, Letter) else letter


def _kept(wiring: Wiring, letter: Letter | Failure) -> Letter | None:
    demonstration = wiring.settings.demonstration
    return letter if demonstration and isinstance(letter, Letter) else None


def _letter(session: Session, wiring: Wiring, row: OutgoingLetter) -> Letter | Failure:
    """The letter as it leaves, or why it cannot: no mailbox, a lost key, nothing left to say."""
    try:
        to = address_of(session, wiring.keyring, row)
        if to is None:
            return Failure("no_mailbox")
        counted = digests.words(session, row, wiring.clock.now())
        if counted == "":
            return Failure(letters.NOTHING_LEFT)
        letter = letters.composed(wiring.letter_text, row, to, wiring.settings.base_url)
        return replace(letter, body=letter.body.replace(digests.COUNTS, counted or ""))
    except Exception as fault:
        return Failure(type(fault).__name__)
