"""Who may we show this to? Asked again after sending, one body at a time (ruling 16)."""
# mypy: disallow-subclassing-any=False

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.consents import ConsentUse, Given, stands
from portal.domain.people import Author
from portal.domain.working_days import local_date
from portal.models import Partner
from portal.queries import formal
from portal.queries.tracking import Tracked
from portal.services import consent
from portal.web.family.fields import FamilyForm, checkboxes, known, offer
from portal.web.family.forms_child import NOT_LISTED
from portal.web.forms_look import SubmitWidget


class SharingForm(FamilyForm):
    """A box for each body; an empty one is a no."""

    share = checkboxes(
        _l("Is it OK to show your words to these?"),
        known(NOT_LISTED),
        hint=_l("Tick each one you say yes to. You can leave all of them empty."),
    )
    save_share = wtforms.SubmitField(_l("Save who may see it"), widget=SubmitWidget())

    def __init__(self, bodies: Iterable[Partner], **given: Any) -> None:
        super().__init__(**given)
        self.share.choices = offer((one.key, _l(one.name)) for one in bodies)


@dataclass(frozen=True)
class Sharing:
    """What the page shows; `form` is None where there is nobody to ask about.

    `reading` says that one of the bodies has a turn, or must answer what was made formal, and so
    has read the words.
    """

    form: SharingForm | None
    reading: bool


def posted(session: Session, author: Author, now: datetime) -> SharingForm:
    """The form as it was sent, with the bodies that this author may choose from."""
    return SharingForm(consent.bodies(session, author, local_date(now)))


def sharing(
    session: Session, author: Author, tracked: Tracked, now: datetime, form: SharingForm | None
) -> Sharing:
    """The question for this message, what stands ticked; `form` where it has faults."""
    bodies = consent.bodies(session, author, local_date(now))
    keys = {one.key for one in bodies}
    consents = tracked.submission.consents
    given = [Given(one.use, one.partner_key, one.yes, one.given_at) for one in consents]
    ticked = [one.key for one in bodies if stands(ConsentUse.PASS_ON, one.key, given)]
    plain = SharingForm(bodies, formdata=None, data={"share": ticked})
    answering = {one.partner_key for one in formal.of_author(session, author) if not one.ended_on}
    turns = {one.partner.key for one in tracked.referrals if one.open}
    return Sharing(
        form=(form or plain) if bodies else None,
        reading=bool(keys & (turns | answering)),
    )
