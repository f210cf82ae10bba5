"""The page read aloud: what the server sends for it. tests/journeys/test_listening.py hears it."""

import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html

from portal.web import build_assets
from tests.support.browserless import Visitor
from tests.web.family.journeys import concern_checked, reopened
from tests.web.partner.conftest import Worker

BUDGET = 30_000
"""Bytes of all scripts as they travel."""

WORDS = "The bus has not come for two weeks."


def typed(visitor: Visitor) -> str:
    """What is marked as somebody's own words."""
    return " ".join(one.text_content() for one in visitor.page.xpath("//*[@data-typed]"))


@pytest.mark.parametrize("path", ["/", "/help", "/privacy", "/dates", "/return", "/tell/who"])
def test_a_familys_page_has_the_button_hidden_until_the_script_shows_it(
    client: FlaskClient, path: str
) -> None:
    (box,) = html.fromstring(client.get(path).text).xpath("//*[@data-listen]")

    assert box.get("hidden") is not None
    assert box.xpath(".//*[@role='status']/@aria-live") == ["polite"]
    assert all(one.get("type") == "button" for one in box.iter("button"))
    assert not box.xpath("ancestor::main")


def test_pages_of_staff_have_none(sam: Worker) -> None:
    assert not sam.browser.page.xpath("//*[@data-listen]")


def test_own_words_are_marked_wherever_they_are_shown(family: Visitor) -> None:
    concern_checked(family, words=WORDS)
    assert WORDS in typed(family)
    family.send()

    reopened(family).send("/case", words="Thank you for that.")

    assert WORDS in typed(family)
    assert "Thank you for that." in typed(family)
    assert WORDS not in " ".join(family.page.xpath("//main//text()[not(ancestor::*[@data-typed])]"))


def test_what_staff_wrote_is_not_marked(family: Visitor, sam: Worker) -> None:
    number = concern_checked(family).send().page.get_element_by_id("number").text_content()
    case = f"/cases/{number.strip().replace('-', '')}"
    sam.browser.open(f"{case}/accept").send()
    sam.browser.open(f"{case}/acknowledge").send(words="I am Sam. We look into it.")

    reopened(family)

    assert "We look into it." in family.text
    assert "We look into it." not in typed(family)


def test_all_scripts_together_are_small() -> None:
    scripts = sorted(build_assets.BUILT.glob("*.js"))

    assert {"app.js", "listen.js"} <= {one.name for one in scripts}
    assert sum(len(gzip.compress(one.read_bytes())) for one in scripts) < BUDGET


def test_an_import_is_named_with_the_fingerprint_of_its_file() -> None:
    entry = (build_assets.BUILT / "app.js").read_text(encoding="utf-8")

    imports = re.findall(r'import .*"\./([\w.-]+)(\?v=[0-9a-f]{12})?"', entry)
    assert {name for name, _ in imports} >= {"listen.js", "govuk-frontend.min.js"}
    assert all(mark for _, mark in imports)


def test_a_changed_file_changes_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_assets, "BUILT", tmp_path)
    lines = []
    for words in ("one", "two"):
        (tmp_path / "listen.js").write_text(words)
        lines.append(
            build_assets.IMPORTED.sub(build_assets.with_fingerprint, 'import "./listen.js";')
        )

    assert lines[0] != lines[1]
    assert all(re.fullmatch(r'import "\./listen\.js\?v=[0-9a-f]{12}";', one) for one in lines)
