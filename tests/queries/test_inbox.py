"""Inboxes and cases on both databases: the same order, the same reach, the same pages."""

from sqlalchemy.orm import Session

from portal.domain.errors import NotFound
from portal.domain.people import Member, Role
from portal.domain.submissions import Danger
from portal.queries import cases, inbox, safeguarding
from portal.queries.inbox import Show
from portal.queries.paging import Place
from portal.services import place
from tests.support.cases import taken_on, turn
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

TRANSPORT, OTHER = "scc_transport", "scc_send"


def found(session: Session, member: Member, reference: str) -> bool:
    try:
        return cases.find(session, member, reference).reference == reference
    except NotFound:
        return False


def test_a_partner_sees_its_own_open_turns_and_no_others(session: Session):
    member = hire(session, Role.CASEWORKER, TRANSPORT)
    own, _ = send(session, "1")
    send(session, "2", needs=("ehc_plan",))
    send(session, "3", danger=Danger.YES)

    page = inbox.of_partner(session, member, Show.TO_DO, None)

    assert [entry.submission.id for entry in page.rows] == [own.id]
    assert page.after is None


def test_what_has_no_deadline_comes_first_then_the_soonest_then_the_oldest(session: Session):
    member = hire(session, Role.CASEWORKER, TRANSPORT)
    sent = [send(session, f"{n}")[0] for n in range(4)]
    turns = [turn(session, one) for one in sent]
    turns[3].due_at = None
    turns[1].due_at = TUESDAY_EVENING
    session.flush()

    page = inbox.of_partner(session, member, Show.TO_DO, None)

    wanted = [sent[3].id, sent[1].id, sent[0].id, sent[2].id]
    assert [entry.submission.id for entry in page.rows] == wanted


def test_a_page_begins_where_the_last_one_ended(session: Session):
    member = hire(session, Role.CASEWORKER, TRANSPORT)
    sent = [send(session, f"{n}")[0] for n in range(3)]
    first = turn(session, sent[0])
    first.due_at = None
    session.flush()

    after_none = Place.read(str(Place(None, first.id)))
    second = turn(session, sent[1])
    after_second = Place.read(str(Place(second.due_at, second.id)))

    rest = inbox.of_partner(session, member, Show.TO_DO, after_none).rows
    last = inbox.of_partner(session, member, Show.TO_DO, after_second).rows
    assert [entry.submission.id for entry in rest] == [sent[1].id, sent[2].id]
    assert [entry.submission.id for entry in last] == [sent[2].id]


def test_the_turn_that_leads_owes_the_familys_promises_too(session: Session):
    member = hire(session, Role.CASEWORKER, TRANSPORT)
    submission, _ = send(session, "1")
    taken_on(session, submission)

    (entry,) = inbox.of_partner(session, member, Show.TO_DO, None).rows

    assert entry.owed is not None
    assert entry.owed.kind.value == "acknowledge"
    assert entry.referral is not None
    assert entry.referral.due_at == entry.owed.due_at


def test_triage_sees_what_nobody_holds_with_what_the_rules_say(session: Session):
    member = hire(session, Role.TRIAGE, "triage")
    held, _ = send(session, "1", must_not_see="My neighbour")
    send(session, "2")

    (entry,) = inbox.of_triage(session, member, Show.TO_DO, None).rows

    assert entry.submission.id == held.id
    assert entry.decision is not None
    assert entry.decision.lead_key == TRANSPORT


def test_the_queue_of_leads_is_theirs_alone(session: Session):
    flagged, _ = send(session, "1", danger=Danger.YES)
    lead, other = hire(session, Role.SAFEGUARDING, "wsft"), hire(session, Role.TRIAGE, "triage")

    queue = [item.submission_id for item in safeguarding.queue(session, lead, None).rows]

    assert queue == [flagged.id]
    assert safeguarding.queue(session, other, None).rows == ()


def test_a_turn_that_was_given_back_is_gone_and_one_that_ended_well_is_not(session: Session):
    member = hire(session, Role.CASEWORKER, TRANSPORT)
    given_back, _ = send(session, "1")
    kept, _ = send(session, "2")
    place.give_back(session, turn(session, given_back), "not ours", deed(member))
    session.flush()

    assert found(session, member, kept.reference)
    assert not found(session, member, given_back.reference)


def test_hats_without_cases_find_none(session: Session):
    submission, _ = send(session, "1")
    hats = [role for role in Role if role not in (Role.CASEWORKER, Role.MANAGER)]

    reached = [
        role for role in hats if found(session, hire(session, role, "triage"), submission.reference)
    ]

    assert reached == []
    assert found(session, hire(session, Role.MANAGER, TRANSPORT), submission.reference)
