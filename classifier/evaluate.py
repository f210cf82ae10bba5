"""How good chosen themes are, beside rules alone and the commonest, with bootstrap intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier import corpus, taxonomy
from classifier.features import SeedFinder, read_seeds, read_strong
from classifier.model import Model
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

    def as_dict(self) -> dict[str, float]:
        """As JSON has it, to three places."""
        return {name: round(value, 3) for name, value in vars(self).items()}


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


def commonest(truth: Marks) -> Marks:
    """Always the theme that is the commonest in truth: what a majority would get."""
    chosen = np.zeros_like(truth)
    chosen[:, int(truth.sum(axis=0).argmax())] = True
    return chosen


def by_theme(truth: Marks, chosen: Marks, keys: Sequence[str]) -> dict[str, dict[str, float]]:
    """F1 with its interval, precision, recall and number of texts of each theme."""
    tally = counts(truth, chosen)
    found = {}
    for column, key in enumerate(keys):
        hits, picked, true = tally[:, column]
        own = interval(micro_f1, truth[:, [column]], chosen[:, [column]])
        found[key] = {
            "f1": round(own.figure, 3), "low": round(own.low, 3), "high": round(own.high, 3),
            "precision": round(hits / picked, 3) if picked else 0.0,
            "recall": round(hits / true, 3) if true else 0.0, "texts": int(true),
        }  # fmt: skip
    return found


def figures(truth: Marks, chosen: Marks, keys: Sequence[str]) -> dict[str, Any]:
    """All that is told of one way of choosing: micro, macro, priorities, themes, no theme."""
    whole = result(truth, chosen)
    areas = result(to_priorities(truth, keys), to_priorities(chosen, keys))
    none_true, none_chosen = ~truth.any(axis=1), ~chosen.any(axis=1)
    return {
        "texts": len(truth),
        "micro_f1": whole.micro.as_dict(),
        "macro_f1": whole.macro.as_dict(),
        "priorities_micro_f1": areas.micro.as_dict(),
        "by_theme": by_theme(truth, chosen, keys),
        "none": {
            "texts": int(none_true.sum()),
            "told": int((none_true & none_chosen).sum()),
            "wrongly_told": int((~none_true & none_chosen).sum()),
        },
    }


def brief(truth: Marks, chosen: Marks, keys: Sequence[str]) -> dict[str, Any]:
    """The same of a way that is only shown beside: micro, macro and priorities."""
    whole = result(truth, chosen)
    areas = micro_f1(to_priorities(truth, keys), to_priorities(chosen, keys))
    return {
        "micro_f1": whole.micro.as_dict(),
        "macro_f1": whole.macro.as_dict(),
        "priorities_micro_f1": round(areas, 3),
    }
