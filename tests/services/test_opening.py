"""The way to reach a family is opened by two leads of two bodies, to save a life, or by nobody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.adapters.keyring import AesKeyring
from portal.domain.errors import AlreadyChanged, IllegalMove, NotAllowed, NotFound
from portal.domain.opening import (
    NEXT,
    NeedsAnotherBody,
    NothingToOpen,
    OpeningStatus,
    Tried,
    WhoseLife,
)
from portal.domain.people import SYSTEM, Author, Deed, Member, Role
from portal.domain.submissions import Danger
from portal.domain.transitions import move
from portal.models import (
    AuditEvent,
    ContactOpening,
    Membership,
    OutgoingLetter,
    Partner,
    SealedContact,
    Staff,
    Submission,
)
from portal.queries import cases, openings, readers, safeguarding
from portal.services import keep_away, opening, opening_ends, reaching
from portal.services.opening import Asking
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire
from tests.support.wiring import KEYS

ADDRESS = "robin@example.org"
KEYRING = AesKeyring(KEYS)
MINUTE = timedelta(minutes=1)
ASKING = Asking(WhoseLife.CHILD, (Tried.WROTE_HERE,), "She wrote that she has the tablets.")
S = OpeningStatus


@pytest.fixture
def message(session: Session) -> Submission:
    submission, _ = send(session, danger=Danger.YES, contact=ADDRESS)
    return submission


@pytest.fixture
def ann(session: Session) -> Member:
    return hire(session, Role.SAFEGUARDING, "scc_send", name="Ann")


@pytest.fixture
def bryn(session: Session) -> Member:
    return hire(session, Role.SAFEGUARDING, "wsft", name="Bryn")


def asked(session: Session, member: Member, message: Submission) -> ContactOpening:
    row = opening.ask(session, member, message, ASKING, deed(member))
    session.flush()
    return row


def agreed(
    session: Session, member: Member, message: Submission, after: timedelta = MINUTE
) -> ContactOpening:
    said = deed(member, now=TUESDAY_EVENING + after)
    row = opening.agree(session, member, message, "I agree.", said)
    session.flush()
    return row


def opened(session: Session, member: Member, message: Submission, after: timedelta) -> str:
    now = TUESDAY_EVENING + after
    return opening.read(
        session, KEYRING, openings.readable(session, member, message.reference, now)
    )


def told(session: Session, kind: str) -> list[str]:
    """The bodies that a letter of this kind was written to."""
    query = select(Partner.key).join(OutgoingLetter, OutgoingLetter.partner_id == Partner.id)
    return sorted(session.scalars(query.where(OutgoingLetter.kind == kind)))


def deeds(session: Session, message: Submission) -> list[str]:
    query = select(AuditEvent.action).where(AuditEvent.submission_id == message.id)
    found = session.scalars(query.order_by(AuditEvent.id))
    return [one for one in found if one.startswith("safeguarding.opening")]


@pytest.mark.parametrize("now", S)
@pytest.mark.parametrize("wanted", S)
def test_an_opening_moves_along_its_table_alone(now: OpeningStatus, wanted: OpeningStatus) -> None:
    if wanted in NEXT[now]:
        assert move(NEXT, now, wanted) is wanted
    else:
        with pytest.raises(IllegalMove):
            move(NEXT, now, wanted)


def test_two_leads_of_two_bodies_read_it(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    asked(session, ann, message)
    agreed(session, bryn, message)

    assert [opened(session, one, message, 2 * MINUTE) for one in (ann, bryn)] == [ADDRESS] * 2
    assert deeds(session, message) == ["safeguarding.opening_asked", "safeguarding.opening_agreed"]


def test_one_lead_alone_reads_nothing(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    asked(session, ann, message)

    for one in (ann, bryn):
        with pytest.raises(NotFound):
            opened(session, one, message, MINUTE)


def test_a_third_lead_reads_nothing_of_what_two_have_opened(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    third = hire(session, Role.SAFEGUARDING, "wsft", name="Cerys")
    asked(session, ann, message)
    agreed(session, bryn, message)

    with pytest.raises(NotFound):
        opened(session, third, message, 2 * MINUTE)
    assert opened(session, bryn, message, 2 * MINUTE) == ADDRESS


def same_row(session: Session, ann: Member) -> Member:
    """The same person, under a hat of another body."""
    other = session.scalars(select(Partner).where(Partner.key == "wsft")).one()
    hat = Membership(
        staff_id=ann.staff_id,
        role=Role.SAFEGUARDING,
        partner_id=other.id,
        given_at=TUESDAY_EVENING,
    )
    session.add(hat)
    session.flush()
    return Member(ann.staff_id, Role.SAFEGUARDING, other.id, "wsft", "Ann")


def same_address(session: Session, ann: Member) -> Member:
    session.get_one(Staff, ann.staff_id).email = "ann.lead@example.org"
    return hire(
        session, Role.SAFEGUARDING, "wsft", name="Hospital", email="Ann.Lead+nhs@EXAMPLE.org"
    )


def same_name(session: Session, ann: Member) -> Member:
    return hire(session, Role.SAFEGUARDING, "wsft", name="ANN ")


def same_body(session: Session, ann: Member) -> Member:
    return hire(session, Role.SAFEGUARDING, "scc_social_care", name="Dilys")


@pytest.mark.parametrize("second", [same_row, same_address, same_name, same_body])
def test_nobody_agrees_to_their_own_asking_nor_for_their_own_body(
    session: Session,
    message: Submission,
    ann: Member,
    bryn: Member,
    second: Callable[[Session, Member], Member],
) -> None:
    other = second(session, ann)
    asked(session, ann, message)

    with pytest.raises(NeedsAnotherBody):
        agreed(session, other, message)
    with pytest.raises(NeedsAnotherBody):
        agreed(session, ann, message)

    assert agreed(session, bryn, message).status is S.AGREED


def test_an_accused_bodys_leads_neither_ask_nor_agree(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    free = hire(session, Role.SAFEGUARDING, "nsft", name="Euan")
    because = "It names a nurse of that hospital."
    keep_away.keep_away(session, ann, message, "wsft", because, deed(ann))
    session.flush()

    with pytest.raises(NotFound):
        asked(session, bryn, message)
    asked(session, ann, message)
    with pytest.raises(NotFound):
        agreed(session, bryn, message)

    assert told(session, "opening_asked") == ["nsft"]
    assert agreed(session, free, message).status is S.AGREED


def test_a_body_that_is_kept_away_sees_no_trace_of_the_case(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    other, _ = send(session, "form-2", danger=Danger.YES)
    keep_away.keep_away(session, ann, message, "wsft", "Named.", deed(ann))
    session.flush()

    with pytest.raises(NotFound):
        cases.find(session, bryn, message.reference)
    seen = [one.submission_id for one in safeguarding.queue(session, bryn, None).rows]
    assert seen == [other.id]
    assert cases.find(session, ann, message.reference) is message


def test_keeping_the_council_away_keeps_its_teams_away(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    keep_away.keep_away(session, bryn, message, "scc", "It accuses a social worker.", deed(bryn))
    session.flush()

    with pytest.raises(NotFound):
        cases.find(session, ann, message.reference)
    keep_away.let_back(session, bryn, message, "scc", deed(bryn))
    assert cases.find(session, ann, message.reference) is message


def test_the_last_body_with_a_lead_cannot_be_kept_away(
    session: Session, message: Submission, ann: Member
) -> None:
    with pytest.raises(NotAllowed):
        keep_away.keep_away(session, ann, message, "scc", "All of them.", deed(ann))


def test_without_a_lead_of_another_body_nobody_is_asked(
    session: Session, message: Submission, ann: Member
) -> None:
    with pytest.raises(NeedsAnotherBody):
        asked(session, ann, message)
    hire(session, Role.SAFEGUARDING, "wsft", name="Bryn")
    assert asked(session, ann, message).status is S.ASKED


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.SAFEGUARDING])
def test_no_other_hat_asks(
    session: Session, message: Submission, ann: Member, bryn: Member, role: Role
) -> None:
    other = hire(session, role, "scc_send", name="Fred")

    with pytest.raises(NotAllowed):
        asked(session, other, message)
    assert asked(session, ann, message).status is S.ASKED


def test_where_no_contact_was_left_there_is_nothing_to_open(
    session: Session, ann: Member, bryn: Member
) -> None:
    message, _ = send(session, danger=Danger.YES)

    with pytest.raises(NothingToOpen):
        asked(session, ann, message)


def erase(session: Session, message: Submission) -> None:
    author = Author(message.id, message.reference)
    reaching.erase(session, author, reaching.by_author(TUESDAY_EVENING))


def give_another(session: Session, message: Submission) -> None:
    said = reaching.by_author(TUESDAY_EVENING + MINUTE)
    author = Author(message.id, message.reference)
    assert reaching.give(session, KEYRING, author, "other@example.org", said)


@pytest.mark.parametrize("change", [erase, give_another])
def test_what_the_family_deletes_or_changes_is_not_opened(
    session: Session,
    message: Submission,
    ann: Member,
    bryn: Member,
    change: Callable[[Session, Submission], None],
) -> None:
    asked(session, ann, message)
    change(session, message)
    session.flush()

    with pytest.raises(NothingToOpen):
        agreed(session, bryn, message, 2 * MINUTE)


@pytest.mark.parametrize("change", [erase, give_another])
def test_what_is_deleted_or_changed_after_they_agreed_is_not_read(
    session: Session,
    message: Submission,
    ann: Member,
    bryn: Member,
    change: Callable[[Session, Submission], None],
) -> None:
    asked(session, ann, message)
    agreed(session, bryn, message)
    assert opened(session, ann, message, MINUTE) == ADDRESS
    change(session, message)
    session.flush()

    with pytest.raises(NothingToOpen):
        opened(session, ann, message, 2 * MINUTE)


def test_nobody_agrees_once_the_time_is_over_and_leads_hear_of_it(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    row = asked(session, ann, message)
    hour = 60 * MINUTE

    with pytest.raises(AlreadyChanged):
        agreed(session, bryn, message, hour)
    assert opening_ends.end_due(session, Deed(SYSTEM, row.agree_by, "worker")) == 1

    assert row.status is S.EXPIRED
    assert told(session, "opening_expired") == ["scc_send", "wsft"]
    assert deeds(session, message)[-1] == "safeguarding.opening_expired"


def test_a_minute_before_the_end_it_can_be_agreed(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    row = asked(session, ann, message)

    assert not opening_ends.anything_due(session, Deed(SYSTEM, row.agree_by - MINUTE, "worker"))
    assert agreed(session, bryn, message, 59 * MINUTE).status is S.AGREED


def test_after_a_day_it_is_shut_and_may_be_asked_anew(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    asked(session, ann, message)
    row = agreed(session, bryn, message)
    day = timedelta(hours=24)
    assert opened(session, ann, message, day) == ADDRESS

    with pytest.raises(NotFound):
        opened(session, ann, message, day + MINUTE)
    later = deed(ann, now=TUESDAY_EVENING + day + MINUTE)
    again = opening.ask(session, ann, message, ASKING, later)

    assert (row.status, again.status) == (S.OVER, S.ASKED)


def test_a_refusal_has_a_reason_and_opens_nothing(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    asked(session, ann, message)
    row = opening.refuse(session, bryn, message, "The police are with her.", deed(bryn))
    session.flush()

    assert (row.status, row.answer) == (S.REFUSED, "The police are with her.")
    assert told(session, "opening_answered") == ["scc_send"]
    with pytest.raises(NotFound):
        opened(session, ann, message, MINUTE)


def test_only_who_asked_takes_it_back(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    row = asked(session, ann, message)

    with pytest.raises(NotAllowed):
        opening.withdraw(session, bryn, message, deed(bryn))
    opening.withdraw(session, ann, message, deed(ann))

    assert row.status is S.WITHDRAWN
    with pytest.raises(AlreadyChanged):
        agreed(session, bryn, message)


def test_what_is_decided_is_not_decided_again(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    asked(session, ann, message)
    agreed(session, bryn, message)

    with pytest.raises(AlreadyChanged):
        agreed(session, bryn, message)
    with pytest.raises(AlreadyChanged):
        opening.refuse(session, bryn, message, "No.", deed(bryn))
    with pytest.raises(AlreadyChanged):
        asked(session, ann, message)


def test_a_lead_who_lost_the_hat_meanwhile_has_not_asked(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    asked(session, ann, message)
    query = select(Membership).where(Membership.staff_id == ann.staff_id)
    session.scalars(query).one().ended_at = TUESDAY_EVENING
    session.flush()

    with pytest.raises(AlreadyChanged):
        agreed(session, bryn, message)


def test_letters_say_nothing_of_the_case(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    asked(session, ann, message)

    query = select(OutgoingLetter).where(OutgoingLetter.kind == "opening_asked")
    (letter,) = session.scalars(query)
    assert (letter.submission_id, letter.next_attempt_at) == (None, TUESDAY_EVENING)


def test_the_family_reads_of_it_only_after_a_lead_lets_it(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    author = Author(message.id, message.reference)
    asked(session, ann, message)
    agreed(session, bryn, message)
    assert openings.of_author(session, author) == []

    opening.tell_family(session, ann, message, deed(ann))
    session.flush()

    (one,) = openings.of_author(session, author)
    bodies = session.scalars(
        select(Partner.name).where(Partner.key.in_(["scc_send", "wsft"])).order_by(Partner.id)
    )
    assert sorted(one.bodies) == sorted(bodies)
    assert readers.of_author(session, author) == []


def test_what_was_not_opened_is_not_told(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    asked(session, ann, message)

    with pytest.raises(AlreadyChanged):
        opening.tell_family(session, ann, message, deed(ann))


def test_the_data_protection_officer_alone_has_the_list(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    asked(session, ann, message)
    agreed(session, bryn, message)

    for role in Role:
        found = openings.listed(session, hire(session, role, name=f"G{role.value}"))
        assert len(found) == (1 if role is Role.DPO else 0)


def test_the_seal_alone_is_kept(
    session: Session, message: Submission, ann: Member, bryn: Member
) -> None:
    asked(session, ann, message)
    agreed(session, bryn, message)
    session.execute(delete(SealedContact))

    row = session.scalars(select(ContactOpening)).one()
    kept = [str(getattr(row, column.key)) for column in ContactOpening.__table__.columns]
    assert not any(ADDRESS in one for one in kept)
