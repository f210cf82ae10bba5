"""`python -m tests.bench`: measure, print the table, and fail when a figure is missed."""

import sys

from tests.bench import folding, screening, serving, sweeping, theming
from tests.bench.table import printed


def main() -> int:
    """The exit status: 0 when every figure is kept."""
    figures = [
        figure
        for part in (sweeping, folding, screening, theming, serving)
        for figure in part.figures(_told)
    ]
    print(printed(figures))  # noqa: T201
    return 0 if all(one.kept for one in figures) else 1


def _told(what: str) -> None:
    print(what, file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
