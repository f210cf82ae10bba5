"""True counts from rows: who belongs to a period, and what is never fetched."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from portal.domain import bands
from portal.domain.clocks import ClockKind, Subject
from portal.domain.evidence import CameBy, ReadBy, Window
from portal.domain.people import Member, Role
from portal.domain.submissions import AuthorKind
from portal.models import ClockRow, ThemeDecision
from portal.queries import evidence
from portal.services import clocks, projections
from tests.support.evidence import confirm, gather, read
from tests.support.families import send
from tests.support.staff import deed, hire

THEN = datetime(2026, 8, 12, 9, 0, tzinfo=UTC)
AS_AT = datetime(2026, 10, 13, 23, 0, tzinfo=UTC)
Q3 = Window(("2026-Q3",), date(2026, 7, 1), date(2026, 9, 30), None, AS_AT)


@pytest.fixture
def analyst(session: Session) -> Member:
    return hire(session, Role.ANALYST)


def test_a_message_and_a_comment_count_by_who_spoke_and_how_it_came(session):
    send(session, "one", THEN)
    gather(session, 1, THEN.date(), author=AuthorKind.YOUNG_PERSON)

    found = evidence.texts(session, Q3)

    assert [(one.author, one.came_by) for one in found] == [
        (AuthorKind.PARENT_OR_CARER, CameBy.PORTAL),
        (AuthorKind.YOUNG_PERSON, CameBy.GATHERED),
    ]


def test_a_text_of_another_quarter_does_not_count(session):
    gather(session, 1, date(2026, 6, 30))
    gather(session, 1, date(2026, 10, 1))

    assert evidence.texts(session, Q3) == []


def test_a_text_that_came_in_after_the_freezing_day_began_does_not_count(session):
    gather(session, 1, THEN.date(), imported=AS_AT - timedelta(seconds=1), words="in time")
    gather(session, 1, THEN.date(), imported=AS_AT, words="late")

    assert len(evidence.texts(session, Q3)) == 1


def test_a_decision_of_people_goes_before_any_reading(session, analyst):
    texts = gather(session, 1, THEN.date())
    confirm(session, analyst, texts, "therapies", at=THEN, stance="positive")
    read(session, analyst, texts, "transport", at=THEN)

    (found,) = evidence.texts(session, Q3)

    assert (found.read_by, found.themes, found.stance) == (
        ReadBy.PEOPLE, frozenset({"therapies"}), "positive",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("band", "counted"), [(bands.POSSIBLE, {"transport"}), (bands.TO_DECIDE, set())]
)
def test_what_is_too_close_to_call_counts_nowhere(session, analyst, band, counted):
    texts = gather(session, 1, THEN.date())
    read(session, analyst, texts, "transport", at=THEN, band=band)

    (found,) = evidence.texts(session, Q3)

    assert found.themes == counted


def test_a_decision_without_a_theme_is_a_decision(session, analyst):
    texts = gather(session, 1, THEN.date())
    read(session, analyst, texts, "transport", at=THEN)
    confirm(session, analyst, texts, at=THEN)

    (found,) = evidence.texts(session, Q3)

    assert (found.read_by, found.themes) == (ReadBy.PEOPLE, frozenset())


def test_a_decision_after_the_freezing_day_is_not_seen(session, analyst):
    confirm(session, analyst, gather(session, 1, THEN.date()), "transport", at=AS_AT)

    (found,) = evidence.texts(session, Q3)

    assert found.read_by is ReadBy.NOBODY


def test_no_word_of_any_text_is_fetched(session, analyst):
    texts = gather(session, 1, THEN.date(), restricted=True)
    confirm(session, analyst, texts, "mental_health", at=THEN)
    send(session, "one", THEN)
    asked: list[str] = []
    event.listen(
        session.get_bind().engine,
        "before_cursor_execute",
        lambda conn, cursor, statement, *rest: asked.append(statement),
    )

    found = evidence.texts(session, Q3)

    assert len(found) == 2
    assert asked
    assert not [one for one in asked if "words" in one or "wanted" in one]


def clock_of(session: Session, key: str) -> tuple[object, ClockRow]:
    submission, _ = send(session, key, THEN)
    query = projections.with_events().where(
        ClockRow.submission_id == submission.id,
        ClockRow.subject == Subject.FAMILY,
        ClockRow.kind == ClockKind.RESPOND,
    )
    return submission, session.scalars(query).one()


def answers(session: Session) -> list[bool]:
    found = evidence.promises(session, Q3)
    return [one.on_time for one in found if one.kind is ClockKind.RESPOND]


def test_a_promise_cancelled_in_time_promises_nothing(session, analyst):
    _, clock = clock_of(session, "one")
    clocks.cancel(session, clock, deed(analyst, now=THEN + timedelta(days=1)), "sent twice")
    session.flush()

    assert answers(session) == []


def test_a_promise_cancelled_after_it_was_broken_stays_broken(session, analyst):
    _, clock = clock_of(session, "one")
    clocks.cancel(session, clock, deed(analyst, now=THEN + timedelta(days=40)), "sent twice")
    session.flush()

    assert answers(session) == [False]


def test_a_promise_whose_last_day_is_in_the_next_quarter_waits_for_it(session):
    send(session, "one", datetime(2026, 9, 25, 9, 0, tzinfo=UTC))

    found = evidence.promises(session, Q3)

    assert [one.kind for one in found] == [ClockKind.ACKNOWLEDGE]


def test_the_first_quarter_is_the_earliest_of_messages_and_comments(session):
    send(session, "one", THEN)
    gather(session, 1, date(2025, 12, 31))

    assert str(evidence.first_quarter(session)) == "2025-Q4"


def test_a_decision_that_was_undone_counts_as_it_stood_when_the_figures_were_frozen(
    session, analyst
):
    texts = gather(session, 2, THEN.date())
    confirm(session, analyst, texts, "transport", at=THEN)
    before, after = session.scalars(select(ThemeDecision).order_by(ThemeDecision.id)).all()
    before.undone_at, after.undone_at = AS_AT - timedelta(seconds=1), AS_AT
    session.flush()

    found = evidence.texts(session, Q3)

    assert sorted(one.read_by is ReadBy.PEOPLE for one in found) == [False, True]
