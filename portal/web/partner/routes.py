"""The views of the partner's side: the inbox, the case, and one page for each action."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.people import Member, Role
from portal.queries import openings
from portal.queries.inbox import Show
from portal.queries.paging import Place
from portal.web import statuses
from portal.web.access import member_of
from portal.web.partner import (  # noqa: F401 - the views of objections join the blueprint
    acting,
    bp,
    entry_routes,
    erasure_routes,
    file_routes,
    flood_routes,
    formal_list,
    inbox_page,
    link_routes,
    new_words_routes,
    objection_routes,
    opening_routes,
)
from portal.web.partner.actions import ACTIONS, Action
from portal.web.partner.events import breach_words
from portal.web.partner.formal_actions import FORMAL
from portal.web.transactions import commits, db, now

__all__ = ["bp"]

READERS = (Role.CASEWORKER, Role.MANAGER, Role.TRIAGE, Role.SAFEGUARDING)


@bp.get("/inbox")
@member_of(*READERS)
def inbox(member: Member) -> ResponseReturnValue:
    """What has to be done, soonest deadline first."""
    wanted = request.args.get("show")
    show = next((one for one in Show if one.value == wanted), Show.TO_DO)
    after = Place.read(request.args.get("after"))
    page = inbox_page.load(db(), member, show, after, now())
    waiting = openings.waiting(db(), member, now())
    shown = {"page": page, "show": show.value, "later": after, "waiting": waiting}
    return render_template("partner/inbox.html", **shown)


@bp.get("/cases/<ref:reference>")
@member_of(*READERS)
def case(member: Member, reference: str) -> ResponseReturnValue:
    """One case."""
    page = acting.read(member, reference)
    pressed = {name: acting.fresh(ACTIONS[name], page) for name in ("accept", *page.on_themes)}
    return render_template(
        "partner/case.html",
        page=page,
        actions=ACTIONS,
        formal=FORMAL,
        pressed=pressed,
        statuses=statuses,
        file_words=file_routes.WORDS,
        breach_words=breach_words,
    )


@bp.get("/formal")
@member_of(Role.CASEWORKER, Role.MANAGER, Role.TRIAGE)
def formal(member: Member) -> ResponseReturnValue:
    """What families made formal with this member's body, the soonest last day first."""
    lines = formal_list.lines(db(), member, now())
    return render_template("partner/formal_list.html", lines=lines, most=formal_list.MOST)


def add(action: Action) -> None:
    """One page for one action: its form by GET, its taking by POST."""

    @member_of(*action.roles)
    def form(member: Member, reference: str) -> ResponseReturnValue:
        return acting.show(action, member, reference)

    @member_of(*action.roles)
    @commits
    def take(member: Member, reference: str) -> ResponseReturnValue:
        return acting.perform(action, member, reference)

    path = f"/cases/<ref:reference>/{action.path}"
    bp.add_url_rule(path, action.name, form, methods=["GET"])
    bp.add_url_rule(path, f"take_{action.name}", take, methods=["POST"])


for each in (*ACTIONS.values(), *FORMAL.values()):
    add(each)
