import json

import pytest

from classifier import redact_evaluate as measure
from classifier.redact import KINDS
from classifier.redact_evaluate import Row, Sensitive, evaluate_redaction

PROBES = [measure.DEVELOPMENT.with_name(f"redaction-probe-{n}.txt") for n in range(2, 12)]
STRANGERS = [
    measure.DEVELOPMENT.with_name(f"redaction-development-strangers-{n}.jsonl") for n in (1, 2)
]


def row(text, *spans):
    return Row(text, tuple(Sensitive(*span) for span in spans))


def test_a_span_is_gone_though_a_linking_word_of_it_is_left():
    done = evaluate_redaction([row("We live in Leiston now.", (8, 18, "place"))])

    assert (done.gone.share, done.missed) == (1, ())


def test_a_span_of_which_one_letter_shows_is_not_gone():
    text = "We live in Leiston now."

    done = evaluate_redaction([row(text, (3, 18, "place"))])

    assert done.gone.share == 0
    assert done.missed == (("place", "live in Leiston", text),)


def test_a_harmless_word_that_was_marked_is_told():
    done = evaluate_redaction([row("Ask Mrs Okafor now.")])

    assert (done.kept.share, done.kept.of) == (0.5, 4)
    assert [word for word, _ in done.lost] == ["Mrs", "Okafor"]


def test_kinds_are_counted_apart():
    rows = [row("In Leiston.", (3, 10, "place")), row("the cat sat", (4, 7, "name"))]

    done = evaluate_redaction(rows)

    assert {kind: share.share for kind, share in done.by_kind.items()} == {"place": 1, "name": 0}
    assert done.gone.low == 0
    assert done.gone.high == 1


def test_the_same_rows_give_the_same_intervals():
    rows = measure.read_inline()[:40]

    assert evaluate_redaction(rows) == evaluate_redaction(rows)


def test_frozen_rows_are_read(tmp_path):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(
        {"text": "🙂 Leiston", "spans": [{"start": 2, "end": 9, "kind": "place"}]}
    ) + "\n", encoding="utf-8")  # fmt: skip

    assert measure.read_frozen(file) == (row("🙂 Leiston", (2, 9, "place")),)


@pytest.mark.parametrize(
    "span",
    [{"start": 0, "end": 99, "kind": "place"}, {"start": 0, "end": 1, "kind": "planet"},
     {"start": 1, "end": 1, "kind": "place"}],
)  # fmt: skip
def test_a_span_that_cannot_be_is_refused_by_its_line(tmp_path, span):
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": "abc", "spans": [span]}), encoding="utf-8")

    with pytest.raises(ValueError, match="line 1"):
        measure.read_frozen(file)


def test_the_development_set_is_large_enough_to_say_something():
    rows = measure.read_inline()

    assert len(rows) >= 200
    assert {span.kind for row in rows for span in row.spans} == set(KINDS)


@pytest.mark.parametrize("path", [measure.DEVELOPMENT, *PROBES], ids=lambda path: path.stem)
def test_the_sets_that_it_was_made_with_are_marked_as_the_rulings_want(path):
    rows = measure.read_inline(path)

    done = evaluate_redaction(rows)

    assert done.gone.share >= 0.97, done.missed
    assert done.kept.share >= 0.97, done.lost


@pytest.mark.parametrize("path", STRANGERS, ids=lambda path: path.stem)
def test_the_strangers_sentences_are_marked_as_the_rulings_want(path):
    done = evaluate_redaction(measure.read_frozen(path))

    assert done.gone.of >= 300
    assert done.gone.share >= 0.97, done.missed
    assert done.kept.share >= 0.97, done.lost
