"""While the database is away: a page that gives back what was typed, and no harm done."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import gettext
from lxml import html
from sqlalchemy import exc, text
from sqlalchemy.orm import Session, sessionmaker

from portal.app import create_app
from portal.web.access import anyone
from portal.web.transactions import db
from portal.wiring import Wiring
from tests.conftest import leave_out
from tests.support.clock import FrozenClock
from tests.support.running import free_port
from tests.support.wiring import settings_for, wiring_for

WORDS = "My son has had no school place since September."


@pytest.fixture
def away(clock: FrozenClock) -> Iterator[FlaskClient]:
    """A portal whose PostgreSQL does not answer."""
    wiring = wiring_for(
        settings_for(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none"), clock
    )
    app = create_app(wiring.settings, wiring)
    app.config |= {"PROPAGATE_EXCEPTIONS": False, "WTF_CSRF_ENABLED": False}
    yield app.test_client()
    wiring.engine.dispose()


def kept(text: str) -> list[str]:
    areas = html.fromstring(text).xpath("//main//textarea")
    return [area.text_content().removeprefix("\n") for area in areas]


def test_what_a_family_typed_is_on_the_page_to_copy_or_send_again(away: FlaskClient) -> None:
    form = {"words": WORDS, "draft": "d" * 43}

    answer = away.post("/tell/words", data=form)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert kept(answer.text) == [WORDS]
    assert "If you send the same page twice, we count it once." in answer.text
    assert "tel:999" in answer.text


def test_words_posted_by_another_site_are_not_shown(away: FlaskClient) -> None:
    form = {"words": WORDS, "draft": "d" * 43}

    answer = away.post("/tell/words", data=form, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 503
    assert kept(answer.text) == []


@pytest.mark.parametrize("address", ["/tell/who", "/", "/sign-in", "/staff", "/board/", "/return"])
def test_no_page_is_a_fault_of_ours(away: FlaskClient, address: str) -> None:
    away.set_cookie("staff", "s" * 43)

    assert away.get(address).status_code in (200, 503, 404)


def test_a_member_of_staff_who_is_signed_in_is_told_too(away: FlaskClient) -> None:
    away.set_cookie("staff", "s" * 43)

    assert away.get("/partner").status_code in (404, 503)
    assert away.get("/health").status_code == 503


@pytest.mark.parametrize(
    "fault",
    [
        exc.OperationalError(WORDS, None, Exception(WORDS)),
        exc.InterfaceError(WORDS, None, Exception(WORDS)),
        exc.TimeoutError(WORDS),
    ],
    ids=["gone", "closed", "no connection to be had"],
)
def test_whichever_way_it_goes_it_is_logged_without_words(
    app: Flask, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/fails")
    @anyone
    def fails() -> None:
        raise fault

    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/fails")

    assert answer.status_code == 503
    assert type(fault).__name__ in caplog.text
    assert WORDS not in caplog.text + answer.text


def test_one_that_goes_while_the_answer_is_being_finished_is_told_the_same(app: Flask) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.after_request
    def fails(_: object) -> None:
        raise exc.OperationalError(WORDS, None, Exception(WORDS))

    assert app.test_client().get("/help").status_code == 503


def test_a_fault_of_ours_in_the_database_is_no_closed_service(app: Flask) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/fails")
    @anyone
    def fails() -> None:
        raise exc.ProgrammingError(WORDS, None, Exception(WORDS))

    assert app.test_client().get("/fails").status_code == 500


class Cut(Session):
    """A session whose connection is gone when it is to be closed."""

    def close(self) -> None:
        raise exc.OperationalError(WORDS, None, Exception(WORDS))


def test_one_that_goes_when_all_is_read_does_not_keep_the_page_back(
    wiring: Wiring, clock: FrozenClock
) -> None:
    cut = replace(wiring, reads=sessionmaker(wiring.engine, class_=Cut))
    app = create_app(cut.settings, cut)

    @app.get("/reads")
    @anyone
    def reads() -> str:
        db().execute(text("SELECT 1"))
        return "read"

    assert app.test_client().get("/reads").text == "read"


@pytest.fixture
def cut_off(postgresql_url: str | None, clock: FrozenClock) -> Iterator[FlaskClient]:
    """A portal with a page whose connection is ended by the server while it is being made."""
    if postgresql_url is None:
        leave_out("postgresql")
    assert postgresql_url is not None
    wiring = wiring_for(settings_for(postgresql_url), clock)
    app = create_app(wiring.settings, wiring)
    app.config |= {"PROPAGATE_EXCEPTIONS": False}

    @app.get("/cut/<what>")
    @anyone
    def cut(what: str) -> str:
        mine = db().scalar(text("SELECT pg_backend_pid()"))
        with wiring.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
        if what == "words":
            gettext("Back")
        return str(db().scalar(text("SELECT 1")))

    yield app.test_client()
    wiring.engine.dispose()


@pytest.mark.postgresql
@pytest.mark.parametrize("what", ["rows", "words"])
def test_a_connection_that_is_cut_under_a_page_is_never_our_fault(
    cut_off: FlaskClient, what: str
) -> None:
    answer = cut_off.get(f"/cut/{what}")

    assert answer.status_code in (200, 503), answer.text[:300]
