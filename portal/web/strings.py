"""The words of the partnership file that families read, handed to translators.

They are looked up at run time by their English, so they must stand in the catalogue though no
source names them. `translations/family.cfg` gives this module to Babel.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

BANK_HOLIDAYS = (
    "New Year's Day",
    "New Year's Day (substitute day)",
    "Good Friday",
    "Easter Monday",
    "Early May bank holiday",
    "Spring bank holiday",
    "Summer bank holiday",
    "Christmas Day",
    "Christmas Day (substitute day)",
    "Boxing Day",
    "Boxing Day (substitute day)",
)
"""How the calendar of England and Wales names the days that are not counted."""

READ_BY_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "partner": ("name",),
    "place": ("name", "says"),
    "need": ("label",),
    "help": ("what_to_do", "hours"),
}
"""By the name of a table: which of its words families read. Names of help lines stay English."""

Found = tuple[int, str | None, str, list[str]]
"""As Babel takes a sentence: its line, the function that would translate it, it, comments."""


def partnership(
    file: IO[bytes],
    keywords: Mapping[str, Any],  # noqa: ARG001 - Babel hands these to every extraction method
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Found]:
    """Yield every sentence of a partnership file that families read, each with its line.

    Raises `tomllib.TOMLDecodeError` for what is no TOML.
    """
    text = file.read().decode("utf-8")
    for sentence, comment in _sentences(tomllib.loads(text)):
        yield _line(text, sentence), None, sentence, [comment]


def _sentences(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for table, fields in READ_BY_FAMILIES.items():
        for row in content.get(table, ()):
            if row.get("audience") == "professionals":
                continue
            for field in fields:
                if row.get(field):
                    yield row[field], f"Partnership file: {table} {row['key']}, {field}"
    for row in content.get("closure", ()):
        yield row["why"], "Partnership file: why we are closed"
    for name in BANK_HOLIDAYS:
        yield name, "A bank holiday"


def _line(text: str, sentence: str) -> int:
    return text[: max(text.find(sentence), 0)].count("\n") + 1
