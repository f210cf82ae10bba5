"""What an administrator fills in to announce work: days and hours, and no words of their own."""

# mypy: disallow-subclassing-any=False

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, ValidationError

from portal.domain.service_status import AHEAD, WorkOn
from portal.domain.working_days import LONDON
from portal.services.planned_work import Plan
from portal.web.forms_look import DateField, RadiosWidget, SubmitWidget, TextWidget
from portal.web.transactions import now

WORK_ON: Mapping[WorkOn, str] = {
    WorkOn.EVERYTHING: "Nothing may work",
    WorkOn.FORM: "Families may not be able to send",
    WorkOn.NEWS: "E-mails and texts may come later",
}
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_WHEN = "Enter a time like 18:30"


def _day(label: str) -> DateField:
    return DateField(label, validators=[DataRequired("Enter a date, like 24 11 2026")])


def _time(label: str) -> wtforms.StringField:
    return wtforms.StringField(
        label,
        description="On a clock of 24 hours in London, like 18:30.",
        widget=TextWidget(),
        validators=[InputRequired(_WHEN)],
    )


class WorkForm(FlaskForm):
    """From when until when, and what may not work; `key` makes pressing twice count once."""

    key = wtforms.HiddenField()
    work_on = wtforms.RadioField(
        "What may not work?",
        choices=[SelectChoice(one.value, words) for one, words in WORK_ON.items()],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose what may not work")],
    )
    first_day = _day("From which day?")
    first_time = _time("From what time?")
    last_day = _day("Until which day?")
    last_time = _time("Until what time at the latest?")
    submit = wtforms.SubmitField("Announce it", widget=SubmitWidget())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A form without a key is a new one."""
        super().__init__(*args, **kwargs)
        self.key.data = (self.key.data or "")[:40] or secrets.token_urlsafe(16)

    def validate_first_time(self, field: wtforms.Field) -> None:
        """A time of day."""
        _read(field.data)

    def validate_last_time(self, field: wtforms.Field) -> None:
        """A time of day; the end comes after the beginning, and is neither past nor far away."""
        _read(field.data)
        ends, starts = self._instant("last"), self._instant("first")
        if ends is None or starts is None:
            return
        if ends <= starts:
            raise ValidationError("The end must come after the beginning")
        if ends <= now():
            raise ValidationError("That is over already")
        if starts > now() + AHEAD:
            raise ValidationError(f"That is more than {AHEAD.days} days away")

    @property
    def plan(self) -> Plan:
        """What was filled in, once it is valid."""
        starts, ends = self._instant("first"), self._instant("last")
        if starts is None or ends is None:
            raise ValueError("a plan is read from a valid form alone")
        return Plan(self.key.data, WorkOn(self.work_on.data), starts, ends)

    def _instant(self, which: str) -> datetime | None:
        day: Any = self[f"{which}_day"].data
        found = _HOUR.fullmatch((self[f"{which}_time"].data or "").strip())
        if day is None or found is None:
            return None
        at = time(int(found[1]), int(found[2]))
        return datetime.combine(day, at, LONDON).astimezone(UTC)


def _read(text: str | None) -> None:
    if _HOUR.fullmatch((text or "").strip()) is None:
        raise ValidationError(_WHEN)
