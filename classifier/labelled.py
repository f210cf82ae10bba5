"""A file of labelled texts that is split already: columns id, split, themes, text."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

COLUMNS = ("id", "split", "themes", "text")
TRAIN, TEST = "train", "test"
LONGEST_FIELD = 10_000_000


class FileInvalid(ValueError):
    """The file is not what it should be; the message names the line."""


@dataclass(frozen=True)
class Labelled:
    """Texts to learn from and texts to be tried on, with the labels in alphabetical order.

    `train_labels` and `test_labels` have shape (texts, labels).
    """

    labels: tuple[str, ...]
    train: tuple[str, ...]
    test: tuple[str, ...]
    test_ids: tuple[str, ...]
    train_labels: NDArray[np.int8]
    test_labels: NDArray[np.int8]


def read(path: Path) -> Labelled:
    """Raises `FileInvalid`, and OSError where there is no such file."""
    rows = _rows(path)
    labels = tuple(sorted({label for row in rows if row["split"] == TRAIN for label in _of(row)}))
    parts = {part: [row for row in rows if row["split"] == part] for part in (TRAIN, TEST)}
    for part, found in parts.items():
        if not found:
            raise FileInvalid(f"no line has the split {part}")

    strays = {label for row in parts[TEST] for label in _of(row)} - set(labels)
    if strays:
        raise FileInvalid(f"no train line has the theme {min(strays)!r}, which a test line has")

    def marks(part: str) -> NDArray[np.int8]:
        return np.array([[one in _of(row) for one in labels] for row in parts[part]], np.int8)

    return Labelled(
        labels=labels,
        train=tuple(row["text"] for row in parts[TRAIN]),
        test=tuple(row["text"] for row in parts[TEST]),
        test_ids=tuple(row["id"] for row in parts[TEST]),
        train_labels=marks(TRAIN),
        test_labels=marks(TEST),
    )


def _of(row: dict[str, str]) -> list[str]:
    return [one for one in row["themes"].split("|") if one]


def _rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(LONGEST_FIELD)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(COLUMNS) - set(reader.fieldnames or ())
            if missing:
                raise FileInvalid(f"line 1: no column {', '.join(sorted(missing))}")
            rows = []
            for row in reader:
                if None in row.values() or None in row:
                    raise FileInvalid(f"line {reader.line_num}: not as many fields as columns")
                if row["split"] not in (TRAIN, TEST):
                    raise FileInvalid(f"line {reader.line_num}: split is neither train nor test")
                rows.append(row)
            return rows
    except (UnicodeDecodeError, csv.Error) as fault:
        raise FileInvalid(f"not a CSV file in UTF-8: {fault}") from fault
