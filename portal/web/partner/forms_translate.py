"""What staff fill in to put a translation beside what was written."""
# mypy: disallow-subclassing-any=False

import wtforms
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from portal.domain.translating import LONGEST, MadeBy
from portal.web.forms_look import CheckboxWidget, CountedTextWidget, RadiosWidget
from portal.web.partner.forms import CaseForm, mended

MADE_BY = {
    MadeBy.COLLEAGUE: "A colleague who speaks the language",
    MadeBy.INTERPRETER: "An interpreter or translator",
    MadeBy.COMMUNITY: "A community organisation",
    MadeBy.MACHINE_CHECKED: "A machine, and a person checked it",
}
"""To staff; families read the same in `portal.web.family.translated`."""

TOO_LONG = f"Write {LONGEST:,} characters or fewer"
TICK = (
    "Tick that a person who reads both languages checked it. What a machine translated is kept only"
    " then"
)


class TranslateForm(CaseForm):
    """The translation of one text, and who made it."""

    which = wtforms.RadioField(
        "Which text did you translate?",
        choices=[],
        coerce=int,
        widget=RadiosWidget(),
        validators=[InputRequired("Choose which text you translated")],
    )
    words = wtforms.TextAreaField(
        "The translation",
        description="All of it, as near to what was written as can be. What was written is never"
        " changed.",
        widget=CountedTextWidget(),
        filters=[mended],
        validators=[DataRequired("Write the translation"), Length(max=LONGEST, message=TOO_LONG)],
    )
    wanted = wtforms.TextAreaField(
        "The translation of what would help",
        description="Only of the first message.",
        widget=CountedTextWidget(),
        filters=[mended],
        validators=[Length(max=LONGEST, message=TOO_LONG)],
    )
    made_by = wtforms.RadioField(
        "Who translated it?",
        description="The family reads this. It does not read anybody's name.",
        choices=[SelectChoice(one.value, words) for one, words in MADE_BY.items()],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose who translated it")],
    )
    checked = wtforms.BooleanField(
        "A person who reads both languages checked it",
        description="Needed where a machine translated it. It must be one that your organisation"
        " runs itself: families are promised that no other company's program gets their words.",
        widget=CheckboxWidget(),
    )

    @property
    def chosen(self) -> int | None:
        """Which text the page is about; None while that is to be chosen."""
        offered = {choice.value for choice in self.which.choices}
        return self.which.data if self.which.data in offered else None

    def questions(self) -> list[wtforms.Field]:
        """All, save which text it is, once that is clear."""
        asked = super().questions()
        return [one for one in asked if one is not self.which or self.chosen is None]

    def validate_checked(self, field: wtforms.Field) -> None:
        """A machine's words are kept only where a person has checked them."""
        if self.made_by.data == MadeBy.MACHINE_CHECKED.value and not field.data:
            raise ValidationError(TICK)
