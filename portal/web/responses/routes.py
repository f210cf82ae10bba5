"""The views of "You said, we did" for those who write it and those who let it out."""
# ruff: noqa: ARG001 - every page is handed who reads it

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.errors import AlreadyChanged
from portal.domain.people import Member
from portal.domain.public_responses import RELEASERS, WRITERS
from portal.domain.working_days import local_date
from portal.queries import figure_releases
from portal.queries import public_responses as queries
from portal.queries.paging import Place
from portal.services import respond_publicly
from portal.web import response_words
from portal.web.access import member_of
from portal.web.responses import bp, figures  # noqa: F401 - its views join the blueprint
from portal.web.responses.acting import deed_of, name_of_area, name_of_theme, period_name
from portal.web.responses.forms import EntryForm, PublishForm, TakeDownForm
from portal.web.transactions import commits, db, now, wiring

__all__ = ["bp"]

ONE = "/<int(max=2147483647):response_id>"


@bp.get("")
@member_of(*RELEASERS)
def listed(member: Member) -> ResponseReturnValue:
    """Every entry, the newest first, and the figures that may be let out."""
    return render_template(
        "responses/list.html",
        member=member,
        may_write=member.role in WRITERS,
        page=queries.listed(db(), Place.read(request.args.get("after"))),
        newest=figure_releases.newest(db()),
        period_name=period_name,
        words=response_words,
        area=name_of_area,
    )


@bp.get("/new")
@member_of(*WRITERS)
def new(member: Member) -> ResponseReturnValue:
    """An empty entry."""
    return _draw(_form())


@bp.post("/new")
@member_of(*WRITERS)
@commits
def add(member: Member) -> ResponseReturnValue:
    """Keep a new entry as a draft."""
    form = _form()
    if not form.validate():
        return _draw(form), 422
    made = respond_publicly.add(db(), form.entry, member, deed_of(member))
    flash("The entry was saved as a draft.", "success")
    return redirect(url_for("responses.one", response_id=made.id), 303)


@bp.get(ONE)
@member_of(*RELEASERS)
def one(member: Member, response_id: int) -> ResponseReturnValue:
    """One entry as the public would read it, what to look at, and its history."""
    return _one(member, response_id, PublishForm(formdata=None))


@bp.get(f"{ONE}/change")
@member_of(*WRITERS)
def change_form(member: Member, response_id: int) -> ResponseReturnValue:
    """The newest words, to be changed."""
    found = queries.find(db(), response_id)
    return _draw(_form().show(found.text), found)


@bp.post(f"{ONE}/change")
@member_of(*WRITERS)
@commits
def change(member: Member, response_id: int) -> ResponseReturnValue:
    """Keep newer words; what is out stays out until these are published."""
    found, form = queries.find(db(), response_id), _form()
    if not form.validate():
        return _draw(form, found), 422
    try:
        seen = form.seen_number
        respond_publicly.change(db(), response_id, form.entry, seen, member, deed_of(member))
    except AlreadyChanged:
        return _too_late(response_id, form)
    flash("The newer words were saved. They are not published yet.", "success")
    return redirect(url_for("responses.one", response_id=response_id), 303)


@bp.post(f"{ONE}/publish")
@member_of(*RELEASERS)
@commits
def publish(member: Member, response_id: int) -> ResponseReturnValue:
    """Let the newest words out, after somebody other than their writer has read them."""
    form = PublishForm()
    if not form.validate():
        return _one(member, response_id, form), 422
    respond_publicly.publish(db(), response_id, form.seen_number, member, deed_of(member))
    flash("The public can read it now.", "success")
    return redirect(url_for("responses.one", response_id=response_id), 303)


@bp.get(f"{ONE}/take-down")
@member_of(*RELEASERS)
def take_down_form(member: Member, response_id: int) -> ResponseReturnValue:
    """Ask why the public is to read it no more."""
    return _take_down(response_id, TakeDownForm(formdata=None))


@bp.post(f"{ONE}/take-down")
@member_of(*RELEASERS)
@commits
def take_down(member: Member, response_id: int) -> ResponseReturnValue:
    """Hide it from the public, with the reason."""
    form = TakeDownForm()
    if not form.validate():
        return _take_down(response_id, form), 422
    respond_publicly.take_down(db(), response_id, form.because.data, deed_of(member))
    flash("The public cannot read it any more.", "success")
    return redirect(url_for("responses.one", response_id=response_id), 303)


def _form() -> EntryForm:
    bodies = queries.bodies(db(), local_date(now()))
    return EntryForm().offer(wiring().codebook, bodies)


def _draw(form: EntryForm, found: queries.Kept | None = None, *, changed: bool = False) -> str:
    return render_template(
        "responses/entry.html", form=form, found=found, changed=changed, words=response_words
    )


def _too_late(response_id: int, form: EntryForm) -> ResponseReturnValue:
    db().rollback()
    found = queries.find(db(), response_id)
    form.seen.data = str(found.text.number)
    return _draw(form, found, changed=True), 409


def _one(member: Member, response_id: int, form: PublishForm) -> str:
    found = queries.find(db(), response_id)
    # Drawn again after an error, the form is for what is shown now.
    form.seen.data = str(found.text.number)
    return render_template(
        "responses/one.html",
        found=found,
        form=form,
        theme=name_of_theme(found.text.theme),
        doubts=respond_publicly.doubts(found.text, wiring().revealing),
        may_publish=respond_publicly.may_publish(found, member),
        may_write=member.role in WRITERS,
        versions=queries.versions(db(), response_id),
        steps=queries.steps(db(), response_id),
        words=response_words,
        area=name_of_area,
    )


def _take_down(response_id: int, form: TakeDownForm) -> str:
    found = queries.find(db(), response_id)
    return render_template("responses/take_down.html", found=found, form=form)
