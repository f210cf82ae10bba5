"""Keeping the number and the words: the question that ends the page, a sheet, a file, a square."""
# mypy: disallow-subclassing-any=False

from dataclasses import dataclass

import segno
import wtforms
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.web.family.fields import FamilyForm, radios
from portal.web.forms_look import SubmitWidget
from portal.web.transactions import wiring

QUIET_ZONE = 4
"""Modules of white around the square, as its standard asks."""


class KeptForm(FamilyForm):
    """Whether they are kept. Nothing is chosen beforehand, and either answer closes the page."""

    kept = radios(
        _l("Have you kept your number and your words?"),
        [
            ("yes", _l("Yes, I have my number and all six words")),
            ("no", _l("I do not want them. I know that nobody can let me back in")),
        ],
        _l("Say whether you have kept your number and words"),
    )
    close = wtforms.SubmitField(_l("Close this page"), widget=SubmitWidget())


def door() -> str:
    """The address of the page that asks for a number and words; nothing secret is in it."""
    return wiring().settings.base_url.rstrip("/") + url_for("family.come_back")


@dataclass(frozen=True)
class Square:
    """A square code to draw: modules along a side, the white around it too, and an SVG path."""

    side: int
    path: str


def square() -> Square:
    """A square code of that address alone.

    A camera offers to open or to look up what it reads, and keeps it: so no number and no words.
    """
    rows = list(segno.make_qr(door(), error="m").matrix_iter(border=QUIET_ZONE))
    dark = [(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module]
    return Square(len(rows), "".join(f"M{x} {y}h1v1h-1z" for x, y in dark))


def sheet(reference: str, words: tuple[str, ...]) -> str:
    """The number and the words as plain text, for a file; lines end as old editors want them."""
    lines = [
        _("Your number"),
        reference,
        "",
        _("Your secret words: five, and a sixth that checks the others"),
        *(f"{place}. {word}" for place, word in enumerate(words, 1)),
        "",
        _("You need both to come back, on this page:"),
        door(),
        "",
        _("If you lose your number and words, nobody can let you back in."),
        _("Anybody who has both can read your message."),
    ]
    return "\r\n".join(str(line) for line in lines) + "\r\n"
