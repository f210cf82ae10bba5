"""Work out a date: the last days of laws and codes, for anybody, with nothing kept.

Sources: domain/clocks.md §1 in the figures of the partnership file, each named on the page. A GET
alone: the day is in the address, so that the page can be printed, kept and sent.
"""
# mypy: disallow-subclassing-any=False

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import wtforms
from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from portal.domain.clocks import ClockKind
from portal.domain.legal_dates import last_dates
from portal.domain.promises import Basis, Regime
from portal.domain.working_days import local_date
from portal.queries import partnership
from portal.services import formal_clocks
from portal.web.access import anyone
from portal.web.appearance import look
from portal.web.forms_look import DateField, RadiosWidget
from portal.web.legal_working import LastDay, last_day
from portal.web.pages import bp
from portal.web.statuses import Words
from portal.web.transactions import db, now

YEARS_AHEAD = 1
"""A meeting or a letter may be planned; further ahead a year was mistyped."""


@dataclass(frozen=True)
class Question:
    """One thing whose dates can be worked out: its words, its law, who must act at each step."""

    words: Words
    day: Words
    regime: Regime
    unknown: tuple[Words, ...] = ()
    steps: Mapping[ClockKind, Words] | None = None


_CLOSED = _l("It does not know on which days the team itself is closed.")
_ARRIVED = _l("It does not know on which day they really got it. Ask them, if it went by post.")
_FIRST = _l("The code does not say whether the day they got it counts. Here it is day 0.")
_REPLACED = _l("It does not know whether they agreed another day with you.")

QUESTIONS: Mapping[str, Question] = {
    "assessment": Question(
        _l("Somebody asked for an EHC needs assessment"),
        _l("the day on which the council got it"),
        Regime.EHC_ASSESSMENT,
        (
            _ARRIVED,
            _l(
                "The law lets the council take longer in a few cases, like when you were away for"
                " four weeks. It must then tell you why."
            ),
        ),
        {ClockKind.DECIDE: _l("The council says whether it will assess")},
    ),
    "draft": Question(
        _l("A draft plan came"),
        _l("the day on which the draft came"),
        Regime.DRAFT_PLAN,
        (_l("You may ask for more time. It does not know whether the council said yes."),),
    ),
    "review": Question(
        _l("There was a yearly review meeting of a plan"),
        _l("the day of the meeting"),
        Regime.ANNUAL_REVIEW,
        (_REPLACED,),
        {
            ClockKind.DECIDE: _l("The council says what it will do with the plan"),
            ClockKind.CONCLUDE: _l("If the plan changes, the council sends the final plan"),
        },
    ),
    "amendment": Question(
        _l("A notice came that a plan will be changed"),
        _l("the date on the notice"),
        Regime.AMENDMENT_NOTICE,
        (_REPLACED,),
    ),
    "letter": Question(
        _l("A letter came with a decision on a plan that you do not agree with"),
        _l("the date on the letter"),
        Regime.APPEAL,
        (
            _l(
                "If you have a mediation certificate, you may have until one month from its date,"
                " if that is later."
            ),
        ),
    ),
    "council": Question(
        _l("You made a formal complaint to the council"),
        _l("the day on which they got it"),
        Regime.COUNCIL_COMPLAINT_1,
        (
            _FIRST,
            _CLOSED,
            _l(
                "They may take up to 10 working days more. They must then tell you why, and how to"
                " reach the Ombudsman."
            ),
        ),
    ),
    "nhs": Question(
        _l("You made a formal complaint to the NHS"),
        _l("the day on which they got it"),
        Regime.NHS_COMPLAINT,
        (
            _l(
                "If it went to the wrong NHS team and they sent it on, that team counts from the"
                " day it came to them."
            ),
        ),
    ),
    "social_care": Question(
        _l("You made a formal complaint about social care for a child"),
        _l("the day on which they got it"),
        Regime.CHILDREN_ACT_1,
        (
            _l("They may take up to 10 working days more, if it is hard or you need an advocate."),
            _CLOSED,
        ),
    ),
    "access": Question(
        _l("You asked what is written down about you"),
        _l("the day on which they got it"),
        Regime.SUBJECT_ACCESS,
        (
            _l("They may take up to two months more, if it is hard. They must tell you why."),
            _l("They may first ask who you are."),
        ),
        {ClockKind.RESPOND: _l("They show you what is written down")},
    ),
    "privacy": Question(
        _l("You complained about how your information was used"),
        _l("the day on which they got it"),
        Regime.DATA_COMPLAINT,
        (_l("The law gives no day for the answer. They must not wait without a reason."),),
    ),
}

BASIS: Mapping[Basis, Words] = {
    Basis.LAW: _l("A law says so:"),
    Basis.CODE: _l("A code says so, which is not a law:"),
    Basis.PRACTICE: _l("This is what is usually done:"),
}


class DatesForm(wtforms.Form):
    """What it is, and its day; read from the address, so no token and nothing to keep."""

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

    def validate_what(self, field: wtforms.Field) -> None:
        """One of ours."""
        if field.data not in QUESTIONS:
            raise ValidationError(_("Choose what it is"))

    def validate_day(self, field: wtforms.Field) -> None:
        """A day, from the first that our limits hold for, to a year ahead."""
        if field.data is None:
            raise StopValidation(_("Enter a date, like 24 11 2026"))
        today = local_date(now())
        if field.data > today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28)):
            raise ValidationError(_("Check the year. The date must be less than a year ahead"))


@dataclass(frozen=True)
class Step:
    """One last day, and what it rests on."""

    day: LastDay
    basis: Words


@dataclass(frozen=True)
class Worked:
    """The answer: `since` is the first day that our limits hold for, where that is later."""

    question: Question
    day: date
    steps: tuple[Step, ...]
    since: date | None
    ahead: bool


@bp.get("/dates")
@anyone
def dates() -> ResponseReturnValue:
    """Each step, its last day, who must act and how it was counted."""
    asked = "day" in request.args
    form = DatesForm(request.args if request.args else None)
    right = asked and form.validate()
    body = render_template(
        "pages/dates.html",
        form=form,
        worked=_worked(form) if right else None,
        helpers=look().advisers,
        all_days="all" in request.args,
    )
    return body, 422 if asked and not right else 200


def _worked(form: DatesForm) -> Worked:
    typed: Any = form.day.data
    return worked(form.what.data, typed)


def worked(what: str, day: date) -> Worked:
    """Every limit of that law for what began on that day."""
    question = QUESTIONS[what]
    levels = formal_clocks.levels(db(), question.regime, day)
    found = last_dates(day, levels, partnership.in_force(db()).calendar, now())
    steps = tuple(Step(_named(last_day(one), question), BASIS[one.level.basis]) for one in found)
    since = None if found else _since(question.regime)
    return Worked(question, day, steps, since, day > local_date(now()))


def _named(shown: LastDay, question: Question) -> LastDay:
    own = (question.steps or {}).get(ClockKind(shown.kind))
    return LastDay(**{**vars(shown), "title": own}) if own else shown


def _since(regime: Regime) -> date | None:
    force = partnership.in_force(db()).partnership
    days = [one.effective_from for one in force.service_levels if one.regime is regime]
    return min(days, default=None)
