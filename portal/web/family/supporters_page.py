"""The author's list of supporters: for whom each code is, when it was used, and the form."""
# mypy: disallow-subclassing-any=False

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

import wtforms
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms.validators import ValidationError

from portal.domain.people import Author
from portal.models import AuditEvent, SupporterCode
from portal.ports import Keyring
from portal.queries.erasures import NO_CODE
from portal.services import supporters
from portal.web.family.fields import FamilyForm, line
from portal.web.family.fields import told as typed
from portal.web.forms_look import CheckboxWidget, SubmitWidget

LONGEST_NAME = 100


class SupporterForm(FamilyForm):
    """Whom it is for, and whether the author's own words are shown; `key` makes it one code."""

    key = wtforms.HiddenField()
    supporter = line(
        _l("Who is it for?"),
        LONGEST_NAME,
        typed(_l("Enter who it is for")),
        hint=_l("Only you see this. For example: Aunt Sam."),
    )
    reads_words = wtforms.BooleanField(
        _l("They may also read what I wrote"), widget=CheckboxWidget()
    )
    submit = wtforms.SubmitField(_l("Make a number and words for them"), widget=SubmitWidget())

    def validate_key(self, field: wtforms.Field) -> None:
        """A form without its key is no form of ours."""
        if not 20 <= len(field.data or "") <= 100:
            raise ValidationError(_l("Open this page again, then fill it in"))


class EndForm(FamilyForm):
    """Nothing to type."""

    submit = wtforms.SubmitField(_l("End this code"), widget=SubmitWidget())


@dataclass(frozen=True)
class Shown:
    """One code as its author reads it; `visits` are the times it was used, oldest first."""

    number: int
    name: str
    reads_words: bool
    made_at: datetime
    ended_at: datetime | None
    visits: tuple[datetime, ...]


def shown(session: Session, keyring: Keyring, author: Author) -> list[Shown]:
    """Every code of this author's message, ended ones last; erased ones are left out."""
    visits = _visits(session, author)
    codes = (one for one in supporters.of_author(session, author) if one.code_hash != NO_CODE)
    found = [_one(keyring, code, visits[code.number]) for code in codes]
    return sorted(found, key=lambda one: (one.ended_at is not None, one.number))


def _one(keyring: Keyring, code: SupporterCode, visits: list[datetime]) -> Shown:
    return Shown(
        number=code.number,
        name=supporters.name_of(keyring, code),
        reads_words=code.reads_words,
        made_at=code.made_at,
        ended_at=code.ended_at,
        visits=tuple(visits),
    )


def _visits(session: Session, author: Author) -> dict[int, list[datetime]]:
    query = select(AuditEvent).where(AuditEvent.submission_id == author.submission_id)
    query = query.where(AuditEvent.action == "supporter.opened")
    found: dict[int, list[datetime]] = defaultdict(list)
    for event in session.scalars(query.order_by(AuditEvent.at, AuditEvent.id)):
        found[int(event.detail["supporter"])].append(event.at)
    return found
