"""Error pages: plain, kind, and with what was typed."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from portal.domain import errors
from portal.web import errors as error_pages
from portal.web.access import anyone
from portal.web.kept import MOST_CHARACTERS
from portal.web.limits import LONGEST_BODY, MOST_FIELDS

WORDS = "My son has had no school place since September."


def headings(answer: TestResponse) -> list[str]:
    return [one.text_content().strip() for one in html.fromstring(answer.text).iter("h1")]


def kept(answer: TestResponse) -> list[str]:
    areas = html.fromstring(answer.text).xpath("//main//textarea")
    return [area.text_content().removeprefix("\n") for area in areas]


@pytest.fixture
def raising(app: Flask) -> Callable[[Exception | int], FlaskClient]:
    """A client of a portal whose page `/fails` goes wrong in the given way."""

    def portal(fault: Exception | int) -> FlaskClient:
        @app.route("/fails", methods=["GET", "POST"])
        @anyone
        def fails() -> None:
            if isinstance(fault, int):
                abort(fault)
            raise fault

        app.config["PROPAGATE_EXCEPTIONS"] = False
        return app.test_client()

    return portal


Raising = Callable[[Exception | int], FlaskClient]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 410, 413, 429, 500, 503])
def test_each_error_is_a_page_with_its_own_heading_and_the_numbers_to_ring(
    raising: Raising, status: int
) -> None:
    answer = raising(status).get("/fails")

    assert answer.status_code == status
    assert len(headings(answer)) == 1
    assert "tel:999" in answer.text
    assert "Traceback" not in answer.text


def test_an_error_without_words_of_its_own_is_told_as_its_family(raising: Raising) -> None:
    answer = raising(418).get("/fails")

    assert (answer.status_code, headings(answer)) == (418, ["We could not read what you sent"])


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (errors.NotFound("case 7"), 404),
        (errors.NotAllowed("case 7"), 403),
        (errors.CodeWrong("case 7"), 403),
        (errors.AlreadyChanged("case 7"), 409),
        (errors.IllegalMove("case 7", "x"), 409),
        (errors.DraftGone("case 7"), 410),
        (errors.PortalError("case 7"), 500),
    ],
)
def test_an_error_of_the_portal_is_told_without_its_message(
    raising: Raising, fault: Exception, status: int
) -> None:
    answer = raising(fault).get("/fails")

    assert answer.status_code == status
    assert "case 7" not in answer.text


def test_too_many_tries_say_how_long_to_wait(raising: Raising) -> None:
    answer = raising(errors.TryAgainLater(30)).get("/fails")

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert "You can try again in 30 seconds." in answer.text


def test_an_unknown_address_is_not_repeated(client: FlaskClient) -> None:
    answer = client.get("/call-this-number-now?x=marker")

    assert answer.status_code == 404
    assert "call-this" not in answer.text
    assert "marker" not in answer.text


def test_a_wrong_way_of_asking_says_which_are_right(client: FlaskClient) -> None:
    answer = client.get("/language")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_fault_of_ours_shows_no_trace_and_logs_no_words(
    raising: Raising, caplog: pytest.LogCaptureFixture
) -> None:
    client = raising(RuntimeError(WORDS))

    with caplog.at_level(logging.ERROR):
        answer = client.post("/fails", data={"csrf_token": token(client), "words": WORDS})

    assert answer.status_code == 500
    assert "RuntimeError" not in answer.text
    assert "RuntimeError" in caplog.text
    assert WORDS not in caplog.text
    assert kept(answer) == [WORDS]


def test_a_page_of_errors_that_cannot_be_drawn_still_says_whom_to_ring(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise RuntimeError("no template")

    monkeypatch.setattr(error_pages, "render_template", broken)

    answer = client.get("/nothing-here")

    assert answer.status_code == 404
    assert "Ring 999" in answer.text


def test_a_form_without_its_token_gives_back_what_was_typed(client: FlaskClient) -> None:
    answer = client.post("/language", data={"words": f"\n{WORDS}", "lang": "ar"})

    assert answer.status_code == 400
    assert kept(answer) == [f"\n{WORDS}"]


def test_what_was_typed_is_never_run(client: FlaskClient) -> None:
    attack = "</textarea><script>alert(1)</script> and more"

    answer = client.post("/language", data={"words": attack})

    assert kept(answer) == [attack]
    assert "<script>alert" not in answer.text


def test_secrets_are_not_shown_again(client: FlaskClient) -> None:
    secret = "river lantern copper meadow seven"

    answer = client.post("/language", data={"code": secret, "password": secret, "words": WORDS})

    assert kept(answer) == [WORDS]
    assert secret not in answer.text


def test_words_posted_by_another_site_are_not_shown(client: FlaskClient) -> None:
    answer = client.post(
        "/language", data={"words": WORDS}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 400
    assert kept(answer) == []


def test_a_text_too_long_is_given_back_as_far_as_a_page_can_hold(client: FlaskClient) -> None:
    answer = client.post("/language", data={"words": "a" * (LONGEST_BODY + 1)})

    assert answer.status_code == 413
    assert kept(answer) == ["a" * MOST_CHARACTERS]
    assert "too long to show all of it" in answer.text


def test_a_text_beyond_reading_says_where_it_still_is(client: FlaskClient) -> None:
    answer = client.post("/language", data={"words": "a" * 3_000_000})

    assert answer.status_code == 413
    assert kept(answer) == []
    assert "go back one page" in answer.text


def test_five_thousand_fields_give_back_the_longest_text(client: FlaskClient) -> None:
    fields = {"words": WORDS, **{f"f{n}": "x" for n in range(5_000)}}

    answer = client.post("/language", data=fields)

    assert len(fields) > MOST_FIELDS
    assert answer.status_code == 400
    assert kept(answer) == [WORDS]


def token(client: FlaskClient) -> str:
    document = html.fromstring(client.get("/help").text)
    return str(document.xpath("//input[@name='csrf_token']/@value")[0])
