"""Replaying a period: each clock by the calendar and the promise of the body whose own it is."""

from datetime import timedelta

from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ServiceLevel, Subject
from portal.domain.matching import About
from portal.domain.working_days import Calendar
from portal.queries import partnership
from portal.services.replay_period import Period, replay
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send


def test_a_clock_of_law_is_its_bodys_own(session: Session) -> None:
    submission, _ = send(session)
    row = cases.promise(session, submission, Subject.PARTNER, ClockKind.RESPOND)
    row.subject = Subject.FORMAL
    session.flush()
    asked: list[str | None] = []
    abouts: list[About] = []

    def calendar_of(key: str | None) -> Calendar:
        asked.append(key)
        return partnership.in_force(session).calendar

    def proposal(about: About, had: ServiceLevel) -> ServiceLevel:
        abouts.append(about)
        return had

    day = TUESDAY_EVENING.date()
    period = Period(day, day, TUESDAY_EVENING + timedelta(days=1))

    found = replay(session, period, proposal, calendar_of)

    formal = [one for one in found.groups if one.subject is Subject.FORMAL]
    assert [one.partner for one in formal] == ["scc_transport"]
    assert [one.partner for one in abouts if one.subject is Subject.FORMAL] == ["scc_transport"]
    assert asked.count("scc_transport") == 2
