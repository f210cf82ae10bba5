"""Staff typed it in for a family: new words go to the family at once, and staff keep none."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.errors import CodeWrong, NotAllowed, NotFound
from portal.domain.people import Author, Role
from portal.domain.submissions import Channel
from portal.models import AuditEvent, Submission
from portal.services import hand_over, return_visit, visits
from portal.services.hand_over import HandedBy
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import hire
from tests.support.wiring import CHEAP


def entered(session: Session, key: str = "form-1") -> Submission:
    """A case that a member of staff typed in; nobody has its words."""
    submission, _receipt = send(session, key, must_not_see="Somebody")
    submission.channel = Channel.STAFF
    session.flush()
    return submission


def opens(session: Session, handed: hand_over.Handed) -> bool:
    try:
        return_visit.open_door(session, CHEAP, handed.reference, handed.code, TUESDAY_EVENING)
    except CodeWrong:
        return False
    return True


@pytest.mark.parametrize("how", list(HandedBy))
def test_the_words_handed_over_open_the_case(session: Session, how: HandedBy) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)

    handed = hand_over.make_anew(session, CHEAP, triage, submission.reference, how, TUESDAY_EVENING)

    assert opens(session, handed)


def test_words_made_anew_end_those_before_and_what_they_had_opened(session: Session) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)
    given = (CHEAP, triage, submission.reference, HandedBy.READ_OUT, TUESDAY_EVENING)
    first = hand_over.make_anew(session, *given)
    visit = visits.begin(session, Author(submission.id, submission.reference), TUESDAY_EVENING)

    second = hand_over.make_anew(session, *given)

    assert first.code != second.code
    assert not opens(session, first)
    assert opens(session, second)
    assert visits.find(session, visit, TUESDAY_EVENING) is None


def test_who_handed_it_over_and_how_is_written_down_and_no_word_of_it(session: Session) -> None:
    submission, triage = entered(session), hire(session, Role.TRIAGE)

    handed = hand_over.make_anew(
        session, CHEAP, triage, submission.reference, HandedBy.POSTED, TUESDAY_EVENING
    )

    query = select(AuditEvent).where(AuditEvent.action == "code.handed_over")
    event = session.scalars(query).one()
    assert (event.staff_id, event.submission_id) == (triage.staff_id, submission.id)
    assert event.detail == {"how": "posted"}
    assert str(handed.code) not in repr(handed)
    assert submission.code_hash.startswith("$argon2id$")


def test_nobody_makes_words_for_what_a_family_sent_itself(session: Session) -> None:
    submission, receipt = send(session, must_not_see="Somebody")
    triage = hire(session, Role.TRIAGE)

    with pytest.raises(NotAllowed):
        hand_over.make_anew(
            session, CHEAP, triage, submission.reference, HandedBy.PRINTED, TUESDAY_EVENING
        )

    assert opens(session, hand_over.Handed(receipt.reference, receipt.code))


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.MANAGER])
def test_a_case_of_others_is_not_there(session: Session, role: Role) -> None:
    submission = entered(session)
    stranger = hire(session, role, "scc_send")

    with pytest.raises(NotFound):
        hand_over.make_anew(
            session, CHEAP, stranger, submission.reference, HandedBy.PRINTED, TUESDAY_EVENING
        )
