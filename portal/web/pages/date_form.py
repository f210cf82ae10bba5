"""What is asked to work out a date; read from the address, so no token and nothing to keep."""
# mypy: disallow-subclassing-any=False

from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from portal.domain.working_days import local_date
from portal.web.forms_look import DateField, RadiosWidget
from portal.web.pages.date_questions import LETTER, QUESTIONS
from portal.web.transactions import now

YEARS_AHEAD = 1
"""A meeting or a letter may be planned; further ahead a year was mistyped."""


class DatesForm(wtforms.Form):
    """What it is, its day, and the other day that an appeal may be counted from."""

    what = wtforms.RadioField(
        _l("What is it?"),
        choices=[SelectChoice(key, one.words) for key, one in QUESTIONS.items()],
        validate_choice=False,
        widget=RadiosWidget(),
    )
    day = DateField(
        _l("What is the date?"),
        description=_l(
            "For a letter, the date on it. For a complaint or a request, the day they got it. For"
            " example, 24 11 2026."
        ),
    )

    certificate = DateField(
        _l("Do you have a mediation certificate? If yes, what date is on it?"),
        description=_l("Only for a letter with a decision. If you have none, leave it empty."),
    )

    def validate_what(self, field: wtforms.Field) -> None:
        """One of ours."""
        if field.data not in QUESTIONS:
            raise ValidationError(_("Choose what it is"))

    def validate_day(self, field: wtforms.Field) -> None:
        """A day, from the first that our limits hold for, to a year ahead."""
        if field.data is None:
            raise StopValidation(_("Enter a date, like 24 11 2026"))
        _not_far_ahead(field.data)

    def validate_certificate(self, field: wtforms.Field) -> None:
        """None, or the day of one that came with or after the letter."""
        if field.data is None or self.what.data not in QUESTIONS:
            return
        if self.what.data != LETTER:
            raise ValidationError(_("Only a letter with a decision has a certificate. Empty this"))
        _not_far_ahead(field.data)
        letter: Any = self.day.data
        if letter is not None and field.data < letter:
            raise ValidationError(_("The certificate cannot be older than the letter"))


def _not_far_ahead(day: date) -> None:
    today = local_date(now())
    if day > today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28)):
        raise ValidationError(_("Check the year. The date must be less than a year ahead"))
