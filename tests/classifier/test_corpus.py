import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from classifier import anchor, corpus, taxonomy
from classifier.text import tokens

VOICES = {"parent", "grandparent", "foster_carer", "young_person", "teacher", "professional"}


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


FROZEN = {
    corpus.FROZEN_THEMES: "d96710b185768886b8fef12de54e31eadea5bd672c0ff672b6e3748c43f50618",
    corpus.FROZEN_SCREEN: "2784de8acacea49da4ebe6e7a5efc6aca7d570f96b2f79df0481800dcdc8d2e8",
    corpus.FIRST_SCREEN: "268e460393c0abbea9d1bf3c7576845a47fa13e20c7839d586f2fa5335f594f1",
    anchor.FROZEN: "fed52a9190f2b0163ef6bacb2e6a365f866a652de6486cf25f0ccb16ace6d368",
    corpus.FROZEN_REDACTION: "7dd5f2689f8f9e4de5dfb7bcc2ab45cf3885c3e77f6aab1941fa1032874cb3da",
}


@pytest.mark.parametrize(("path", "digest"), FROZEN.items(), ids=lambda value: str(value)[-20:])
def test_a_frozen_set_is_the_one_that_was_frozen(path, digest):
    assert corpus.fingerprint(path) == digest


def test_the_corpus_has_enough_of_everything():
    examples = corpus.read_examples()
    tally = Counter(theme for row in examples for theme in row.themes)

    assert len(examples) >= 2_000
    assert set(tally) == {theme.key for theme in taxonomy.themes()}
    assert min(tally.values()) >= 80
    assert sum(not row.themes for row in examples) >= 250
    assert max(len(row.themes) for row in examples) == 3
    assert {row.voice for row in examples} >= VOICES


def test_every_text_was_labelled_three_times_and_stands_as_two_of_them_say():
    lines = corpus.LABELS.read_text(encoding="utf-8").splitlines()
    labelled = {row["id"]: row for row in map(json.loads, lines)}
    rows = [*rows_of(corpus.TRAINING), *rows_of(corpus.FROZEN_THEMES)]

    assert {row["id"] for row in rows} == set(labelled)
    for row in rows:
        votes = Counter(
            theme for who in ("writer", "first", "second") for theme in labelled[row["id"]][who]
        )
        assert all(votes[theme] >= 2 for theme in row["themes"])


def test_no_frozen_text_is_trained_on():
    frozen = {row.text for row in corpus.read_examples(corpus.FROZEN_THEMES)}

    assert len(frozen) >= 250
    assert not frozen & {row.text for row in corpus.read_examples()}


def test_the_frozen_themes_cover_every_theme():
    examples = corpus.read_examples(corpus.FROZEN_THEMES)

    assert {theme for row in examples for theme in row.themes} == {
        theme.key for theme in taxonomy.themes()
    }


def test_the_frozen_dangers_are_many_in_every_language_and_half_of_all_is_harmless():
    rows = corpus.read_screen_examples()
    dangers = Counter(row.language for row in rows if row.rule)

    assert len(rows) >= 400
    assert set(dangers) == {"en", "pl", "ro", "lt", "pt", "ar"}
    assert min(dangers.values()) >= 22
    assert 0.45 <= sum(dangers.values()) / len(rows) <= 0.55


def test_the_other_languages_have_two_hundred_texts_that_train_no_theme():
    rows = rows_of(corpus.LANGUAGES)

    assert len(rows) >= 200
    assert not any("themes" in row for row in rows)
    assert not {row["text"] for row in rows} & {row.text for row in corpus.read_examples()}


def test_hardly_any_text_shares_six_words_in_a_row_with_another():
    rows = corpus.read_examples() + corpus.read_examples(corpus.FROZEN_THEMES)
    owners: dict[tuple[str, ...], set[int]] = {}
    for number, row in enumerate(rows):
        words = [token.folded for token in tokens(row.text)]
        for start in range(len(words) - 5):
            owners.setdefault(tuple(words[start : start + 6]), set()).add(number)
    sharing = {number for owned in owners.values() if len(owned) > 1 for number in owned}

    assert len(owners) > 1000
    assert len(sharing) <= 0.02 * len(rows)
