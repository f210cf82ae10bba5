"""After a file is loaded: open promises are counted anew, batch by batch, and only where needed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.adapters.holidays import calendar_of
from portal.domain.clock_checks import Doubt
from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.partnership import packaged, read
from portal.domain.people import SYSTEM, Deed
from portal.jobs import after_load
from portal.models import ClockMilestone, ClockRow
from portal.services import clocks, load_partnership, recount, verify_clocks
from portal.wiring import Wiring
from tests.conftest import leave_out
from tests.support import databases
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.families import send
from tests.support.postgresql import wired

LOADED = TUESDAY_EVENING + timedelta(hours=1)
LOAD = Deed(SYSTEM, LOADED, "load")
CHRISTMAS_TREE = date(2026, 12, 7)
FAMILIES = 5


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def portal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wiring]:
    """A portal with five families' concerns, whose transactions are really committed."""
    monkeypatch.setattr(recount, "BATCH", 2)
    if request.param == "sqlite":
        yield filled(request.getfixturevalue("wiring"))
        return
    server = databases.postgresql_server()
    if server is None:
        leave_out("postgresql")
        return
    with wired(server, FrozenClock()) as wiring:
        yield filled(wiring)


def filled(wiring: Wiring) -> Wiring:
    with wiring.writes.begin() as session:
        for number in range(FAMILIES):
            send(session, f"form-{number}")
    return wiring


def load(wiring: Wiring, text: str = "", *closed: date, at: Deed = LOAD) -> None:
    """Bring a file into force, and see nothing through yet."""
    told = calendar_of(read(packaged()), databases.FIRST_YEAR, databases.LAST_YEAR)
    calendar = replace(told, closed={**told.closed, **dict.fromkeys(closed, "Closed")})
    with wiring.writes.begin() as session:
        load_partnership.load(session, text or packaged(), calendar, at)


def answer_days(wiring: Wiring) -> list[date]:
    """When each family is to be answered, in the order of their writing."""
    query = select(ClockRow.due_on).where(
        ClockRow.subject == Subject.FAMILY, ClockRow.kind == ClockKind.RESPOND
    )
    with wiring.reads() as session:
        return list(session.scalars(query.order_by(ClockRow.id)))


def milestones(wiring: Wiring) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(ClockMilestone.id))).one()


def differences(wiring: Wiring) -> list[verify_clocks.Finding]:
    with wiring.reads() as session:
        found = list(verify_clocks.verify(session, LOADED))
    return [one for one in found if one.doubt is Doubt.DIFFERS]


def test_every_open_promise_is_counted_anew_some_at_a_time(portal: Wiring) -> None:
    told: list[int] = []
    load(portal, "", CHRISTMAS_TREE)

    after_load.see_through(portal, LOAD, told.append)

    assert answer_days(portal) == [date(2026, 12, 9)] * FAMILIES
    assert told == [2, 2, 1]
    assert differences(portal) == []


def test_a_file_that_changes_a_mailbox_counts_nothing_anew(portal: Wiring) -> None:
    told: list[int] = []
    load(portal, packaged().replace("wsft@suffolk.example", "children@wsft.example"))

    after_load.see_through(portal, LOAD, told.append)

    assert told == []
    assert after_load.how_many(portal) == 0


@pytest.mark.parametrize(
    "text",
    [
        packaged().replace("open = 09:00", "open = 10:00"),
        packaged() + '\n[[closure]]\ndate = 2026-12-01\nwhy = "Moving"\npartner = "wsft"\n',
    ],
    ids=["hours", "a closed day of one body"],
)
def test_other_hours_or_a_body_s_own_closed_day_count_anew(portal: Wiring, text: str) -> None:
    assert text != packaged()

    load(portal, text)

    assert after_load.how_many(portal) == FAMILIES


def test_cut_off_in_the_middle_it_goes_on_when_it_is_begun_again(portal: Wiring) -> None:
    load(portal, "", CHRISTMAS_TREE)
    with portal.writes.begin() as session:
        owed = recount.owed(session)
        assert owed is not None
        recount.some(session, owed, 0, LOAD)
    half = answer_days(portal)
    later = Deed(SYSTEM, LOADED + timedelta(days=1), "load")

    load(portal, packaged().replace("wsft@", "children.wsft@"), CHRISTMAS_TREE, at=later)
    after_load.see_through(portal, later)

    assert half == [date(2026, 12, 9)] * 2 + [date(2026, 12, 8)] * 3
    assert answer_days(portal) == [date(2026, 12, 9)] * FAMILIES
    assert differences(portal) == []


def test_seen_through_twice_it_is_seen_through_once(portal: Wiring) -> None:
    load(portal, "", CHRISTMAS_TREE)
    after_load.see_through(portal, LOAD)
    before = milestones(portal)

    after_load.see_through(portal, LOAD)

    assert milestones(portal) == before
    assert after_load.how_many(portal) == 0


def test_a_promise_kept_between_two_looks_gets_no_new_milestone(portal: Wiring) -> None:
    load(portal, "", CHRISTMAS_TREE)
    with portal.writes() as session:
        owed = recount.owed(session)
        # Read before it is stopped elsewhere, as a batch would that takes no lock.
        stale = session.scalars(clocks.with_events().order_by(ClockRow.id)).all()
        session.commit()
        _stop_all(portal)
        before = milestones(portal)
        assert owed is not None
        recount.some(session, owed, 0, LOAD)
        session.commit()

    assert {one.state for one in stale} == {ClockState.RUNNING}
    assert milestones(portal) == before


def _stop_all(wiring: Wiring) -> None:
    with wiring.writes.begin() as session:
        query = clocks.with_events().where(ClockRow.state == ClockState.RUNNING)
        for clock in session.scalars(query.order_by(ClockRow.id)):
            clocks.stop(session, clock, LOAD, "answer")
