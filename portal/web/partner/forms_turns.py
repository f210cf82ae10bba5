"""What staff fill in to place a case, to hand it on, to agree on a wait, to tell what changed."""

# mypy: disallow-subclassing-any=False

from typing import Any

import wtforms
from wtforms.validators import InputRequired, ValidationError

from portal.web.forms_look import CheckboxWidget, RadiosWidget, TextWidget
from portal.web.partner.forms import CaseForm, of_reason, of_words


class WholeNumber(wtforms.IntegerField):
    """A number of days, typed; what is none says so in our words."""

    widget = TextWidget()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read it, or say what to write."""
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            self.data = None
            raise ValueError("Write the number of working days in figures, like 5") from fault


class HoldForm(CaseForm):
    """Why our dates wait, and for how long; `most` is what is left of the cap."""

    most = 0

    days = WholeNumber(
        "For how many working days?", validators=[InputRequired("Write for how many working days")]
    )
    words = of_words(
        "Why do we wait?",
        "Say why we wait",
        "The family reads exactly this, with the day until which we wait at most.",
    )

    def validate_days(self, field: wtforms.Field) -> None:
        """No longer than what is left."""
        if field.data is not None and not 1 <= field.data <= self.most:
            raise ValidationError(f"Write a number from 1 to {self.most}")


class EndHoldForm(CaseForm):
    """Why we wait no longer."""

    words = of_words(
        "What do you want to tell the family?",
        "Say why we wait no longer",
        "Their date runs on from now. They read exactly this.",
    )


class PlaceForm(CaseForm):
    """Which partner should lead, and why.

    `nobody_named` is asked where the author named somebody: nobody's words go on unread.
    """

    partner = wtforms.RadioField(
        "Who should lead?",
        choices=[],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose a partner")],
    )
    nobody_named = wtforms.BooleanField(
        "I have read who must not see it. As far as I can find out, none of them works there",
        widget=CheckboxWidget(),
        validators=[InputRequired("Check who must not see it, then tick the box")],
    )
    because = of_reason(
        "Why?", "Say why this partner should lead", "The family and the partner read this."
    )


class HandOnForm(PlaceForm):
    """Which body should take it over, and why."""


class RefuseForm(CaseForm):
    """Why it is not ours to take over."""

    because = of_reason(
        "Why is it not yours?",
        "Say why it is not yours",
        "The body that asked reads this, and keeps the case. The family's dates do not move.",
    )


class ChangedForm(CaseForm):
    """What changed since it was closed."""

    words = of_words(
        "What changed because of what the family said?",
        "Say what changed",
        "They read exactly this. If nothing changed, say so and say why.",
    )


class AnnulForm(CaseForm):
    """Which breach does not hold, and why."""

    breach = wtforms.RadioField(
        "Which one was not late after all?",
        choices=[],
        coerce=int,
        widget=RadiosWidget(),
        validators=[InputRequired("Choose which one")],
    )
    because = of_reason(
        "Why does it not count?",
        "Say why it does not count",
        "The family and every service on the case read exactly this, with the day and your role.",
    )
