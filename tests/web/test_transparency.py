"""The public record of the program: made from its card and from the partnership file."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from portal.adapters.screening import card as read_card
from portal.app import create_app
from portal.domain.model_card import parse
from portal.models import ModelState
from portal.wiring import Wiring
from tests.house.tree import ROOT
from tests.support.browserless import Visitor
from tests.support.clock import TUESDAY_EVENING
from tests.web.partner.test_case_page import HOSTILE

ADDRESS = "/how-themes-are-suggested"
CARD = {
    "version": "codebook-1+abc",
    "codebook": "1",
    "corpus": {"texts": 2100, "fingerprint": "f00d", "statement": "All of them are invented."},
    "metrics": {
        "micro_f1": {"figure": 0.81, "low": 0.79, "high": 0.83},
        "macro_f1": {"figure": 0.74},
        "by_theme": {"transport": {"f1": 0.9, "low": 0.85, "high": 0.94, "texts": 88}},
    },
    "agreement": {"kappa": 0.7},
    "slices": [{"slice": "voice", "value": "young_person", "texts": 140, "micro_f1": 0.7}],
    "screen": {"recall": 0.98, "specificity": 0.93, "misses": ["a phrase that is missed"]},
    "failures": ["Irony is read as praise."],
}


def page(wiring: Wiring, document: Any, language: str = "en") -> Visitor:
    """The record as somebody reads it who has never been here."""
    found = None if document is None else parse(document)
    app = create_app(wiring.settings, replace(wiring, card=lambda: found))
    visitor = Visitor(app.test_client())
    visitor.open("/help")
    if language != "en":
        visitor.client.post(
            "/language",
            data={
                "lang": language,
                "csrf_token": visitor.page.xpath("//input[@name='csrf_token']/@value")[0],
            },
        )
    return visitor.open(ADDRESS)


def terms(visitor: Visitor) -> list[str]:
    return [" ".join(one.text_content().split()) for one in visitor.page.xpath("//main//dt")]


def test_it_has_every_field_of_both_tiers(wiring: Wiring) -> None:
    visitor = page(wiring, CARD)

    tier_1 = {"Name", "What it is", "Website", "Contact"}
    owner = {"Organisation", "Team", "Who answers for it", "Supplier"}
    why = {"What it does", "Benefit", "Before it", "What else was considered", "Phase"}
    decisions = {"Its place in the work", "What people see", "How often", "If you do not agree"}
    tool = {"Version", "How it is built", "What goes in", "What comes out", "What it learnt from"}
    data = {"Sensitive facts", "Who can reach it", "Training of people"}
    assert tier_1 | owner | why | decisions | tool | data <= set(terms(visitor))


def test_who_answers_for_it_comes_from_the_partnership_file(wiring: Wiring) -> None:
    text = page(wiring, CARD).text

    for words in ("Suffolk County Council", "SEND portal team", "Senior responsible officer"):
        assert words in text
    assert "send-portal@suffolk.example" in text
    assert "Not checked yet" in text


def test_figures_come_from_the_card_with_their_limits(wiring: Wiring) -> None:
    shown = page(wiring, CARD)
    text = shown.text
    rows = [
        [" ".join(cell.text_content().split()) for cell in row] for row in shown.page.iter("tr")
    ]

    assert "0.81 (from 0.79 to 0.83)" in text
    assert ["Travel to school, college or clubs", "0.9 (from 0.85 to 0.94)", "88"] in rows
    assert ["Who writes: young person", "0.7", "140"] in rows
    assert "a phrase that is missed" in text
    assert "Irony is read as praise." in text
    assert "All of them are invented." in text


def test_without_a_card_it_says_plainly_that_no_model_is_in_use(wiring: Wiring) -> None:
    text = page(wiring, None).text

    assert "No model is in use now." in text
    assert "There are no figures" in text


def found(wiring: Wiring, **state: object) -> None:
    with wiring.writes.begin() as session:
        session.add(ModelState(id=1, since=TUESDAY_EVENING, **state))


@pytest.mark.parametrize(
    ("state", "document", "said"),
    [
        ({"version": "codebook-1+abc"}, None, "The program has no card."),
        ({"version": "older"}, CARD, "The figures below are of another version"),
        ({"trouble": "damaged"}, CARD, "The program reads nothing at the moment."),
    ],
)
def test_a_card_that_is_not_that_of_the_program_in_use_is_said_to_be_so(
    wiring: Wiring, state: dict[str, object], document: Any, said: str
) -> None:
    found(wiring, **state)

    assert said in page(wiring, document).text


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        "card",
        None,
        {"metrics": 3, "corpus": [], "slices": {"a": 1}, "screen": "no", "failures": 7},
        {"metrics": {"micro_f1": {"figure": "0.8"}, "macro_f1": float("nan"), "by_theme": []}},
        {"metrics": {"micro_f1": 7, "by_theme": {"no theme of ours": {"f1": 0.5}}}},
        {"slices": [1, None, {"slice": "x"}], "failures": [{"what": "so"}, {"a": {"b": 1}}, None]},
    ],
)
def test_a_card_of_any_form_is_a_page(wiring: Wiring, document: Any) -> None:
    assert page(wiring, document).answer.status_code == 200


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_of_a_card_are_shown_and_never_run(wiring: Wiring, words: str) -> None:
    document = {**CARD, "version": words, "failures": [words]}

    shown = page(wiring, document).page

    assert words in shown.text_content()
    assert shown.xpath("//main//img | //main//svg | //main//script | //@onerror") == []


def test_every_page_leads_to_it(client: FlaskClient) -> None:
    assert f'href="{ADDRESS}"' in client.get("/help").text


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b" " * 3_000_000])
def test_a_card_that_cannot_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "card.json"
    path.write_bytes(content)

    assert read_card(path) is None
    assert read_card(tmp_path / "missing.json") is None


def test_a_card_is_read_anew_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    versions = []
    for version in ("1", "2"):
        path.write_text(json.dumps({"version": version}), encoding="utf-8")
        versions.append(read_card(path))

    assert [one.version for one in versions if one] == ["1", "2"]


def test_drawing_it_loads_no_model_into_the_web_process() -> None:
    heavy = "{'sklearn', 'nltk', 'scipy', 'numpy', 'classifier.model', 'classifier.artefact'}"
    asked = (
        "import portal.serving, sys; from portal.adapters.screening import card, codebook; "
        f"card(); codebook(); print(sorted({heavy} & set(sys.modules)), len(sys.modules) > 100)"
    )

    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()

    assert said == "[] True", f"the web process loaded {said}: that is the worker's"
