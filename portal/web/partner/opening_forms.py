"""What leads fill in to open the way to reach a family, and to keep a body away from a case."""
# mypy: disallow-subclassing-any=False

import wtforms
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from portal.domain.opening import Tried, WhoseLife
from portal.web.forms_look import CheckboxesWidget, RadiosWidget
from portal.web.partner.forms import CaseForm, of_reason

WHOSE_LIFE = {
    WhoseLife.WRITER: "The life of whoever wrote",
    WhoseLife.CHILD: "The life of a child or young person in the message",
    WhoseLife.SOMEBODY_ELSE: "The life of somebody else",
}
TRIED = {
    Tried.WROTE_HERE: "We wrote to them here",
    Tried.ASKED_SERVICES: "We asked services that may know them",
    Tried.RANG_POLICE: "We rang 999 or the police",
    Tried.NOBODY_KNOWN: "There is nobody else whom we could ask",
}
AGREE, REFUSE = "agree", "refuse"


class AskOpeningForm(CaseForm):
    """Whose life is in danger, what was tried, and why."""

    whose_life = wtforms.RadioField(
        "Whose life is in danger?",
        choices=[SelectChoice(one.value, words) for one, words in WHOSE_LIFE.items()],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose whose life is in danger")],
    )
    tried = wtforms.SelectMultipleField(
        "What have you tried?",
        choices=[SelectChoice(one.value, words) for one, words in TRIED.items()],
        widget=CheckboxesWidget(),
    )
    because = of_reason(
        "What is the danger, and how will this help?",
        "Say what the danger is and how this will help",
        "The other lead decides by these words. Families and partners never see them.",
    )

    def validate_tried(self, field: wtforms.Field) -> None:
        """At least one: this is the last way, not the first."""
        if not field.data:
            raise ValidationError("Tick at least one thing that you have tried")


class AnswerOpeningForm(CaseForm):
    """Agree, or refuse; each with a reason."""

    outcome = wtforms.RadioField(
        "Do you agree?",
        choices=[
            SelectChoice(AGREE, "I agree: open it to the two of us"),
            SelectChoice(REFUSE, "I do not agree"),
        ],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose whether you agree")],
    )
    because = of_reason("Why?", "Say why", "It is kept with what was asked.")


class WithdrawOpeningForm(CaseForm):
    """Nothing to fill in."""


class TellOpeningForm(CaseForm):
    """Nothing to fill in."""


class BodyForm(CaseForm):
    """A whole body, with every team of it."""

    partner = wtforms.RadioField(
        "Which body?",
        choices=[],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose a body")],
    )


class KeepAwayForm(BodyForm):
    """Which body is kept away, and why."""

    because = of_reason("Why?", "Say why", "Only the audit and leads know of it.")


class LetBackForm(BodyForm):
    """Which body may see it again."""
