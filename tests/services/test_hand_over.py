"""Staff typed it in for a family: new words go to the family at once, and staff keep none."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.errors import CodeWrong, NotAllowed, NotFound
from portal.domain.people import Author, Member, Role
from portal.domain.submissions import Channel, IdentityCheck
from portal.models import AuditEvent, CodeRequest, OutgoingLetter, Submission
from portal.services import hand_over, return_visit, supporters, visits
from portal.services.hand_over import Handed, HandedBy, Wanted
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import intake, send
from tests.support.staff import hire
from tests.support.wiring import CHEAP


def entered(session: Session, key: str = "form-1", contact: str | None = "ada@example.org"):
    """A case that a member of staff typed in; its words are lost."""
    submission, _receipt = send(session, key, must_not_see="Somebody", contact=contact)
    submission.channel = Channel.STAFF
    session.flush()
    return submission


def ask(
    session: Session,
    member: Member,
    submission: Submission,
    key: str = "press-1",
    how: HandedBy = HandedBy.READ_OUT,
) -> Handed | None:
    """A colleague has asked for them before, so that this one makes them."""
    colleague = hire(session, Role.TRIAGE, name="Cal") if member.role is Role.TRIAGE else member
    alone(session, colleague, submission, f"{key}, the colleague's", how)
    return alone(session, member, submission, key, how)


def alone(
    session: Session,
    member: Member,
    submission: Submission,
    key: str = "press-1",
    how: HandedBy = HandedBy.READ_OUT,
    now: datetime = TUESDAY_EVENING,
) -> Handed | None:
    wanted = Wanted(submission.reference, "The paper is lost", "I rang back", how, key)
    return hand_over.make_anew(session, intake(), member, wanted, now)


def opens(session: Session, handed: Handed | None) -> bool:
    assert handed is not None
    try:
        return_visit.open_door(session, CHEAP, handed.reference, handed.code, TUESDAY_EVENING)
    except CodeWrong:
        return False
    return True


@pytest.mark.parametrize("how", list(HandedBy))
def test_the_words_handed_over_open_the_case(session: Session, how: HandedBy) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)

    assert opens(session, ask(session, triage, submission, how=how))


def test_words_made_anew_end_those_before_and_what_they_had_opened(session: Session) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)
    first = ask(session, triage, submission)
    visit = visits.begin(session, Author(submission.id, submission.reference), TUESDAY_EVENING)

    second = ask(session, triage, submission, key="press-2")

    assert not opens(session, first)
    assert opens(session, second)
    assert visits.find(session, visit, TUESDAY_EVENING) is None


def test_the_same_form_pressed_twice_makes_words_once(session: Session) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)

    first = ask(session, triage, submission)
    second = alone(session, triage, submission)

    assert first == second
    assert opens(session, second)
    assert len(session.scalars(select(CodeRequest)).all()) == 1


def test_who_made_them_why_and_how_it_was_checked_is_kept_and_no_word(session: Session) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)

    handed = ask(session, triage, submission, how=HandedBy.POSTED)

    query = select(AuditEvent).where(AuditEvent.action == "code.handed_over")
    event, row = session.scalars(query).one(), session.scalars(select(CodeRequest)).one()
    assert (event.staff_id, event.submission_id) == (triage.staff_id, submission.id)
    assert event.detail == {"how": "posted", "request": row.id}
    assert (row.reason, row.checked, row.made_by) == (
        "The paper is lost",
        "I rang back",
        triage.staff_id,
    )
    assert submission.identity_check is IdentityCheck.CHECKED
    assert handed is not None
    assert str(handed.code) not in repr(handed)


def test_a_family_that_can_be_told_is_told(session: Session) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)

    ask(session, triage, submission)

    kinds = [one.kind for one in session.scalars(select(OutgoingLetter))]
    assert kinds.count("news") == 1


def test_the_same_form_shows_nothing_once_ten_minutes_are_over(session: Session) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)
    ask(session, triage, submission)

    with pytest.raises(NotAllowed):
        alone(session, triage, submission, now=TUESDAY_EVENING + timedelta(minutes=10))


def test_each_showing_is_written_down(session: Session) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)
    ask(session, triage, submission)

    alone(session, triage, submission)

    query = select(AuditEvent.action).where(AuditEvent.action.startswith("code."))
    shown = session.scalars(query.order_by(AuditEvent.id)).all()
    assert shown == ["code.asked", "code.handed_over", "code.shown_again"]


def test_one_form_never_makes_the_same_words_for_two_families(session: Session) -> None:
    one, other = entered(session), entered(session, "form-2")
    triage = hire(session, Role.TRIAGE)

    first, second = ask(session, triage, one), ask(session, triage, other)

    assert first is not None
    assert second is not None
    assert first.code != second.code


@pytest.mark.parametrize("contact", ["robin@example.org", None])
def test_one_person_alone_makes_no_words(session: Session, contact: str | None) -> None:
    submission, triage = entered(session, contact=contact), hire(session, Role.TRIAGE)
    before = submission.code_hash

    assert [alone(session, triage, submission, key) for key in ("1", "2")] == [None, None]
    assert submission.code_hash == before
    assert submission.identity_check is IdentityCheck.NOT_CHECKED


def test_a_second_person_makes_them(session: Session) -> None:
    submission, first = entered(session, contact=None), hire(session, Role.TRIAGE)
    second = hire(session, Role.TRIAGE, name="Una")
    alone(session, first, submission)

    handed = alone(session, second, submission)

    row = session.scalars(select(CodeRequest)).one()
    assert opens(session, handed)
    assert (row.asked_by, row.made_by) == (first.staff_id, second.staff_id)


def test_supporters_codes_end_with_the_words_that_may_have_made_them(session: Session) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)
    author = Author(submission.id, submission.reference)
    given = supporters.make(
        session, intake(), author, "Sam", reads_words=True, key="k" * 24, now=TUESDAY_EVENING
    )
    assert opens(session, Handed(given.reference, given.code))

    ask(session, triage, submission)

    assert not opens(session, Handed(given.reference, given.code))


def restricted(session: Session, submission: Submission) -> None:
    submission.restricted = True


def erased(session: Session, submission: Submission) -> None:
    submission.erased_at = TUESDAY_EVENING


@pytest.mark.parametrize("state", [restricted, erased])
def test_nobody_makes_words_for_what_is_not_theirs_to_see(
    session: Session, state: Callable[[Session, Submission], None]
) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)
    state(session, submission)
    session.flush()

    with pytest.raises(NotFound):
        alone(session, triage, submission)


def test_nobody_makes_words_for_what_a_family_sent_itself(session: Session) -> None:
    submission, receipt = send(session, must_not_see="Somebody", contact="ada@example.org")
    triage = hire(session, Role.TRIAGE)

    with pytest.raises(NotFound):
        ask(session, triage, submission)

    assert opens(session, Handed(receipt.reference, receipt.code))


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.TRIAGE])
def test_nobody_who_answers_or_looks_on_makes_words_that_read_as_the_family(
    session: Session, role: Role
) -> None:
    submission, worker = entered(session), hire(session, role, "scc_transport")

    with pytest.raises(NotAllowed):
        ask(session, worker, submission)
