"""The views of administrators; each section adds its own modules beside this one."""
# ruff: noqa: ARG001 - every page is handed who reads it

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import Actor, Deed, Member, Role
from portal.queries import floods, model_state
from portal.queries import letters as queries
from portal.queries.letters import Shelf
from portal.queries.paging import Place
from portal.services import dead_letters
from portal.web.access import member_of
from portal.web.admin import (  # noqa: F401 - the views of promises and work join the blueprint
    bp,
    letters_page,
    promise_routes,
    work_routes,
)
from portal.web.admin.forms import AsideForm
from portal.web.admin.tiles import TILES
from portal.web.transactions import commits, db, now, wiring
from portal.web.watching import of_flood, of_model, of_second_look

__all__ = ["bp"]


@bp.get("")
@member_of(Role.ADMIN)
def start(member: Member) -> ResponseReturnValue:
    """What there is to look after."""
    tiles = [(tile, tile.state(db())) for tile in TILES]
    held = floods.in_the_last_hour(db(), now())
    return render_template("admin/start.html", tiles=tiles, flood=held and of_flood(held))


@bp.get("/themes")
@member_of(Role.ADMIN)
def model(member: Member) -> ResponseReturnValue:
    """How it stands with the model that suggests themes."""
    waiting = model_state.unread(db())
    return render_template(
        "admin/model.html",
        model=of_model(db()),
        second=of_second_look(db()),
        waiting=waiting,
        card=wiring().card(),
    )


@bp.get("/letters")
@member_of(Role.ADMIN)
def letters(member: Member) -> ResponseReturnValue:
    """Letters that were given up, and those on their way."""
    shelf = Shelf.ASIDE if request.args.get("show") == Shelf.ASIDE.value else Shelf.DEAD
    after = Place.read(request.args.get("after"))
    page = letters_page.load(db(), shelf, after)
    return render_template("admin/letters.html", page=page, later=after)


@bp.post("/letters/<int(max=2147483647):letter_id>/again")
@member_of(Role.ADMIN)
@commits
def try_again(member: Member, letter_id: int) -> ResponseReturnValue:
    """One letter goes back to the outbox."""
    dead_letters.try_again(db(), letter_id, _deed(member))
    flash("The letter will be tried again within a minute.", "success")
    return redirect(url_for("admin.letters"), 303)


@bp.post("/letters/again")
@member_of(Role.ADMIN)
@commits
def try_all_again(member: Member) -> ResponseReturnValue:
    """All of them go back to the outbox."""
    count = dead_letters.try_all_again(db(), _deed(member))
    said = "1 letter" if count == 1 else f"{count} letters"
    flash(f"{said} will be tried again from now on.", "success")
    return redirect(url_for("admin.letters"), 303)


@bp.get("/letters/<int(max=2147483647):letter_id>/aside")
@member_of(Role.ADMIN)
def aside(member: Member, letter_id: int) -> ResponseReturnValue:
    """Ask why a letter needs no other try."""
    return _aside(letter_id, AsideForm())


@bp.post("/letters/<int(max=2147483647):letter_id>/aside")
@member_of(Role.ADMIN)
@commits
def put_aside(member: Member, letter_id: int) -> ResponseReturnValue:
    """Put one letter aside, with the reason."""
    form = AsideForm()
    if not form.validate():
        return _aside(letter_id, form), 422
    dead_letters.put_aside(db(), letter_id, form.because.data, _deed(member))
    flash("The letter was put aside.", "success")
    return redirect(url_for("admin.letters"), 303)


def _aside(letter_id: int, form: AsideForm) -> str:
    line = letters_page.line(queries.find_given_up(db(), letter_id))
    return render_template("admin/aside.html", line=line, form=form)


def _deed(member: Member) -> Deed:
    return Deed(Actor.of(member), now(), "admin")
