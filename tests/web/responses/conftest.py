"""The secretary and the analyst at their browsers, and entries of theirs; on both databases."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.app import create_app
from portal.domain.people import Role
from portal.domain.public_responses import ResponseOutcome
from portal.models import AuditEvent, PublicResponse
from portal.queries import partnership
from portal.services import respond_publicly
from portal.services.respond_publicly import Entry
from portal.wiring import Wiring
from tests.conftest import leave_out
from tests.support import databases
from tests.support.clock import FrozenClock
from tests.support.staff import deed, hire
from tests.support.wiring import settings_for, wiring_for
from tests.web.partner.conftest import Office, Worker

MARKER = "Quibblewick"
FIELDS: dict[str, Any] = {
    "said": "Families told us that buses came late.",
    "outcome": "done",
    "did": "A second driver was found for the long route.",
    "later": "",
    "priority": "outside",
    "theme": "transport",
    "next_look": ["1", "3", "2027"],
}

Made = Callable[..., int]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def wiring(
    request: pytest.FixtureRequest, made_file: Path, tmp_path: Path, clock: FrozenClock
) -> Iterator[Wiring]:
    """A portal of its own on either database."""
    if request.param == "sqlite":
        shutil.copy(made_file, tmp_path / "portal.db")
        made = wiring_for(settings_for(f"sqlite:///{tmp_path / 'portal.db'}"), clock)
        yield made
        made.engine.dispose()
        return
    server = databases.postgresql_server()
    if server is None:
        leave_out("postgresql")
    with databases.made_postgresql(str(server)) as url:
        made = wiring_for(settings_for(url), clock)
        yield made
        made.engine.dispose()


@pytest.fixture
def app(wiring: Wiring) -> Flask:
    return create_app(wiring.settings, wiring)


@pytest.fixture
def office(app: Flask, wiring: Wiring, clock: FrozenClock) -> Office:
    return Office(app, wiring, itertools.count(1))


@pytest.fixture
def pia(office: Office) -> Worker:
    return office.sign_in(Role.SECRETARY, name="Pia")


@pytest.fixture
def omar(office: Office) -> Worker:
    return office.sign_in(Role.ANALYST, name="Omar")


@pytest.fixture
def made(wiring: Wiring, clock: FrozenClock) -> Made:
    """An entry of somebody's; with `out=True` published by another."""
    numbers = itertools.count(1)

    def make(out: bool = False, **changes: Any) -> int:
        with wiring.writes.begin() as session:
            ann = hire(session, Role.SECRETARY, name="Ann")
            bea = hire(session, Role.ANALYST, name="Bea")
            body = partnership.partner(session, changes.pop("body", "scc_transport"))
            words: dict[str, Any] = {
                "form_key": f"made-{next(numbers)}",
                "outcome": ResponseOutcome.DONE,
                "priority": "outside",
                "theme": "transport",
                "partner_id": body.id,
                "said": f"Families told us about {MARKER}.",
                "did": "Somebody mended it.",
                "later": None,
                "next_look_on": date(2027, 3, 1),
            }
            entry = Entry(**{**words, **changes})
            row = respond_publicly.add(session, entry, ann, deed(ann, now=clock.now()))
            if out:
                respond_publicly.publish(session, row.id, 1, bea, deed(bea, now=clock.now()))
            return row.id

    return make


def body_id(wiring: Wiring, key: str = "scc_transport") -> str:
    with wiring.reads() as session:
        return str(partnership.partner(session, key).id)


def entry(wiring: Wiring, number: int) -> PublicResponse:
    with wiring.reads() as session:
        return session.get_one(PublicResponse, number)


def deeds(wiring: Wiring) -> list[str]:
    """What the audit holds of entries and figures, in order."""
    with wiring.reads() as session:
        query = select(AuditEvent.action).where(
            AuditEvent.action.startswith("public_response.")
            | AuditEvent.action.startswith("figures.")
        )
        return list(session.scalars(query.order_by(AuditEvent.id)))
