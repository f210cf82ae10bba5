"""The commands as somebody calls them in a shell, and the card that they keep."""

import io
import json
import sys

import numpy as np
import pytest

from classifier import card, corpus, model, taxonomy
from classifier.__main__ import main
from classifier.artefact import FOLDER
from classifier.evaluate import macro_f1, micro_f1

TAXI = "The taxi never came again and now he wants to die."


@pytest.fixture
def asked(monkeypatch, capsys):
    """Run a command on lines of standard input; status, answers, complaints."""

    def ask(command, *lines):
        source = io.BytesIO(
            b"".join(one if isinstance(one, bytes) else one.encode() for one in lines)
        )
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(source))
        status = main([command])
        said = capsys.readouterr()
        return status, [json.loads(one) for one in said.out.splitlines()], said.err.splitlines()

    return ask


def line(text, number=1):
    return json.dumps({"id": number, "text": text}) + "\n"


def test_suggest_names_themes_their_words_and_what_they_count_to(asked):
    status, (answer,), complaints = asked("suggest", line("No reply about the speech therapy wait"))

    therapies = next(one for one in answer["themes"] if one["key"] == "therapies")
    assert (status, complaints) == (0, [])
    assert therapies["band"] in ("likely", "possible")
    assert 0 < therapies["confidence"] <= 1
    assert "speech therapy" in {one["text"] for one in therapies["because"]}
    assert "AFI1" in answer["priorities"]
    assert (answer["language"], answer["stance"]) == ("en", "negative")


def test_screen_flags_a_danger_with_its_words_and_not_a_late_taxi(asked):
    status, answers, _ = asked("screen", line(TAXI), line("The taxi never came again.", 2))

    assert status == 0
    assert [(one["id"], one["flag"]) for one in answers] == [(1, True), (2, False)]
    (because,) = answers[0]["because"]
    assert TAXI[because["start"] : because["end"]] == because["text"]


def test_redact_takes_out_who_is_meant_and_says_where_it_stood(asked):
    status, (answer,), _ = asked("redact", line("Mrs Okafor rang on 07700 900123 about Year 9."))

    assert status == 0
    assert "Okafor" not in answer["text"]
    assert "Year 9" in answer["text"]
    assert {one["kind"] for one in answer["spans"]} == {"name", "phone"}


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        (b"\xff\xfe\x00\x01\n", "not UTF-8"),
        ("{\n", "not JSON"),
        ("[1]\n", "not an object"),
        ('{"id": 3}\n', "text is missing"),
        ('{"id": 3, "text": 4}\n', "text is not a string"),
        ('{"id": 3, "text": "  "}\n', "text is empty"),
        ('{"id": 3, "text": "\\ud800"}\n', "half a character"),
        ('{"id": "\\ud800", "text": "The taxi"}\n', "half a character"),
        ('{"id": NaN, "text": "The taxi"}\n', "not JSON"),
        ("[" * 100_000 + "\n", "not JSON"),
        ('{"text": "' + "a" * 2_100_000 + '"}\n', "longer than"),
    ],
)
@pytest.mark.parametrize("command", ["suggest", "screen", "redact"])
def test_a_bad_line_is_named_once_and_the_rest_is_done(asked, command, bad, complaint):
    status, answers, complaints = asked(command, line("The taxi came"), bad, line("and went", 3))

    assert status == 1
    assert [one["id"] for one in answers] == [1, 3]
    (said,) = complaints
    assert said.startswith("line 2: ")
    assert complaint in said


def test_a_mark_at_the_beginning_of_a_file_is_no_fault(asked):
    status, answers, complaints = asked("screen", b"\xef\xbb\xbf" + line("The taxi came").encode())

    assert (status, len(answers), complaints) == (0, 1, [])


def test_redact_passes_on_what_else_a_line_holds(asked):
    given = json.dumps({"id": 1, "text": "Mrs Okafor rang.", "themes": ["communication"]}) + "\n"

    _, (answer,), _ = asked("redact", given)

    assert answer["themes"] == ["communication"]


def test_f1_by_hand():
    truth = np.array([[1, 0], [1, 1], [0, 0]], dtype=bool)
    chosen = np.array([[1, 0], [0, 1], [0, 1]], dtype=bool)

    assert round(micro_f1(truth, chosen), 4) == 0.6667
    assert round(macro_f1(truth, chosen), 4) == 0.6667


@pytest.mark.parametrize("command", ["suggest", "evaluate"])
def test_a_missing_model_is_one_line_and_status_1(capsys, tmp_path, command):
    status = main(["--model", str(tmp_path), command])

    assert status == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("id,text\n1,a\n", "line 1: no column split, themes"),
        ("id,split,themes,text\n1,train,a\n", "line 2: not as many fields"),
        ("id,split,themes,text\n1,maybe,a,b\n", "line 2: split is neither"),
        ("id,split,themes,text\n1,train,a,b\n", "no line has the split test"),
        ("id,split,themes,text\n1,train,a,b\n2,test,c,d\n", "no train line has the theme 'c'"),
        ("id,split,themes,text\n1,train,a,b\n2,test,a,d\n", "too little to learn from"),
    ],
)
def test_a_benchmark_file_of_another_shape_is_refused_by_line(capsys, tmp_path, content, complaint):
    path = tmp_path / "file.csv"
    path.write_text(content, encoding="utf-8")

    status = main(["benchmark", str(path)])

    assert status == 1
    assert complaint in capsys.readouterr().err


def test_a_benchmark_prints_a_table_and_its_figures_last(capsys, tmp_path):
    rows = [row for row in corpus.read_examples() if row.themes][:400]
    lines = ["id,split,themes,text"]
    for number, row in enumerate(rows):
        text = row.text.replace('"', "'").replace("\n", " ")
        part = "test" if number % 4 == 0 else "train"
        lines.append(f'{number},{part},{"|".join(row.themes)},"{text}"')
    path = tmp_path / "file.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    status = main(["benchmark", str(path)])

    said = capsys.readouterr().out.splitlines()
    figures = json.loads(said[-1])
    assert status == 0
    assert sum(one.startswith("transport ") for one in said) == 1
    assert 0.2 < figures["micro_f1"] < 1
    assert figures["micro_f1_interval"][0] < figures["micro_f1"] < figures["micro_f1_interval"][1]
    assert {"macro_f1", "macro_f1_interval", "seconds", "peak_megabytes"} <= figures.keys()


def test_the_kept_card_is_that_of_the_kept_model_and_tells_what_it_gives():
    kept = card.read()
    loaded = model.load()

    assert kept["version"] == loaded.version
    assert kept["codebook"] == taxonomy.codebook().version
    assert kept["corpus"]["fingerprint"] == corpus.fingerprint(corpus.TRAINING)
    assert kept["metrics"] == json.loads(json.dumps(card.frozen(loaded)))
    assert kept["screen"] == card.dangers()
    assert kept["redaction"] == card.redaction()
    assert kept["languages"] == card.languages()
    assert kept["agreement"] == json.loads(json.dumps(card.labellers()))


def test_the_model_beats_its_own_rules_and_the_commonest_theme_on_frozen_texts():
    found = card.read()["metrics"]

    for beside in found["beside"].values():
        assert found["micro_f1"]["low"] > beside["micro_f1"]["high"]


def test_the_card_lies_beside_the_model():
    assert (FOLDER / card.CARD).is_file()
