"""Words that families read though no page names them: those of the partnership file, and reasons.

They are looked up at run time by their English, so they must stand in the catalogue.
`translations/family.cfg` gives this module to Babel.
"""

import re
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

ROUTING = (
    "The child is %(age)s.",
    "The young person is %(age)s.",
    "The postcode %(code)s is on the edge of two areas.",
    "The postcode %(code)s is on the edge of %(area)s.",
    "The postcode %(code)s is not on our list for %(area)s.",
    "The postcode %(code)s is in %(area)s.",
    "Most of the postcode %(code)s is not in %(area)s.",
    "The doctor's surgery is in an area that we do not know.",
    "The doctor's surgery is in %(area)s.",
    "We do not know the age.",
    "We do not have a postcode.",
    "We cannot read the postcode.",
    "We do not know the doctor's surgery.",
    "We do not know the doctor's surgery or the postcode.",
    "%(partner)s pays for this care and leads until it agrees otherwise.",
    "We do not know who pays for this care, so a person will find out.",
    "That team is not there on this day, so a person will find out.",
    "We have not checked this, so a person will.",
    "No rule fits, so a person will read it.",
)
"""Sentences that `portal.domain.routing` and `portal.domain.places` say; narrower ones first."""

READ_BY_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "partner": ("name",),
    "place": ("name", "says"),
    "need": ("label",),
    "help": ("name", "telephone", "what_to_do", "hours"),
}
"""By the name of a table: which of its words families read."""

BRACES = re.compile(r"\{\w+\}")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")

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
        line = text[: max(text.find(sentence), 0)].count("\n") + 1
        yield line, None, sentence, [comment]


def sentences_of(reason: str) -> list[str]:
    """The whole sentences of a reason, without what the rules put in for braces."""
    return [one for one in SENTENCE_END.split(BRACES.sub("", reason).strip()) if one]


def _sentences(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    area = content.get("area", {})
    yield from _given(area, ("name", "council"), "area")
    yield from _given(area.get("operator", {}), ("name", "post"), "operator")
    for table, fields in READ_BY_FAMILIES.items():
        for row in content.get(table, ()):
            if row.get("audience") != "professionals":
                yield from _given(row, fields, f"{table} {row['key']}")
    for row in content.get("rule", ()):
        for sentence in sentences_of(row["because"]):
            yield sentence, "Why a message went where it went"
    yield from ((sentence, "Why a message went where it went") for sentence in ROUTING)
    yield from ((row["why"], "Why we are closed") for row in content.get("closure", ()))
    yield from ((name, "A bank holiday") for name in BANK_HOLIDAYS)


def _given(
    row: Mapping[str, Any], fields: tuple[str, ...], where: str
) -> Iterator[tuple[str, str]]:
    """The fields that hold words; a telephone number without any is the same in every language."""
    for field in fields:
        if re.search(r"[^\W\d]", row.get(field, "")):
            yield row[field], f"Partnership file: {where}, {field}"
