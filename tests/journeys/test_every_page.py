"""Every page of families, in its states: narrow, wide, at 400 %, in own colours, at rest."""

import itertools
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from portal.domain.people import Role
from portal.wiring import Wiring
from tests.house.tree import report
from tests.support.glass import Glass
from tests.support.magnifier import Magnifier
from tests.web.family import every_page
from tests.web.family.every_page import Seen, Walk
from tests.web.partner.conftest import TRANSPORT, Office

ADVICE = "These pages cannot be read by everybody:"


@pytest.fixture
def walk(app: Flask, wiring: Wiring) -> Walk:
    office = Office(app, wiring, itertools.count(1))
    return Walk(app, wiring, office, office.sign_in(Role.CASEWORKER, TRANSPORT), "en", [])


@pytest.fixture
def magnifier(browser: Browser, address: str, glass: Glass) -> Iterator[Magnifier]:
    opened = Magnifier(browser, address, glass)
    yield opened
    opened.close()


def distinct(seen: list[Seen]) -> list[Seen]:
    """Each page once in each of its states: what was asked, what was wrong, what may be done."""
    kept: dict[tuple[object, ...], Seen] = {}
    for one in seen:
        main = one.page.xpath("//main")[0]
        state = (
            one.endpoint,
            " ".join(one.page.xpath("//h1")[0].text_content().split()),
            tuple(main.xpath(".//*[contains(@class, 'error')]/@id")),
            tuple(sorted(set(main.xpath(".//form/@action | .//h2/@id")))),
        )
        kept.setdefault(state, one)
    return list(kept.values())


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar", "lt"])
def test_every_page_can_be_read_larger_in_own_colours_and_at_rest(
    magnifier: Magnifier, walk: Walk, language: str
) -> None:
    walk.tag = language
    seen = distinct(every_page.pages(walk))

    found = [
        f"{one.path}: {fault}" for one in seen for fault in magnifier.faults(one.path, one.sent)
    ]

    assert len(seen) > 60
    assert not found, report(sorted(set(found)), ADVICE)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("<p style='width: 900px'>A wide one.</p>", "px wide"),
        ("<p style='position: fixed; height: 200px'>Over all.</p>", "covers the page"),
        ("<p style='transition: color 1s'>Slow.</p>", "moves"),
        ("<button style='outline: none !important'>Press</button>", "focus unseen"),
        ("<img src='/brand.css'>", "image-alt"),
    ],
)
def test_a_spoilt_page_is_noticed(magnifier: Magnifier, spoilt: str, said: str) -> None:
    page = f"<!doctype html><html lang=en><title>T</title><main><h1>H</h1>{spoilt}</main></html>"

    assert [one for one in magnifier.faults("/help", page) if said in one]
