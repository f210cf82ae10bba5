"""Staff write down that a family made it formal by telephone, letter or e-mail."""
# mypy: disallow-subclassing-any=False

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.domain import staff_entry
from portal.domain.legal_routes import FIRST_STAGE, LegalRoute, code_of
from portal.domain.people import Author, Member
from portal.domain.staff_entry import CameBy, Heard, SaidHow
from portal.domain.working_days import local_date
from portal.models import Partner, Submission
from portal.queries import formal as queries
from portal.services import formal
from portal.web.forms_look import DateField
from portal.web.partner import entry_words
from portal.web.partner.entry_fields import maybe, radios
from portal.web.partner.formal_page import REGIMES
from portal.web.partner.forms import CaseForm
from portal.web.transactions import db, now

NAME = "formal_told"
WAYS = (*FIRST_STAGE, LegalRoute.SCHOOL_COMPLAINT)
"""Ways that are made formal here; an appeal goes to the Tribunal, and never by us."""

NEEDS_YES = "The family must say yes to this body's seeing its words. Write down below how it did."
_BETWEEN = ":"


class ToldForm(CaseForm):
    """What was asked for, of whom, how it came and when."""

    wanted = radios(
        "What did they ask for, and who must answer it?",
        {},
        "Choose what they asked for",
        "If nothing here fits, ask triage where it belongs.",
    )
    came_by = radios(
        "How did it come?",
        {one: text for one, text in entry_words.CAME_BY.items() if one is not CameBy.EVENT},
        "Choose how it came",
    )
    day: Any = DateField(
        "On which day?",
        description="The day of the call, or on which the letter or e-mail arrived: its legal"
        " dates run from it.",
    )
    said_how = maybe(
        "How did they say yes to that body's seeing their words?",
        [(one.value, text) for one, text in entry_words.SAID_HOW.items()],
        "Only where the body above asks for it.",
    )

    def validate_day(self, field: Any) -> None:
        """A day that has been, and not long ago; what is no date was said to be none."""
        if field.data is None:
            if field.process_errors:
                return
            raise ValidationError("Enter the day on which it came")
        try:
            staff_entry.contact_day(field.data, local_date(now()))
        except staff_entry.ContactInFuture as fault:
            raise ValidationError("The day must not be after today") from fault
        except staff_entry.ContactTooOld as fault:
            raise ValidationError("The day must be within the last year. Check it") from fault


def can_be_told(session: Session, member: Member, submission: Submission, at: datetime) -> bool:
    """Whether there is anything left that a family could make formal on this case."""
    return next(_choices(session, member, submission, at), None) is not None


def fill(form: Any, submission: Submission, member: Member | None) -> None:
    """Offer what is open, each with the body that must answer it."""
    if not isinstance(form, ToldForm) or member is None:
        return
    found = list(_choices(db(), member, submission, now()))
    form.wanted.choices = [
        SelectChoice(_key(way, body), f"{REGIMES[code_of(way)]}: {body.name}")
        for way, body in found
    ]
    form.hints["wanted"] = {
        _key(way, body): NEEDS_YES
        for way, body in found
        if not formal.has_yes(db(), submission, body)
    }


def check(form: Any) -> bool:
    """Whether the yes is there that the chosen body needs."""
    if not isinstance(form, ToldForm) or form.said_how.data:
        return True
    if form.wanted.data not in form.hints.get("wanted", {}):
        return True
    form.said_how.errors = ["Choose how they said yes. Without it, it cannot go there"]
    return False


def told(act: Any) -> None:
    """It is made formal as of that day; said twice it is one."""
    form, submission = act.form, act.submission
    way, _, body = form.wanted.data.partition(_BETWEEN)
    how = SaidHow(form.said_how.data) if form.said_how.data else None
    formal.make(
        db(),
        Author(submission.id, submission.reference),
        LegalRoute(way),
        act.deed,
        body_key=body,
        pass_on=how is not None,
        heard=Heard(CameBy(form.came_by.data), form.day.data, how),
    )


def _key(way: LegalRoute, body: Partner) -> str:
    return f"{way.value}{_BETWEEN}{body.key}"


def _choices(
    session: Session, member: Member, submission: Submission, at: datetime
) -> Iterator[tuple[LegalRoute, Partner]]:
    known = [one for one, _ in queries.shown_to(session, member, submission)]
    for way in WAYS:
        if formal.standing(known, way) is None:
            for body in formal.bodies(session, submission, way, local_date(at)):
                yield way, body
