"""Training the model of the screen: fit, choose the cut on sets held out, write JSON.

Nothing here looks at a frozen set. A set is one writer's phrases: what is measured on a set was
learnt from the others alone.
"""

import hashlib
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from classifier import corpus, screen
from classifier.screen_fitting import STRICTNESS, Fitted, Margins, vectorizer
from classifier.screen_model import FOLDER, FORMAT, MANIFEST, TERMS, UNIT, is_english, windows
from classifier.screen_rules import FOLDER as RULES_FOLDER
from classifier.screen_rules import RULES
from classifier.screen_terms import forms

DOUBTED = 0.05
"""So many of the ordinary messages, those most like danger, are not learnt from: nobody has read
them for danger, and a few of them tell of it."""

STRANGERS = ("strangers-2", *(f"training-{letter}" for letter in "abcefg"))
"""Sets by writers who had not seen the rules, and which the rules were not written to."""

SHARE = 0.3
"""Of a word in the kind of danger: a phrase of ten words has a length of about three."""

RECALL = 0.92
"""Of the dangers in the strangers' sets, each held out, rules and model together raise so many, in
English and in the other languages. A higher one raises so much that is harmless that nobody could
read it: `train-screen` tells what each costs."""

COSTS = (0.90, RECALL, 0.95, 0.98)
"""Shares of danger raised for which `train-screen` tells the figures."""


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


def calm_stretches(given: Phrases) -> list[list[str]]:
    """Stretches of the messages that train the themes, as forms, where nothing speaks of danger."""
    texts = [row.text for row in corpus.read_examples() if not screen.look(row.text)]
    margins = Fitted(given.texts, given.danger).margins(texts)
    likely = float(np.quantile(margins, 1 - DOUBTED))
    kept = [text for text, margin in zip(texts, margins, strict=True) if margin < likely]
    return [list(stretch) for text in kept for stretch in windows(forms(text))]


def held_out(given: Phrases, calm: Sequence[Sequence[str]]) -> Margins:
    """The margin of each phrase by a model that was fitted without its set, shape (phrases,)."""
    found = np.zeros(len(given.texts))
    for one in sorted(set(given.sets)):
        own = given.sets == one
        fitted = Fitted(_of(given.texts, ~own), given.danger[~own], calm)
        found[own] = fitted.margins(_of(given.texts, own))
    return found


def raised_by_rules(given: Phrases) -> NDArray[np.bool_]:
    """Which phrases the rules raise by themselves."""
    return np.array([bool(screen.look(text)) for text in given.texts])


def english_words() -> frozenset[str]:
    """Common English words, as the rules list them."""
    document = tomllib.loads((RULES_FOLDER / "en.toml").read_text(encoding="utf-8"))
    return frozenset(str(document["words"]["common"]).split())


def english(given: Phrases) -> NDArray[np.bool_]:
    """Which phrases are English, as the model tells it."""
    common = english_words()
    return np.array([is_english(forms(text), common) for text in given.texts])


def choose_cuts(held: "HeldOut", recall: float = RECALL) -> tuple[float, float]:
    """The highest cuts, in English and else, that raise so many of the strangers' dangers."""
    asked = np.isin(held.given.sets, STRANGERS) & held.given.danger
    first, second = (
        _cut(held, asked & language, recall) for language in (held.english, ~held.english)
    )
    return first, second


def _cut(held: "HeldOut", asked: NDArray[np.bool_], recall: float) -> float:
    left = np.sort(held.margins[asked & ~held.ruled])[::-1]
    needed = int(np.ceil(recall * asked.sum())) - int((asked & held.ruled).sum())
    return float(np.floor(left[max(needed, 1) - 1] * UNIT) / UNIT)


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


@dataclass(frozen=True)
class HeldOut:
    """What is known of each phrase without its own set: its margin, and what the rules raise."""

    given: Phrases
    margins: Margins
    ruled: NDArray[np.bool_]
    english: NDArray[np.bool_]

    def raised(self, cuts: tuple[float, float]) -> NDArray[np.bool_]:
        """What the model raises at these cuts."""
        return self.margins >= np.where(self.english, *cuts)


def train(folder: Path = FOLDER) -> dict[str, dict[str, dict[str, float]]]:
    """Fit on every phrase, write the model, and give the figures of the sets held out."""
    given = phrases()
    calm = calm_stretches(given)
    held = HeldOut(given, held_out(given, calm), raised_by_rules(given), english(given))
    cuts = choose_cuts(held)
    export(Fitted(given.texts, given.danger, calm), given, cuts, folder)
    at = {f"together, at {one:.2f}": choose_cuts(held, one) for one in COSTS}
    return {
        "rules alone": figures(given, held.ruled),
        "model alone": figures(given, held.raised(cuts)),
        **{name: figures(given, held.ruled | held.raised(one)) for name, one in at.items()},
    }


def export(fitted: Fitted, given: Phrases, cuts: tuple[float, float], folder: Path) -> None:
    """Write the terms with their weights, and a manifest; whole thousandths, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = fitted.output.coef_[0]
    many = len(fitted.words.vocabulary_)
    kinds, offsets = _kinds(given)
    document = {
        "rules": RULES,
        "margin": {
            "offset": _whole(fitted.output.intercept_[0]),
            "cuts": [_whole(one) for one in cuts],
        },
        "english": sorted(english_words()),
        "words": _table(fitted.words, weights[:many]),
        "parts": _table(fitted.parts, weights[many:]),
        "kinds": kinds,
        "kind_offsets": offsets,
    }
    content = (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    (folder / TERMS).write_bytes(content)
    _write_manifest(folder, hashlib.sha256(content).hexdigest())


def _write_manifest(folder: Path, digest: str) -> None:
    files = [*corpus.screen_learning(), corpus.TRAINING]
    manifest = {
        "format": FORMAT,
        "version": f"screen-{FORMAT}+{digest[:12]}",
        "corpus": {path.name: corpus.fingerprint(path) for path in files},
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
    counted = vectorizer(list, fewest=2)
    seen = counted.fit_transform(map(sorted, rows))
    found, offsets = [], []
    for rule in RULES:
        one = LogisticRegression(C=STRICTNESS, solver="liblinear").fit(seen, labels == rule)
        found.append(one.coef_[0] * counted.idf_ * SHARE)
        offsets.append(_whole(one.intercept_[0]))
    names = counted.get_feature_names_out()
    return {
        str(name): [_whole(weight) for weight in column]
        for name, column in zip(names, np.array(found).T, strict=True)
    }, offsets


def _whole(value: float) -> int:
    return round(float(value) * UNIT)


def _of(texts: Sequence[str], rows: NDArray[np.bool_]) -> list[str]:
    return [text for text, taken in zip(texts, rows, strict=True) if taken]
