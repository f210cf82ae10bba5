"""An administrator at a browser, and letters that were given up."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal.domain.people import Role
from portal.jobs import rounds
from portal.models import AuditEvent, OutgoingLetter
from portal.wiring import Wiring
from tests.support.clock import FrozenClock
from tests.support.wiring import Outbox
from tests.web.partner.conftest import Office, Worker

GiveUp = Callable[..., list[int]]


@pytest.fixture
def office(app: Flask, wiring: Wiring, clock: FrozenClock) -> Office:
    return Office(app, wiring, itertools.count(1))


@pytest.fixture
def ada(office: Office) -> Worker:
    return office.sign_in(Role.ADMIN, name="Ada")


@pytest.fixture
def outbox(wiring: Wiring) -> Outbox:
    assert isinstance(wiring.mailer, Outbox)
    return wiring.mailer


@pytest.fixture
def give_up(office: Office, wiring: Wiring, outbox: Outbox) -> GiveUp:
    """Have every letter of one more message refused for good; the row numbers of all dead ones."""

    def refuse(**changes: object) -> list[int]:
        office.send(**changes)
        # A letter to a service would wait for its morning.
        with wiring.writes.begin() as session:
            waiting = update(OutgoingLetter).where(OutgoingLetter.sent_at.is_(None))
            session.execute(waiting.values(next_attempt_at=OutgoingLetter.written_at))
        outbox.refuses = True
        while rounds.send_letters(wiring):
            pass
        outbox.refuses = False
        return [one.id for one in letters(wiring) if one.failed_at]

    return refuse


def letters(wiring: Wiring) -> list[OutgoingLetter]:
    with wiring.reads() as session:
        return list(session.scalars(select(OutgoingLetter).order_by(OutgoingLetter.id)))


def deeds(wiring: Wiring) -> list[tuple[str, int | None, dict[str, Any]]]:
    """What administrators did to letters: the deed, who, and what was kept of it."""
    with wiring.reads() as session:
        query = select(AuditEvent).where(AuditEvent.action.startswith("letter."))
        rows = session.scalars(query.order_by(AuditEvent.id)).all()
        return [(row.action, row.staff_id, row.detail) for row in rows]
