"""The board's pages as somebody under one hat sees them, and a quarter to look at."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.domain.people import Member, Role
from portal.services import publish
from portal.web import sessions
from portal.web.board.routes import bp
from portal.wiring import Wiring
from tests.support.clock import FrozenClock
from tests.support.evidence import CODEBOOK, confirm, gather, read
from tests.support.staff import hire

AFTER = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
IN_QUARTER = date(2026, 8, 12)
THEN = datetime(2026, 8, 12, 9, 0, tzinfo=UTC)

Visit = Callable[[Role], FlaskClient]


@pytest.fixture
def visit(app: Flask, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """A client whose reader wears the hat; the door itself is tested elsewhere."""
    clock.at = AFTER
    if "board" not in app.blueprints:
        app.register_blueprint(bp)
    app.jinja_env.globals.setdefault("signed_in_as", lambda: None)
    app.jinja_env.globals.setdefault("staff_sections", list)

    def as_reader(role: Role) -> FlaskClient:
        reader = Member(1, role, None, None, "Ann Example")
        monkeypatch.setattr(sessions, "is_signed_in", lambda: True)
        monkeypatch.setattr(sessions, "member", lambda: reader)
        return app.test_client()

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
