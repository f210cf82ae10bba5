"""What a single value of a partnership file may be: a reader takes it or says why not."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from enum import Enum
from typing import TypeAlias

Reader: TypeAlias = Callable[[object], object]

LEAST_CONTRAST = 4.5
"""Of text against its ground: WCAG 2.2, success criterion 1.4.3."""

_KEY = re.compile(r"[a-z0-9][a-z0-9_]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


class Unfit(Exception):
    """A value that does not fit; the message goes on from the key's name."""


def text(value: object) -> str:
    """Take words on one line, not empty."""
    if not isinstance(value, str):
        raise Unfit("must be words in quotes")
    if not value.strip():
        raise Unfit("is empty")
    if _CONTROL.search(value):
        raise Unfit("must be one line without control characters")
    return value


def key(value: object) -> str:
    """Take a key: small letters, figures and underscores."""
    if not _KEY.fullmatch(text(value)):
        raise Unfit(f"must be small letters, figures and _ only, not {value!r}")
    return str(value)


def key_or_empty(value: object) -> str | None:
    """Take a key, or `""` for none yet."""
    return None if value == "" else key(value)


def address(value: object) -> str:
    """Take an address of e-mail, alone."""
    if not _ADDRESS.fullmatch(text(value)):
        raise Unfit(f"must be an address such as team@council.example, not {value!r}")
    return str(value)


def language(value: object) -> str:
    """Take a language tag such as `en` or `pt-PT`."""
    if not _LANGUAGE.fullmatch(text(value)):
        raise Unfit(f"must be a language tag such as en, not {value!r}")
    return str(value)


def district(value: object) -> str:
    """Take the first half of a postcode in capitals."""
    if not _DISTRICT.fullmatch(text(value)):
        raise Unfit(f"must be the first half of a postcode such as IP1, not {value!r}")
    return str(value)


def flag(value: object) -> bool:
    """Take true or false."""
    if not isinstance(value, bool):
        raise Unfit("must be true or false, without quotes")
    return value


def day(value: object) -> date:
    """Take a date without a time."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Unfit("must be a date such as 2026-04-01, without quotes")
    return value


def clock_time(value: object) -> time:
    """Take a time of day by the clock on the wall, to the minute."""
    if not isinstance(value, time) or value.second or value.microsecond:
        raise Unfit("must be a time such as 09:00:00, without quotes")
    return value


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekday(value: object) -> int:
    """Take a weekday by its first three letters: 0 for Monday."""
    if value not in WEEKDAYS:
        raise Unfit(f"must be one of {', '.join(WEEKDAYS)}, not {value!r}")
    return WEEKDAYS.index(str(value))


def whole(least: int, most: int) -> Reader:
    """Make a reader of whole numbers from `least` to `most`."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise Unfit("must be a whole number, without quotes")
        if not least <= value <= most:
            raise Unfit(f"must be from {least} to {most}, not {value}")
        return value

    return read


def one_of(kind: type[Enum]) -> Reader:
    """Make a reader of the codes of an enum."""
    known = ", ".join(str(code.value) for code in kind)

    def read(value: object) -> Enum:
        try:
            return kind(value)
        except ValueError:
            raise Unfit(f"must be one of {known}, not {value!r}") from None

    return read


def one_word(*known: str) -> Reader:
    """Make a reader of a few names that are known outside this file."""

    def read(value: object) -> str:
        if value not in known:
            raise Unfit(f"must be one of {', '.join(known)}, not {value!r}")
        return str(value)

    return read


def many(of: Reader) -> Reader:
    """Make a reader of a list, not empty and nothing twice; `ItemUnfit` names the item."""

    def read(value: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise Unfit("must be a list in square brackets")
        if not value:
            raise Unfit("is an empty list: leave it out")
        return tuple(_item(of, value, at) for at in range(len(value)))

    return read


class ItemUnfit(Unfit):
    """One item of a list does not fit; `at` is its place, from 0."""

    def __init__(self, at: int, sentence: str) -> None:
        """Keep which item."""
        super().__init__(sentence)
        self.at = at


def _item(of: Reader, items: list[object], at: int) -> object:
    if items[at] in items[:at]:
        raise ItemUnfit(at, f"has {items[at]!r} twice")
    try:
        return of(items[at])
    except Unfit as unfit:
        raise ItemUnfit(at, f"has an item that {unfit}") from None


def contrast_with_white(colour: str) -> float:
    """Return the contrast of `#rrggbb` with white, from 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def colour(value: object) -> str:
    """Take a colour that can be read on white, and white on it."""
    if not _COLOUR.fullmatch(text(value)):
        raise Unfit(f"must be a colour such as #1b4a5a, not {value!r}")
    found = contrast_with_white(str(value))
    if found < LEAST_CONTRAST:
        raise Unfit(f"has a contrast with white of {found:.1f}, and needs {LEAST_CONTRAST}")
    return str(value)
