"""Training the model of the screen: fit, choose the cut on sets held out, write JSON.

Nothing here looks at a frozen set. A set is one writer's phrases: what is measured on a set was
learnt from the others alone.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from classifier import corpus, screen
from classifier.screen_model import FOLDER, FORMAT, MANIFEST, TERMS, UNIT
from classifier.screen_rules import RULES
from classifier.screen_terms import forms, part_terms, word_terms

STRICTNESS = 10.0
"""Of the penalty: found by leaving one set out at a time; little hangs on it."""

STRANGERS = ("strangers-2", "training-a", "training-b", "training-c")
"""Sets by writers who had not seen the rules, and which the rules were not written to."""

SHARE = 0.3
"""Of a word in the kind of danger: a phrase of ten words has a length of about three."""

RECALL = 0.98
"""Of the dangers in the sets held out, rules and model together raise so many."""

Margins = NDArray[np.float64]


@dataclass(frozen=True)
class Phrases:
    """Phrases of every set in one row: words, danger or None, and the set that it belongs to."""

    texts: tuple[str, ...]
    rules: tuple[str | None, ...]
    sets: NDArray[np.str_]

    @property
    def danger(self) -> NDArray[np.bool_]:
        """Which of them tell of danger."""
        return np.array([bool(rule) for rule in self.rules])


class Fitted:
    """A fitted model: two vectorizers, one for words and one for parts, and the weights."""

    def __init__(self, texts: Sequence[str], danger: NDArray[np.bool_]) -> None:
        """Fit on texts and whether each tells of danger; the same inputs give the same weights."""
        self.words = _vectorizer(word_terms, fewest=1)
        self.parts = _vectorizer(part_terms, fewest=2)
        rows = [forms(text) for text in texts]
        seen = hstack([self.words.fit_transform(rows), self.parts.fit_transform(rows)]).tocsr()
        self.output = LogisticRegression(C=STRICTNESS, solver="liblinear").fit(seen, danger)

    def margins(self, texts: Sequence[str]) -> Margins:
        """How far on the side of danger each text is, shape (texts,)."""
        return np.asarray(self.output.decision_function(self._seen(texts)))

    def _seen(self, texts: Sequence[str]) -> csr_matrix:
        rows = [forms(text) for text in texts]
        return hstack([self.words.transform(rows), self.parts.transform(rows)]).tocsr()


def _vectorizer(analyzer: object, fewest: int) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=analyzer, binary=True, min_df=fewest)


def phrases() -> Phrases:
    """Every phrase that may be learnt from, set after set."""
    named = [
        (path.stem.removeprefix("screen-").removeprefix("development-"), row)
        for path in corpus.screen_learning()
        for row in corpus.read_screen_examples(path)
    ]
    return Phrases(
        tuple(row.text for _, row in named),
        tuple(row.rule for _, row in named),
        np.array([_set_of(name) for name, _ in named]),
    )


def _set_of(name: str) -> str:
    # The writer of the rules wrote all of the numbered ones.
    return "own" if name.isdecimal() else name


def held_out(given: Phrases) -> Margins:
    """The margin of each phrase by a model that was fitted without its set, shape (phrases,)."""
    found = np.zeros(len(given.texts))
    for one in sorted(set(given.sets)):
        own = given.sets == one
        fitted = Fitted(_of(given.texts, ~own), given.danger[~own])
        found[own] = fitted.margins(_of(given.texts, own))
    return found


def raised_by_rules(given: Phrases) -> NDArray[np.bool_]:
    """Which phrases the rules raise by themselves."""
    return np.array([bool(screen.look(text)) for text in given.texts])


def choose_cut(given: Phrases, margins: Margins, ruled: NDArray[np.bool_]) -> float:
    """The highest cut at which rules and model raise `RECALL` of the strangers' dangers."""
    asked = np.isin(given.sets, STRANGERS) & given.danger
    left = np.sort(margins[asked & ~ruled])[::-1]
    needed = int(np.ceil(RECALL * asked.sum())) - int((asked & ruled).sum())
    return float(np.floor(left[needed - 1] * UNIT) / UNIT)


def figures(given: Phrases, flags: NDArray[np.bool_]) -> dict[str, dict[str, float]]:
    """Recall and specificity on each set, and on all the strangers' together."""
    found = {one: _shares(given, flags, given.sets == one) for one in sorted(set(given.sets))}
    return found | {"strangers": _shares(given, flags, np.isin(given.sets, STRANGERS))}


def _shares(given: Phrases, flags: NDArray[np.bool_], rows: NDArray[np.bool_]) -> dict[str, float]:
    danger = given.danger
    return {
        "recall": round(float(flags[rows & danger].mean()), 3),
        "specificity": round(float(1 - flags[rows & ~danger].mean()), 3),
    }


def train(folder: Path = FOLDER) -> dict[str, dict[str, dict[str, float]]]:
    """Fit on every phrase, write the model, and give the figures of the sets held out."""
    given = phrases()
    margins, ruled = held_out(given), raised_by_rules(given)
    cut = choose_cut(given, margins, ruled)
    export(Fitted(given.texts, given.danger), given, cut, folder)
    return {
        "rules": figures(given, ruled),
        "model": figures(given, margins >= cut),
        "together": figures(given, ruled | (margins >= cut)),
    }


def export(fitted: Fitted, given: Phrases, cut: float, folder: Path) -> None:
    """Write the terms with their weights, and a manifest; whole thousandths, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = fitted.output.coef_[0]
    many = len(fitted.words.vocabulary_)
    kinds, offsets = _kinds(given)
    document = {
        "rules": RULES,
        "margin": {"offset": _whole(fitted.output.intercept_[0]), "cut": _whole(cut)},
        "words": _table(fitted.words, weights[:many]),
        "parts": _table(fitted.parts, weights[many:]),
        "kinds": kinds,
        "kind_offsets": offsets,
    }
    content = (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    (folder / TERMS).write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    learnt = {path.name: corpus.fingerprint(path) for path in corpus.screen_learning()}
    manifest = {
        "format": FORMAT,
        "version": f"screen-{FORMAT}+{digest[:12]}",
        "corpus": learnt,
        "files": {TERMS: digest},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _table(fitted: TfidfVectorizer, weights: Margins) -> dict[str, list[int]]:
    return {
        str(term): [_whole(rarity), _whole(weight)]
        for term, rarity, weight in zip(
            fitted.get_feature_names_out(), fitted.idf_, weights, strict=True
        )
    }


def _kinds(given: Phrases) -> tuple[dict[str, list[int]], list[int]]:
    """How much each single word speaks for each danger, by the dangerous phrases alone."""
    rows = [set(forms(text)) for text, rule in zip(given.texts, given.rules, strict=True) if rule]
    labels = np.array([rule for rule in given.rules if rule])
    vectorizer = _vectorizer(list, fewest=2)
    seen = vectorizer.fit_transform(map(sorted, rows))
    found, offsets = [], []
    for rule in RULES:
        one = LogisticRegression(C=STRICTNESS, solver="liblinear").fit(seen, labels == rule)
        found.append(one.coef_[0] * vectorizer.idf_ * SHARE)
        offsets.append(_whole(one.intercept_[0]))
    names = vectorizer.get_feature_names_out()
    return {
        str(name): [_whole(weight) for weight in column]
        for name, column in zip(names, np.array(found).T, strict=True)
    }, offsets


def _whole(value: float) -> int:
    return round(float(value) * UNIT)


def _of(texts: Sequence[str], rows: NDArray[np.bool_]) -> list[str]:
    return [text for text, taken in zip(texts, rows, strict=True) if taken]
