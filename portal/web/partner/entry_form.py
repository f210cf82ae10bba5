"""The page on which staff type in for somebody: its questions, and what is wrong with an answer."""
# mypy: disallow-subclassing-any=False

import secrets
from typing import Any

import wtforms
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.domain import staff_entry, telling
from portal.domain.intake import MOST_CHARACTERS
from portal.domain.partnership import Partnership
from portal.domain.staff_entry import CameBy
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind
from portal.domain.working_days import local_date
from portal.web.appearance import look
from portal.web.forms_look import (
    DateField,
    SelectWidget,
    SubmitWidget,
)
from portal.web.partner import entry_words
from portal.web.partner.entry_fields import (
    NOT_SURE,
    boxes,
    line,
    lines,
    maybe,
    radios,
    tried,
)
from portal.web.partner.forms import of_words
from portal.web.statuses import STAFF_AUTHOR
from portal.web.transactions import now, wiring

DANGER = {Danger.YES: "Yes", Danger.NO: "No", Danger.NOT_SURE: "Not sure, or it was not said"}
KIND = {
    SubmissionKind.CONCERN: "An answer: it is a concern",
    SubmissionKind.VIEW: "No answer: it is a view, and is counted",
}
YES_NO = [("yes", "Yes"), ("no", "No"), NOT_SURE]


class EntryForm(FlaskForm):
    """Everything about one voice. `key` makes the same form one message."""

    key = wtforms.HiddenField()
    came_by = radios("How did it come?", entry_words.CAME_BY, "Choose how it came")
    contact_on: Any = DateField(
        "On which day?",
        description="The day of the call, or on which the letter or e-mail arrived. The family's"
        " promises count from it. If you type it in later, both days are kept and shown.",
    )
    event = line("Which event?", "Only for an event: its name and place.")
    whose_words = radios(
        "In whose words will you write?",
        entry_words.WHOSE_WORDS,
        "Choose whose words these are",
        "Everybody who reads it sees which of the two it is.",
    )
    author_kind = radios("Who spoke or wrote?", STAFF_AUTHOR, "Choose who spoke or wrote")
    relation = line(
        "Who are they to the child?", "Only for a helper or professional: grandmother, friend…"
    )
    body = line("Where do they work?", "Only for a professional: the service, school or charity.")
    knows = maybe(
        "Does the parent, carer or young person know, and agree?",
        [*((one.value, text) for one, text in entry_words.KNOWS.items()), NOT_SURE],
        "Only where somebody speaks for a family.",
    )
    danger = radios(
        "Is anyone in danger right now?",
        DANGER,
        "Say whether anyone is in danger",
        "If someone is in danger now, ring 999 first, and tell a safeguarding lead.",
    )
    words = of_words(
        "What is happening?",
        "Write what is happening",
        "One matter on each line. Each line is answered by itself.",
    )
    wanted = lines("What would help?", "Leave it empty if they did not say.", MOST_CHARACTERS)
    kind = radios("What do they want?", KIND, "Choose what they want")
    needs = boxes("What is it mostly about?", hint="Tick all that fit.")
    age = line("Age of the child in years", "Leave it empty if it was not said.")
    postcode = line("First half of the postcode", "For example, IP1. No more of it is kept.")
    gp_area = maybe("Where is the child's doctor's surgery?", hint="Only for health.")
    letter_on: Any = DateField(
        "Date on a decision letter that they do not agree with",
        description="Only for plans and decisions. It may have a last day to appeal.",
    )
    school_name = line("Which school or college is it about?")
    pass_on = boxes(
        "Who outside the council may be shown it?",
        hint="Tick only those that they said yes to by name. Nobody else may be shown it.",
    )
    said_how = maybe(
        "How did they say yes?",
        [(one.value, text) for one, text in entry_words.SAID_HOW.items()],
        "Only if you ticked a body, or they gave a way to reach them.",
    )
    must_not_see = lines("Is there anyone who must not see it?", "A name, a job or a place.")
    young_knows = maybe("If the young person is 16 to 25: do they know of this?", YES_NO)
    name = line("Their name, if they gave it", "Locked away. Only who works on the case sees it.")
    language = wtforms.SelectField("Language to write to them in", choices=[],
                                   widget=SelectWidget())  # fmt: skip
    formats = boxes(
        "What do they need, to read or to talk?",
        entry_words.FORMATS,
        "Shown at the top of the case, to every service that has it.",
    )
    access_needs = lines("Anything else that makes it easier?", "Which language, which format…")
    safe_contact = lines(
        "When, where and how may they safely be reached?",
        "A number, an address, times, who must not pick up. Locked away. Only who works on the"
        " case sees it.",
    )
    contact = line(
        "E-mail or mobile number for “there is news”",
        "Only if they want it. We never write what it is about, and staff do not see it again.",
    )
    submit = wtforms.SubmitField("Send", widget=SubmitWidget())

    def __init__(self, partnership: Partnership, **kwargs: Any) -> None:
        """A form without a key is a new one."""
        super().__init__(**kwargs)
        self.partnership = partnership
        fill(self, partnership)
        self.key.data = self.key.data or secrets.token_urlsafe(24)

    def validate_contact_on(self, field: wtforms.Field) -> None:
        """A day that has been, and not long ago; what is no date was said to be none."""
        if field.data is None:
            if field.process_errors:
                return
            raise ValidationError("Enter the day of the contact")
        try:
            staff_entry.contact_day(field.data, local_date(now()))
        except staff_entry.ContactInFuture as fault:
            raise ValidationError("The day of the contact must not be after today") from fault
        except staff_entry.ContactTooOld as fault:
            raise ValidationError("The day must be within the last year. Check it") from fault

    def validate_event(self, field: wtforms.Field) -> None:
        """What came at an event names it."""
        if self.came_by.data == CameBy.EVENT.value and not field.data:
            raise ValidationError("Enter the name of the event")

    def validate_needs(self, field: wtforms.Field) -> None:
        """At least one."""
        if not field.data:
            raise ValidationError("Choose at least one. “Not sure” is fine")

    def validate_said_how(self, field: wtforms.Field) -> None:
        """A yes says how it was given."""
        if (self.pass_on.data or self.contact.data) and not field.data:
            raise ValidationError("Choose how they said yes")

    def validate_contact(self, field: wtforms.Field) -> None:
        """A contact that we can write to, of somebody who may be written to."""
        if not field.data:
            return
        tried(lambda: telling.contact_of(field.data, texts=wiring().settings.texts),
               "Enter an e-mail address or a UK mobile number that we can write to")  # fmt: skip
        if not self._may_be_contacted():
            raise ValidationError("There is no news of a view, nor for a child under 13 or of"
                                  " unknown age. Leave it empty")  # fmt: skip

    def validate_age(self, field: wtforms.Field) -> None:
        """Whole years, or nothing."""
        tried(lambda: telling.age_of(field.data), "Enter the age in years, like 9")

    def validate_postcode(self, field: wtforms.Field) -> None:
        """A postcode or its first half, or nothing."""
        tried(lambda: telling.district_of(field.data), "Enter a postcode's first half, like IP1")

    def validate_letter_on(self, field: wtforms.Field) -> None:
        """A day that has been."""
        today = local_date(now())
        tried(lambda: telling.letter_date(field.data, today), "Check the date on the letter")

    def _may_be_contacted(self) -> bool:
        if self.kind.data == SubmissionKind.VIEW.value:
            return False
        try:
            age = telling.age_of(self.age.data)
        except telling.AgeMistyped:
            return True
        return telling.may_be_contacted(AuthorKind(self.author_kind.data), age)


def fill(form: EntryForm, partnership: Partnership) -> None:
    """The needs, bodies, places and languages in force."""
    today = local_date(now())
    form.needs.choices = [SelectChoice(one.key, gettext(one.label)) for one in partnership.needs]
    form.gp_area.choices = [
        *(SelectChoice(one.key, gettext(one.name)) for one in partnership.places),
        SelectChoice(*NOT_SURE),
    ]
    outside = staff_entry.may_be_named(partnership, today)
    form.pass_on.choices = [SelectChoice(one.key, one.name) for one in outside]
    form.language.choices = [(one.code, one.name) for one in look().languages]
