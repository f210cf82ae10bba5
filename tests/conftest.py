"""Fixtures for everyone: databases, a clock, the portal and a browserless client."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from portal.adapters.database import engine_for
from portal.app import create_app
from portal.web import macros
from portal.wiring import Wiring
from tests.support import databases
from tests.support.addresses import compiled_once
from tests.support.clock import FrozenClock
from tests.support.own_file import OwnFile
from tests.support.templates import CompiledOnce
from tests.support.wiring import settings_for, wiring_for

# How long an example takes says how busy the machine is; speed is measured elsewhere.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")

PARTS = {
    "postgresql": "PostgreSQL 15",
    "browser": "the browser (Chromium)",
    "html": "the HTML validator (a JRE)",
}


def leave_out(part: str) -> None:
    """Skip a test whose part is not on this machine; fail where it was demanded."""
    if part in os.environ.get("PORTAL_TESTS_REQUIRE", "").split(","):
        pytest.fail(f"{PARTS[part]} was demanded and is not here")
    pytest.skip(f"left out: {PARTS[part]}")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look for rubbish in it took a tenth of the whole time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for name in PARTS.values():
        left = sum(f"left out: {name}" in one for one in skipped)
        line = f"left out, {left} tests: not on this machine" if left else "nothing left out"
        terminalreporter.write_line(f"{name}: {line}")


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """To compile templates and addresses anew for every test took more than half of its time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(macros, "PortalEnvironment", CompiledOnce)
        patch.setattr(Rule, "_compile_builder", compiled_once)
        yield


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return databases.sqlite_file(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="session")
def sqlite_engine(made_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("shared") / "portal.db"
    shutil.copy(made_file, path)
    engine = engine_for(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str | None]:
    server = databases.postgresql_server()
    if server is None:
        yield None
        return
    with databases.made_postgresql(server) as url:
        yield url


@pytest.fixture(scope="session", autouse=True)
def _no_database_is_left() -> Iterator[None]:
    yield
    databases.drop_templates()


@pytest.fixture(scope="session")
def postgresql_engine(postgresql_url: str | None) -> Iterator[Engine | None]:
    if postgresql_url is None:
        yield None
        return
    engine = engine_for(postgresql_url)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """The same test on both databases; what a test writes is rolled back after it."""
    found: Engine | None = request.getfixturevalue(f"{request.param}_engine")
    if found is None:
        leave_out("postgresql")
    assert found is not None
    return found


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        ) as session:
            yield session
        outer.rollback()


@pytest.fixture(scope="session")
def own_file() -> OwnFile:
    return OwnFile()


@pytest.fixture
def wiring(
    made_file: Path, tmp_path: Path, clock: FrozenClock, own_file: OwnFile
) -> Iterator[Wiring]:
    path = tmp_path / "portal.db"
    shutil.copy(made_file, path)
    with own_file.engine_on(path) as engine:
        settings = settings_for(f"sqlite:///{path}", files_folder=str(tmp_path / "files"))
        yield wiring_for(settings, clock, engine)


@pytest.fixture
def app(wiring: Wiring) -> Flask:
    return create_app(wiring.settings, wiring)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
