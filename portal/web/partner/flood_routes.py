"""Triage's page of what is held as part of a flood, and the press that lets it go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import Member, Role
from portal.models import Submission
from portal.queries import floods as queries
from portal.services import floods
from portal.web.access import member_of
from portal.web.partner import acting, bp, inbox_page
from portal.web.transactions import commits, db, now

GO_ON, APART = "go_on", "apart"
"""The two buttons."""

CHOOSE = "Tick at least one message, or “All of them”."


@dataclass(frozen=True)
class Line:
    """One held message: enough words to know what it is."""

    reference: str
    needs: str
    words: str
    language: str
    received_at: datetime


@dataclass(frozen=True)
class HeldPage:
    """What is held, or with `apart` what a person said is part of a flood; `until` is its time."""

    lines: Sequence[Line]
    held: int
    set_apart: int
    apart: bool
    until: str


@bp.get("/held")
@member_of(Role.TRIAGE)
def held(member: Member) -> ResponseReturnValue:
    """What is held, the oldest first."""
    return _draw(member)


@bp.post("/held")
@member_of(Role.TRIAGE)
@commits
def take_held(member: Member) -> ResponseReturnValue:
    """Let the ticked ones go on, or say that they are part of a flood; or all of them."""
    everything = "all" in request.form
    ticked = None if everything else request.form.getlist("message")
    if ticked == []:
        return _draw(member, CHOOSE), 422
    found = floods.chosen(db(), member, ticked, _until())
    flash(_done(request.form.get("do"), found, member), "success")
    return redirect(url_for("partner.held"), 303)


def _done(pressed: str | None, found: list[Submission], member: Member) -> str:
    deed = acting.deed_of(member, "held")
    if pressed == GO_ON:
        many = floods.let_go(db(), found, deed)
        return f"{_messages(many)} went on, as the rules say."
    if pressed == APART:
        many = floods.set_apart(db(), found, deed)
        return f"{_messages(many)} set apart as part of a flood. Nothing is lost."
    return abort(400)


def _messages(many: int) -> str:
    return "1 message" if many == 1 else f"{many} messages"


def _until() -> datetime:
    """When the page was drawn: nothing that came since is moved unseen."""
    try:
        until = datetime.fromisoformat(request.form.get("until", ""))
    except ValueError:
        return abort(400)
    return until if until.tzinfo is not None else abort(400)


def _draw(member: Member, fault: str = "") -> str:
    apart = request.args.get("show") == APART
    known = inbox_page.names(db())
    found = queries.held(db(), member, apart=apart)
    page = HeldPage(
        lines=[_line(one, known) for one in found],
        held=queries.count(db(), member),
        set_apart=queries.count(db(), member, apart=True),
        apart=apart,
        until=now().isoformat(),
    )
    most, at_once = queries.MOST, floods.AT_ONCE
    return render_template("partner/held.html", page=page, fault=fault, most=most, at_once=at_once)


def _line(one: Submission, known: inbox_page.Names) -> Line:
    return Line(
        reference=one.reference,
        needs=known.of_needs(one),
        words=inbox_page.first_words(one.words),
        language=one.language,
        received_at=one.received_at,
    )
