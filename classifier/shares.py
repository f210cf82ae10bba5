"""A share with what it is a share of, and its interval: no percentage goes out alone."""

from dataclasses import asdict, dataclass

from scipy.stats import binomtest

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Share:
    """`count` out of `of`, with Wilson's interval of 95 %; all None where `of` is 0."""

    count: int
    of: int
    figure: float | None
    low: float | None
    high: float | None

    def as_dict(self) -> dict[str, object]:
        """As JSON has it; fractions rounded to four places."""
        return asdict(self)


def share(count: int, of: int) -> Share:
    """Raises ValueError when `count` is no part of `of`."""
    if not 0 <= count <= of:
        raise ValueError(f"{count} is no part of {of}")
    if not of:
        return Share(0, 0, None, None, None)
    bounds = binomtest(count, of).proportion_ci(CONFIDENCE, method="wilson")
    return Share(
        count, of, round(count / of, 4), round(float(bounds.low), 4), round(float(bounds.high), 4)
    )
