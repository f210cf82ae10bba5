"""Whether a challenger may take the champion's place: only if nothing speaks against it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from classifier.label_audit import LabelAudit
from classifier.paired import Change, Comparison, Marks, compare

LARGEST_FALL = 0.02
"""A fall of micro or macro F1 by more is refused even where the interval allows it: a small frozen
set has wide intervals, and many falls "within the interval" add up."""

FEWEST_TEXTS = 50


class NothingToJudge(ValueError):
    """The frozen set is too small, or the danger set trips nothing: any challenger would pass."""


class Against(StrEnum):
    """What speaks against a challenger."""

    OTHER_CODEBOOK = "other_codebook"
    WORSE_OVER_ALL = "worse_over_all"
    WORSE_BY_THEME = "worse_by_theme"
    THEME_FELL = "theme_fell"
    DANGER_LOST = "danger_lost"
    LABELS_DOUBTED = "labels_doubted"


@dataclass(frozen=True)
class Contender:
    """A model on the frozen sets.

    `digest` names its very files (`promotion.digest`). `chosen` is what it suggests on the frozen
    themes; `danger` are the ids of the frozen danger set on which the screen with this model
    raises a flag.
    """

    digest: str
    codebook: str
    chosen: Marks
    danger: frozenset[str]


@dataclass(frozen=True)
class Reason:
    """One thing against a challenger, and what was found."""

    against: Against
    found: str


@dataclass(frozen=True)
class Verdict:
    """`passed` when there are no reasons; the figures are kept either way."""

    champion: str
    challenger: str
    reasons: tuple[Reason, ...]
    comparison: Comparison

    @property
    def passed(self) -> bool:
        """Whether two people may be asked to promote it."""
        return not self.reasons

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return {"passed": self.passed, **asdict(self)}


def judge(
    champion: Contender,
    challenger: Contender,
    truth: Marks,
    themes: Sequence[str],
    doubts: LabelAudit,
) -> Verdict:
    """The verdict on a challenger that learnt from the decisions of `doubts`.

    `truth`, shape (texts, themes), is the frozen set that neither has seen. `doubts` is the audit
    of exactly those rows that the challenger was trained on: run it again after taking rows out.
    Raises `NothingToJudge`.
    """
    if len(truth) < FEWEST_TEXTS or not truth.any():
        raise NothingToJudge(f"a frozen set of {len(truth)} texts cannot show that one is worse")
    if not champion.danger:
        raise NothingToJudge("the champion sees no danger at all in the frozen danger set")
    comparison = compare(truth, champion.chosen, challenger.chosen, themes)
    reasons = (
        *_of_codebook(champion, challenger),
        *_of_figures(comparison),
        *_of_danger(champion, challenger),
        *_of_labels(doubts),
    )
    return Verdict(champion.digest, challenger.digest, reasons, comparison)


def _of_codebook(champion: Contender, challenger: Contender) -> list[Reason]:
    if champion.codebook == challenger.codebook:
        return []
    found = f"{challenger.codebook} instead of {champion.codebook}"
    return [Reason(Against.OTHER_CODEBOOK, found)]


def _of_figures(comparison: Comparison) -> list[Reason]:
    whole = ((Against.WORSE_OVER_ALL, comparison.micro), (Against.WORSE_BY_THEME, comparison.macro))
    reasons = [Reason(against, _told(change)) for against, change in whole if _fell(change)]
    fallen = {theme: change for theme, change in comparison.themes.items() if change.worse}
    return reasons + [
        Reason(Against.THEME_FELL, f"{theme}: {_told(change)}") for theme, change in fallen.items()
    ]


def _fell(change: Change) -> bool:
    return change.worse or change.before - change.after > LARGEST_FALL


def _told(change: Change) -> str:
    return f"{change.before} to {change.after}, difference {change.low} to {change.high}"


def _of_danger(champion: Contender, challenger: Contender) -> list[Reason]:
    lost = sorted(champion.danger - challenger.danger)
    return [Reason(Against.DANGER_LOST, ", ".join(lost))] if lost else []


def _of_labels(doubts: LabelAudit) -> list[Reason]:
    return [
        Reason(
            Against.LABELS_DOUBTED,
            f"{one.kind} {one.name}".strip()
            + f": {one.suspects} of {one.decided} very unlikely, {one.expected} expected",
        )
        for one in doubts.doubted
    ]


def read_verdict(path: Path) -> Verdict:
    """A kept verdict; raises OSError, ValueError."""
    try:
        row = json.loads(path.read_bytes())
        told = row["comparison"]
        comparison = Comparison(
            texts=int(told["texts"]),
            micro=Change(**told["micro"]),
            macro=Change(**told["macro"]),
            themes={key: Change(**change) for key, change in told["themes"].items()},
        )
        reasons = tuple(Reason(Against(one["against"]), one["found"]) for one in row["reasons"])
        return Verdict(str(row["champion"]), str(row["challenger"]), reasons, comparison)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"{path.name} is no verdict") from fault
