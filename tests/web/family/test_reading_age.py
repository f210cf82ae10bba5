"""How old one must be to read what families read: nine, and eight in easy words."""

import pytest
from flask import Flask

from portal.wiring import Wiring
from tests.house.tree import report
from tests.support.readability import measure, sentences, spoken
from tests.web.family import every_page
from tests.web.family.every_page import Seen, Walk, words_of
from tests.web.partner.conftest import Office, Worker

OLDEST = {"en": 9.0, "en-simple": 8.0}
EXCEPTIONS = {
    ("en", "pages.accessibility"): (
        10.7,
        "the law gives its headings and five of its sentences (SI 2018/852, regulation 8)",
    ),
}
"""By language and view: up to which age after all, and why. Easy words know none."""

ADVICE = """\
These pages are too hard to read. Make the sentences below each shorter, or their words simpler: in
English in the sources, in easy words in translations/en@easy/LC_MESSAGES/messages.po. A page that
must keep its words goes into EXCEPTIONS of this test, with the reason:"""


def hardest(page: Seen) -> str:
    """The five sentences of a page that are the hardest."""
    found = {" ".join(one): spoken(one) / len(one) + len(one) / 30
             for piece in words_of(page.page) for one in sentences(piece)
             if len(one) > 3}  # fmt: skip
    worst = sorted(found, key=lambda one: -found[one])[:5]
    return "".join(f"\n      {one}" for one in worst)


def too_hard(tag: str, seen: list[Seen]) -> list[str]:
    found = {}
    for one in seen:
        age = measure(words_of(one.page)).age
        limit = EXCEPTIONS.get((tag, one.endpoint), (OLDEST[tag],))[0]
        if age > limit and age > found.get(one.path, (0.0, ""))[0]:
            found[one.path] = (age, hardest(one))
    return [f"{path}: {age}, not {OLDEST[tag]}{worst}" for path, (age, worst) in found.items()]


@pytest.fixture
def walk(app: Flask, wiring: Wiring, office: Office, sam: Worker) -> Walk:
    return Walk(app, wiring, office, sam, "en", [])


@pytest.mark.parametrize("tag", OLDEST)
def test_every_page_is_easy_to_read(walk: Walk, tag: str):
    walk.tag = tag

    seen = every_page.pages(walk)

    assert {one.page.get("lang") for one in seen} == {tag}
    assert len({one.path for one in seen}) > 30
    assert not (faults := too_hard(tag, seen)), report(faults, ADVICE)
    assert not (missed := every_page.missed(walk.app, seen)), report(
        missed, f"Open these pages in one of the ways of {every_page.__name__}:"
    )


def test_every_exception_is_still_needed(walk: Walk):
    every_page.reading(walk)

    ages = {("en", one.endpoint): measure(words_of(one.page)).age for one in walk.seen}
    needless = [page for page, (limit, _) in EXCEPTIONS.items()
                if not OLDEST["en"] < ages[page] <= limit]  # fmt: skip
    assert needless == []


def test_a_hard_page_would_be_noticed(walk: Walk):
    every_page.reading(walk)
    start = walk.seen[0]
    start.page.xpath("//main//p")[0].text = (
        "Notwithstanding aforementioned considerations regarding disproportionate administrative"
        " expenditure, participating organisations undertake continuous accessibility improvement"
        " initiatives, necessitating interdepartmental collaboration. " * 20
    )

    (fault,) = too_hard("en", walk.seen)

    assert fault.startswith("/: ")
    assert "Notwithstanding aforementioned" in fault
