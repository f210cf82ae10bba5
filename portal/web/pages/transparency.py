"""The algorithmic transparency record (ATRS, tier 1 and tier 2), made from the model's own card.

Who owns it comes from the partnership file; how well it does comes from the card, and where a card
says nothing the page says so. Fields: domain/access-and-ai.md §5.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.model_card import Card, Score
from portal.domain.partnership import Area
from portal.ports import CardReader, Codebook
from portal.queries import model_state
from portal.queries.partnership import in_force
from portal.web.access import anyone
from portal.web.filters import number
from portal.web.pages import bp
from portal.web.statuses import Words
from portal.web.theme_words import plain
from portal.web.transactions import db, wiring

SLICES = {
    "length": _l("How long it is"),
    "voice": _l("Who writes"),
    "language": _l("The language"),
    "stance": _l("How it was for the family"),
}
"""What a card may cut the texts by; anything else is shown by the card's own word."""


@dataclass(frozen=True)
class Row:
    """A line of a table of figures: of what, how well, and on how many texts."""

    name: Words
    figure: str
    texts: str


@dataclass(frozen=True)
class Record:
    """The whole page.

    `card` is None where there is none; `in_use` is the version that last read a text, None where
    none does; `other` says that the card is of another version than that.
    """

    area: Area
    card: Card | None
    in_use: str | None
    other: bool
    reads: bool
    learnt: Sequence[str]
    overall: Sequence[Row]
    by_theme: Sequence[Row]
    slices: Sequence[Row]
    screen: Sequence[Row]


@bp.get("/how-themes-are-suggested")
@anyone
def transparency() -> ResponseReturnValue:
    """What the program does, who answers for it, how well it does, and where it fails."""
    record = load(db(), wiring().card, wiring().codebook)
    return render_template("pages/transparency.html", record=record, address=_address())


def load(session: Session, read: CardReader, codebook: Codebook) -> Record:
    """The record as it is now; raises `NotFound` before a partnership is loaded."""
    card, state = read(), model_state.state(session)
    in_use = state.version if state and not state.trouble else None
    return Record(
        area=in_force(session).partnership.area,
        card=card,
        in_use=in_use,
        other=bool(card and card.version and in_use and card.version != in_use),
        reads=state is None or not state.trouble,
        learnt=_learnt(card),
        overall=_overall(card),
        by_theme=_by_theme(card, codebook),
        slices=_slices(card),
        screen=_screen(card),
    )


def _address() -> str:
    return wiring().settings.base_url.rstrip("/") + url_for("pages.transparency")


def said(score: Score) -> str:
    """A figure between 0 and 1 with its interval, as it is read in the reader's language."""
    figure = number(round(score.figure, 3))
    if score.low is None or score.high is None:
        return figure
    told: str = _(
        "%(figure)s (from %(low)s to %(high)s)",
        figure=figure,
        low=number(round(score.low, 3)),
        high=number(round(score.high, 3)),
    )
    return told


def _rows(found: Sequence[tuple[Words, Score | None, int | None]]) -> list[Row]:
    return [
        Row(name, said(score), number(texts) if texts is not None else "–")
        for name, score, texts in found
        if score is not None
    ]


def _learnt(card: Card | None) -> list[str]:
    """What the card says of the texts that it was made from."""
    if card is None:
        return []
    count = _("Texts: %(count)s", count=number(card.texts)) if card.texts is not None else None
    code = card.fingerprint
    mark = _("Fingerprint of these texts: %(code)s", code=code) if code else None
    return [one for one in (count, mark, card.statement) if one]


def _overall(card: Card | None) -> list[Row]:
    if card is None:
        return []
    names: tuple[LazyString, LazyString] = (
        _l("All suggestions together (micro F1)"),
        _l("Each theme counted alike (macro F1)"),
    )
    return _rows([(names[0], card.micro_f1, card.texts), (names[1], card.macro_f1, card.texts)])


def _by_theme(card: Card | None, codebook: Codebook) -> list[Row]:
    found = card.by_theme if card else ()
    names = plain([one.theme for one in found], codebook)
    return _rows([(name, one.f1, one.texts) for name, one in zip(names, found, strict=True)])


def _slices(card: Card | None) -> list[Row]:
    found = card.slices if card else ()
    return _rows(
        [
            (
                _(
                    "%(kind)s: %(value)s",
                    kind=SLICES.get(one.slice, one.slice),
                    value=one.value.replace("_", " "),
                ),
                one.micro_f1,
                one.texts,
            )
            for one in found
        ]
    )


def _screen(card: Card | None) -> list[Row]:
    if card is None:
        return []
    return _rows(
        [
            (_l("Signs of danger that the rules find"), card.screen_recall, None),
            (_l("Harmless words that the rules leave alone"), card.screen_specificity, None),
        ]
    )
