"""The actions on formal routes: who may, which form, what it does, what is said after it."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.domain.clocks import Unit
from portal.domain.legal_routes import Outcome, outcomes_of, route_of
from portal.domain.people import CASEWORK, Role
from portal.domain.working_days import local_date
from portal.models import ClockRow, FormalRoute, Submission
from portal.queries import partnership
from portal.services import formal_clocks, formal_work, place
from portal.services.formal_work import Case
from portal.web import sessions
from portal.web.partner import formal_forms as forms
from portal.web.partner import formal_page, formal_told
from portal.web.partner.actions import Action
from portal.web.partner.deeds import Act
from portal.web.partner.formal_forms import STAFF_OUTCOME
from portal.web.transactions import db, now

HOLDERS = (*sorted(CASEWORK, key=lambda role: role.value), Role.TRIAGE, Role.SAFEGUARDING)
UNITS = {
    Unit.WORKING_DAY: "working days",
    Unit.WORKING_HOUR: "working hours",
    Unit.CALENDAR_DAY: "days",
    Unit.WEEK: "weeks",
    Unit.MONTH: "months",
    Unit.SAME_WORKING_DAY: "days",
}
NOT_ASKED = "The family has not said that this body may see its words. Ask them first."


def acknowledged(act: Act) -> None:
    """The body wrote that it has it."""
    formal_work.acknowledge(db(), _case(act), act.form.day.data, act.deed)


def extend(act: Act) -> None:
    """It takes longer."""
    form = act.form
    formal_work.extend(db(), _case(act), form.amount.data, form.because.data, act.deed)


def ended(act: Act) -> None:
    """How it ended."""
    outcome = Outcome(act.form.outcome.data)
    formal_work.finish(db(), _case(act), outcome, act.form.day.data, act.deed)


def numbered(act: Act) -> None:
    """Its number in the body's own system."""
    formal_work.number(db(), _case(act), act.form.other.data, act.deed)


def next_stage(act: Act) -> None:
    """The family asked for more."""
    formal_work.next_stage(db(), _case(act), act.form.day.data, act.deed)


def pass_on(act: Act) -> None:
    """To the right body."""
    formal_work.pass_on(db(), _case(act), partnership.partner(db(), act.form.body.data), act.deed)


FORMAL = {
    action.name: action
    for action in (
        Action(
            formal_told.NAME,
            "They made it formal by telephone, letter or e-mail",
            "Write it down as formal",
            "It is formal now. The family was told, and can see it and its dates.",
            HOLDERS,
            formal_told.ToldForm,
            formal_told.told,
            advice="Only what the family asked for itself. The concern and its promises run on.",
        ),
        Action(
            "formal_acknowledged",
            "Write down that it was acknowledged",
            "Save",
            "It is written down as acknowledged. The family can see it.",
            HOLDERS,
            forms.AcknowledgedForm,
            acknowledged,
            advice="Acknowledge it in your own system first. The days for the answer run from it.",
        ),
        Action(
            "formal_ended",
            "Write down how it ended",
            "Save",
            "The end is written down. The family can see it.",
            HOLDERS,
            forms.EndedForm,
            ended,
            advice="Answer it in your own system first. This ends its dates.",
        ),
        Action(
            "formal_extend",
            "Take more time, with the reason",
            "Extend",
            "The new last day is written down. The family reads why.",
            HOLDERS,
            forms.ExtendForm,
            extend,
        ),
        Action(
            "formal_number",
            "Give its number in your system",
            "Save",
            "The number is written down. The family can see it.",
            HOLDERS,
            forms.NumberForm,
            numbered,
        ),
        Action(
            "formal_next_stage",
            "The family asks for the next stage",
            "Begin the next stage",
            "The next stage has begun. The first day is kept.",
            HOLDERS,
            forms.StageForm,
            next_stage,
            advice="The stage is run in your own system. Here are only its dates.",
        ),
        Action(
            "formal_pass_on",
            "Wrong body? Send it to the right one",
            "Send it on",
            "It was sent on. The other body's dates begin today; the family's own run on.",
            HOLDERS,
            forms.PassOnForm,
            pass_on,
            advice="By law it then counts as made to that body on this day.",
        ),
    )
}


def fill(form: Any, submission: Submission) -> None:
    """Offer the routes on which it may be done, and what else only this case can tell."""
    formal_told.fill(form, submission, sessions.member())
    if not isinstance(form, forms.FormalForm):
        return
    name = next(key for key, one in FORMAL.items() if one.form is type(form))
    member = sessions.member()
    found = formal_page.fitting(db(), member, submission, name, now()) if member else []
    form.route.choices = [SelectChoice(one.id, formal_page.title_of(one)) for one in found]
    if len(found) == 1 and not form.is_submitted():
        form.route.data = found[0].id
    if isinstance(form, forms.EndedForm):
        ways = [way for one in found for way in outcomes_of(route_of(one.regime))]
        form.outcome.choices = [
            SelectChoice(one.value, STAFF_OUTCOME[one]) for one in dict.fromkeys(ways)
        ]
    if isinstance(form, forms.ExtendForm):
        _fill_extension(form, found)
    if isinstance(form, forms.PassOnForm) and found:
        _fill_bodies(form, Case(found[0], submission))


def check(form: Any, submission: Submission) -> bool:
    """What only this case can tell of a form that is filled in rightly."""
    if not isinstance(form, forms.FormalForm):
        return formal_told.check(form)
    member = sessions.member()
    if member is None:
        return False
    case = formal_work.find(db(), member, submission, form.route.data)
    faults = _faults(form, case)
    for name, words in faults.items():
        form[name].errors = [*form[name].errors, words]
    return not faults


def _faults(form: Any, case: Case) -> Mapping[str, str]:
    day = form.day.data if "day" in form else None
    if day is not None and not case.route.requested_on <= day <= local_date(now()):
        return {"day": "Enter a day from the one on which it was made formal to today"}
    if isinstance(form, forms.PassOnForm):
        body = partnership.partner(db(), form.body.data)
        return {} if place.may_place(db(), case.submission, body) else {"body": NOT_ASKED}
    if isinstance(form, forms.ExtendForm):
        left = formal_clocks.left_to_extend(_answer(case.route))
        most = f"It can be extended by {left} at most"
        return {"amount": most} if form.amount.data > left else {}
    if isinstance(form, forms.EndedForm):
        fits = {one.value for one in outcomes_of(route_of(case.route.regime))}
        wrong = {"outcome": "This is no end that such a route has"}
        return {} if form.outcome.data in fits else wrong
    return {}


def _fill_extension(form: Any, found: Sequence[FormalRoute]) -> None:
    if len(found) == 1:
        row = _answer(found[0])
        left, unit = formal_clocks.left_to_extend(row), UNITS[row.service_level.unit]
        form.amount.description = f"In {unit}. At most {left} more."


def _fill_bodies(form: Any, case: Case) -> None:
    bodies = formal_work.passable_to(db(), case)
    form.body.choices = [SelectChoice(one.key, one.name) for one in bodies]
    form.hints["body"] = {
        one.key: NOT_ASKED for one in bodies if not place.may_place(db(), case.submission, one)
    }


def _answer(route: FormalRoute) -> ClockRow:
    return formal_work.answer_of(formal_clocks.of_route(db(), route))


def _case(act: Act) -> Case:
    return formal_work.find(db(), act.member, act.submission, act.form.route.data)
