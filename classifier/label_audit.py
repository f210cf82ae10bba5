"""Decisions that the machine finds very unlikely, and whether they gather where they should not.

A surprising decision is often the most useful one, so no single one is refused: it waits for a
second reader, and speaks against nobody. But honest people surprise the machine about as often as
the labels we trust do. Where one person's, one source's or all decisions surprise it far more
often, something is wrong with them (poison, a misread codebook, a faulty import), and they are held
back until somebody has looked. What two people decided alike counts as looked at.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest
from sklearn.model_selection import GroupKFold

from classifier.curation import Row
from classifier.duplicates import group

Scores = NDArray[np.float64]
"""Shape (texts, themes), each between 0 and 1."""

Labels = NDArray[np.int8]
"""Shape (texts, themes)."""

Ranked = tuple[Row, float]
"""A row, and the share of trusted labels that surprise more than its own do."""

Group = tuple[str, str]
"""One of `KINDS`, and a name."""

Scorer = Callable[[Sequence[str]], Scores]

LEVELS = RARE, UNUSUAL = (0.02, 0.10)
"""Shares of the trusted labels beyond which a label is very unlikely, or merely unlikely: a few
gross faults show at the first, many small ones at the second."""

DOUBT = 0.05
"""The chance, of people, of sources and of all, that honest ones are doubted: what it costs is a
second look at the suspects, so it need not be smaller. Shared among all that are asked."""

FOLDS = 5
FEWEST = 3
"""Suspects below which a person or a source is not doubted: anyone is unlucky twice."""

FEWEST_TRUSTED = 50

KINDS = PERSON, SOURCE, EVERYTHING = ("person", "source", "everything")


class TooFewTrusted(ValueError):
    """Fewer trusted labels than `FEWEST_TRUSTED`: there is no telling what is unlikely."""


@dataclass(frozen=True)
class Doubted:
    """A `person`, a `source` or `everything`: `suspects` of `decided` where `expected` would do.

    `chance` is that of so many or more, were its decisions like the others.
    """

    kind: str
    name: str
    level: float
    """Which of `LEVELS` counts as a suspect here."""
    decided: int
    suspects: int
    expected: float
    chance: float


@dataclass(frozen=True)
class LabelAudit:
    """`suspects`: ids to read a second time, least likely first. `doubted`: where they gather.

    `held_back` are the suspects, then all else that the doubted decided alone: not to be trained
    on before a second person has decided them. A few honest decisions are always among them; they
    come in one reading later.
    """

    decided: int
    trusted: int
    suspects: tuple[str | int, ...]
    doubted: tuple[Doubted, ...]
    held_back: tuple[str | int, ...]

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


def held_out_scores(
    texts: Sequence[str],
    labels: Labels,
    fit: Callable[[Sequence[str], Labels], Scorer],
    folds: int = FOLDS,
) -> Scores:
    """Scores of each text by a model that saw neither it nor a near-duplicate of it."""
    letters = group(texts).letters()
    scores = np.zeros(labels.shape, dtype=np.float64)
    for seen, unseen in GroupKFold(folds).split(texts, groups=letters):
        score = fit([texts[at] for at in seen], labels[seen])
        scores[unseen] = score([texts[at] for at in unseen])
    return scores


def surprise(scores: Scores, labels: Labels) -> NDArray[np.float64]:
    """How unlikely the model finds each row of labels, shape (texts,); 0 is not at all.

    The mean surprise of the themes given and the sum of those left out: a theme put in the place
    of another shows in both, and many themes are no worse than one.
    """
    likely = np.clip(scores, 1e-4, 1 - 1e-4)
    given = labels.astype(bool)
    of_given = np.where(given, -np.log(likely), 0).sum(axis=1) / np.maximum(given.sum(axis=1), 1)
    of_left_out = np.where(given, 0, -np.log(1 - likely)).sum(axis=1)
    return np.asarray(of_given + of_left_out, dtype=np.float64)


def audit(rows: Sequence[Row], surprises: Sequence[float], trusted: Sequence[float]) -> LabelAudit:
    """Who or what is to be looked at before a model learns from these rows.

    `surprises` are those of the rows, `trusted` those of labels that we stand by; all by models
    that had not seen the text. Raises `TooFewTrusted`.
    """
    alone = [(row, figure) for row, figure in zip(rows, surprises, strict=True)
             if len(row.people) == 1]  # fmt: skip
    read_twice = [figure for row, figure in zip(rows, surprises, strict=True)
                  if len(row.people) > 1]  # fmt: skip
    known = np.array([*trusted, *read_twice], np.float64)
    if len(known) < FEWEST_TRUSTED:
        raise TooFewTrusted(f"{len(known)} trusted labels, at least {FEWEST_TRUSTED} are needed")
    found = np.array([figure for _, figure in alone], np.float64)
    ranks = [np.mean(known > figure) for figure in found]
    ranked = [(row, float(rank)) for (row, _), rank in zip(alone, ranks, strict=True)]
    doubted = _doubted(ranked)
    bad = {(one.kind, one.name) for one in doubted}
    level = max((one.level for one in doubted), default=RARE)
    order = np.argsort(-found, kind="stable")
    unlikely = [ranked[at][0] for at in order if ranked[at][1] < level]
    theirs = [row for row, _ in alone if any(_group(kind, row) in bad for kind in KINDS)]
    return LabelAudit(
        decided=len(rows),
        trusted=len(known),
        suspects=_ids(unlikely),
        doubted=doubted,
        held_back=tuple(dict.fromkeys(_ids([*unlikely, *theirs]))),
    )


def _group(kind: str, row: Row) -> Group:
    name = {PERSON: row.people[0], SOURCE: row.source}.get(kind, "")
    return kind, name


def _doubted(ranked: Sequence[Ranked]) -> tuple[Doubted, ...]:
    """The narrowest first: what one person explains is not laid on the source or on everybody."""
    found: list[Doubted] = []
    for kind in KINDS:
        bad = _doubted_of(kind, ranked)
        found += bad
        names = {(one.kind, one.name) for one in bad}
        ranked = [(row, rank) for row, rank in ranked if _group(kind, row) not in names]
    return tuple(found)


def _doubted_of(kind: str, ranked: Sequence[Ranked]) -> list[Doubted]:
    decided = Counter(_group(kind, row) for row, _ in ranked)
    if kind != EVERYTHING and len(decided) == 1:
        return []  # the only person or source there is: that is everything
    suspected = {
        level: Counter(_group(kind, row) for row, rank in ranked if rank < level)
        for level in LEVELS
    }
    found = []
    for whose in sorted(decided):
        shown = [_at_level(level, whose, decided, suspected[level]) for level in LEVELS]
        worst = min(shown, key=lambda one: one.chance)
        if worst.suspects >= FEWEST and worst.chance < DOUBT / len(LEVELS) / len(decided):
            found.append(worst)
    return found


def _at_level(
    level: float, whose: Group, decided: Counter[Group], suspected: Counter[Group]
) -> Doubted:
    """Whether a group has more suspects than the others, and than trusted labels have.

    When all decisions are unlike the trusted ones (real families write otherwise than invented
    texts), nobody is blamed for being like everyone else; everything is asked about apart.
    """
    hits, number = suspected[whose], decided[whose]
    others = decided.total() - number
    rate = max(level, (suspected.total() - hits) / others if others else 0.0)
    chance = float(binomtest(hits, number, rate, alternative="greater").pvalue)
    return Doubted(*whose, level, number, hits, round(rate * number, 2), chance)


def _ids(rows: Sequence[Row]) -> tuple[str | int, ...]:
    return tuple(one for row in rows for one in row.ids)
