"""Handing a case on: the giver's clock runs until it is taken, the family's never notices."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind, Subject
from portal.domain.errors import IllegalMove, NoConsent, NotAllowed
from portal.domain.people import Author, Deed, Member, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.models import ClockRow, Referral, Submission
from portal.queries import tracking
from portal.services import place
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

DAY = timedelta(days=1)
R = ReferralStatus


class Handing:
    """A concern in hand at school travel, which wants SEND to take it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.submission: Submission = send(session)[0]
        self.giver: Referral = cases.taken_on(session, self.submission)
        self.travel: Member = hire(session, Role.CASEWORKER, "scc_transport")
        self.send: Member = hire(session, Role.CASEWORKER, "scc_send")
        self.key = 0

    def by(self, member: Member, day: int) -> Deed:
        self.key += 1
        return deed(member, f"deed {self.key}", TUESDAY_EVENING + DAY * day)

    def ask(self, to: str = "scc_send", day: int = 1) -> Referral:
        said = self.by(self.travel, day)
        place.hand_on(self.session, self.travel, self.giver, to, "It is about the plan.", said)
        self.session.flush()
        return cases.turn(self.session, self.submission, 2)

    def clocks(self, turn: Referral) -> dict[ClockKind, ClockRow]:
        self.session.flush()
        rows = cases.promises(self.session, self.submission)
        return {one.kind: one for one in rows if one.referral_id == turn.id}

    def of_family(self) -> list[tuple[ClockKind, int, object, object, int]]:
        self.session.flush()
        rows = cases.promises(self.session, self.submission)
        return [
            (one.kind, one.cycle, one.started_at, one.due_at, len(one.events))
            for one in rows
            if one.subject is Subject.FAMILY
        ]

    def tracked(self) -> tracking.Tracked:
        self.session.flush()
        author = Author(self.submission.id, self.submission.reference)
        return tracking.find(self.session, author)


@pytest.fixture
def handing(session: Session) -> Handing:
    return Handing(session)


def test_until_it_is_taken_the_giver_leads_and_its_clock_runs(handing: Handing) -> None:
    taker = handing.ask()

    assert (handing.giver.status, taker.status) == (R.TRANSFER_REQUESTED, R.PLACED)
    assert handing.clocks(handing.giver)[ClockKind.RESPOND].state is ClockState.RUNNING
    lead = handing.tracked().lead
    assert lead is not None
    assert lead.id == handing.giver.id


def test_once_taken_the_givers_turn_and_clock_end_and_it_is_written_down(
    handing: Handing,
) -> None:
    taker = handing.ask()

    place.accept(handing.session, handing.send, taker, handing.by(handing.send, 2))

    ended = handing.clocks(handing.giver)[ClockKind.RESPOND]
    kinds = [one.kind for one in ended.events]
    assert (handing.giver.status, handing.giver.open) == (R.TRANSFERRED, False)
    assert kinds == [EventKind.START, EventKind.TRANSFER, EventKind.CANCEL]
    assert ended.stopped_at == TUESDAY_EVENING + DAY * 2
    assert handing.clocks(taker)[ClockKind.RESPOND].state is ClockState.RUNNING
    lead = handing.tracked().lead
    assert lead is not None
    assert lead.id == taker.id


def test_the_familys_promises_are_the_same_before_and_after(handing: Handing) -> None:
    before = handing.of_family()
    taker = handing.ask()

    place.accept(handing.session, handing.send, taker, handing.by(handing.send, 2))

    assert handing.of_family() == before


def test_refused_it_is_the_givers_as_before(handing: Handing) -> None:
    taker = handing.ask()

    place.give_back(handing.session, taker, "Not ours.", handing.by(handing.send, 2))

    assert (handing.giver.status, taker.status) == (R.ACCEPTED, R.RETURNED)
    assert handing.submission.status is SubmissionStatus.WITH_PARTNER
    assert handing.clocks(taker)[ClockKind.RESPOND].state is ClockState.CANCELLED


def test_a_family_never_sees_who_was_asked_and_refused(handing: Handing) -> None:
    taker = handing.ask()
    asked = [one.id for one in handing.tracked().referrals]

    place.give_back(handing.session, taker, "Not ours.", handing.by(handing.send, 2))

    assert asked == [one.id for one in handing.tracked().referrals] == [handing.giver.id]


def test_nothing_is_handed_to_a_body_that_the_family_has_not_said_yes_to(
    handing: Handing,
) -> None:
    with pytest.raises(NoConsent):
        handing.ask("nsft")

    assert handing.giver.status is R.ACCEPTED


def test_nothing_is_handed_to_ones_own_body(handing: Handing) -> None:
    with pytest.raises(NotAllowed):
        handing.ask("scc_transport")


def test_it_is_asked_of_one_body_at_a_time(handing: Handing) -> None:
    handing.ask()

    with pytest.raises(IllegalMove):
        handing.ask("scc_inclusion")
