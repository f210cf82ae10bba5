"""Work out a date: the last days of laws and codes, for anybody, with nothing kept.

A GET alone: the day is in the address, so that the page can be printed, kept and sent.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.clocks import ClockKind
from portal.domain.legal_dates import last_dates
from portal.domain.promises import Regime
from portal.domain.working_days import local_date
from portal.queries import partnership
from portal.services import formal_clocks
from portal.web.access import anyone
from portal.web.appearance import look
from portal.web.legal_working import LastDay
from portal.web.pages import bp
from portal.web.pages.appeal_dates import from_both_days, one_by_one
from portal.web.pages.date_form import DatesForm
from portal.web.pages.date_questions import BASIS, QUESTIONS, Question
from portal.web.statuses import Words
from portal.web.transactions import db, now


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
    certificate: date | None
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
    certificate: Any = form.certificate.data
    return worked(form.what.data, typed, certificate)


def worked(what: str, day: date, certificate: date | None = None) -> Worked:
    """Every limit of that law for what began on that day; of an appeal, from both its days."""
    question = QUESTIONS[what]
    levels = formal_clocks.levels(db(), question.regime, day)
    calendar = partnership.in_force(db()).calendar
    found = last_dates(day, levels, calendar, now())
    if certificate is None:
        pairs = one_by_one(found)
    else:
        pairs = from_both_days(found, certificate, calendar, now())
    steps = tuple(Step(_named(shown, question), BASIS[one.level.basis]) for one, shown in pairs)
    since = None if found else _since(question.regime)
    ahead = max(day, certificate or day) > local_date(now())
    return Worked(question, day, certificate, steps, since, ahead)


def _named(shown: LastDay, question: Question) -> LastDay:
    own = (question.steps or {}).get(ClockKind(shown.kind))
    return LastDay(**{**vars(shown), "title": own}) if own else shown


def _since(regime: Regime) -> date | None:
    force = partnership.in_force(db()).partnership
    days = [one.effective_from for one in force.service_levels if one.regime is regime]
    return min(days, default=None)
