"""Where in a text the words stand that made the machine suggest a theme."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""First character, and one past the last."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; the stretches of one text, put together, are that text and no more.

    `themes` were suggested because of it, in the order of the suggestions, and the words of those
    in `ends` end here; both are empty where nothing was suggested.
    """

    text: str
    themes: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def pieces(text: str, caused: Mapping[str, Sequence[str]]) -> list[Piece]:
    """The text cut where words begin and end that caused a theme, by its key; never overlapping.

    Words that stand twice are found twice; words that do not stand there are passed over.
    """
    spans = {theme: _spans(text, words) for theme, words in caused.items()}
    cuts = {0, len(text)} | {end for found in spans.values() for span in found for end in span}
    places = sorted(cuts)
    return [
        _piece(text, first, past, spans)
        for first, past in itertools.pairwise(places)
        if first < past
    ]


def _piece(text: str, first: int, past: int, spans: Mapping[str, Sequence[Span]]) -> Piece:
    over = {
        theme: [span for span in found if span[0] <= first and past <= span[1]]
        for theme, found in spans.items()
    }
    themes = tuple(theme for theme, found in over.items() if found)
    ends = tuple(theme for theme in themes if any(span[1] == past for span in over[theme]))
    return Piece(text[first:past], themes, ends)


def _spans(text: str, words: Sequence[str]) -> list[Span]:
    """Where any of these words stand, those that overlap made one."""
    found = sorted(span for phrase in dict.fromkeys(words) for span in _of_phrase(text, phrase))
    joined: list[Span] = []
    for first, past in found:
        if joined and first < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(past, joined[-1][1]))
        else:
            joined.append((first, past))
    return joined


def _of_phrase(text: str, phrase: str) -> list[Span]:
    """As words of their own; inside of others only where they stand nowhere else."""
    found = list(_everywhere(text, phrase)) if phrase.strip() else []
    apart = [span for span in found if _stands_apart(text, span)]
    return apart or found


def _everywhere(text: str, phrase: str) -> Iterator[Span]:
    place = text.find(phrase)
    while place >= 0:
        yield place, place + len(phrase)
        place = text.find(phrase, place + len(phrase))


def _stands_apart(text: str, span: Span) -> bool:
    before, after = text[span[0] - 1 : span[0]] if span[0] else "", text[span[1] : span[1] + 1]
    return not before.isalnum() and not after.isalnum()
