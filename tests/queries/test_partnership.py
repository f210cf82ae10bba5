"""Which promise a clock begins under, and which version of the partnership is in force."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters import migrations
from portal.adapters.database import engine_for
from portal.domain.clocks import ClockKind, Roll, Starts, Subject, Unit
from portal.domain.errors import NotFound
from portal.domain.promises import Basis, Regime
from portal.domain.submissions import AuthorKind
from portal.models import ClosedDay, PartnershipVersion, ServiceLevel, WorkingHours
from portal.queries import partnership

TODAY = date(2026, 11, 24)
CONCERN = partnership.About(Regime.CONCERN)
OF_A_YOUNG_PERSON = partnership.About(Regime.CONCERN, AuthorKind.YOUNG_PERSON)


def level(session: Session, **changes: object) -> ServiceLevel:
    """One more promise of a partner to answer, of the version in force."""
    base: dict[str, object] = {
        "version_id": partnership.in_force(session).version_id,
        "rank": 100,
        "subject": Subject.PARTNER,
        "kind": ClockKind.RESPOND,
        "regime": Regime.CONCERN,
        "author_kind": None,
        "partner_key": None,
        "amount": 99,
        "unit": Unit.WORKING_DAY,
        "starts": Starts.DAY_AFTER,
        "roll": Roll.NONE,
        "caps": {},
        "warn_working_days": 1,
        "chase_percent": 70,
        "extend_most": 0,
        "effective_from": date(2025, 1, 1),
        "reason": "test",
        "agreed": True,
        "basis": Basis.PRACTICE,
        "verified": True,
    }
    row = ServiceLevel(**{**base, **changes})
    session.add(row)
    session.flush()
    return row


def answer_by(
    session: Session,
    key: str | None = "wsft",
    on: date = TODAY,
    about: partnership.About = CONCERN,
) -> int:
    found = partnership.service_level(
        session, Subject.PARTNER, ClockKind.RESPOND, on=on, about=about, partner_key=key
    )
    return found.amount


def test_the_promise_to_all_counts_where_a_body_has_none_of_its_own(session: Session) -> None:
    assert answer_by(session) == 8


def test_a_promise_of_ones_own_outranks_the_promise_to_all(session: Session) -> None:
    level(session, rank=1, partner_key="wsft", amount=3)

    assert answer_by(session, "wsft") == 3
    assert answer_by(session, "nsft") == 8
    assert answer_by(session, None) == 8


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2026, 11, 24), 8),
        (date(2026, 12, 31), 8),
        (date(2027, 1, 1), 5),
        (date(2027, 6, 1), 5),
    ],
)
def test_a_promise_counts_from_its_first_day(session: Session, day: date, amount: int) -> None:
    level(session, amount=5, effective_from=date(2027, 1, 1))

    assert answer_by(session, on=day) == amount


def test_a_promise_of_the_law_is_none_about_concerns(session: Session) -> None:
    level(session, rank=1, regime=Regime.NHS_COMPLAINT, amount=1)

    assert answer_by(session) == 8


def test_a_promise_to_young_people_is_for_nobody_else(session: Session) -> None:
    level(session, rank=1, author_kind=AuthorKind.YOUNG_PERSON, amount=4)

    assert answer_by(session, about=OF_A_YOUNG_PERSON) == 4
    assert answer_by(session) == 8


def test_of_two_alike_the_first_in_the_file_counts(session: Session) -> None:
    level(session, rank=1, amount=4)
    level(session, rank=1, amount=6)

    assert answer_by(session) == 4


def test_what_is_not_promised_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        partnership.service_level(
            session, Subject.TRIAGE, ClockKind.RESOLVE, on=TODAY, about=CONCERN
        )


def test_before_the_first_day_the_earliest_promise_counts(session: Session) -> None:
    level(session, rank=1, amount=5, effective_from=date(2027, 1, 1))

    assert answer_by(session, on=date(2024, 12, 31)) == 8


def test_a_law_binds_nobody_before_its_day(session: Session) -> None:
    about = partnership.About(Regime.DATA_COMPLAINT)
    asked = partial(
        partnership.service_level, session, Subject.FORMAL, ClockKind.ACKNOWLEDGE, about=about
    )

    with pytest.raises(NotFound):
        asked(on=date(2026, 6, 18))

    assert asked(on=date(2026, 6, 19)).amount > 0


def test_a_partner_that_nobody_has_heard_of_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        partnership.partner(session, "nobody")

    assert partnership.partner(session, "wsft").key == "wsft"


def test_the_newest_version_is_in_force(session: Session) -> None:
    old = partnership.in_force(session)
    row = session.get_one(PartnershipVersion, old.version_id)
    session.add(
        PartnershipVersion(
            loaded_at=row.loaded_at,
            fingerprint="f" * 64,
            area_name=row.area_name,
            document=row.document.replace("East and West Suffolk", "Elsewhere"),
        )
    )
    session.flush()
    newest = session.scalars(select(PartnershipVersion.id).order_by(PartnershipVersion.id)).all()[
        -1
    ]
    session.add_all(closed_days(session, old.version_id, newest))
    session.flush()
    session.info.clear()  # the next session asks anew

    found = partnership.in_force(session)

    assert found.version_id == newest
    assert found.partnership.places[0].name == "Elsewhere"
    assert old.partnership.places[0].name == "East and West Suffolk"


def closed_days(session: Session, old: int, new: int) -> list[object]:
    rows = session.scalars(select(ClosedDay).where(ClosedDay.version_id == old))
    hours = session.scalars(select(WorkingHours).where(WorkingHours.version_id == old))
    return [
        *(ClosedDay(version_id=new, day=one.day, label=one.label, source=one.source)
          for one in rows),
        *(WorkingHours(version_id=new, weekday=one.weekday, opens=one.opens, closes=one.closes)
          for one in hours),
    ]  # fmt: skip


def test_the_calendar_is_the_one_that_was_loaded(session: Session) -> None:
    calendar = partnership.in_force(session).calendar

    assert calendar.closed[date(2026, 12, 28)] == "Boxing Day (substitute day)"
    assert (calendar.first, calendar.last) == (date(2024, 1, 1), date(2030, 12, 31))


def test_help_is_listed_in_the_order_of_the_page(session: Session) -> None:
    found = partnership.help_contacts(session)

    assert [one.position for one in found] == sorted(one.position for one in found)
    assert found[0].reach == "999"


def test_before_the_first_load_the_fault_says_what_to_do(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'empty.db'}")
    migrations.upgrade(engine)

    with Session(engine) as session, pytest.raises(NotFound, match="partnership load"):
        partnership.in_force(session)

    engine.dispose()
