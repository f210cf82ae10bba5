"""The phrases of a set of texts: words that belong together, said by many, and here more than
elsewhere. What one family says ten times is not what families say."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from nltk.collocations import BigramCollocationFinder, TrigramCollocationFinder
from nltk.metrics.association import BigramAssocMeasures, TrigramAssocMeasures

from classifier.language import ENGLISH_WORDS
from classifier.text import normalise, sentences, tokens

FEWEST_TEXTS = 3
"""Different texts below which a phrase is somebody's and not everybody's."""

SURE = 10.83
"""The likelihood ratio at which words stand together by chance once in a thousand."""

LINKS = frozenset({"of", "and", "in", "for", "to", "at", "on", "with", "from", "without", "under"})
"""Common words that may stand inside a phrase: "speech and language"."""

MOST = 20
ABSORBED = 0.75
"""A pair that is so often part of a shown triple is not shown by itself."""

Phrase = tuple[str, ...]
Occurrences = dict[Phrase, Counter[int]]
"""How often each phrase occurs in each text."""


@dataclass(frozen=True)
class KeyPhrase:
    """A phrase as most often written, and why it is one.

    `texts` is the number of different texts that say it; `dispersion` Juilland's D over them (0:
    all in one text, 1: the same in each); `contrast` how many times as many texts say it here as in
    the background, in powers of two, 0 without one; `score` orders phrases and means nothing else.
    """

    words: str
    texts: int
    dispersion: float
    contrast: float
    score: float

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


def key_phrases(
    texts: Sequence[str],
    background: Sequence[str] = (),
    *,
    leave_out: Callable[[str], bool] = lambda _: False,
    most: int = MOST,
) -> tuple[KeyPhrase, ...]:
    """The key phrases of two and three words, best first; the same texts give the same phrases.

    Texts of the same words count as one; of campaign letters give `Grouping.voices` instead.
    `leave_out` is asked of each phrase as written, in every way that it is written: names and
    places. Phrases that are no more usual here than in the background are left out.
    """
    different, others = _different(texts), _different(background)
    read, elsewhere = _Read(different), _Read(others).occurrences
    found = []
    for phrase, strength in _collocations(read.sentences):
        counts = read.occurrences.get(phrase, Counter())
        if len(counts) < FEWEST_TEXTS or any(map(leave_out, sorted(read.written[phrase]))):
            continue
        spread = juilland(counts, read.sizes)
        there = len(elsewhere.get(phrase, ()))
        contrast = _contrast(len(counts), len(different), there, len(others))
        if spread > 0 and (contrast > 0 or not others):
            score = math.log1p(strength) * spread * (contrast if others else 1.0)
            figures = (round(figure, 4) for figure in (spread, contrast, score))
            found.append((phrase, KeyPhrase(read.shown(phrase), len(counts), *figures)))
    ordered = sorted(found, key=lambda one: (-one[1].score, one[0]))
    return _without_parts(ordered, read.occurrences, most)


def juilland(counts: Counter[int], sizes: Sequence[int]) -> float:
    """Juilland's D of a phrase, from 0 to 1; `counts` by text, `sizes` the words of every text.

    Texts of unequal length are compared by the phrase's share of each.
    """
    if len(sizes) < 2:
        return 0.0
    rates = [counts[at] / size if size else 0.0 for at, size in enumerate(sizes)]
    mean = sum(rates) / len(rates)
    deviation = math.sqrt(sum((rate - mean) ** 2 for rate in rates) / len(rates))
    return max(0.0, 1 - deviation / mean / math.sqrt(len(rates) - 1)) if mean else 0.0


class _Read:
    """Texts divided into sentences of words, and where each phrase of them occurs."""

    def __init__(self, texts: Sequence[str]) -> None:
        """`texts` are different from each other."""
        self.sentences: list[list[str]] = []
        self.occurrences: Occurrences = {}
        self.written: dict[Phrase, Counter[str]] = {}
        self.sizes = [0] * len(texts)
        for at, text in enumerate(texts):
            for start, end in sentences(text):
                self._sentence(at, text[start:end])

    def shown(self, phrase: Phrase) -> str:
        """The phrase as it is most often written; of two ways the first in the alphabet."""
        return min(self.written[phrase].items(), key=lambda one: (-one[1], one[0]))[0]

    def _sentence(self, at: int, sentence: str) -> None:
        read = tokens(sentence)
        words = [token.folded for token in read]
        self.sentences.append(words)
        self.sizes[at] += len(words)
        for size in (2, 3):
            for first in range(len(words) - size + 1):
                phrase = tuple(words[first : first + size])
                if _sayable(phrase):
                    self.occurrences.setdefault(phrase, Counter())[at] += 1
                    written = sentence[read[first].start : read[first + size - 1].end]
                    self.written.setdefault(phrase, Counter())[" ".join(written.split())] += 1


def _different(texts: Sequence[str]) -> list[str]:
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(normalise(text), text)
    return list(first.values())


def _collocations(read: Sequence[Sequence[str]]) -> list[tuple[Phrase, float]]:
    """Every sayable pair and triple whose words stand together more than by chance."""
    pairs = BigramCollocationFinder.from_documents(read)
    triples = TrigramCollocationFinder.from_documents(read)
    for finder in (pairs, triples):
        finder.apply_freq_filter(FEWEST_TEXTS)
        finder.apply_ngram_filter(lambda *phrase: not _sayable(phrase))
    scored = [
        *pairs.score_ngrams(BigramAssocMeasures.likelihood_ratio),
        *triples.score_ngrams(TrigramAssocMeasures.likelihood_ratio),
    ]
    return [(phrase, float(strength)) for phrase, strength in scored if strength >= SURE]


def _sayable(phrase: Sequence[str | None]) -> bool:
    """No stop word at either end, one in the middle only if it links, and no number alone.

    NLTK pads the sentences with None.
    """
    words = [word for word in phrase if word is not None]
    if len(words) < len(phrase) or any(word in ENGLISH_WORDS - LINKS for word in words[1:-1]):
        return False
    return not any(
        word in ENGLISH_WORDS or len(word) < 2 or word.isdigit() for word in (words[0], words[-1])
    )


def _contrast(here: int, texts: int, there: int, background: int) -> float:
    """The base-2 logarithm of the ratio of the two shares, drawn towards 0 by half a text each."""
    if not background:
        return 0.0
    return math.log2((here + 0.5) / (texts + 1)) - math.log2((there + 0.5) / (background + 1))


def _without_parts(
    ordered: Sequence[tuple[Phrase, KeyPhrase]], occurrences: Occurrences, most: int
) -> tuple[KeyPhrase, ...]:
    """The best phrases without the pairs of which a triple says more."""
    triples = [phrase for phrase, _ in ordered if len(phrase) == 3]
    whole: dict[Phrase, int] = {}
    for triple in triples:
        for pair in (triple[:2], triple[1:]):
            whole[pair] = max(whole.get(pair, 0), occurrences[triple].total())
    kept = [
        shown for phrase, shown in ordered
        if whole.get(phrase, 0) < ABSORBED * occurrences[phrase].total()
    ]  # fmt: skip
    return tuple(kept[:most])
