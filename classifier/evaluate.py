"""How good the themes are on the frozen set, beside rules alone, with bootstrap intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import corpus, taxonomy
from classifier.features import SeedFinder, read_seeds, read_strong
from classifier.model import Model
from classifier.stance import stance
from classifier.text import tokens

RESAMPLES = 1000
SEED = 20240528

Marks = NDArray[np.bool_]
"""Shape (texts, themes)."""


@dataclass(frozen=True)
class Interval:
    """A figure with the bounds of its 95 % bootstrap interval over texts."""

    figure: float
    low: float
    high: float

    def __str__(self) -> str:
        """As "0.712 (0.640–0.780)"."""
        return f"{self.figure:.3f} ({self.low:.3f}–{self.high:.3f})"


@dataclass(frozen=True)
class Result:
    """What one way of choosing themes reached on one set of texts."""

    micro: Interval
    macro: Interval
    chosen: Marks


def counts(truth: Marks, chosen: Marks) -> NDArray[np.float64]:
    """For each theme: hits, chosen, true; shape (3, themes)."""
    return np.array(
        [(truth & chosen).sum(axis=0), chosen.sum(axis=0), truth.sum(axis=0)], dtype=np.float64
    )


def f1_of(tally: NDArray[np.float64]) -> NDArray[np.float64]:
    """F1 along the last axis of `counts`; 0 where nothing was chosen and nothing true."""
    total = tally[1] + tally[2]
    hits = 2 * tally[0]
    return np.asarray(np.divide(hits, total, out=np.zeros_like(total), where=total > 0))


def micro_f1(truth: Marks, chosen: Marks) -> float:
    """F1 over all decisions together."""
    return float(f1_of(counts(truth, chosen).sum(axis=1, keepdims=True))[0])


def macro_f1(truth: Marks, chosen: Marks) -> float:
    """The mean of the themes' F1, over themes that occur in truth."""
    present = truth.any(axis=0)
    return float(f1_of(counts(truth, chosen))[present].mean()) if present.any() else 0.0


def interval(measure: Callable[[Marks, Marks], float], truth: Marks, chosen: Marks) -> Interval:
    """The measure with its bootstrap interval; texts are drawn with replacement, seed fixed."""
    source = np.random.default_rng(SEED)
    drawn = source.integers(0, len(truth), size=(RESAMPLES, len(truth)))
    values = [measure(truth[rows], chosen[rows]) for rows in drawn]
    low, high = np.quantile(values, [0.025, 0.975])
    return Interval(measure(truth, chosen), float(low), float(high))


def truth_of(examples: Sequence[corpus.Example], keys: Sequence[str]) -> Marks:
    """The labels of the examples."""
    return np.array([[key in row.themes for key in keys] for row in examples], dtype=np.bool_)


def by_model(model: Model, texts: Sequence[str], keys: Sequence[str]) -> Marks:
    """What the model suggests, as a family's text would meet it (language asked, cuts applied)."""
    found = [{item.theme for item in model.suggest(text).items} for text in texts]
    return np.array([[key in row for key in keys] for row in found], dtype=np.bool_)


def by_rules(texts: Sequence[str], keys: Sequence[str]) -> Marks:
    """Every theme of which one strong concept occurs: what is to be beaten."""
    finder, strong = SeedFinder(read_seeds()), read_strong()
    found = []
    for text in texts:
        read = tokens(text)
        hits = finder.find([token.stem for token in read], [token.folded for token in read])
        found.append({hit.theme for hit in hits if hit.concept in strong[hit.theme]})
    return np.array([[key in row for key in keys] for row in found], dtype=np.bool_)


def to_priorities(marks: Marks, keys: Sequence[str]) -> Marks:
    """Themes gathered into priorities (`outside` left out), shape (texts, priorities)."""
    counted = [taxonomy.priority_of(key) for key in keys]
    columns = [
        marks[:, [at for at, key in enumerate(counted) if key == priority.key]].any(axis=1)
        for priority in taxonomy.priorities()
    ]
    return np.stack(columns, axis=1)


def result(truth: Marks, chosen: Marks) -> Result:
    """Micro and macro F1 with their intervals."""
    return Result(interval(micro_f1, truth, chosen), interval(macro_f1, truth, chosen), chosen)


def evaluate(model: Model, path: Path = corpus.FROZEN_THEMES) -> str:
    """The report on a frozen set, as Markdown; the same model and set give the same report."""
    keys = [theme.key for theme in taxonomy.themes()]
    examples = corpus.read_examples(path)
    texts, truth = [row.text for row in examples], truth_of(examples, keys)
    ours = result(truth, by_model(model, texts, keys))
    rules = result(truth, by_rules(texts, keys))
    commonest = np.zeros_like(truth)
    commonest[:, int(truth.sum(axis=0).argmax())] = True
    rows = [("this model", ours), ("seed phrases alone", rules),
            ("always the commonest theme", result(truth, commonest))]  # fmt: skip
    return "\n".join(
        [
            *_head(model, path, len(texts)),
            *(f"| {name} | {row.micro} | {row.macro} |" for name, row in rows),
            "",
            *_priorities(truth, ours.chosen, keys),
            *_difference(truth, ours.chosen, rules.chosen),
            *_nothing(truth, ours.chosen),
            *_stances(examples),
            *_by_theme(truth, ours.chosen, keys),
        ]
    )


def _head(model: Model, path: Path, size: int) -> list[str]:
    return [
        "# The themes on the frozen set",
        "",
        f"Model `{model.version}`; {size} texts of `{path.name}` (SHA-256 "
        f"`{corpus.fingerprint(path)}`). The texts are invented and were labelled once by their "
        "writer; expect at least ten points less on the words of real families. Intervals are of "
        f"95 %, by {RESAMPLES} bootstrap resamples over texts.",
        "",
        "| | micro F1 | macro F1 |",
        "|---|---|---|",
    ]


def _priorities(truth: Marks, chosen: Marks, keys: Sequence[str]) -> list[str]:
    both = result(to_priorities(truth, keys), to_priorities(chosen, keys))
    return [f"Over the five priorities: micro F1 {both.micro}, macro F1 {both.macro}.", ""]


def _difference(truth: Marks, ours: Marks, rules: Marks) -> list[str]:
    stacked = np.stack([ours, rules], axis=2)
    gain = interval(
        lambda true, both: micro_f1(true, both[..., 0]) - micro_f1(true, both[..., 1]),
        truth,
        stacked,
    )
    return [f"Gain in micro F1 over seed phrases alone, paired: {gain}.", ""]


def _nothing(truth: Marks, chosen: Marks) -> list[str]:
    none_true, none_chosen = ~truth.any(axis=1), ~chosen.any(axis=1)
    right = int((none_true & none_chosen).sum())
    return [
        f"Unsure on {right} of the {int(none_true.sum())} texts with no theme, and on "
        f"{int(none_chosen.sum()) - right} of the {int((~none_true).sum())} with one or more.",
        "",
    ]


def _stances(examples: Sequence[corpus.Example]) -> list[str]:
    right = sum(stance(row.text) == row.stance for row in examples)
    return [f"Stance, by word lists alone: right on {right} of {len(examples)}.", ""]


def _by_theme(truth: Marks, chosen: Marks, keys: Sequence[str]) -> list[str]:
    tally = counts(truth, chosen)
    scores = f1_of(tally)
    lines = ["| theme | texts | precision | recall | F1 |", "|---|---|---|---|---|"]
    for column, key in enumerate(keys):
        hits, picked, true = tally[:, column]
        precision = f"{hits / picked:.2f}" if picked else "–"
        recall = f"{hits / true:.2f}" if true else "–"
        lines.append(f"| `{key}` | {true:.0f} | {precision} | {recall} | {scores[column]:.2f} |")
    return [
        *lines,
        "",
        "With three to ten texts each, a theme's own line is a hint and no more.",
        "",
    ]
