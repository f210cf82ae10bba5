"""The last question: how to reach the writer, and whether something was sent before."""
# mypy: disallow-subclassing-any=False

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain import codes, telling
from portal.web.family.fields import line, lines, optional_radios
from portal.web.family.forms import StepForm
from portal.web.family.forms_child import MEDIUM, NOT_LISTED, SHORT, YES_OR_NO
from portal.web.family.told import NOT_SURE
from portal.web.forms_look import CheckboxWidget, EmailWidget
from portal.web.transactions import wiring

EITHER = _l("Your e-mail address or mobile number, if you want to know when there is news")
EITHER_HINT = _l(
    "We only write that there is news. We never write what it is about. Other people who see your"
    " phone may see a text."
)
NO_CONTACT = _l(
    "Enter an e-mail address, like name@example.com, or a UK mobile number, like 07700 900123."
    " Or leave it empty"
)
NO_ADDRESS = _l("Enter an e-mail address, like name@example.com. Or leave it empty")
NO_MOBILE = _l("Enter a UK mobile number, like 07700 900123. Or leave it empty")
NO_TEXTS = _l(
    "We cannot send texts. Enter an e-mail address, like name@example.com. Or leave it empty"
)


def require_contact(typed: str | None) -> None:
    """Raises ValidationError for what is neither empty, nor a contact that we can write to."""
    texts = wiring().settings.texts
    try:
        telling.contact_of(typed, texts=texts)
    except telling.AddressMistyped as fault:
        raise ValidationError(NO_CONTACT if texts else NO_ADDRESS) from fault
    except telling.NumberMistyped as fault:
        raise ValidationError(NO_MOBILE) from fault
    except telling.NumberNotOffered as fault:
        raise ValidationError(NO_TEXTS) from fault


class ReachForm(StepForm):
    """How to reach the writer, all of it optional."""

    heading = _l("How can we reach you?")
    name = line(_l("Your name, if you want to give it"), SHORT)
    contact = line(
        _l("Your e-mail address, if you want to know when there is news"),
        SHORT,
        hint=_l("We only write that there is news. We never write what it is about."),
    )
    access_needs = lines(
        _l("What makes it easier for you?"),
        MEDIUM,
        hint=_l("For example: big print, easy words, an interpreter, no phone calls."),
    )
    knows = optional_radios(
        _l("Does the young person know you are writing?"),
        [*YES_OR_NO, (NOT_SURE, _l("I do not want to say"))],
        NOT_LISTED,
    )

    before = wtforms.BooleanField(_l("I sent something before"), widget=CheckboxWidget())
    earlier = line(
        _l("Its number, if you know it"),
        SHORT,
        hint=_l("A person looks whether the two belong together. Nothing is shown to you or them."),
    )

    def fit(self) -> None:
        """A view has no news to send, and only a person of 16 to 25 is asked about."""
        if wiring().settings.texts:
            self.contact.label.text = EITHER
            self.contact.description = EITHER_HINT
        else:
            self.contact.widget = EmailWidget()
        if not self.told.asks_reach:
            del self.name, self.access_needs, self.before, self.earlier
            self.heading = self.knows.label.text
        if not self.told.offers_contact:
            del self.contact
        if not self.told.asks_if_they_know:
            del self.knows

    def validate_contact(self, field: wtforms.Field) -> None:
        """An address, a mobile number where we send texts, or nothing."""
        require_contact(field.data)

    def validate_earlier(self, field: wtforms.Field) -> None:
        """A number that could be one of ours, or nothing; whether it is anybody's is not said."""
        try:
            _number(field.data)
        except codes.ReferenceMistyped as fault:
            raise ValidationError(_l("Check this number, or leave it empty")) from fault

    def shown(self, fields: Any) -> dict[str, Any]:
        """Numbers as people write them."""
        contact, earlier = fields.get("contact"), fields.get("earlier")
        return {
            **fields,
            "contact": telling.shown_contact(contact) if contact else contact,
            "earlier": codes.format_reference(earlier) if earlier else earlier,
        }

    def answers(self) -> dict[str, Any]:
        """The address without the spaces around it; a number in its one form."""
        kept = super().answers()
        if "contact" in kept:
            texts = wiring().settings.texts
            kept["contact"] = telling.contact_of(kept["contact"], texts=texts)
        if "earlier" in kept:
            kept["earlier"] = _number(kept["earlier"])
        return kept


def _number(typed: str | None) -> str | None:
    """Raises ReferenceMistyped."""
    return codes.parse_reference(typed) if typed and typed.strip() else None
