"""Showing a form on a case, and taking it: once, and only while the case is as it was seen."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import StaleDataError

from portal.domain.errors import (
    AlreadyChanged,
    HoldBeyondCap,
    IllegalMove,
    NoConsent,
    NotFound,
    NothingToHold,
)
from portal.domain.people import Actor, Deed, Member
from portal.models import Submission
from portal.queries import cases
from portal.services import audit, take_form
from portal.services.take_form import Seen
from portal.web import sessions, statuses
from portal.web.partner import case_page, choices, themes_page
from portal.web.partner.actions import Action
from portal.web.partner.case_page import CasePage, Ports
from portal.web.partner.deeds import Act
from portal.web.partner.forms import CaseForm
from portal.web.transactions import db, now, wiring

CHANGED = (AlreadyChanged, HoldBeyondCap, IllegalMove, NothingToHold, StaleDataError)


def read(member: Member, reference: str) -> CasePage:
    """The page of a case, after it was written down that it is read; raises `NotFound`."""
    found = cases.find(db(), member, reference)
    if request.method == "POST":
        # The record is a transaction of its own, and SQLite has one writer: let go first.
        db().close()
    deed = deed_of(member, "read")
    audit.record_read(wiring().writes, deed, "case.read", submission_id=found.id)
    ports = Ports(wiring().keyring, wiring().codebook, now())
    return case_page.load(db(), ports, member, reference)


def show(action: Action, member: Member, reference: str) -> ResponseReturnValue:
    """The form, empty; an action that is not offered now leads back to the case."""
    page = read(member, reference)
    if action.name not in page.offered:
        return redirect(url_for("partner.case", reference=reference))
    return draw(action, page, fresh(action, page))


def fresh(action: Action, page: CasePage) -> CaseForm:
    """A form that nobody has filled in, for the case as it is now."""
    form = action.form()
    choices.fill(form, page.submission)
    form.seen.data = str(take_form.seen_now(db(), page.submission))
    return form


def perform(action: Action, member: Member, reference: str) -> ResponseReturnValue:
    """Take the form: done, refused with what is wrong, or told that somebody was first."""
    submission = cases.find(db(), member, reference)
    form = action.form()
    choices.fill(form, submission)
    if take_form.was_taken(db(), submission, form.key.data):
        return after(action, member, reference)
    if Seen.read(form.seen.data) != take_form.seen_now(db(), submission):
        return too_late(action, member, reference, form)
    if stale(action):
        return draw(action, read(member, reference), form, 403)
    if not form.validate() or not choices.check(form, submission):
        return draw(action, read(member, reference), form, 422)
    try:
        carry_out(action, member, submission, form)
    except NoConsent:
        db().rollback()
        form.form_errors.append(choices.NOT_ASKED)
        return draw(action, read(member, reference), form, 422)
    except CHANGED:
        db().rollback()
        return too_late(action, member, reference, form)
    flash(action.done, "success")
    return after(action, member, reference)


def stale(action: Action) -> bool:
    """Whether its person has to sign in again first."""
    return action.fresh and not sessions.is_fresh()


def carry_out(action: Action, member: Member, submission: Submission, form: CaseForm) -> None:
    """Claim the case for this form and do what it asks, as far as the database will know."""
    deed = deed_of(member, f"{action.name}:{form.key.data[:40]}")
    take_form.take(db(), submission, Seen.read(form.seen.data), form.key.data, deed)
    turn = cases.own_turn(db(), member, submission)
    action.do(Act(member, submission, turn, form, deed))
    db().flush()


def too_late(action: Action, member: Member, reference: str, form: CaseForm) -> ResponseReturnValue:
    """The words as they were typed, beside the case as it is now."""
    try:
        page = read(member, reference)
    except NotFound as fault:
        # It went elsewhere meanwhile: the plain page of errors gives the words back.
        raise AlreadyChanged("the case is somebody else's now") from fault
    if take_form.was_taken(db(), page.submission, form.key.data):
        return after(action, member, reference)
    form.seen.data = str(take_form.seen_now(db(), page.submission))
    choices.renew(form, page.submission)
    return draw(action, page, form, 409)


def draw(action: Action, page: CasePage, form: CaseForm, status: int = 200) -> ResponseReturnValue:
    """The page of one form."""
    form.submit.label.text = action.button
    body = render_template(
        "partner/act.html",
        action=action,
        page=page,
        form=form,
        changed=status == 409,
        offered=action.name in page.offered,
        stale=stale(action),
        statuses=statuses,
        on_themes=themes_page.ACTIONS,
    )
    return body, status


def after(action: Action, member: Member, reference: str) -> ResponseReturnValue:
    """The next page: the case, or the inbox where the case has gone elsewhere."""
    if action.leaves or not cases.is_seen(db(), member, reference):
        return redirect(url_for("partner.inbox"), 303)
    return redirect(url_for("partner.case", reference=reference), 303)


def deed_of(member: Member, source: str) -> Deed:
    """Who acts now, and by what."""
    return Deed(Actor.of(member), now(), source)
