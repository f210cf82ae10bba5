"""A young person's own questions: short, nothing ticked, and nothing asked that is not needed.

What it answers is kept in the draft under names of its own: whoever says now that it is a young
person reads nothing that was typed as somebody else, and sends nothing of it.
"""
# mypy: disallow-subclassing-any=False

from collections.abc import Iterable, Mapping
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain.intake import MOST_CHARACTERS
from portal.web.family.fields import AtMost, checkboxes, known, offer, one_newline, optional_radios
from portal.web.family.fields import radios as required_radios
from portal.web.family.forms import StepForm
from portal.web.family.forms_child import NOT_LISTED
from portal.web.family.forms_reach import ReachForm
from portal.web.family.told import NO, NOT_SURE, OWN, YES
from portal.web.forms_look import TextAreaWidget
from portal.web.picture_words import AGE_BAND, FEELING, PICTURE
from portal.web.transactions import wiring

NOT_SAID = "not_said"
UNSAID = (NOT_SAID, _l("I do not want to say"))
"""Without script nobody can take back a radio button: this one does."""

CONTACT = _l("Your e-mail address")
EITHER = _l("Your e-mail address or mobile number")
CONTACT_HINT = _l(
    "Can someone else read it? Then leave it empty. We only say that there is news for you."
)


def coded(words: Mapping[Any, Any]) -> Iterable[tuple[str, Any]]:
    """Choices of codes with their words, in order."""
    return ((one.value, said) for one, said in words.items())


class OwnForm(StepForm):
    """Answers under names of their own in the draft, under the usual ones on the page."""

    def shown(self, fields: Any) -> dict[str, Any]:
        """What was typed as a young person, and nothing else."""
        own = {key: value for key, value in fields.items() if key.startswith(OWN)}
        return super().shown({key.removeprefix(OWN): value for key, value in own.items()})

    def answers(self) -> dict[str, Any]:
        """The same, the other way round."""
        return {OWN + key: value for key, value in super().answers().items()}


class NoticeForm(StepForm):
    """What a young person should know before it tells us anything; asks nothing."""

    heading = _l("Before you tell us")


class SayForm(OwnForm):
    """The message: pictures, words, a face or any of them; an age if it wants to say."""

    heading = _l("What do you want to tell us?")
    pictures = checkboxes(
        _l("Pick pictures"), known(NOT_LISTED), hint=_l("Pick as many as you like.")
    )
    words = wtforms.TextAreaField(
        _l("Write to us"),
        description=_l("A few words are enough. You can write in any language."),
        filters=[one_newline],
        validators=[AtMost(MOST_CHARACTERS)],
        widget=TextAreaWidget(),
    )
    feeling = optional_radios(_l("How do you feel?"), [*coded(FEELING), UNSAID], NOT_LISTED)
    age_band = optional_radios(
        _l("How old are you?"),
        [*coded(AGE_BAND), UNSAID],
        NOT_LISTED,
        hint=_l("You do not have to say."),
    )

    def fit(self) -> None:
        """Every picture, in the order of the tiles."""
        self.pictures.choices = offer(coded(PICTURE))

    def validate_pictures(self, field: wtforms.Field) -> None:
        """Only the message is needed, and a picture or a face is one."""
        face = self.feeling.data and self.feeling.data != NOT_SAID
        if not (field.data or face or (self.words.data or "").strip()):
            raise ValidationError(_l("Pick a picture, or write something"))


class AnswerForm(OwnForm):
    """Whether a young person wants an answer, and how; never an address under 13."""

    heading = _l("Do you want an answer?")
    answer = required_radios(
        heading,
        [
            (NO, _l("No, just read it")),
            (NOT_SURE, _l("Yes, I will come back with my secret words")),
            (YES, _l("Yes, here is a safe way to reach me")),
        ],
        _l("Say whether you want an answer"),
    )

    def fit(self) -> None:
        """Under 13, or where the age is not known, nobody offers to write."""
        if not self.told.may_offer_contact:
            self.answer.choices = self.answer.choices[:2]


class ContactForm(OwnForm, ReachForm):
    """A safe way to reach a young person who asked for one; all of it may stay empty."""

    heading = _l("How can we reach you?")

    def fit(self) -> None:
        """The same three fields as everybody's, in fewer words."""
        texts = wiring().settings.texts
        super().fit()
        del self.before, self.earlier
        self.contact.label.text = EITHER if texts else CONTACT
        self.contact.description = CONTACT_HINT
        self.name.label.text = _l("What can we call you?")
        self.name.description = _l("You can make up a name.")
        self.access_needs.label.text = _l("What makes it easier for you?")
        self.access_needs.description = _l("Like: big print, easy words, pictures.")
