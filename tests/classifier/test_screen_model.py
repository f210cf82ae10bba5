"""The second look of the screen: it adds, it never takes away, and its files are checked."""

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest

from classifier import commands, corpus, screen, screen_model, screen_training
from classifier.__main__ import main
from classifier.screen_model import MANIFEST, TERMS, ScreenModelDamaged
from classifier.screen_rules import RULES

LEARNT = [row for path in corpus.screen_learning() for row in corpus.read_screen_examples(path)]
LEFT = "theres a man who volunteers at the stables. he puts his hand down and says shush pony"
"""Danger that no rule sees."""


@pytest.fixture(scope="module")
def second():
    return screen_model.load()


@pytest.fixture
def folder(tmp_path):
    """A model of our own, to spoil."""
    return shutil.copytree(screen_model.FOLDER, tmp_path / "screen_model")


def test_it_raises_a_danger_that_the_rules_leave(second):
    assert not screen.look(LEFT)

    (hit,) = screen.look(LEFT, [second])

    assert hit.rule in RULES
    assert hit.words == LEFT[hit.start : hit.end]
    assert 0 < len(hit.words) < len(LEFT)


def test_whatever_it_thinks_what_a_rule_raised_stays_raised(second):
    for row in LEARNT[::17]:
        ruled = set(screen.look(row.text))
        together = screen.look(row.text, [second])
        assert all(
            any(one.start <= hit.start and hit.end <= one.end for one in together) for hit in ruled
        ), row.text


def test_a_clause_of_danger_does_not_drown_in_a_long_letter(second):
    calm = "The taxi came at eight and the new driver said good morning to everybody. " * 12

    assert not second(calm)
    (hit,) = second(calm + LEFT + " " + calm)

    assert LEFT[-40:] in (calm + LEFT)[hit.start - 60 : hit.end + 60]


def test_hardly_an_ordinary_phrase_of_the_portal_is_raised(second):
    rows = [row.text for row in corpus.read_examples()[::9] if not screen.look(row.text)]

    assert sum(bool(second(text)) for text in rows) <= 0.1 * len(rows)


def test_it_raises_nearly_all_that_it_learnt(second):
    danger = [row.text for row in LEARNT if row.rule]
    raised = [bool(screen.look(text, [second])) for text in danger]

    assert np.mean(raised) >= 0.98


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "...", "🙂", "111 999"])
def test_nothing_is_found_in_nothing(second, text):
    assert second(text) == [] or text == "111 999"


def test_it_scores_as_the_fitted_one_does(tmp_path):
    given, fitted = _small()
    screen_training.export(fitted, given, (0.0, 0.0), tmp_path)
    second = screen_model.load(tmp_path)

    for text, margin in zip(given.texts[:40], fitted.margins(given.texts[:40]), strict=True):
        assert second.over(text) == pytest.approx(margin, abs=0.02)


def test_the_same_phrases_make_the_same_bytes(tmp_path):
    for name in ("first", "second"):
        given, fitted = _small()
        screen_training.export(fitted, given, (0.0, 0.0), tmp_path / name)

    assert [(tmp_path / "first" / one).read_bytes() for one in (MANIFEST, TERMS)] == [
        (tmp_path / "second" / one).read_bytes() for one in (MANIFEST, TERMS)
    ]


def _small():
    whole = screen_training.phrases()
    short = [n for n, text in enumerate(whole.texts) if n % 12 == 0 and len(text) < 200]
    given = screen_training.Phrases(
        tuple(whole.texts[n] for n in short),
        tuple(whole.rules[n] for n in short),
        whole.sets[short],
    )
    return given, screen_training.Fitted(given.texts, given.danger)


def test_a_set_that_is_frozen_is_not_learnt_from():
    learnt = {row.text for row in LEARNT}
    first = {row.text for row in corpus.read_screen_examples(corpus.FIRST_SCREEN)}

    assert corpus.FROZEN_SCREEN not in corpus.screen_learning()
    assert len(first & learnt) <= 0.05 * len(first)


def test_the_manifest_names_what_it_learnt_from():
    manifest = json.loads((screen_model.FOLDER / MANIFEST).read_bytes())
    files = [*corpus.screen_learning(), corpus.TRAINING]

    assert manifest["corpus"] == {one.name: corpus.fingerprint(one) for one in files}


def _cut_off(folder):
    (folder / TERMS).write_bytes((folder / TERMS).read_bytes()[:-2])


def _gone(folder):
    (folder / TERMS).unlink()


def _of_another_format(folder):
    manifest = json.loads((folder / MANIFEST).read_bytes())
    (folder / MANIFEST).write_text(json.dumps({**manifest, "format": 99}), encoding="utf-8")


@pytest.mark.parametrize("spoil", [_cut_off, _gone, _of_another_format])
def test_a_model_that_is_not_as_it_was_released_is_refused(folder, spoil):
    spoil(folder)

    with pytest.raises(ScreenModelDamaged):
        screen_model.load(folder)


def test_without_a_model_the_command_looks_by_the_rules_alone_and_says_so(
    monkeypatch, capsys, tmp_path
):
    def away(folder=None):
        raise ScreenModelDamaged("terms.json is not the file")

    monkeypatch.setattr(commands.screen_model, "load", away)
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": 1, "text": "I want to die"}\n', encoding="utf-8")

    assert main(["screen", str(lines)]) == 0

    said = capsys.readouterr()
    assert json.loads(said.out)["flag"]
    assert said.err.startswith("the rules alone look: ")


def test_it_brings_no_heavy_library_along():
    heavy = "{'numpy', 'sklearn', 'nltk', 'scipy', 'regex'}"
    code = (
        "import sys, classifier.screen_model as m;"
        f"m.load()('I want to die'); print(sorted(set(sys.modules) & {heavy}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
