"""What the author sees of the way to reach it: that there is one, never what it is."""
# mypy: disallow-subclassing-any=False

from dataclasses import dataclass
from datetime import date

import wtforms
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain import telling
from portal.domain.letters import Channel
from portal.domain.people import Author
from portal.domain.submissions import OPEN
from portal.models import Submission
from portal.services import reaching as service
from portal.web.family.fields import FamilyForm, line, radios, told
from portal.web.family.forms_child import NOT_LISTED, SHORT
from portal.web.family.forms_reach import EITHER_HINT, require_contact
from portal.web.forms_look import EmailWidget, SubmitWidget
from portal.web.transactions import wiring

ERASE, KEEP = "erase", "keep"
THERE: dict[Channel, LazyString] = {
    Channel.EMAIL: _l("We have an e-mail address from you. Staff do not see it."),
    Channel.TEXT: _l("We have a mobile number from you. Staff do not see it."),
}


class EndingForm(FamilyForm):
    """What becomes of it when the message is closed; deleted where nothing else was chosen."""

    after = radios(
        _l("Your e-mail address or number, when your message is closed"),
        [
            (ERASE, _l("Delete it")),
            (KEEP, _l("Keep it for 12 months, only to tell me what changed")),
        ],
        NOT_LISTED,
    )
    save = wtforms.SubmitField(_l("Save my choice"), widget=SubmitWidget())


class ContactForm(FamilyForm):
    """A contact in place of the one there was."""

    contact = line(
        _l("Your e-mail address"),
        SHORT,
        told(_l("Enter an e-mail address, like name@example.com")),
        hint=_l("We only write that there is news. We never write what it is about."),
    )
    give = wtforms.SubmitField(_l("Save it"), widget=SubmitWidget())

    def fit(self) -> "ContactForm":
        """A number is asked for only where texts are sent."""
        if wiring().settings.texts:
            self.contact.label.text = _l("Your e-mail address or mobile number")
            self.contact.description = EITHER_HINT
        else:
            self.contact.widget = EmailWidget()
        return self

    def validate_contact(self, field: wtforms.Field) -> None:
        """An address, or a mobile number where we send texts."""
        require_contact(field.data)

    @property
    def typed(self) -> str | None:
        """It, in its normal form."""
        return telling.contact_of(self.contact.data, texts=wiring().settings.texts)


@dataclass(frozen=True)
class Reaching:
    """`there` says that there is one, and is None where there is none; `until` once it is closed.

    `ending` asks what becomes of it, while that can be chosen.
    """

    there: LazyString | None
    until: date | None
    may_give: bool
    ending: EndingForm | None

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to say of it."""
        return self.there is not None or self.may_give


def reaching(session: Session, author: Author, submission: Submission) -> Reaching:
    """The way to reach this author, as its pages speak of it."""
    row = service.of_author(session, author)
    ending = None
    if row is not None and submission.status in OPEN:
        chosen = KEEP if row.keep_when_closed else ERASE
        ending = EndingForm(formdata=None, data={"after": chosen})
    return Reaching(
        there=THERE[row.channel] if row else None,
        until=row.erase_on if row else None,
        may_give=service.may_give(submission),
        ending=ending,
    )


def keeps(session: Session, author: Author) -> bool | None:
    """What was chosen with "it is done"; None where there is nothing to keep, or nothing chosen."""
    if service.of_author(session, author) is None:
        return None
    form = EndingForm()
    return form.after.data == KEEP if form.validate() else None
