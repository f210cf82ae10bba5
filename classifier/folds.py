"""Dividing texts so that no family is on both sides, with every label in every fold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

SEED = 20240528
"""Fixes which text falls into which fold; any number would do."""

Rows = NDArray[np.intp]


def grouped(
    labels: NDArray[np.int8], groups: Sequence[str], folds: int, seed: int = SEED
) -> list[tuple[Rows, Rows]]:
    """Rows to learn from and rows held out, for each fold; `labels` of shape (texts, labels).

    Iterative stratification by groups (after Sechidis, Tsoumakas and Vlahavas, 2011): the rarest
    label is dealt first, each group to the fold that lacks that label most.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for row, group in enumerate(groups):
        members[group].append(row)
    totals = {group: labels[rows].sum(axis=0) for group, rows in members.items()}
    wanted = np.tile(labels.sum(axis=0) / folds, (folds, 1)).astype(np.float64)
    room = np.full(folds, len(labels) / folds)
    of_group = dict(_dealt(totals, members, wanted, room, seed))
    fold_of = np.array([of_group[group] for group in groups])
    return [(np.flatnonzero(fold_of != n), np.flatnonzero(fold_of == n)) for n in range(folds)]


def _dealt(
    totals: dict[str, NDArray[np.int64]],
    members: dict[str, list[int]],
    wanted: NDArray[np.float64],
    room: NDArray[np.float64],
    seed: int,
) -> Iterator[tuple[str, int]]:
    order = sorted(members)
    np.random.default_rng(seed).shuffle(order)
    left = dict.fromkeys(order)
    remaining = np.sum([totals[group] for group in order], axis=0)
    while left:
        rare = int(np.where(remaining > 0, remaining, np.inf).argmin()) if remaining.any() else None
        for group in [one for one in left if rare is None or totals[one][rare]]:
            need = wanted[:, rare] if rare is not None else room
            fold = int(np.lexsort((room, need))[-1])
            wanted[fold] -= totals[group]
            room[fold] -= len(members[group])
            remaining = remaining - totals[group]
            del left[group]
            yield group, fold


def by_writer(writers: Sequence[str]) -> list[tuple[str, Rows, Rows]]:
    """For each writer: rows of all others to learn from, and the writer's own."""
    names = np.array(writers)
    return [
        (one, np.flatnonzero(names != one), np.flatnonzero(names == one))
        for one in sorted(set(writers))
    ]
