"""What staff fill in to link: the number of another message, and how it was made sure."""
# mypy: disallow-subclassing-any=False

import wtforms
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from portal.domain import codes
from portal.web.forms_look import RadiosWidget, TextWidget
from portal.web.partner.forms import CaseForm, mended, of_reason

LONGEST_NUMBER = 40
CHECK = "Check the number: 9 letters and digits, as in 4F7K-2M9Q-X"
ONE, NOT = "one", "not"


def of_number(hint: str) -> wtforms.StringField:
    """The number of a message, as families write it."""
    return wtforms.StringField(
        "Number of the other message", description=hint, widget=TextWidget(), filters=[mended]
    )


def read_number(field: wtforms.StringField) -> str:
    """The number as the database holds it; raises `ValidationError`."""
    try:
        return codes.parse_reference((field.data or "")[:LONGEST_NUMBER])
    except codes.ReferenceMistyped as fault:
        raise ValidationError(CHECK) from fault


class LinkForm(CaseForm):
    """With which parent's message a young person's could be read together."""

    number = of_number("A parent's or carer's message about the same thing, which you read, too.")

    def validate_number(self, field: wtforms.StringField) -> None:
        """Nine letters and digits whose last agrees with the others."""
        self.reference = read_number(field)


class OwnLinkForm(CaseForm):
    """Whether one author wrote both, and how that was made sure."""

    outcome = wtforms.RadioField(
        "Did one author write both?",
        choices=[
            SelectChoice(ONE, "Yes: put the two together"),
            SelectChoice(NOT, "No, or nobody can tell: leave them apart"),
        ],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose whether one author wrote both")],
    )
    number = of_number("Only if you put them together.")
    how = of_reason(
        "How did you make sure?",
        "Say how you made sure, or why you could not",
        "For example: rang the number on file and asked for the child's date of birth. A number"
        " alone proves nothing: anybody may have found the sheet. The author does not read this.",
    )

    def validate_number(self, field: wtforms.StringField) -> None:
        """Needed only where two are put together."""
        self.reference = read_number(field) if self.outcome.data == ONE else ""
