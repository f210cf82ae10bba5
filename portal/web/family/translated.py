"""What people translated of a message, as its family reads it, and "this is not right"."""
# mypy: disallow-subclassing-any=False

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import wtforms
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.people import Author
from portal.domain.translating import MadeBy
from portal.models import Translation
from portal.queries import translations
from portal.queries.translations import Versions, by_text
from portal.services.objections import MAY_OBJECT
from portal.web.family.case_forms import NotRightForm
from portal.web.forms_look import SubmitWidget
from portal.web.statuses import Words
from portal.web.tongues import direction_of

MADE_BY: Mapping[MadeBy, Words] = {
    MadeBy.COLLEAGUE: _l("Somebody who works with us and speaks the language translated it."),
    MadeBy.INTERPRETER: _l("An interpreter or translator translated it."),
    MadeBy.COMMUNITY: _l("A community group translated it."),
    MadeBy.MACHINE_CHECKED: _l(
        "A computer translated it. A person who reads both languages checked it."
    ),
}
"""Never a name: who it was is for staff alone."""


class WrongForm(NotRightForm):
    """The same of a translation. Several share a page, so each has a prefix."""

    submit = wtforms.SubmitField(_l("This translation is not right"), widget=SubmitWidget())


@dataclass(frozen=True)
class Shown:
    """One translation. `form` is None where nothing more can be said of it here."""

    number: int
    words: str
    wanted: str | None
    language: str
    direction: str
    made_by: Words
    at: datetime
    corrected: bool
    objected_at: datetime | None
    objected_words: str | None
    form: WrongForm | None = None


def form_of(number: int, *, sent: bool = False) -> WrongForm:
    """The form of one translation, as it was `sent` or fresh."""
    prefix = f"translation-{number}"
    return WrongForm(prefix=prefix) if sent else WrongForm(formdata=None, prefix=prefix)


def shown(rows: Iterable[Translation]) -> dict[int, Shown]:
    """The newest translation of each text, to whoever may only read it."""
    return {text: _shown(one, None) for text, one in by_text(rows).items()}


def of_author(
    session: Session, author: Author, status: object, refused: WrongForm | None = None
) -> dict[int, Shown]:
    """The same to the author, who may say that one is not right, while it is open or a view.

    `refused` is a form that was sent and has something wrong.
    """
    found = by_text(translations.of_author(session, author))
    forms = {one.shown.id: form_of(one.shown.id) for one in found.values() if not one.objected}
    if refused is not None:
        forms = {number: refused if _same(refused, one) else one for number, one in forms.items()}
    may = status in MAY_OBJECT
    return {
        text: _shown(one, forms.get(one.shown.id) if may else None) for text, one in found.items()
    }


def _same(one: WrongForm, other: WrongForm) -> bool:
    return bool(one.words.id == other.words.id)


def _shown(one: Versions, form: WrongForm | None) -> Shown:
    row = one.shown
    return Shown(
        number=row.id,
        words=row.words,
        wanted=row.wanted,
        language=row.language,
        direction=direction_of(row.language),
        made_by=MADE_BY[row.made_by],
        at=row.written_at,
        corrected=bool(one.before),
        objected_at=row.objected_at,
        objected_words=row.objected_words,
        form=form,
    )
