"""The views of planned work: what the public is told beforehand, and taken back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import Actor, Deed, Member, Role
from portal.queries import service_status
from portal.services import planned_work
from portal.web.access import member_of
from portal.web.admin import bp
from portal.web.admin.work_form import WORK_ON, WorkForm
from portal.web.transactions import commits, db, now


@bp.get("/planned-work")
@member_of(Role.ADMIN)
def work(member: Member) -> ResponseReturnValue:  # noqa: ARG001 - handed who reads it
    """What is announced, and a form for more."""
    return _work(WorkForm(formdata=None))


@bp.post("/planned-work")
@member_of(Role.ADMIN)
@commits
def announce_work(member: Member) -> ResponseReturnValue:
    """Show it to the public until it is over."""
    form = WorkForm()
    if not form.validate():
        return _work(form), 422
    planned_work.announce(db(), form.plan, member, _deed(member))
    flash("The public page of the service shows it now.", "success")
    return redirect(url_for("admin.work"), 303)


@bp.post("/planned-work/<int(max=2147483647):work_id>/off")
@member_of(Role.ADMIN)
@commits
def call_work_off(member: Member, work_id: int) -> ResponseReturnValue:
    """Show it no more."""
    planned_work.call_off(db(), work_id, _deed(member))
    flash("The public page of the service does not show it any more.", "success")
    return redirect(url_for("admin.work"), 303)


def _work(form: WorkForm) -> str:
    planned = service_status.planned(db(), now())
    return render_template("admin/work.html", form=form, planned=planned, words=WORK_ON)


def _deed(member: Member) -> Deed:
    return Deed(Actor.of(member), now(), "admin")
