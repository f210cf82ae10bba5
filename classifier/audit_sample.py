"""The monthly random sample, and what it says about the machine.

Only texts drawn at random tell how common a theme is: those that people happen to decide are the
urgent, the odd and the doubtful. Figures here are exact; whoever publishes them protects small
numbers first.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from classifier.agreement import Agreement, agreement
from classifier.shares import Share, share

SIZE = 50
SALT = "monthly-audit-1"
"""No secret: it makes the draw another one than any other order of the same texts would be."""


class NotOfTheSample(ValueError):
    """A text that was not drawn, or one that was drawn and is missing: the sample is not random."""


@dataclass(frozen=True)
class ThemeOverride:
    """How often people took a suggested theme away, of all suggestions of it, and added it, of all
    the times they gave it."""

    theme: str
    removed: Share
    added: Share


@dataclass(frozen=True)
class Overrides:
    """How often people decided otherwise than suggested: whole texts, and by theme."""

    texts: Share
    themes: tuple[ThemeOverride, ...]

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


@dataclass(frozen=True)
class Prevalence:
    """Each theme's share of all texts of a month, and that of texts with no theme."""

    month: str
    themes: dict[str, Share]
    none: Share

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


def draw(ids: Iterable[str], month: date, size: int = SIZE, salt: str = SALT) -> tuple[str, ...]:
    """The sample of a month among the ids of all its texts, in the order of the draw.

    The same ids in any order give the same sample; an id more changes at most one place. All of
    them where there are no more than `size`. The day of `month` does not matter.
    """

    def lot(one: str) -> str:
        return hashlib.sha256(f"{salt}\0{month:%Y-%m}\0{one}".encode()).hexdigest()

    return tuple(sorted(set(ids), key=lambda one: (lot(one), one))[:size])


def machine_and_people(
    machine: Sequence[Collection[str]], people: Sequence[Collection[str]], themes: Sequence[str]
) -> Agreement:
    """Agreement of what was suggested with what people decided, text by text.

    Flatters the machine where people had seen its suggestions: label the sample blind.
    Raises `agreement.LabellingsDiffer`.
    """
    return agreement(machine, people, themes)


def overrides(
    suggested: Sequence[Collection[str]], decided: Sequence[Collection[str]], themes: Sequence[str]
) -> Overrides:
    """How people dealt with suggestions they had seen; raises ValueError for unequal lengths."""
    pairs = [(frozenset(ours), frozenset(theirs))
             for ours, theirs in zip(suggested, decided, strict=True)]  # fmt: skip
    return Overrides(
        texts=share(sum(ours != theirs for ours, theirs in pairs), len(pairs)),
        themes=tuple(_override(theme, pairs) for theme in themes),
    )


def _override(theme: str, pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> ThemeOverride:
    given = [(theme in ours, theme in theirs) for ours, theirs in pairs]
    removed = sum(ours and not theirs for ours, theirs in given)
    added = sum(theirs and not ours for ours, theirs in given)
    return ThemeOverride(
        theme=theme,
        removed=share(removed, sum(ours for ours, _ in given)),
        added=share(added, sum(theirs for _, theirs in given)),
    )


def prevalence(
    month: date,
    sample: Collection[str],
    decided: Mapping[str, Collection[str]],
    themes: Sequence[str],
) -> Prevalence:
    """How common each theme is, from the decisions of people on the sample and on nothing else.

    `decided` gives the themes of each id. Raises `NotOfTheSample` unless its ids are those of the
    sample: a sample of which the hard half is missing is no sample.
    """
    strangers, missing = decided.keys() - set(sample), set(sample) - decided.keys()
    if strangers or missing:
        raise NotOfTheSample(f"{len(strangers)} not drawn, {len(missing)} drawn and not decided")
    rows = list(decided.values())
    return Prevalence(
        month=f"{month:%Y-%m}",
        themes={theme: share(sum(theme in row for row in rows), len(rows)) for theme in themes},
        none=share(sum(not row for row in rows), len(rows)),
    )
