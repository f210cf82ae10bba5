"""What staff fill in on a formal route; which route it is comes first, where there are several."""

# mypy: disallow-subclassing-any=False

import wtforms
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from portal.domain.legal_routes import Outcome
from portal.web.forms_look import DateField, RadiosWidget, TextWidget
from portal.web.partner.forms import CaseForm, mended, of_reason

LONGEST_NUMBER = 60

STAFF_OUTCOME = {
    Outcome.UPHELD: "Upheld",
    Outcome.PARTLY_UPHELD: "Partly upheld",
    Outcome.NOT_UPHELD: "Not upheld, or refused",
    Outcome.ANSWERED: "Answered: they were given what they asked for",
    Outcome.HANDED_OVER: "Handed over to the school, and the school has it",
    Outcome.OMBUDSMAN: "Went to the Ombudsman",
    Outcome.PASSED_ON: "Passed on to the right body",
    Outcome.WITHDRAWN: "Withdrawn by the family",
}


def of_route() -> wtforms.RadioField:
    """Which of the routes beside this case; chosen already where there is one."""
    return wtforms.RadioField(
        "Which one?",
        choices=[],
        coerce=int,
        widget=RadiosWidget(),
        validators=[InputRequired("Choose which one")],
    )


def of_day(label: str) -> DateField:
    """A day that has been; empty means today."""
    return DateField(label, description="Leave it empty for today.")


class WholeNumber(wtforms.IntegerField):
    """A whole number, and plain words where it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it as Python does, and no longer than anybody would type it."""
        try:
            super().process_formdata([one.strip()[:20] for one in valuelist])
        except ValueError as fault:
            raise ValueError("Enter a whole number") from fault


class FormalForm(CaseForm):
    """Every form on a formal route."""

    route = of_route()


class AcknowledgedForm(FormalForm):
    """The body wrote that it has it."""

    day = of_day("On which day was it acknowledged in writing?")


class ExtendForm(FormalForm):
    """By how much, and why."""

    amount = WholeNumber(
        "How much more time?",
        widget=TextWidget(),
        validators=[
            InputRequired("Enter a whole number"),
            NumberRange(1, 1000, "Enter a whole number from 1"),
        ],
    )
    because = of_reason(
        "Why is more time needed?",
        "Say why more time is needed",
        "The family reads exactly this. They also read how to reach the Ombudsman, where a code"
        " asks for that.",
    )


class EndedForm(FormalForm):
    """How it ended."""

    outcome = wtforms.RadioField(
        "How did it end?",
        choices=[],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose how it ended")],
    )
    day = of_day("On which day?")


class NumberForm(FormalForm):
    """Its number in another system."""

    other = wtforms.StringField(
        "Its number in your own system",
        description="The family reads it, and may quote it to you.",
        filters=[mended],
        widget=TextWidget(),
        validators=[
            DataRequired("Enter the number"),
            Length(max=LONGEST_NUMBER, message=f"Enter {LONGEST_NUMBER} characters or fewer"),
        ],
    )


class StageForm(FormalForm):
    """The family asked for the next stage."""

    day = of_day("On which day did the family ask for it?")


class PassOnForm(FormalForm):
    """To which body of the NHS it goes."""

    body = wtforms.RadioField(
        "Which body of the NHS should answer?",
        choices=[],
        widget=RadiosWidget(),
        validators=[InputRequired("Choose a body")],
    )
