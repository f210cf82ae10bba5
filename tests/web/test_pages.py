"""The pages that anybody may read, and the frame around every page."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from lxml import html

from portal.app import create_app
from portal.web import filters
from portal.web.appearance import Look
from portal.web.next_page import safe_next
from portal.wiring import Wiring
from tests.support.clock import FrozenClock
from tests.support.wiring import settings_for, wiring_for

READING = ("/help", "/privacy", "/cookies", "/accessibility")


def page(client: FlaskClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


@pytest.mark.parametrize("path", READING)
def test_a_page_has_one_heading_and_is_named_after_it(client: FlaskClient, path: str) -> None:
    document = page(client, path)

    headings = [one.text_content().strip() for one in document.iter("h1")]

    assert len(headings) == 1
    assert document.findtext(".//title") == f"{headings[0]} – Tell us about SEND"


@pytest.mark.parametrize("path", READING)
def test_every_page_says_whom_to_ring_in_danger(client: FlaskClient, path: str) -> None:
    footer = page(client, path).find(".//footer")

    assert footer is not None
    assert footer.xpath(".//a/@href")[:2] == ["tel:999", "tel:111"]


def test_a_demonstration_says_so_on_every_page(client: FlaskClient) -> None:
    assert "Every person and message in it is invented." in client.get("/nothing-here").text


def test_a_real_portal_does_not_call_itself_a_demonstration(wiring: Wiring) -> None:
    settings = replace(wiring.settings, demonstration=False)

    text = create_app(settings, wiring).test_client().get("/help").text

    assert "Help" in text
    assert "invented" not in text


def test_a_number_that_nobody_checked_is_marked(client: FlaskClient) -> None:
    document = page(client, "/help")

    marked = document.xpath("//dl/div[.//*[@class='portal-unverified']]/dt/text()")

    assert "Suffolk SENDIASS" in marked
    assert "Childline" not in marked


def test_arabic_is_written_from_the_right(client: FlaskClient) -> None:
    document = page(client, "/help?lang=ar")

    assert (document.get("lang"), document.get("dir")) == ("ar", "rtl")
    assert "app.rtl.css" in document.xpath("//link[@rel='stylesheet']/@href")[0]


def test_a_language_in_an_address_is_not_remembered(client: FlaskClient) -> None:
    client.get("/help?lang=ar")

    assert page(client, "/help").get("lang") == "en"


def test_a_language_that_was_chosen_is_remembered_and_the_page_comes_back(
    app: Flask, client: FlaskClient
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False

    answer = client.post("/language", data={"lang": "ar", "next": "/cookies?a=1"})

    assert (answer.status_code, answer.location) == (303, "/cookies?a=1")
    assert page(client, "/help").get("lang") == "ar"


def test_a_language_that_is_not_offered_is_refused(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = False

    answer = client.post("/language", data={"lang": "xx", "next": "/cookies"})

    assert answer.status_code == 400
    assert page(client, "/help").get("lang") == "en"


def test_choosing_a_language_needs_the_token_of_the_form(client: FlaskClient) -> None:
    document = page(client, "/cookies")
    token = document.xpath("//form[@action='/language']//input[@name='csrf_token']/@value")[0]

    without = client.post("/language", data={"lang": "ar"})
    with_it = client.post("/language", data={"lang": "ar", "csrf_token": token})

    assert (without.status_code, with_it.status_code) == (400, 303)


def test_the_browser_s_language_is_followed_where_nothing_was_chosen(client: FlaskClient) -> None:
    answer = client.get("/help", headers={"Accept-Language": "ar-SY,en;q=0.5"})

    assert html.fromstring(answer.text).get("lang") == "ar"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//e.example",
        "/\\e.example",
        "https:e.example",
        "https://e.example",
        "/a\r\nX: y",
        "/a b",
        "",
    ],
)
def test_the_next_page_is_never_on_another_site(elsewhere: str) -> None:
    assert safe_next(elsewhere, "/home") == "/home"


def test_the_next_page_may_be_any_of_ours() -> None:
    assert safe_next("/come-back?step=2", "/home") == "/come-back?step=2"


def test_health_is_bad_where_the_database_holds_nothing(tmp_path: Path, clock: FrozenClock) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/empty.db")
    wiring = wiring_for(settings, clock)

    answer = create_app(settings, wiring).test_client().get("/health")

    wiring.engine.dispose()
    assert answer.status_code == 503


def test_a_page_is_drawn_plainly_where_the_database_holds_nothing(
    tmp_path: Path, clock: FrozenClock
) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/empty.db")
    wiring = wiring_for(settings, clock)

    answer = create_app(settings, wiring).test_client().get("/nothing-here")

    wiring.engine.dispose()
    assert "We cannot find that page" in answer.text
    assert "tel:999" in answer.text


def test_leaving_goes_to_the_weather_and_forgets_the_cookies(client: FlaskClient) -> None:
    answer = client.get("/leave")

    assert answer.location == "https://www.bbc.co.uk/weather"
    assert '"cookies"' in answer.headers["Clear-Site-Data"]
    gone = [one for one in answer.headers.getlist("Set-Cookie") if "Max-Age=0" in one]
    assert {one.partition("=")[0] for one in gone} == {"draft", "visit"}


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_make_a_browser_forget_anything(client: FlaskClient, site: str) -> None:
    answer = client.get("/leave", headers={"Sec-Fetch-Site": site})

    assert answer.location == "https://www.bbc.co.uk/weather"
    assert "Clear-Site-Data" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_the_colours_are_those_of_the_partnership(client: FlaskClient) -> None:
    assert "--portal-brand: #1b4a5a;" in client.get("/brand.css").text


def test_a_colour_that_is_none_never_reaches_the_sheet() -> None:
    sheet = Look(colours={"brand": "red;} body{display:none"}).style_sheet()

    assert "body" not in sheet
    assert "--portal-link: #0b5c7a;" in sheet


def test_a_misspelt_name_in_a_template_is_an_error(app: Flask) -> None:
    with app.test_request_context("/help"), pytest.raises(Exception, match="mispelt"):
        render_template_string("{{ mispelt }}")


EVENING = datetime(2026, 11, 24, 21, 40, tzinfo=UTC)


def test_a_moment_is_told_in_london_time_in_english(app: Flask) -> None:
    with app.test_request_context("/"):
        assert filters.moment(EVENING) == "9:40pm on Tuesday 24 November 2026"


def test_summer_time_is_an_hour_ahead(app: Flask) -> None:
    with app.test_request_context("/"):
        assert filters.clock_time(datetime(2026, 7, 1, 10, tzinfo=UTC)) == "11am"


def test_noon_and_midnight_have_their_names(app: Flask) -> None:
    with app.test_request_context("/"):
        names = [filters.clock_time(datetime(2026, 1, 5, hour, tzinfo=UTC)) for hour in (0, 12)]

    assert names == ["midnight", "midday"]


def test_a_day_without_its_year(app: Flask) -> None:
    with app.test_request_context("/"):
        assert filters.date_day(date(2026, 11, 26)) == "Thursday 26 November"


def test_a_date_in_arabic_names_the_day_and_the_month(app: Flask) -> None:
    with app.test_request_context("/?lang=ar"):
        assert filters.date_long(date(2026, 11, 24)) == "الثلاثاء، 24 نوفمبر 2026"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        filters.clock_time(EVENING.replace(tzinfo=None))


def test_what_happens_with_the_end_of_a_day_is_told_by_that_day(app: Flask) -> None:
    with app.test_request_context("/"):
        said = [filters.happened(one) for one in (datetime(2026, 11, 27, tzinfo=UTC), EVENING)]

    assert said == ["the end of Thursday 26 November 2026", "9:40pm on Tuesday 24 November 2026"]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(0), "midnight"),
        (time(9), "9am"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (time(15, 5), "3:05pm"),
        (time(0, 5), "12:05am"),
    ],
)
def test_an_hour_of_any_day_is_told_as_every_other_time(at: time, said: str) -> None:
    assert filters.hour(at) == said
