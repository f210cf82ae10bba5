"""Codes for supporters: the author makes, reads and ends them; a supporter reads and writes."""

import secrets

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain import code_words, codes
from portal.domain.people import Author, Supporter
from portal.queries import supporting as seen
from portal.services import hashed_before
from portal.services import supporters as codes_of
from portal.services import supporting as service
from portal.services.supporters import MOST, Given
from portal.web import locale, statuses
from portal.web.access import author_only, require_still, supporter_only
from portal.web.family import bp, translated
from portal.web.family.case_forms import ReplyForm
from portal.web.family.promises import promises
from portal.web.family.supporters_page import EndForm, SupporterForm, shown
from portal.web.family.telling_routes import intake
from portal.web.transactions import commits, db, let_go, now, wiring


@bp.get("/case/supporters")
@author_only
def supporters(author: Author) -> ResponseReturnValue:
    """Who has a code, when it was used, and a form for another."""
    return page_of(author, SupporterForm(formdata=None, data={"key": secrets.token_urlsafe(32)}))


@bp.post("/case/supporters")
@author_only
@commits
def make_supporter(author: Author) -> ResponseReturnValue:
    """Make one, and show it this once; the same form again shows the same for half an hour."""
    form = SupporterForm()
    if not form.validate():
        return page_of(author, form), 422
    given = _made(author, form)
    listed = code_words.listed(locale.language().code)
    return render_template(
        "family/supporter_made.html",
        name=form.supporter.data,
        reference=codes.format_reference(given.reference),
        words=code_words.words_of(given.code, listed),
        words_language=listed,
    )


def _made(author: Author, form: SupporterForm) -> Given:
    name, reads, key = form.supporter.data, form.reads_words.data, form.key.data
    let_go()
    ports = hashed_before.of_supporter(intake(), key)
    given = codes_of.make(db(), ports, author, name, reads_words=reads, key=key, now=now())
    require_still(author)
    return given


@bp.post("/case/supporters/<int(max=2147483647):number>/end")
@author_only
@commits
def end_supporter(author: Author, number: int) -> ResponseReturnValue:
    """End it, and whatever it has open; pressed twice, it is ended once."""
    codes_of.end(db(), author, number, now())
    return redirect(url_for("family.supporters"), 303)


@bp.get("/supporting")
@supporter_only
def supporting(supporter: Supporter) -> ResponseReturnValue:
    """What a supporter may see of somebody else's message."""
    return supporter_page(
        supporter, ReplyForm(formdata=None, data={"key": secrets.token_urlsafe(32)})
    )


@bp.post("/supporting")
@supporter_only
@commits
def support(supporter: Supporter) -> ResponseReturnValue:
    """Add words."""
    form = ReplyForm()
    if not form.validate():
        return supporter_page(supporter, form), 422
    service.add(db(), supporter, form.words.data, form.key.data, now(), wiring().screen)
    return redirect(url_for("family.supporting", _anchor="messages"), 303)


def page_of(author: Author, form: SupporterForm) -> str:
    """The list, with the form as it was sent where it was refused."""
    found = shown(db(), wiring().keyring, author)
    return render_template(
        "family/supporters.html",
        form=form,
        ending=EndForm(formdata=None),
        shown=found,
        full=sum(one.ended_at is None for one in found) >= MOST,
        author=author,
    )


def supporter_page(supporter: Supporter, form: ReplyForm) -> str:
    """What a supporter sees, with the form as it was sent where it was refused."""
    found = seen.find(db(), supporter)
    return render_template(
        "family/supporting.html",
        form=form,
        supported=found,
        supporter=supporter,
        promises=promises(db(), found.clocks, now()),
        translated=translated.shown(found.translations),
        family_status=statuses.FAMILY_STATUS,
    )
