"""What the board's secretary fills in for "You said, we did"."""

# mypy: disallow-subclassing-any=False

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation, ValidationError

from portal.domain.public_responses import ResponseOutcome
from portal.domain.working_days import local_date
from portal.models import Partner, PublicResponseText
from portal.ports import OUTSIDE, Codebook
from portal.services.respond_publicly import Entry
from portal.web.forms_look import (
    CheckboxWidget,
    CountedTextWidget,
    DateField,
    RadiosWidget,
    SelectWidget,
    SubmitWidget,
    TextAreaWidget,
)
from portal.web.limits import mended
from portal.web.response_words import STAFF_OUTCOME
from portal.web.transactions import now

LONGEST, LONGEST_REASON = 1_500, 500
YEARS_AHEAD = 2
NO_THEME = SelectChoice("", "No theme of its own")


def _plain(text: str | None) -> str:
    return mended((text or "").replace("\r\n", "\n")).strip()


def _words(label: str, hint: str, empty: str = "") -> wtforms.TextAreaField:
    most = Length(max=LONGEST, message=f"Write {LONGEST:,} characters or fewer")
    needed = [DataRequired(empty)] if empty else []
    return wtforms.TextAreaField(
        label,
        description=hint,
        widget=CountedTextWidget(),
        filters=[_plain],
        validators=[*needed, most],
    )


class EntryForm(FlaskForm):
    """One entry. `key` makes pressing twice count once; `seen` is the version that was shown."""

    key = wtforms.HiddenField()
    seen = wtforms.HiddenField()
    said = _words(
        "What did families say?",
        "In our own words, never a quote. No name, school, village or small number.",
        "Write what families said",
    )
    outcome = wtforms.RadioField(
        "What came of it?",
        choices=[SelectChoice(one.value, words) for one, words in STAFF_OUTCOME.items()],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose what came of it")],
    )
    did = _words(
        "What was done, or why could it not be done?",
        "Say what families can check. A figure comes from the frozen quarters alone, as shown.",
        "Write what was done, or why not",
    )
    later = _words(
        "What did families say afterwards?",
        "Needed where they told us that it did not work. In our own words.",
    )
    priority = wtforms.RadioField(
        "Which area does it belong to?",
        widget=RadiosWidget(),
        validators=[InputRequired("Choose an area")],
    )
    theme = wtforms.SelectField("Theme, if one fits", widget=SelectWidget())
    partner = wtforms.SelectField(
        "Who is responsible?",
        widget=SelectWidget(),
        validators=[InputRequired("Choose who is responsible")],
    )
    next_look = DateField(
        "When do we look at it again?",
        description="The public reads this date, also after it has passed.",
    )
    submit = wtforms.SubmitField("Save as a draft", widget=SubmitWidget())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A form without a key is a new one."""
        super().__init__(*args, **kwargs)
        self.key.data = (self.key.data or "")[:40] or secrets.token_urlsafe(16)

    def offer(self, codebook: Codebook, bodies: Sequence[Partner]) -> "EntryForm":
        """Fill in what may be chosen."""
        areas = [SelectChoice(one.key, one.name) for one in codebook.priorities]
        self.priority.choices = [*areas, SelectChoice(OUTSIDE, "Outside these five areas")]
        themes = [SelectChoice(one.key, one.name) for one in codebook.themes]
        self.theme.choices = [NO_THEME, *themes]
        named = [SelectChoice(str(one.id), one.official_name or one.name) for one in bodies]
        self.partner.choices = [SelectChoice("", "Choose one"), *named]
        return self

    def show(self, text: PublicResponseText) -> "EntryForm":
        """The words as they stand, to be changed; the next look is asked for anew if it passed."""
        self.seen.data = str(text.number)
        self.said.data, self.did.data, self.later.data = text.said, text.did, text.later
        self.outcome.data, self.priority.data = text.outcome.value, text.priority
        self.theme.data, self.partner.data = text.theme or "", str(text.partner_id)
        look: Any = text.next_look_on
        if look >= local_date(now()):
            self.next_look.data = look
        return self

    def validate_later(self, field: wtforms.Field) -> None:
        """What did not work is told in words."""
        if self.outcome.data == ResponseOutcome.DID_NOT_WORK.value and not field.data:
            raise ValidationError("Write what families said afterwards")

    def validate_next_look(self, field: wtforms.Field) -> None:
        """A day that is not over, and not too far away for anybody to remember."""
        if field.data is None:
            raise StopValidation("Enter the day on which we look again, like 24 11 2026")
        today = local_date(now())
        if field.data < today:
            raise ValidationError("That day is over. Enter one that is still to come")
        if field.data > _years_on(today):
            raise ValidationError("That is more than two years away. Check the year")

    @property
    def entry(self) -> Entry:
        """What was filled in, once it is valid."""
        looked_at: Any = self.next_look.data
        return Entry(
            form_key=self.key.data,
            outcome=ResponseOutcome(self.outcome.data),
            priority=self.priority.data,
            theme=self.theme.data or None,
            partner_id=int(self.partner.data),
            said=self.said.data,
            did=self.did.data,
            later=self.later.data or None,
            next_look_on=looked_at,
        )

    @property
    def seen_number(self) -> int:
        """The version that was shown; 0 for none of ours."""
        return _number(self.seen.data)


class PublishForm(FlaskForm):
    """Somebody has read it as a stranger would."""

    seen = wtforms.HiddenField()
    looked = wtforms.BooleanField(
        "I have read every word. No family, child or worker can be told from it",
        widget=CheckboxWidget(),
        validators=[InputRequired("Read it, and tick that you have")],
    )
    submit = wtforms.SubmitField("Publish", widget=SubmitWidget())

    @property
    def seen_number(self) -> int:
        """The version that was shown; 0 for none of ours."""
        return _number(self.seen.data)


class TakeDownForm(FlaskForm):
    """Why the public is to read it no more."""

    because = wtforms.TextAreaField(
        "Why is it taken down?",
        description="Kept in the history. Staff of the board read it, the public does not.",
        widget=TextAreaWidget(),
        filters=[_plain],
        validators=[
            DataRequired("Say why it is taken down"),
            Length(max=LONGEST_REASON, message=f"Write {LONGEST_REASON} characters or fewer"),
        ],
    )
    submit = wtforms.SubmitField("Take it down", widget=SubmitWidget())


def _number(text: str | None) -> int:
    plain = text or ""
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 7 else 0


def _years_on(day: date) -> date:
    return day.replace(year=day.year + YEARS_AHEAD, day=min(day.day, 28))
