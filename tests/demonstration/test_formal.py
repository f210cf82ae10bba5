"""The demonstration shows other ways than telling us, each at a point worth looking at."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.domain.clocks import ClockKind, ClockState, EventKind
from portal.models import ClockRow, FormalRoute, Submission
from portal.wiring import Wiring
from tests.demonstration.conftest import NOON


def test_a_complaint_to_the_council_is_in_its_second_leg(shown: Wiring) -> None:
    with shown.reads() as session:
        query = select(FormalRoute.id).where(FormalRoute.regime == "council_complaint_1")
        mine = ClockRow.formal_route_id.in_(query), ClockRow.kind == ClockKind.RESPOND
        (answer,) = session.scalars(
            select(ClockRow).where(*mine).options(selectinload(ClockRow.events))
        ).all()

    assert [one.kind for one in answer.events] == [EventKind.START, EventKind.START]
    assert (answer.state, answer.due_at > NOON) == (ClockState.RUNNING, True)


def test_a_complaint_to_the_nhs_was_passed_on_and_two_clocks_run(shown: Wiring) -> None:
    with shown.reads() as session:
        query = select(FormalRoute).where(FormalRoute.regime == "nhs_complaint")
        first, second = session.scalars(query.order_by(FormalRoute.id)).all()
        going = select(ClockRow.formal_route_id).where(
            ClockRow.kind == ClockKind.RESPOND,
            ClockRow.state == ClockState.RUNNING,
            ClockRow.formal_route_id.in_((first.id, second.id)),
        )

        assert (first.outcome, second.passed_from_id) == ("passed_on", first.id)
        assert set(session.scalars(going)) == {first.id, second.id}


def test_a_family_has_a_last_day_to_appeal_ahead(shown: Wiring) -> None:
    with shown.reads() as session:
        query = select(Submission.decision_letter_on)
        letters = session.scalars(query.where(Submission.decision_letter_on.is_not(None))).all()

    assert len(letters) == 1
