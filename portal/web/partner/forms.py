"""What staff fill in on a case; each form carries its key and what its page showed."""

# mypy: disallow-subclassing-any=False

import secrets
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from portal.domain.intake import MOST_CHARACTERS
from portal.domain.messages import NoteScope
from portal.domain.objections import ObjectionOutcome
from portal.web.forms_look import (
    CheckboxesWidget,
    CountedTextWidget,
    RadiosWidget,
    SubmitWidget,
    TextAreaWidget,
)
from portal.web.statuses import OTHER

LONGEST_REASON = 2_000


def mended(text: str | None) -> str:
    """What was typed, without what no database keeps, and with plain new lines."""
    plain = (text or "").replace("\r\n", "\n").replace("\x00", "\ufffd")
    return plain.encode("utf-8", "replace").decode("utf-8").strip()


def of_words(label: str, empty: str, hint: str = "") -> wtforms.TextAreaField:
    """A long text, counted with the writer."""
    most = f"Write {MOST_CHARACTERS:,} characters or fewer"
    return wtforms.TextAreaField(
        label,
        description=hint,
        widget=CountedTextWidget(),
        filters=[mended],
        validators=[DataRequired(empty), Length(max=MOST_CHARACTERS, message=most)],
    )


def of_reason(label: str, empty: str, hint: str = "") -> wtforms.TextAreaField:
    """A few sentences."""
    most = f"Write {LONGEST_REASON:,} characters or fewer"
    return wtforms.TextAreaField(
        label,
        description=hint,
        widget=TextAreaWidget(),
        filters=[mended],
        validators=[DataRequired(empty), Length(max=LONGEST_REASON, message=most)],
    )


class CaseForm(FlaskForm):
    """Every form on a case. `hints` are the hints of a field's items, by field and item."""

    key = wtforms.HiddenField()
    seen = wtforms.HiddenField()
    submit = wtforms.SubmitField("Save", widget=SubmitWidget())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A form without a key is a new one."""
        super().__init__(*args, **kwargs)
        self.hints: dict[str, dict[str, str]] = {}
        if not self.key.data:
            self.key.data = secrets.token_urlsafe(16)

    def questions(self) -> list[wtforms.Field]:
        """The fields that a person fills in, in order."""
        quiet = {"HiddenField", "CSRFTokenField", "SubmitField"}
        return [field for field in self if field.type not in quiet]

    def params(self, field: wtforms.Field) -> dict[str, Any]:
        """What the widget of one field is told besides."""
        hints = self.hints.get(field.name)
        if not hints:
            return {}
        texts = [hints.get(str(one.value), "") for one in field.choices]
        return {"items": [{"hint": {"text": text}} if text else {} for text in texts]}


class AcceptForm(CaseForm):
    """Nothing to fill in."""


class MessageForm(CaseForm):
    """Words to the family."""

    words = of_words(
        "What do you want to tell the family?",
        "Write your message",
        "They read exactly this, signed with your name and service. Use short, plain sentences.",
    )


class QuestionForm(CaseForm):
    """A question to the family."""

    words = of_words("What do you need to know?", "Write your question", "Ask one thing at a time.")


class AnswerForm(CaseForm):
    """The answer, and which of the numbered points it answers."""

    words = of_words(
        "Your answer",
        "Write your answer",
        "An answer, or a plan with dates. This is what stops the clock.",
    )
    points = wtforms.SelectMultipleField(
        "Which points does it answer?", choices=[], coerce=int, widget=CheckboxesWidget()
    )


class ProposalForm(CaseForm):
    """ "We think this is done. Is it?" """

    words = of_words(
        "What was done?",
        "Say what was done",
        "The family is asked whether it has really changed. Only they can say that it is done.",
    )


class NoteForm(CaseForm):
    """Words that the family does not see."""

    words = of_words("Note", "Write your note", "The family does not see notes here.")
    scope = wtforms.RadioField(
        "Who may read it?",
        choices=[SelectChoice(scope.value, OTHER[scope]) for scope in NoteScope],
        default=NoteScope.OWN_PARTNER.value,
        widget=RadiosWidget(),
        validators=[InputRequired("Choose who may read it")],
    )


class GiveBackForm(CaseForm):
    """Why it is not ours."""

    because = of_reason(
        "Why is it not yours?",
        "Say why it is not yours",
        "Triage reads this, to find the right team. The family's dates do not move.",
    )


class KeepForm(CaseForm):
    """Why triage answers it."""

    because = of_reason(
        "Why does triage keep this one?", "Say why triage keeps it", "The family reads this."
    )


class ThemesForm(CaseForm):
    """What the words are about, as a person says."""

    themes = wtforms.SelectMultipleField(
        "What is it about?",
        description="Tick all that fit. Tick none if none of them does.",
        choices=[],
        widget=CheckboxesWidget(),
    )
    stance = wtforms.RadioField(
        "How was it for the family?",
        choices=[
            SelectChoice("positive", "Good"),
            SelectChoice("negative", "Bad"),
            SelectChoice("mixed", "Good and bad"),
            SelectChoice("neutral", "Neither"),
        ],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose how it was for the family")],
    )
    reading = wtforms.HiddenField()


class SuggestedForm(CaseForm):
    """One press on what the machine suggested; `reading` says which suggestions were seen."""

    reading = wtforms.HiddenField()


class UndoThemesForm(CaseForm):
    """Nothing to fill in."""


class ObjectionForm(CaseForm):
    """What comes of a family's "that's not right"."""

    outcome = wtforms.RadioField(
        "What comes of it?",
        choices=[
            SelectChoice(ObjectionOutcome.CHANGED.value, "We change it"),
            SelectChoice(ObjectionOutcome.STAYS.value, "It stays as it is"),
        ],
        description="Changing it is a step of its own: place it, give it back, hand it on, or"
        " choose other themes.",
        widget=RadiosWidget(),
        validators=[InputRequired("Choose what comes of it")],
    )
    words = of_reason(
        "What do you tell the family?",
        "Say why, or what will change",
        "They read exactly this. Use short, plain sentences.",
    )


class ReleaseForm(CaseForm):
    """Why it may go on."""

    reason = of_reason(
        "Why may this go on?",
        "Say why it may go on",
        "It is kept with the flag. Families and partners never see it.",
    )


class ConfirmForm(CaseForm):
    """What is being done to keep somebody safe."""

    words = of_reason(
        "What did you do, and who was told?",
        "Say what you did",
        "Your reference, who was told, and when. Only safeguarding leads read this.",
    )
