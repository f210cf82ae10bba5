"""What a council brings to every page: its name, its colours, its languages, whom to ring."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from flask import Flask, current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
"""The only form of a colour that reaches a style sheet."""

DEFAULT_COLOURS = {
    "brand": "#14505c",
    "brand-text": "#ffffff",
    "accent": "#b3d7d2",
    "soft": "#f2f6f6",
    "line": "#cfd9da",
}
"""A calm teal; white on it has a contrast of 9 to 1."""


@dataclass(frozen=True)
class Language:
    """A language that a family may choose: its code, its own name, its direction, its locale."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    locale: str = ""

    @property
    def babel(self) -> str:
        """The CLDR locale that dates and plurals follow."""
        return self.locale or self.code


@dataclass(frozen=True)
class Contact:
    """Somebody to ring, text or write to; `verified` is False until a person has checked it."""

    name: str
    reach: str
    about: str | LazyString = ""
    href: str = ""
    verified: bool = True


ENGLISH = Language("en", "English", locale="en_GB")

LANGUAGES = (
    ENGLISH,
    Language("pl", "Polski"),
    Language("ro", "Română"),
    Language("lt", "Lietuvių"),
    Language("pt", "Português", locale="pt_PT"),
    Language("ar", "العربية", "rtl"),
)
"""The family catalogues (ruling 48)."""

NATIONAL_CONTACTS = (
    Contact("999", "999", _l("Someone is hurt, or may be hurt very soon."), "tel:999"),
    Contact(
        "NHS 111", "111", _l("A mental health crisis: choose option 2."), "tel:111"
    ),
    Contact(
        "Childline", "0800 1111", _l("For children and young people."), "tel:08001111"
    ),
    Contact(
        "NSPCC",
        "0808 800 5000",
        _l("You are worried about a child."),
        "tel:08088005000",
    ),
    Contact("Shout", "85258", _l("Send the text SHOUT to this number."), "sms:85258"),
    Contact(
        "Samaritans", "116 123", _l("Talk to someone, day or night."), "tel:116123"
    ),
)
"""Helplines that ruling 22 counts as verified."""


@dataclass(frozen=True)
class Look:
    """All that the layout takes from the partnership."""

    council: str = "Suffolk County Council"
    colours: Mapping[str, str] = field(default_factory=lambda: DEFAULT_COLOURS)
    languages: tuple[Language, ...] = LANGUAGES
    contacts: tuple[Contact, ...] = NATIONAL_CONTACTS

    def style_sheet(self) -> str:
        """Custom properties for `/brand.css`; anything that is no colour is left out."""
        chosen = {**DEFAULT_COLOURS, **self.colours}
        lines = [
            f"  --portal-{name}: {value};"
            for name, value in sorted(chosen.items())
            if name in DEFAULT_COLOURS and COLOUR.fullmatch(value)
        ]
        return "\n".join([":root {", *lines, "}", ""])

    def version(self) -> str:
        """Changes when the colours do, so that browsers may keep the sheet until then."""
        return hashlib.sha256(self.style_sheet().encode()).hexdigest()[:12]


def set_up(app: Flask, read: Callable[[], Look] = Look) -> None:
    """Say where the look comes from; `read` is asked once a request at most."""
    app.extensions["portal-look"] = read


def look() -> Look:
    """The look of the council that runs this portal."""
    return cast("Callable[[], Look]", current_app.extensions["portal-look"])()
