"""The board's pages as somebody under one hat sees them, and a quarter to look at."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.domain.people import Member, Role
from portal.services import publish
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.support.evidence import CODEBOOK, confirm, gather, read
from tests.support.staff import hire
from tests.support.wiring import CHEAP

AFTER = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
IN_QUARTER = date(2026, 8, 12)
THEN = datetime(2026, 8, 12, 9, 0, tzinfo=UTC)

PASSWORD = "a long walk home"
HASHED = CHEAP.hash(PASSWORD)
BODY = {
    Role.CASEWORKER: "scc_transport",
    Role.MANAGER: "scc_transport",
    Role.TRIAGE: "triage",
    Role.SAFEGUARDING: "wsft",
}
"""Hats that are worn for a body."""

Visit = Callable[[Role], FlaskClient]


@pytest.fixture
def visit(app: Flask, wiring: Wiring, clock: FrozenClock) -> Visit:
    """A client whose reader wears the hat, and came in by the real door."""
    clock.at = AFTER

    def as_reader(role: Role) -> FlaskClient:
        email = f"{role.value}@example.org"
        with wiring.writes.begin() as session:
            hire(session, role, BODY.get(role), name="Ann", email=email, password=HASHED)
        browser = Visitor(app.test_client())
        browser.open("/sign-in").send(email=email, password=PASSWORD)
        assert browser.path != "/sign-in", browser.text
        return browser.client

    return as_reader


@pytest.fixture
def frozen_quarter(wiring: Wiring) -> None:
    """July to September 2026, with 13 texts confirmed, 3 hidden ones, and 23 by machine alone."""
    with wiring.writes.begin() as session:
        analyst = hire(session, Role.ANALYST)
        fill(session, analyst)
        publish.close_due(session, CODEBOOK, AFTER)


def fill(session: Session, analyst: Member) -> None:
    secret = gather(session, 13, IN_QUARTER, words="MARKER-OF-A-CHILD", restricted=True)
    confirm(session, analyst, secret, "transport", at=THEN)
    few = gather(session, 3, IN_QUARTER, words="few")
    confirm(session, analyst, few, "mental_health", at=THEN)
    alone = gather(session, 23, IN_QUARTER, words="alone")
    read(session, analyst, alone, "transport", at=THEN)
    earlier = gather(session, 12, date(2026, 5, 5), words="earlier")
    confirm(session, analyst, earlier, "transport", at=datetime(2026, 6, 1, tzinfo=UTC))
