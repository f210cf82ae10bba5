"""The fourteen invented months: the same for the same last day, and as sound as a real history."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Column, Date, func, select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.disclosure import Hidden
from portal.domain.messages import MessagePurpose
from portal.domain.submissions import SubmissionKind
from portal.models import (
    AuditEvent,
    Base,
    ClockEventRow,
    ClockRow,
    Comment,
    Message,
    Referral,
    RouteDecision,
    SafeguardingItem,
    Submission,
)
from portal.models.base import UtcDateTime
from portal.queries import snapshots
from portal.services.audit import verify
from portal.wiring import Wiring
from tests.demonstration.conftest import LAST, NOON
from tests.support.playing import COMMENTS, SUBMISSIONS, demonstration, play

BY_CHANCE = {
    "submission.code_hash": "a hash has a salt",
    "outgoing_letter.message_id": "no two letters may share it",
    "staff.password": "a hash has a salt",
    "staff.fs_uniquifier": "it ends sessions, so nobody may guess it",
    "sealed_identity.sealed": "sealing the same twice must not look the same",
    "sealed_contact.sealed": "sealing the same twice must not look the same",
    "outgoing_letter.sealed_to": "sealing the same twice must not look the same",
}
AHEAD = {
    "due_at": "a promise is kept until then",
    "due_on": "a promise is kept until then",
    "crosses_at": "a clock will cross it then",
    "erase_on": "a contact goes then",
    "resumes_at": "a wait ends by itself then",
    "next_attempt_at": "a letter that could not go is tried again then",
    "valid_from": "a partner begins then",
    "valid_to": "a partner ends then",
    "next_look_on": "an answer to everybody is looked at again then",
    "day": "the calendar reaches years ahead",
}
"""Columns that speak of what is still to come."""

FAMILY = {(Subject.FAMILY, ClockKind.ACKNOWLEDGE), (Subject.FAMILY, ClockKind.RESPOND)}


@pytest.fixture
def told(shown: Wiring) -> Iterator[Session]:
    with shown.reads() as session:
        yield session


def concerns(told: Session) -> set[int]:
    asked = select(Submission.id).where(Submission.kind == SubmissionKind.CONCERN)
    return set(told.scalars(asked))


def columns() -> list[Column]:
    return [column for table in Base.metadata.sorted_tables for column in table.columns]


def digests(folder: Path) -> dict[str, str]:
    """What each column holds, over all rows in their order; chance left out."""
    with demonstration(folder, clock=None) as wiring, wiring.reads() as session:
        return {
            str(column): hashlib.sha256(
                repr(
                    session.scalars(select(column).order_by(*column.table.primary_key)).all()
                ).encode()
            ).hexdigest()
            for column in columns()
            if str(column) not in BY_CHANCE
        }


def references(folder: Path) -> list[tuple[str, str, datetime]]:
    with demonstration(folder, clock=None) as wiring, wiring.reads() as session:
        sent = (Submission.reference, Submission.words, Submission.received_at)
        return [tuple(row) for row in session.execute(select(*sent).order_by(Submission.id))]


def tiny(folder: Path, last: date) -> Path:
    folder.mkdir()
    play(folder, last, submissions=20, comments=40)
    return folder


def test_the_same_last_day_gives_the_same_history_and_another_day_another(tmp_path: Path) -> None:
    once, twice = tiny(tmp_path / "once", LAST), tiny(tmp_path / "twice", LAST)
    other = references(tiny(tmp_path / "other", date(2026, 11, 24)))

    found, again = digests(once), digests(twice)

    assert [name for name in found if found[name] != again[name]] == []
    assert len(references(once)) == len(other) == 20
    assert references(once) == references(twice)
    assert [row[1:] for row in references(once)] != [row[1:] for row in other]


def test_as_many_families_write_as_were_asked_for(told: Session) -> None:
    assert told.scalar(select(func.count(Submission.id))) == SUBMISSIONS
    assert told.scalar(select(func.count(Comment.id))) == COMMENTS


def test_families_write_in_every_month_and_stand_at_many_points(told: Session) -> None:
    sent = told.execute(
        select(Submission.received_on, Submission.status, Submission.language)
    ).all()

    assert len({(day.year, day.month) for day, _, _ in sent}) >= 13
    assert len({status for _, status, _ in sent}) >= 5
    assert len({language for _, _, language in sent}) >= 2


def test_every_concern_has_a_route_or_is_looked_at_for_danger_first(told: Session) -> None:
    first = set(told.scalars(select(Submission.id).where(Submission.restricted)))
    routed = set(told.scalars(select(RouteDecision.submission_id)))

    asked = concerns(told)

    assert len(asked) > SUBMISSIONS / 2
    assert len(first) < SUBMISSIONS / 10
    assert asked <= routed | first


def test_every_concern_is_with_a_partner_with_triage_or_with_safeguarding(told: Session) -> None:
    first = set(told.scalars(select(SafeguardingItem.submission_id)))
    placed = set(told.scalars(select(Referral.submission_id)))
    triage = select(ClockRow.submission_id).where(ClockRow.subject == Subject.TRIAGE)

    asked = concerns(told)

    assert len(asked & placed) > SUBMISSIONS / 2
    assert asked <= placed | first | set(told.scalars(triage))


def test_every_concern_has_both_promises_to_its_family(told: Session) -> None:
    rows = told.execute(select(ClockRow.submission_id, ClockRow.subject, ClockRow.kind)).all()

    without = {
        one
        for one in concerns(told)
        if not {(subject, kind) for whose, subject, kind in rows if whose == one} >= FAMILY
    }

    assert without == set()


def test_what_a_family_was_written_about_no_longer_waits_for_a_first_word(told: Session) -> None:
    wrote = select(Message.submission_id).where(Message.purpose == MessagePurpose.ACKNOWLEDGEMENT)
    waiting = select(ClockRow.submission_id).where(
        ClockRow.subject == Subject.FAMILY,
        ClockRow.kind == ClockKind.ACKNOWLEDGE,
        ClockRow.state != ClockState.STOPPED,
    )

    written_to = set(told.scalars(wrote))

    assert len(written_to) > SUBMISSIONS / 4
    assert not written_to & set(told.scalars(waiting))


def test_some_promises_were_kept_and_some_were_not(told: Session) -> None:
    kept = told.scalars(select(ClockRow.on_time).where(ClockRow.subject == Subject.FAMILY)).all()

    assert {True, False} <= set(kept)


def test_no_clock_tells_of_anything_before_its_submission(told: Session) -> None:
    early = (
        select(ClockEventRow.id)
        .join(ClockRow, ClockRow.id == ClockEventRow.clock_id)
        .join(Submission, Submission.id == ClockRow.submission_id)
    )
    before = early.where(ClockEventRow.effective_at < Submission.received_at)

    assert len(told.scalars(early).all()) > SUBMISSIONS
    assert told.scalars(before).all() == []


def test_nothing_is_dated_after_the_last_day(told: Session) -> None:
    latest: dict[str, datetime | date] = {}
    for column in columns():
        if isinstance(column.type, UtcDateTime | Date) and column.name not in AHEAD:
            newest = told.scalar(select(func.max(column)))
            if newest is not None:
                latest[str(column)] = newest

    assert len(latest) > 20
    assert {
        name: at
        for name, at in latest.items()
        if (at > NOON if isinstance(at, datetime) else at > LAST)
    } == {}


def test_the_audit_is_sealed_to_its_end_and_sound(told: Session) -> None:
    verdict = verify(told)

    assert verdict.broken_event_id is None
    assert verdict.sound > SUBMISSIONS
    assert verdict.unsealed == 0


def test_the_newest_quarter_shows_some_figures_and_hides_some(told: Session) -> None:
    frozen = snapshots.latest(told, snapshots.QUARTER)

    assert frozen is not None
    assert frozen.period == "2026-Q3"
    cells = [cell for row in frozen.tables["priorities"].cells for cell in row]
    assert any(isinstance(cell, Hidden) for cell in cells)
    assert any(isinstance(cell, int) and cell > 0 for cell in cells)


def test_a_wait_a_handing_on_news_and_what_changed_are_there_to_be_seen(told: Session) -> None:
    done = set(told.scalars(select(AuditEvent.action)))
    news = select(ClockRow.on_time).where(ClockRow.kind == ClockKind.KEEP_INFORMED)

    assert {"hold.begun", "transfer.accepted", "message.changed"} <= done
    assert {True, False} <= set(told.scalars(news))
