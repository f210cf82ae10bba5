"""A message that was opened stays open for a while, and for whoever opened it alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import Author
from portal.models import PortalSession
from portal.services import visits
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send


@pytest.fixture
def author(session: Session) -> Author:
    submission, _receipt = send(session)
    return Author(submission.id, submission.reference)


def test_the_id_leads_back_to_its_own_message(session: Session, author: Author) -> None:
    visit_id = visits.begin(session, author, TUESDAY_EVENING)

    assert visits.find(session, visit_id, TUESDAY_EVENING) == author


@pytest.mark.parametrize("wrong", ["", "x", "x" * 10_000, "\udcff"])
def test_no_other_id_leads_anywhere(session: Session, author: Author, wrong: str) -> None:
    visits.begin(session, author, TUESDAY_EVENING)

    assert visits.find(session, wrong, TUESDAY_EVENING) is None


def test_the_id_itself_is_not_stored(session: Session, author: Author) -> None:
    visit_id = visits.begin(session, author, TUESDAY_EVENING)

    assert session.scalars(select(PortalSession.id_hash)).one() != visit_id


@pytest.mark.parametrize(("minutes", "opened"), [(29, True), (30, False)])
def test_half_an_hour_of_quiet_closes_it(
    session: Session, author: Author, minutes: int, opened: bool
) -> None:
    visit_id = visits.begin(session, author, TUESDAY_EVENING)

    later = TUESDAY_EVENING + timedelta(minutes=minutes)

    assert (visits.find(session, visit_id, later) is not None) is opened


def test_use_keeps_it_open_and_is_written_once_a_minute(session: Session, author: Author) -> None:
    visit_id = visits.begin(session, author, TUESDAY_EVENING)
    soon, later = (TUESDAY_EVENING + timedelta(seconds=s) for s in (59, 61))

    assert not visits.needs_touch(session, visit_id, soon)
    assert visits.needs_touch(session, visit_id, later)
    visits.touch_within(session, visit_id, later)
    assert not visits.needs_touch(session, visit_id, later)


def test_an_ended_visit_is_over(session: Session, author: Author) -> None:
    visit_id = visits.begin(session, author, TUESDAY_EVENING)

    visits.end(session, visit_id, TUESDAY_EVENING)

    assert visits.find(session, visit_id, TUESDAY_EVENING) is None


def test_visits_that_are_over_are_wiped_by_the_next(session: Session, author: Author) -> None:
    visits.begin(session, author, TUESDAY_EVENING)

    visits.begin(session, author, TUESDAY_EVENING + timedelta(hours=5))

    assert len(session.scalars(select(PortalSession.id)).all()) == 1
