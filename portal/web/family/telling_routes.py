"""Telling us something: a question a page, check, send."""

from dataclasses import replace
from datetime import datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as Answer

from portal.domain.errors import TryAgainLater
from portal.domain.intake import Answers
from portal.domain.legal_routes import facts_of
from portal.services import attachments, hashed_before, submit
from portal.services.looking import looked_at_by
from portal.web import locale
from portal.web.access import anyone
from portal.web.family import (
    bp,
    checking,
    doors,
    drafting,
    files_page,
    legal,
    saving,
    steps,
    tabs,
)
from portal.web.family.coming import coming
from portal.web.family.drafting import Drafted
from portal.web.family.forms import StepForm
from portal.web.family.patience import waiting
from portal.web.family.steps import Step
from portal.web.transactions import commits, db, let_go, now, wiring

CHANGE = "change"
"""In the address of a page that was opened from "check your answers", to lead back there."""


@bp.get("/tell/<name>")
@anyone
def ask(name: str) -> ResponseReturnValue:
    """One question; an address typed too early leads to the first open one."""
    step = steps.find(name)
    door = doors.of_page(name)
    drafted = drafting.reading(may_begin=step is steps.FIRST, door=door)
    if not steps.reachable(step, drafted.told):
        return redirect(next_address(drafted, None), 303)
    return page_of(step, step.draw(drafted.told, drafted.draft_id))


@bp.post("/tell/<name>")
@anyone
@commits
def answer(name: str) -> ResponseReturnValue:
    """Keep the answer, and go on; a button of the languages keeps what is typed on the page."""
    reread = locale.switched()
    step = steps.find(name)
    drafted = drafting.posted(may_begin=step is steps.FIRST, door=doors.of_page(name))
    if drafted.receipt is not None or not steps.reachable(step, drafted.told):
        return with_draft(_elsewhere(drafted), drafted)
    form = step.form(drafted.told)
    if saving.wanted():
        return _put_away(drafted, step, form)
    if reread or not form.validate():
        return page_of(step, form), 200 if reread else 422
    kept = drafting.keep(drafted, step, form.answers())
    return with_draft(next_address(kept, step), kept)


@bp.get("/tell/check")
@anyone
def check() -> ResponseReturnValue:
    """Check your answers: everything that would be sent, each with a way to change it."""
    drafted = drafting.reading()
    if steps.first_open(drafted.told) is not None:
        return redirect(next_address(drafted, None), 303)
    return check_page(drafted)


@bp.post("/tell/check")
@anyone
@commits
def send() -> ResponseReturnValue:
    """Send it: the same page pressed twice is one message and shows the same words."""
    drafted = drafting.posted()
    form = checking.SendForm()
    if drafted.receipt is None and saving.wanted():
        return _put_away(drafted)
    if drafted.receipt is None and steps.first_open(drafted.told) is not None:
        return with_draft(next_address(drafted, None), drafted)
    if drafted.receipt is None and form.is_about(drafted):
        return _take_in(drafted.key)
    return with_draft(url_for("family.sent"), drafted)


@bp.post("/tell/forget")
@anyone
@commits
def forget() -> ResponseReturnValue:
    """Wipe what was typed and not sent."""
    draft_id = drafting.wipe()
    return tabs.take(redirect(url_for("family.goodbye"), 303), draft_id)


def _take_in(key: str) -> ResponseReturnValue:
    let_go()
    ports = hashed_before.of_message(intake(), key)
    # Asked anew: meanwhile the page may have been pressed again, or changed in another tab.
    drafted = drafting.posted()
    if drafted.receipt is None and steps.first_open(drafted.told) is not None:
        return with_draft(next_address(drafted, None), drafted)
    if drafted.receipt is None:
        answers, how = _answers(drafted), coming(drafted)
        kept = submit.receive(db(), ports, answers, drafted.key, now(), how)
        attachments.hand_over(db(), drafted.draft_id, kept.submission_id, now())
        drafting.to_receipt(drafted, kept)
    return with_draft(url_for("family.sent"), drafted)


def _put_away(
    drafted: Drafted, step: Step | None = None, form: StepForm | None = None
) -> ResponseReturnValue:
    kept = saving.keep(drafted, step, form)
    try:
        return saving.put_away(kept)
    except TryAgainLater as fault:
        # The page comes back with everything on it, which this browser's draft holds, too.
        page = _not_yet(kept, saving.not_yet(fault.seconds), step, form)
        return tabs.give(waiting(page, fault.seconds), kept.draft_id)


def _not_yet(kept: Drafted, note: str, step: Step | None, form: StepForm | None) -> str:
    if step is None or form is None:
        return check_page(kept, note)
    form.draft.data = kept.draft_id
    form.form_errors.append(note)
    return page_of(step, form)


def _answers(drafted: Drafted) -> Answers:
    read = locale.language()
    return replace(drafted.told.as_answers(read.code), easy_words=read.easy)


def check_page(drafted: Drafted, note: str = "") -> str:
    """Everything that would be sent; `note` says first what went wrong, where something did."""
    form = checking.SendForm(formdata=None, data={"draft": drafted.draft_id, "key": drafted.key})
    form.form_errors += [note] if note else []
    told = drafted.told
    answers = told.as_answers(locale.language().code)
    facts = facts_of(answers, told.partnership, told.today, told.says_letter)
    return render_template(
        "family/young/check.html" if told.young else "family/check.html",
        told=told,
        form=form,
        rows=[*checking.rows(told), *files_page.row(drafted)],
        legal=legal.block(db(), facts, now(), {}),
    )


def page_of(step: Step, form: StepForm) -> str:
    """The page of one question."""
    return render_template(
        f"family/tell/{step.name}.html",
        form=form,
        told=form.told,
        back=_back(step, form),
        **_looked_at(step),
        begun_before=_begun_before(step, form),
        takes_files=wiring().files is not None,
    )


def _looked_at(step: Step) -> dict[str, datetime]:
    """By when somebody looks: said where the words are typed."""
    return {"looked_at": looked_at_by(db(), now())} if step.name in ("words", "say") else {}


def _begun_before(step: Step, form: StepForm) -> str:
    """Where empty pages are, for who comes through a door to answers not sent yet; else ""."""
    door = doors.of_page(step.name)
    came_back = request.method == "GET" and door is not None and bool(form.draft.data)
    if not came_back or tabs.is_marked():
        return ""
    return url_for("family.ask", name=step.name, door=request.args[doors.DOOR], new=1, d=None)


def _back(step: Step, form: StepForm) -> str:
    if _changing():
        return url_for("family.check")
    earlier = steps.before(step, form.told)
    return url_for("family.ask", name=earlier.name) if earlier else url_for("family.start")


def _elsewhere(drafted: Drafted) -> str:
    """Where somebody goes whose page is over: sent meanwhile, or closed by a change elsewhere."""
    return url_for("family.sent") if drafted.receipt is not None else next_address(drafted, None)


def next_address(drafted: Drafted, step: Step | None) -> str:
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


def with_draft(address: str, drafted: Drafted) -> Answer:
    """Go there, and let the browser hold the draft."""
    return tabs.give(redirect(address, 303), drafted.draft_id)


def intake() -> submit.Intake:
    """The ports that taking in, and making a code, need."""
    parts = wiring()
    return submit.Intake(parts.keyring, parts.hasher, parts.screen, parts.settings.code_key)
