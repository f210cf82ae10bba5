from collections import Counter

import pytest

from classifier import corpus, taxonomy
from classifier.text import tokens

FROZEN = {
    corpus.FROZEN_THEMES: "961d244705cf89cfd021310850ab72be5e488b4cb08e3680b987f4ff60907138",
    corpus.FROZEN_SCREEN: "268e460393c0abbea9d1bf3c7576845a47fa13e20c7839d586f2fa5335f594f1",
}


@pytest.mark.parametrize(("path", "digest"), FROZEN.items(), ids=lambda value: str(value)[-20:])
def test_a_frozen_set_is_the_one_that_was_frozen(path, digest):
    assert corpus.fingerprint(path) == digest


def test_the_corpus_has_enough_of_everything():
    examples = corpus.read_examples()
    tally = Counter(theme for row in examples for theme in row.themes)

    assert len(examples) >= 300
    assert set(tally) == {theme.key for theme in taxonomy.themes()}
    assert min(tally.values()) >= 20
    assert sum(not row.themes for row in examples) >= 30
    assert max(len(row.themes) for row in examples) <= 3


def test_the_frozen_themes_cover_every_theme():
    examples = corpus.read_examples(corpus.FROZEN_THEMES)

    assert len(examples) >= 80
    assert {theme for row in examples for theme in row.themes} == {
        theme.key for theme in taxonomy.themes()
    }


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
