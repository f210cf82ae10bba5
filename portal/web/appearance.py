"""What a council brings to every page: its name, its colours, its languages, whom to ring."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from flask import g, request
from flask_babel import gettext
from sqlalchemy.exc import SQLAlchemyError

from portal.domain.errors import NotFound
from portal.domain.partnership import Partnership
from portal.domain.partnership_promises import HelpContact
from portal.domain.partnership_terms import Operator
from portal.queries.partnership import in_force
from portal.web.transactions import db, wiring

COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
"""The only form of a colour that reaches a style sheet."""

DEFAULT_COLOURS = {"brand": "#14505c", "link": "#0b5c7a", "button": "#1d6338"}
"""Calm, and dark enough: white on each has a contrast of more than 7 to 1."""

LOCALES = {"en": "en_GB", "pt": "pt_PT"}
"""Where the language alone would bring another country's way of writing dates."""

EASY = ("@easy", "-simple")
"""How easy words are marked: in the name of a catalogue, and in a language tag (BCP 47)."""

URGENT = frozenset({"emergency", "crisis", "safeguarding"})
"""Kinds of help that are shown wherever somebody may be in danger."""

ADVISERS = ("sendiass", "ipsea")
"""Contacts of the file to which a family is led with a legal question."""


@dataclass(frozen=True)
class Language:
    """A language that a family may choose: its code, its own name, its direction.

    `easy`: its twin in easy words. The code is that of the language all the same.
    """

    code: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    easy: bool = False

    @property
    def babel(self) -> str:
        """The CLDR locale that dates and plurals follow; easy words are a variant of it."""
        return LOCALES.get(self.code, self.code) + (EASY[0] if self.easy else "")

    @property
    def tag(self) -> str:
        """The language as a page and a cookie name it: `en`, `ar`, `en-simple`."""
        return self.code + (EASY[1] if self.easy else "")


ENGLISH = Language("en", "English")
EASY_ENGLISH = Language("en", "Easy words", easy=True)
"""The only easy twin so far (ruling 48)."""


@dataclass(frozen=True)
class Contact:
    """Somebody to ring, text or look up; `ways` are words with the address that opens them."""

    name: str
    about: str
    ways: tuple[tuple[str, str], ...]
    verified: bool = True
    kind: str = "emergency"
    hours: str = ""


@dataclass(frozen=True)
class Look:
    """All that the layout takes from the partnership."""

    council: str = "Suffolk County Council"
    colours: Mapping[str, str] = field(default_factory=lambda: DEFAULT_COLOURS)
    languages: tuple[Language, ...] = (ENGLISH,)
    help: tuple[HelpContact, ...] = ()
    operator: Operator | None = None

    @property
    def contacts(self) -> list[Contact]:
        """Help for families, in the order of the file, in the reader's language."""
        return [contact_of(one) for one in self.help if one.audience != "professionals"]

    @property
    def urgent(self) -> list[Contact]:
        """Those to ring when it cannot wait; the same for everyone."""
        return [one for one in self.contacts if one.kind in URGENT]

    @property
    def advisers(self) -> list[Contact]:
        """Who helps with appeals and complaints and takes no side."""
        known = {one.key: one for one in self.help}
        return [contact_of(known[key]) for key in ADVISERS if key in known]

    @property
    def ourselves(self) -> list[Contact]:
        """Who runs the portal, to ring or write to: one, or none where nobody is named."""
        return [contact_of_operator(self.operator)] if self.operator else []

    def style_sheet(self) -> str:
        """Custom properties for `/brand.css`; anything that is no colour is left out."""
        chosen = {**DEFAULT_COLOURS, **self.colours}
        lines = [
            f"  --portal-{name}: {chosen[name]};"
            for name in sorted(DEFAULT_COLOURS)
            if COLOUR.fullmatch(chosen[name])
        ]
        return "\n".join([":root {", *lines, "}", ""])

    def version(self) -> str:
        """Changes when the colours do, so that browsers may keep the sheet until then."""
        return hashlib.sha256(self.style_sheet().encode()).hexdigest()[:12]


def look() -> Look:
    """The look of the partnership in force; a plain one where none can be read.

    Read in a session of its own where something is written or went wrong: a page about a broken
    database must still be drawn, and nothing may begin to write for the sake of a colour.
    """
    if "look" not in g:
        g.look = _in_this_request() or _apart() or Look()
    found: Look = g.look
    return found


def _in_this_request() -> Look | None:
    """From the session that reads for the page anyway, where it only reads."""
    if request.method not in ("GET", "HEAD"):
        return None
    try:
        return look_of(in_force(db()).partnership)
    except NotFound:
        return None
    except SQLAlchemyError:
        # Its connection was cut: the page goes on with another, or is told so by its own reading.
        db().rollback()
        return None


def _apart() -> Look | None:
    try:
        with wiring().reads() as session:
            return look_of(in_force(session).partnership)
    except (NotFound, SQLAlchemyError):
        return None


def look_of(partnership: Partnership) -> Look:
    """What the layout needs of a partnership."""
    area = partnership.area
    colours = {name: getattr(area.colours, name) for name in DEFAULT_COLOURS}
    languages = tuple(
        Language(one.key, one.name, "rtl" if one.dir == "rtl" else "ltr")
        for one in partnership.languages
    )
    return Look(area.council, colours, languages or (ENGLISH,), partnership.help, area.operator)


def contact_of_operator(operator: Operator) -> Contact:
    """Who runs the portal: by telephone, by letter, by e-mail."""
    ways = (
        (operator.telephone, f"tel:{digits(operator.telephone)}"),
        (operator.email, f"mailto:{operator.email}"),
    )
    name, post = gettext(operator.name), gettext(operator.post)
    return Contact(name, post, ways, operator.verified, kind="operator")


def contact_of(contact: HelpContact) -> Contact:
    """A contact of the file as the page shows it; its sentence is looked up in the catalogue."""
    ways = []
    if contact.telephone:
        ways.append((gettext(contact.telephone), f"tel:{digits(contact.telephone)}"))
    if contact.text_number:
        ways.append((contact.text_number, f"sms:{digits(contact.text_number)}"))
    if contact.relay:
        ways.append((gettext("Relay UK: %(number)s", number=contact.relay), ""))
    if contact.web:
        ways.append((contact.web, contact.web))
    hours = gettext(contact.hours) if contact.hours else ""
    about = gettext(contact.what_to_do)
    name = gettext(contact.name)
    return Contact(name, about, tuple(ways), contact.verified, contact.kind, hours)


def digits(number: str) -> str:
    """What a telephone dials: the digits before any "then 2"."""
    return re.sub(r"[^0-9+]", "", number.partition(",")[0])
