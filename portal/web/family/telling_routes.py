"""Telling us something: a question a page, check, send."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as Answer

from portal.domain.legal_routes import facts_of
from portal.services import submit
from portal.services.looking import looked_at_by
from portal.web import locale, private_cookies
from portal.web.access import anyone
from portal.web.family import bp, checking, drafting, legal, steps
from portal.web.family.drafting import Drafted
from portal.web.family.forms import StepForm
from portal.web.family.steps import Step
from portal.web.transactions import commits, db, now, wiring

CHANGE = "change"
"""In the address of a page that was opened from "check your answers", to lead back there."""


@bp.get("/tell/<name>")
@anyone
def ask(name: str) -> ResponseReturnValue:
    """One question; an address typed too early leads to the first open one."""
    step = steps.find(name)
    drafted = drafting.reading(may_begin=step is steps.FIRST)
    if not steps.reachable(step, drafted.told):
        return redirect(_next(drafted, None), 303)
    return _page(step, step.form(drafted.told, drafted.draft_id))


@bp.post("/tell/<name>")
@anyone
@commits
def answer(name: str) -> ResponseReturnValue:
    """Keep the answer, and go on; a button of the languages keeps what is typed on the page."""
    reread = locale.switched()
    step = steps.find(name)
    drafted = drafting.posted(may_begin=step is steps.FIRST)
    if drafted.receipt is not None:
        return _with_draft(url_for("family.sent"), drafted)
    form = step.form(drafted.told)
    if reread:
        return _page(step, form)
    if not form.validate():
        return _page(step, form), 422
    kept = drafting.keep(drafted, step, form.answers())
    return _with_draft(_next(kept, step), kept)


@bp.get("/tell/check")
@anyone
def check() -> ResponseReturnValue:
    """Check your answers: everything that would be sent, each with a way to change it."""
    drafted = drafting.reading()
    if steps.first_open(drafted.told) is not None:
        return redirect(_next(drafted, None), 303)
    form = checking.SendForm(data={"draft": drafted.draft_id, "key": drafted.key})
    told = drafted.told
    answers = told.as_answers(locale.language().code)
    facts = facts_of(answers, told.partnership, told.today, told.says_letter)
    return render_template(
        "family/check.html",
        form=form,
        rows=checking.rows(told),
        legal=legal.block(db(), facts, now(), {}),
    )


@bp.post("/tell/check")
@anyone
@commits
def send() -> ResponseReturnValue:
    """Send it: the same page pressed twice is one message and shows the same words."""
    drafted = drafting.posted()
    form = checking.SendForm()
    if drafted.receipt is None and steps.first_open(drafted.told) is not None:
        return _with_draft(_next(drafted, None), drafted)
    if drafted.receipt is None and form.is_about(drafted):
        answers = drafted.told.as_answers(locale.language().code)
        drafting.to_receipt(drafted, submit.receive(db(), intake(), answers, drafted.key, now()))
    return _with_draft(url_for("family.sent"), drafted)


@bp.post("/tell/forget")
@anyone
@commits
def forget() -> ResponseReturnValue:
    """Wipe what was typed and not sent."""
    drafting.wipe()
    answer = redirect(url_for("family.goodbye"), 303)
    return private_cookies.take(answer, private_cookies.DRAFT)


def _page(step: Step, form: StepForm) -> str:
    return render_template(
        f"family/tell/{step.name}.html",
        form=form,
        told=form.told,
        back=_back(step, form),
        looked_at=looked_at_by(db(), now()),
    )


def _back(step: Step, form: StepForm) -> str:
    if _changing():
        return url_for("family.check")
    earlier = steps.before(step, form.told)
    return url_for("family.ask", name=earlier.name) if earlier else url_for("family.start")


def _next(drafted: Drafted, step: Step | None) -> str:
    """The next page in order; after a change, the first that the change has opened, or check."""
    wanted = steps.first_open(drafted.told)
    if step is not None and not _changing():
        wanted = steps.after(step, drafted.told)
    if wanted is None:
        return url_for("family.check")
    if _changing():
        return url_for("family.ask", name=wanted.name, change=1)
    return url_for("family.ask", name=wanted.name)


def _changing() -> bool:
    return CHANGE in request.args


def _with_draft(address: str, drafted: Drafted) -> Answer:
    answer = redirect(address, 303)
    return private_cookies.give(answer, private_cookies.DRAFT, drafted.draft_id)


def intake() -> submit.Intake:
    """The ports that taking in, and making a code, need."""
    parts = wiring()
    return submit.Intake(parts.keyring, parts.hasher, parts.screen, parts.settings.code_key)
