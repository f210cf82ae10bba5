"""The views of the promises of time and of the calendar that they are counted by."""
# ruff: noqa: ARG001 - every page is handed who reads it

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.domain.people import Member, Role
from portal.domain.working_days import local_date
from portal.queries.partnership import in_force
from portal.web.access import member_of
from portal.web.admin import bp, calendar_page, promises_page, versions_page
from portal.web.transactions import db, now


@bp.get("/promises")
@member_of(Role.ADMIN)
def promises(member: Member) -> ResponseReturnValue:
    """Every promise in force, and the versions before."""
    page = promises_page.page(in_force(db()).partnership, local_date(now()))
    return render_template("admin/promises.html", page=page, versions=versions_page.load(db()))


@bp.get("/calendar")
@member_of(Role.ADMIN)
def calendar(member: Member) -> ResponseReturnValue:
    """The days that are not counted, and how far ahead they are known."""
    return render_template("admin/calendar.html", page=calendar_page.load(db(), now()))
