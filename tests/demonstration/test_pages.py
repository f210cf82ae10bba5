"""Whoever walks through the demonstration is told on every page that it is invented."""

from collections import deque
from urllib.parse import urlsplit

import pytest
from flask import Flask, Response, request
from lxml import html

from portal.app import create_app
from portal.demonstration.cast import CAST, PASS_WORDS, Part
from portal.domain.people import Role
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.journeys import reopened, sent

BANNER = (
    "This is a demonstration. Every person and message in it is invented."
    " Read the letters that it would have sent"
)
MOST = 40
AWAY = "/leave"
STEPS = {"who", "kind", "danger", "about", "words", "child", "share", "reach", "check", "sent"}


@pytest.fixture
def app(shown: Wiring) -> Flask:
    return create_app(shown.settings, shown)


@pytest.fixture
def served(app: Flask) -> dict[str, list[str]]:
    """Every page that was drawn: its address, and what its banners say."""
    pages: dict[str, list[str]] = {}

    @app.after_request
    def keep(response: Response) -> Response:
        assert response.status_code < 500, request.path
        if response.mimetype == "text/html" and response.status_code not in (302, 303):
            page = html.fromstring(response.get_data(as_text=True))
            banners = page.find_class("portal-demonstration")
            pages[request.full_path] = [one.text_content().strip() for one in banners]
        return response

    return pages


def walk(visitor: Visitor, *beginnings: str) -> set[str]:
    """Follow every link from there, nearest first; the addresses that were opened."""
    waiting, seen = deque(beginnings), set(beginnings)
    opened: set[str] = set()
    while waiting and len(opened) < MOST:
        address = waiting.popleft()
        answer = visitor.client.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        opened.add(address)
        if answer.mimetype == "text/html":
            found = [one for one in links(answer.text) if one not in seen]
            seen.update(found)
            waiting.extend(found)
    return opened


def links(page: str) -> list[str]:
    """Where a page leads within the portal, each address once and in order."""
    found = (urlsplit(href) for href in html.fromstring(page).xpath("//a/@href"))
    ours = (one for one in found if not one.netloc and one.scheme == "" and one.path)
    return list(
        dict.fromkeys(one._replace(fragment="").geturl() for one in ours if one.path != AWAY)
    )


def invented(served: dict[str, list[str]]) -> bool:
    """Whether every page that was served says so once."""
    return all(banners == [BANNER] for banners in served.values())


def sign_in(app: Flask, part: Part) -> Visitor:
    visitor = Visitor(app.test_client())
    visitor.open("/sign-in").send(email=part.email, password=PASS_WORDS)
    assert visitor.path != "/sign-in", visitor.text
    return visitor


def test_every_page_of_a_family_that_tells_and_comes_back_says_so(
    app: Flask, served: dict[str, list[str]]
) -> None:
    family = Visitor(app.test_client())

    walk(family, "/")
    sent(family)
    reopened(family)
    family.client.get("/no-such-page")

    drawn = {one.split("?")[0] for one in served}
    assert {"/", "/help", "/privacy", "/return", "/case", "/no-such-page"} <= drawn
    assert {f"/tell/{step}" for step in STEPS} <= drawn
    assert invented(served)


@pytest.mark.parametrize(
    "part",
    [one for one in CAST if one.role in (Role.TRIAGE, Role.SAFEGUARDING, Role.MANAGER)]
    + [one for one in CAST if one.partner_key in ("scc_transport", "wsft")],
    ids=lambda part: part.name,
)
def test_every_page_of_a_hat_at_work_says_so(
    app: Flask, served: dict[str, list[str]], part: Part
) -> None:
    opened = walk(sign_in(app, part), "/staff")

    assert len(opened) >= 5
    assert invented(served)


def test_a_caseworker_can_walk_through_at_least_thirty_pages(
    app: Flask, served: dict[str, list[str]]
) -> None:
    (dana,) = [one for one in CAST if one.name == "Dana"]

    opened = walk(sign_in(app, dana), "/staff", "/inbox?show=answered")

    assert len(opened) >= 30
    assert sum(one.startswith("/cases/") for one in opened) >= 5
    assert invented(served)


@pytest.mark.parametrize("name", ["Omar", "Pia", "Quin"])
def test_every_page_of_those_who_read_figures_says_so(
    app: Flask, served: dict[str, list[str]], name: str
) -> None:
    (part,) = [one for one in CAST if one.name == name]

    opened = walk(sign_in(app, part), "/staff")

    assert opened >= {"/board/how-we-count", "/board/2026-Q3.csv", "/board/2026-H1"}
    assert invented(served)


def test_nobody_of_the_cast_is_shut_out(app: Flask) -> None:
    landed = {part.name: sign_in(app, part).path for part in CAST}

    assert len(landed) == len(CAST)
    assert set(landed.values()) == {"/inbox", "/board", "/admin"}
