"""The audit: insert-only, chained, and without one word of a case."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from portal.domain.messages import MessagePurpose, NoteScope
from portal.domain.people import ActorKind, Role
from portal.domain.safeguarding import FlagSource
from portal.models import AuditEvent, AuditSeal, OutgoingLetter
from portal.services import audit, casework, label, place, return_visit, safeguard
from portal.services.casework import Words
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

LATER = TUESDAY_EVENING + timedelta(minutes=1)


def sealed(session: Session) -> list[int]:
    """A few cases' events, sealed; the numbers of the events in the order of the chain."""
    for number in range(3):
        send(session, f"form-{number}")
    audit.seal(session, LATER)
    session.flush()
    return list(session.scalars(select(AuditSeal.event_id).order_by(AuditSeal.id)))


def test_every_event_is_sealed_once(session: Session) -> None:
    events = sealed(session)

    again = audit.seal(session, LATER)

    assert again == 0
    assert events == session.scalars(select(AuditEvent.id).order_by(AuditEvent.id)).all()


def test_an_untouched_chain_is_sound(session: Session) -> None:
    events = sealed(session)

    verdict = audit.verify(session)

    assert verdict == audit.Verdict(len(events), None, 0)


def test_what_is_not_sealed_yet_is_counted_as_the_tail(session: Session) -> None:
    events = sealed(session)
    send(session, "form-last")

    verdict = audit.verify(session)

    assert (verdict.sound, verdict.broken_event_id) == (len(events), None)
    assert verdict.unsealed > 0


def test_sealing_in_small_bites_is_one_chain(session: Session) -> None:
    for number in range(3):
        send(session, f"form-{number}")

    while audit.seal(session, LATER, most=2):
        pass

    assert audit.verify(session).broken_event_id is None
    assert audit.verify(session).unsealed == 0


def change(session: Session, event: int, **values: object) -> None:
    session.execute(update(AuditEvent).where(AuditEvent.id == event).values(**values))
    session.expire_all()


@pytest.mark.parametrize(
    "values",
    [
        {"action": "nothing.happened"},
        {"at": LATER},
        {"detail": {"kind": "view"}},
        {"submission_id": None},
        {"role": Role.ADMIN},
    ],
)
def test_one_changed_row_is_named(session: Session, values: dict[str, object]) -> None:
    events = sealed(session)
    # Of these events each has a submission, so that taking it away is a change.
    of_a_case = select(AuditEvent.id).where(AuditEvent.submission_id.is_not(None))
    victim = session.scalars(of_a_case.order_by(AuditEvent.id).offset(2)).first()
    assert victim is not None

    change(session, victim, **values)

    assert audit.verify(session).broken_event_id == victim
    assert audit.verify(session).sound == events.index(victim)


def test_a_deleted_row_is_named_by_the_seal_that_it_leaves(session: Session) -> None:
    events = sealed(session)
    victim = events[3]
    unguarded(session, lambda: session.execute(delete(AuditEvent).where(AuditEvent.id == victim)))

    assert audit.verify(session).broken_event_id == victim


def test_a_row_deleted_with_its_seal_breaks_the_chain_at_the_next(session: Session) -> None:
    events = sealed(session)
    session.execute(delete(AuditSeal).where(AuditSeal.event_id == events[3]))
    session.execute(delete(AuditEvent).where(AuditEvent.id == events[3]))
    session.expire_all()

    assert audit.verify(session).broken_event_id == events[4]


def test_two_rows_that_changed_places_are_noticed_at_the_first(session: Session) -> None:
    events = sealed(session)
    one, two = (session.get_one(AuditEvent, number) for number in events[2:4])
    first, second = (one.action, one.detail), (two.action, two.detail)
    assert first != second

    change(session, events[2], action=second[0], detail=second[1])
    change(session, events[3], action=first[0], detail=first[1])

    assert audit.verify(session).broken_event_id == events[2]


def test_two_seals_that_changed_places_are_noticed_at_the_first(session: Session) -> None:
    events = sealed(session)
    query = select(AuditSeal).order_by(AuditSeal.id).offset(2).limit(2)
    one, two = session.scalars(query).all()
    one.digest, two.digest = two.digest, one.digest
    session.flush()

    assert audit.verify(session).broken_event_id == events[2]


def test_an_event_slipped_in_among_old_ones_is_only_in_the_tail(session: Session) -> None:
    sealed(session)
    member = hire(session, Role.ADMIN)
    audit.record(session, deed(member), "case.read")
    session.flush()

    assert audit.verify(session).unsealed == 1


def unguarded(session: Session, act: Callable[[], object]) -> None:
    """As somebody would who owns the database: without its guards."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ALTER TABLE audit_seal DISABLE TRIGGER ALL"))
        session.execute(text("ALTER TABLE audit_event DISABLE TRIGGER ALL"))
        act()
    else:
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        act()
    session.expire_all()


# --- no words -------------------------------------------------------------------------------

MARK = "quokkazebra"


def eventful(session: Session) -> None:
    """A case in which every field that somebody can type holds the mark."""
    submission, receipt = send(
        session,
        words=f"{MARK} the bus",
        wanted=MARK,
        access_needs=MARK,
        name=MARK,
        contact=f"{MARK}@example.org",
    )
    held, _ = send(
        session, "form-2", words=f"{MARK} {cases.DISCLOSURE}", must_not_see=MARK, contact=MARK
    )
    referral = cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    does = deed(member)
    author = return_visit.Author(submission.id, receipt.reference)
    words = [Words(f"{MARK} {n}", f"key-{n}") for n in range(4)]
    purpose = MessagePurpose.ACKNOWLEDGEMENT
    casework.write(session, member, submission, purpose, words[0], does, referral)
    casework.note(session, member, submission, NoteScope.SHARED, words[1], does)
    casework.answer(session, member, submission, words[2], does, referral=referral, points=(1,))
    casework.propose_resolved(session, member, submission, words[3], does, referral)
    return_visit.reply(session, author, MARK, "reply", LATER)
    return_visit.disagree(session, author, LATER)
    label.decide(session, member, submission, label.Decision(("transport",)), does)
    place.give_back(session, referral, MARK, does)
    place.keep(session, member, submission, MARK, does)
    lead = hire(session, Role.SAFEGUARDING)
    (item,) = cases.flags(session, held)
    safeguard.release(session, lead, item, MARK, deed(lead))
    safeguard.flag(session, held, FlagSource.STAFF, [{"rule": "x", "words": MARK}], deed(lead))
    session.flush()
    safeguard.confirm(session, lead, cases.flags(session, held)[1], MARK, deed(lead))
    session.flush()


def test_the_audit_of_an_eventful_case_holds_none_of_its_words(session: Session) -> None:
    eventful(session)

    found = cases.words_in(session, AuditEvent)

    assert MARK not in found
    for action in (
        "submission.received",
        "message.acknowledgement",
        "note.written",
        "message.answer",
        "message.reply",
        "referral.returned",
        "safeguarding.confirmed",
        "themes.decided",
    ):
        assert action in found


def test_no_letter_of_it_holds_any_of_its_words_or_its_number(session: Session) -> None:
    eventful(session)
    submission = cases.words_in(session, OutgoingLetter)

    assert MARK not in submission
    assert "news" in submission


def test_a_line_outlives_the_case_that_it_names(session: Session) -> None:
    gone = 4_711
    session.add(
        AuditEvent(
            at=LATER, action="case.erased", actor=ActorKind.SYSTEM, submission_id=gone, detail={}
        )
    )

    audit.seal(session, LATER)

    assert audit.verify(session).broken_event_id is None
    assert gone in session.scalars(select(AuditEvent.submission_id)).all()
