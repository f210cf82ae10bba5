"""From decisions to what may be trained on: one voice each, nothing held, nobody too loud.

Whatever is left out is counted by reason; which of too many stay is settled by a hash of the text,
which neither the order of the file nor the one who sends it decides.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from classifier.decisions import Decision, File
from classifier.duplicates import near
from classifier.shingles import words_of
from classifier.text import normalise

NO_THEME = "none"
"""Under this key the decisions that nothing fits are counted against a person's cap."""

TRAINED_LANGUAGES = frozenset({"en"})


@dataclass(frozen=True)
class Limits:
    """How loud one source and one person may be.

    No source is more than `source_share` of all texts trained on, the `base` texts that were there
    before counted in; nobody decides more than `person_theme` texts of one theme.
    """

    source_share: float = 0.2
    person_theme: int = 40
    base: int = 0


@dataclass(frozen=True)
class Row:
    """One text to learn from, as the majority of `people` decided; `ids` are their decisions'."""

    text: str
    themes: tuple[str, ...]
    stance: str
    source: str
    people: tuple[str, ...]
    decided_on: date
    ids: tuple[str | int, ...]


@dataclass(frozen=True)
class LeftOut:
    """How many were left out and why: decisions first, then texts."""

    revised: int
    """Decisions that the same person replaced by a later one on the same text."""
    outvoted: int
    """Decisions that a majority on the same text overruled."""
    other_language: int
    held: int
    """Texts that are, or nearly are, held for testing."""
    no_majority: int
    """Texts on which people disagree without a majority: for a person to settle."""
    person_cap: int
    source_cap: int


@dataclass(frozen=True)
class Provenance:
    """Where the rows come from, without a person's name or a text."""

    fingerprint: str
    lines: int
    bad_lines: int
    decisions: int
    conflicts: int
    """Texts that people decided differently, settled or not."""
    rows: int
    people: int
    by_source: dict[str, int]
    by_month: dict[str, int]
    left_out: LeftOut

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


@dataclass(frozen=True)
class Curated:
    """The rows in order of their texts' hashes, and where they come from."""

    rows: tuple[Row, ...]
    provenance: Provenance


def curate(file: File, held: Sequence[str], limits: Limits) -> Curated:
    """The rows of a file that may be trained on. `held` are the texts of every frozen set."""
    spoken = [one for one in file.decisions if one.language in TRAINED_LANGUAGES]
    latest = _latest(spoken)
    votes = [_settled(found) for found in _by_text(latest)]
    agreed = [row for row, _, _ in votes if row is not None]
    free = [row for row, at in zip(agreed, near([r.text for r in agreed], held), strict=True)
            if at is None]  # fmt: skip
    quiet = _person_cap(sorted(free, key=_draw), limits.person_theme)
    rows = _source_cap(quiet, limits)
    left_out = LeftOut(
        revised=len(spoken) - len(latest),
        outvoted=sum(outvoted for _, outvoted, _ in votes),
        other_language=len(file.decisions) - len(spoken),
        held=len(agreed) - len(free),
        no_majority=len(votes) - len(agreed),
        person_cap=len(free) - len(quiet),
        source_cap=len(quiet) - len(rows),
    )
    conflicts = sum(conflict for _, _, conflict in votes)
    return Curated(tuple(rows), _provenance(file, rows, conflicts, left_out))


def _latest(decisions: Iterable[Decision]) -> list[Decision]:
    """One decision of each person on each text: the last by day, then by line."""
    kept: dict[tuple[tuple[str, ...], str], Decision] = {}
    for one in sorted(decisions, key=lambda one: one.decided_on):
        kept[_same(one.text), normalise(one.decided_by)] = one
    return list(kept.values())


def _same(text: str) -> tuple[str, ...]:
    """Equal for two texts of the same words, however they are written."""
    return words_of(text) or (normalise(text),)


def _by_text(decisions: Iterable[Decision]) -> list[list[Decision]]:
    found: dict[tuple[str, ...], list[Decision]] = {}
    for one in decisions:
        found.setdefault(_same(one.text), []).append(one)
    return list(found.values())


def _settled(votes: Sequence[Decision]) -> tuple[Row | None, int, bool]:
    """The row that most decided for, how many were outvoted, and whether there was a conflict.

    Each theme is voted on by itself; where one is tied there is no row.
    """
    counts = Counter(theme for one in votes for theme in one.themes)
    conflict = len({frozenset(one.themes) for one in votes}) > 1
    if any(2 * count == len(votes) for count in counts.values()):
        return None, 0, conflict
    chosen = tuple(sorted(theme for theme, count in counts.items() if 2 * count > len(votes)))
    agreeing = [one for one in votes if set(one.themes) == set(chosen)]
    if not agreeing:
        return None, 0, conflict
    first = agreeing[0]
    row = Row(
        text=first.text,
        themes=chosen,
        stance=Counter(one.stance for one in agreeing).most_common(1)[0][0],
        source=first.source,
        people=tuple(sorted({normalise(one.decided_by) for one in agreeing})),
        decided_on=first.decided_on,
        ids=tuple(one.id for one in agreeing),
    )
    return row, len(votes) - len(agreeing), conflict


def _draw(row: Row) -> str:
    return hashlib.sha256(" ".join(_same(row.text)).encode("utf-8", "replace")).hexdigest()


def _person_cap(rows: Iterable[Row], most: int) -> list[Row]:
    """The first rows by which nobody has decided more than `most` texts of a theme.

    A row goes as a whole: without one of its themes it would teach that the theme is not there.
    """
    counts: Counter[tuple[str, str]] = Counter()
    kept = []
    for row in rows:
        seats = [(person, theme) for person in row.people for theme in row.themes or (NO_THEME,)]
        if all(counts[seat] < most for seat in seats):
            counts.update(seats)
            kept.append(row)
    return kept


def _source_cap(rows: Sequence[Row], limits: Limits) -> list[Row]:
    """The first rows by which no source is more than its share of all, `base` counted in."""
    sizes = Counter(row.source for row in rows)
    most = max(sizes.values(), default=0)
    while most and most > limits.source_share * (
        limits.base + sum(min(size, most) for size in sizes.values())
    ):
        most -= 1
    taken: Counter[str] = Counter()
    kept = []
    for row in rows:
        taken[row.source] += 1
        if taken[row.source] <= most:
            kept.append(row)
    return kept


def _provenance(file: File, rows: Sequence[Row], conflicts: int, left_out: LeftOut) -> Provenance:
    return Provenance(
        fingerprint=file.fingerprint,
        lines=file.lines,
        bad_lines=len(file.faults),
        decisions=len(file.decisions),
        conflicts=conflicts,
        rows=len(rows),
        people=len({person for row in rows for person in row.people}),
        by_source=dict(sorted(Counter(row.source for row in rows).items())),
        by_month=dict(sorted(Counter(f"{row.decided_on:%Y-%m}" for row in rows).items())),
        left_out=left_out,
    )
