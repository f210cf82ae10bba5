"""Another message of the same author, put together by its number and words; or found by triage."""
# mypy: disallow-subclassing-any=False

import wtforms
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.domain.errors import CodeWrong, NotAllowed, TryAgainLater
from portal.domain.people import Author
from portal.queries import own_links
from portal.services import own_links as own
from portal.services import return_visit
from portal.services.return_visit import Opened
from portal.web.access import author_only, require_still
from portal.web.family import bp
from portal.web.family.case_forms import ReturnForm
from portal.web.family.case_routes import network_of
from portal.web.family.patience import ask_for_patience, waiting
from portal.web.forms_look import SubmitWidget
from portal.web.transactions import commits, db, let_go, now, wiring

NOT_TOGETHER = _l("We cannot put these two together. Only messages that one person wrote can be.")


class EarlierForm(ReturnForm):
    """The number and the words of the other message."""

    submit = wtforms.SubmitField(_l("Put the two together"), widget=SubmitWidget())


@bp.get("/case/earlier")
@author_only
def earlier(author: Author) -> ResponseReturnValue:
    """What is put together, and a form for another."""
    return page_of(author, EarlierForm())


@bp.post("/case/earlier")
@author_only
@commits
def put_together(author: Author) -> ResponseReturnValue:
    """Both codes are the proof; a wrong try is counted as at the door."""
    form = EarlierForm()
    if not form.validate():
        return page_of(author, form), 422
    # The slow hash must not be computed while the write lock is held.
    let_go()
    try:
        return _tried(author, form)
    except TryAgainLater as fault:
        db().rollback()
        ask_for_patience(form, fault.seconds)
        return waiting(page_of(author, form), fault.seconds)


@bp.post("/case/earlier/end")
@author_only
@commits
def take_apart(author: Author) -> ResponseReturnValue:
    """Take two apart again."""
    own.end(db(), author, request.form.get("link", ""), now())
    return redirect(url_for("family.earlier"), 303)


def _tried(author: Author, form: EarlierForm) -> ResponseReturnValue:
    network = network_of()
    other = _behind(form, network)
    return_visit.check_patience(db(), network, now())
    try:
        if other is None or not isinstance(other.who, Author):
            # A supporter's words are no author's.
            raise CodeWrong
        own.by_both_codes(db(), author, other.who, now())
        return_visit.require_open(db(), other)
    except CodeWrong:
        db().rollback()
        return_visit.remember_wrong(db(), network, now())
        form.refuse()
        return page_of(author, form), 403
    except NotAllowed:
        db().rollback()
        require_still(author)
        form.reference.errors = [NOT_TOGETHER]
        return page_of(author, form), 422
    require_still(author)
    return redirect(url_for("family.earlier"), 303)


def _behind(form: EarlierForm, network: str) -> Opened | None:
    """What these number and words open."""
    with wiring().reads() as reads:
        return_visit.check_patience(reads, network, now())
        try:
            hasher = wiring().hasher
            return return_visit.open_door(reads, hasher, form.number, form.numbers, now())
        except CodeWrong:
            return None


def page_of(author: Author, form: EarlierForm) -> str:
    """What is put together, with the form as it was sent where it was refused."""
    rows = own_links.of_author(db(), author)
    numbers = {one.key: own_links.numbers_of(one, author) for one in rows}
    return render_template(
        "family/earlier.html", author=author, form=form, rows=rows, numbers=numbers
    )
