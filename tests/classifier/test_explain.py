"""Which words of a text are quoted as the cause of a suggestion."""

from classifier.explain import caused_by
from classifier.text import tokens

TEXT = "Speech therapy stopped; the taxi was late, the driver was new, the bus was cold."


def quoted(seeds):
    read = tokens(TEXT)
    places = {word.folded: place for place, word in enumerate(read)}
    spans = {(places[word], places[word] + 1): pull for word, pull in seeds.items()}
    found = caused_by(read, [0.0] * len(read), spans)
    return tuple(TEXT[start:end] for start, end in found)


def test_the_phrases_that_pull_hardest_are_quoted_in_order_of_the_text():
    assert quoted({"taxi": 0.2, "driver": 0.9, "bus": 0.8, "late": 0.5}) == (
        "late", "driver", "bus",
    )  # fmt: skip


def test_phrases_that_touch_are_quoted_as_one():
    assert quoted({"speech": 0.2, "therapy": 0.1}) == ("Speech therapy",)
