"""How far two labellings of the same texts agree; says nothing about who or what labelled."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance
from sklearn.metrics import cohen_kappa_score

NOTHING = "none"
"""Stands for "no theme fits" where sets of themes are compared: an empty set has no distance."""

Labelling = Sequence[Collection[str]]
"""For each text its themes; none is a label too."""


class LabellingsDiffer(ValueError):
    """The two labellings are not of the same texts, or use a theme that was not named."""


@dataclass(frozen=True)
class ThemeAgreement:
    """One theme: how many texts carry it by the first, the second and both labellings.

    `kappa` (Cohen's) is None where both give the theme to every text or to none; `f1` is None
    where neither gives it to any.
    """

    theme: str
    first: int
    second: int
    both: int
    kappa: float | None
    f1: float | None


@dataclass(frozen=True)
class Agreement:
    """Two labellings of `texts` texts.

    `alpha` is Krippendorff's, over the whole set of themes of a text, with the MASI distance; None
    where all sets are the same. `micro_f1` and `macro_f1` are of all decisions, and the mean of the
    themes that occur; None where none does.
    """

    texts: int
    alpha: float | None
    micro_f1: float | None
    macro_f1: float | None
    mean_kappa: float | None
    themes: tuple[ThemeAgreement, ...]

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)

    def as_markdown(self) -> str:
        """The figures in a sentence, then a table with a line for each theme."""
        head = (
            f"{self.texts} texts labelled twice: Krippendorff's alpha (MASI) {_shown(self.alpha)}, "
            f"mean kappa {_shown(self.mean_kappa)}, micro F1 {_shown(self.micro_f1)}, macro F1 "
            f"{_shown(self.macro_f1)}."
        )
        lines = [
            f"| `{row.theme}` | {row.first} | {row.second} | {row.both} | {_shown(row.kappa)} | "
            f"{_shown(row.f1)} |"
            for row in self.themes
        ]
        table = ["| theme | first | second | both | kappa | F1 |", "|---|---|---|---|---|---|"]
        return "\n".join([head, "", *table, *lines, ""])


def agreement(first: Labelling, second: Labelling, themes: Sequence[str]) -> Agreement:
    """Agreement by theme, in the order of `themes`, and over all.

    Raises `LabellingsDiffer` where the two are not equally long or name a theme not in `themes`.
    """
    _check(first, second, themes)
    rows = tuple(_of_theme(theme, first, second) for theme in themes)
    kappas = [row.kappa for row in rows if row.kappa is not None]
    scores = [row.f1 for row in rows if row.f1 is not None]
    given = sum(row.first + row.second for row in rows)
    return Agreement(
        texts=len(first),
        alpha=krippendorff_alpha(first, second),
        micro_f1=round(2 * sum(row.both for row in rows) / given, 4) if given else None,
        macro_f1=_mean(scores),
        mean_kappa=_mean(kappas),
        themes=rows,
    )


def krippendorff_alpha(first: Labelling, second: Labelling) -> float | None:
    """Alpha over sets of themes with the MASI distance; None where all sets are the same."""
    sets = [
        (labeller, place, frozenset(themes) or frozenset({NOTHING}))
        for labeller, labelling in (("first", first), ("second", second))
        for place, themes in enumerate(labelling)
    ]
    if len({themes for _, _, themes in sets}) < 2:
        return None
    return round(float(AnnotationTask(sets, distance=masi_distance).alpha()), 4)


def _check(first: Labelling, second: Labelling, themes: Sequence[str]) -> None:
    if len(first) != len(second):
        raise LabellingsDiffer(f"{len(first)} texts by the first, {len(second)} by the second")
    used = {theme for labelling in (first, second) for row in labelling for theme in row}
    if strangers := sorted(used - set(themes)):
        raise LabellingsDiffer(f"no such theme: {', '.join(strangers)}")


def _of_theme(theme: str, first: Labelling, second: Labelling) -> ThemeAgreement:
    ones, others = [theme in row for row in first], [theme in row for row in second]
    both = sum(one and other for one, other in zip(ones, others, strict=True))
    given = sum(ones) + sum(others)
    kappa = None
    if len({*ones, *others}) == 2:
        kappa = round(float(cohen_kappa_score(ones, others)), 4)
    return ThemeAgreement(
        theme, sum(ones), sum(others), both, kappa, round(2 * both / given, 4) if given else None
    )


def _mean(figures: Sequence[float]) -> float | None:
    return round(sum(figures) / len(figures), 4) if figures else None


def _shown(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.2f}"
