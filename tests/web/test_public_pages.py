"""Every public page is led to, keeps its place when the language changes, and says what is true."""

import hashlib
import itertools
import re

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from portal.web.pages.all_pages import GROUPS
from portal.web.pages.routes import PRIVACY_CHANGED, STATEMENT_REVIEWED
from tests.house.tree import ROOT
from tests.support.browserless import Visitor

PUBLIC = (
    "/you-said-we-did",
    "/how-long",
    "/status",
    "/pages",
    "/privacy",
    "/privacy/young",
    "/cookies",
    "/accessibility",
    "/help",
    "/dates",
    "/how-themes-are-suggested",
)
FOOTER = (
    "/help",
    "/you-said-we-did",
    "/how-long",
    "/dates",
    "/privacy",
    "/how-themes-are-suggested",
    "/accessibility",
    "/cookies",
    "/status",
    "/pages",
)
TEMPLATES = ROOT / "portal" / "web" / "templates" / "pages"


def document(client: FlaskClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, path
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return html.fromstring(answer.text)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_sound_with_one_heading_that_names_it(
    client: FlaskClient, path: str, language: str
):
    page = document(client, f"{path}?lang={language}")

    headings = [" ".join(one.text_content().split()) for one in page.iter("h1")]
    ids = [one.get("id") for one in page.xpath("//*[@id]")]
    assert len(headings) == 1
    assert page.findtext(".//title").startswith(headings[0])
    assert page.get("lang") == language
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PUBLIC)
def test_headings_go_down_one_step_at_a_time(client: FlaskClient, path: str):
    page = document(client, path)

    steps = [
        int(one.tag[1]) for one in page.xpath("//main//*[self::h1|self::h2|self::h3|self::h4]")
    ]
    assert steps[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(steps)), steps


@pytest.mark.parametrize(
    "path", ["/", "/tell/who", "/return", "/sign-in", "/nothing-here", *PUBLIC]
)
def test_the_footer_of_every_page_leads_to_all_of_them_in_order(client: FlaskClient, path: str):
    page = html.fromstring(client.get(path).text)

    assert tuple(page.xpath("//footer//nav//a/@href")) == FOOTER


def test_the_page_of_pages_leads_to_every_page_that_anybody_may_open(app: Flask):
    listed = {one.endpoint for group in GROUPS for one in group.pages}
    asked = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("pages.") and "GET" in (rule.methods or ())
    }
    no_page = {"pages.all_pages", "pages.brand", "pages.health", "pages.leave"}

    assert asked - no_page <= listed
    links = Visitor(app.test_client()).open("/pages").page.xpath("//main//a/@href")
    assert len(links) == len(set(links)) == len(listed)
    for link in links:
        assert app.test_client().get(link).status_code == 200, link


@pytest.mark.parametrize(
    "path", [*PUBLIC, "/you-said-we-did?area=APA2&outcome=done", "/dates?what=letter&day=1"]
)
def test_changing_the_language_keeps_the_page(client: FlaskClient, path: str):
    page = html.fromstring(client.get(path).text)
    form = page.xpath("//form[@action='/language']")[0]
    body = {one.get("name"): one.get("value") for one in form.xpath(".//input")}

    answer = client.post("/language", data={**body, "lang": "ar"})

    assert (answer.status_code, answer.location) == (303, path)
    assert html.fromstring(client.get(path).text).get("dir") == "rtl"


def test_every_cookie_that_is_set_is_told(app: Flask):
    names = set(Visitor(app.test_client()).open("/cookies").page.xpath("//code//text()"))
    browser = app.test_client()
    browser.get("/tell/who")
    left = browser.get("/leave")

    given = {one.partition("=")[0] for one in left.headers.getlist("Set-Cookie")}
    assert given
    assert given | {app.config["SESSION_COOKIE_NAME"], "staff"} == names


def test_the_privacy_notice_unfolds_without_script_and_holds_what_it_must(client: FlaskClient):
    page = document(client, "/privacy")

    folded = page.xpath("//main//details/@id")
    assert folded == ["keep", "why", "who", "danger", "contact", "long", "computers", "rights"]
    text = page.xpath("string(//main)")
    for must in ("public task", "article 6(1)(e)", "Information Commissioner", "Not checked yet"):
        assert must in text
    short = page.xpath("string(//main//ul[1])")
    assert "You do not have to give your name." in short
    assert "we must tell a person who keeps children safe" in short


def test_the_privacy_notice_can_be_unfolded_whole_for_paper(client: FlaskClient):
    page = document(client, "/privacy")
    link = page.xpath("//main//a[contains(., 'to print this page')]/@href")[0]

    folded = [one.get("open") for one in page.xpath("//main//details")]
    unfolded = [one.get("open") for one in document(client, link).xpath("//main//details")]

    assert set(folded) == {None}
    assert None not in unfolded


def test_the_youngs_page_can_be_left_at_once_and_shows_whom_to_ring(client: FlaskClient):
    page = document(client, "/privacy/young")

    assert page.xpath("//a[contains(@class, 'exit-this-page')]")
    assert "0800 1111" in page.xpath("string(//main)")
    assert page.xpath("//main//a[@href='/privacy']")


def test_the_youngs_page_is_written_in_short_sentences(client: FlaskClient):
    page = document(client, "/privacy/young")
    ours = page.xpath("//main//p[not(ancestor::section)] | //main//li")

    sentences = [
        one
        for node in ours
        for one in re.split(r"[.!?:]\s", " ".join(node.text_content().split()))
        if one
    ]
    long = [one for one in sentences if len(one.split()) > 17]
    assert len(sentences) > 30
    assert not long


def test_no_figure_of_years_is_told_that_nobody_has_set(client: FlaskClient):
    text = document(client, "/privacy").xpath("string(//main)")

    assert not re.search(r"\b\d+ years?\b", text)


def test_the_statement_has_every_section_of_the_model(client: FlaskClient):
    page = document(client, "/accessibility")

    headings = [" ".join(one.text_content().split()) for one in page.xpath("//main//h2")]
    for needed in (
        "Enforcement procedure",
        "Technical information about this website’s accessibility",
        "Non-accessible content",
        "What we’re doing to improve accessibility",
        "Preparation of this accessibility statement",
    ):
        assert needed in headings
    text = " ".join(page.xpath("string(//main)").split())
    assert "Suffolk County Council is committed to making this website accessible" in text
    assert (
        "partially compliant with the Web Content Accessibility Guidelines version 2.2 AA" in text
    )
    assert "responsible for enforcing the Public Sector Bodies" in text


WRITTEN = {
    "accessibility.html": (STATEMENT_REVIEWED.isoformat(), "8f35255e12da"),
    "privacy.html": (PRIVACY_CHANGED.isoformat(), "fd98af6521b3"),
    "young.html": (PRIVACY_CHANGED.isoformat(), "9eda5461711b"),
}
"""Each page that says when it was changed, and the first of the SHA-256 of its words then."""


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_that_says_when_it_was_changed_says_it_right(name: str):
    day, mark = WRITTEN[name]
    now = hashlib.sha256((TEMPLATES / name).read_bytes()).hexdigest()[:12]

    assert now == mark, (
        f"{name} was changed: bring its date in portal/web/pages/routes.py up to date ({day} now),"
        f" then write {now} here"
    )
