"""Coming back to a message: opening it, reading, writing again, saying whether it is done."""

import secrets
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain import codes
from portal.domain.errors import CodeWrong
from portal.domain.people import Author, Supporter
from portal.domain.submissions import OPEN, AuthorKind, SubmissionStatus
from portal.queries import tracking
from portal.queries.tracking import Tracked
from portal.services import consent, return_visit, supporters, visits
from portal.services.return_visit import Opened
from portal.services.saved_drafts import Kept
from portal.web import private_cookies, statuses
from portal.web.access import anyone, author_only
from portal.web.family import (
    asking,
    bp,
    files_page,
    legal,
    reaching_page,
    saving,
    timeline,
    together,
    translated,
)
from portal.web.family.case_forms import REOPENS, ReplyForm, ReturnForm
from portal.web.family.helping import HelpedForm, helping
from portal.web.family.patience import patiently
from portal.web.family.promises import promises
from portal.web.family.quoting import QuotesForm, quoting
from portal.web.family.sharing import SharingForm, posted, sharing
from portal.web.family.translated import WrongForm
from portal.web.transactions import commits, db, now, wiring


@bp.get("/return")
@anyone
def come_back() -> ResponseReturnValue:
    """The door for a number and words."""
    return render_template("family/return.html", form=ReturnForm())


@bp.post("/return")
@anyone
@patiently
@commits
def open_message() -> ResponseReturnValue:
    """Open it; a wrong try is counted by network, and locks nobody out."""
    form, network = ReturnForm(), network_of()
    if not form.validate():
        return render_template("family/return.html", form=form), 422
    who = _opened(form, network)
    if who is None:
        return_visit.remember_wrong(db(), network, now())
        form.refuse()
        return render_template("family/return.html", form=form), 403
    return saving.open_again(who) if isinstance(who, Kept) else _begin(who)


@bp.get("/case")
@author_only
def case(author: Author) -> ResponseReturnValue:
    """Everything that the author may see of its message."""
    return page_of(author, fresh_reply())


@bp.post("/case")
@author_only
@commits
def reply(author: Author) -> ResponseReturnValue:
    """Write again."""
    form = ReplyForm()
    if not form.validate():
        return page_of(author, form), 422
    screen = wiring().screen
    return_visit.reply(db(), author, form.words.data, form.key.data, now(), screen)
    return redirect(url_for("family.case", _anchor="messages"), 303)


@bp.post("/case/quotes")
@author_only
@commits
def change_quotes(author: Author) -> ResponseReturnValue:
    """Say yes to a use of the words, or take it back; pressed twice, it is said once."""
    form = QuotesForm()
    if not form.validate():
        return page_of(author, fresh_reply(), quotes=form), 422
    consent.choose_quotes(db(), author, form.uses(), now())
    return redirect(url_for("family.case", _anchor="quoting"), 303)


@bp.post("/case/share")
@author_only
@commits
def change_share(author: Author) -> ResponseReturnValue:
    """Say yes to a body outside the council, or take it back; pressed twice, it is said once."""
    form = posted(db(), author, now())
    if not form.validate():
        return page_of(author, fresh_reply(), share=form), 422
    consent.choose_bodies(db(), author, form.share.data, now())
    return redirect(url_for("family.case", _anchor="sharing"), 303)


@bp.post("/case/changed")
@author_only
@commits
def agree(author: Author) -> ResponseReturnValue:
    """It has really changed. Pressed twice, it is said once."""
    if _asked(author):
        return_visit.agree(db(), author, now(), reaching_page.keeps(db(), author))
    return redirect(url_for("family.case"), 303)


@bp.post("/case/not-changed")
@author_only
@commits
def disagree(author: Author) -> ResponseReturnValue:
    """It has not: open again. Pressed twice, it is said once."""
    if _asked(author):
        return_visit.disagree(db(), author, now())
    return redirect(url_for("family.case"), 303)


@bp.post("/case/leave")
@anyone
@commits
def leave() -> ResponseReturnValue:
    """Close the message on this device."""
    visits.end(db(), private_cookies.read(private_cookies.VISIT), now())
    answer = redirect(url_for("family.goodbye"), 303)
    answer.headers["Clear-Site-Data"] = '"storage"'
    return private_cookies.take(answer, private_cookies.VISIT)


def fresh_reply() -> ReplyForm:
    """The form for writing again, empty, with a key of its own."""
    return ReplyForm(formdata=None, data={"key": secrets.token_urlsafe(32)})


def _begin(who: Author | Supporter) -> ResponseReturnValue:
    page = "family.case"
    if isinstance(who, Supporter):
        page = "family.supporting"
        supporters.opened(db(), who, now())
    visit_id = visits.begin(db(), who, now())
    return private_cookies.give(redirect(url_for(page), 303), private_cookies.VISIT, visit_id)


def _opened(form: ReturnForm, network: str) -> Author | Supporter | Kept | None:
    """Who may come in now; None for a wrong try, and where the words have ended meanwhile."""
    found = _behind(form, network)
    # Asked again under the lock: guesses made at one moment are counted one after another.
    return_visit.check_patience(db(), network, now())
    try:
        if found is not None:
            return_visit.require_open(db(), found)
    except CodeWrong:
        return None
    return found.who if found else None


def _behind(form: ReturnForm, network: str) -> Opened | None:
    # Read apart: the slow hash must not be computed while the write lock is held.
    with wiring().reads() as reads:
        return_visit.check_patience(reads, network, now())
        try:
            hasher = wiring().hasher
            return return_visit.open_door(reads, hasher, form.number, form.numbers, now())
        except CodeWrong:
            return None


STATUSES = {"family_status": statuses.FAMILY_STATUS, "point_status": statuses.POINT}
"""How a family reads the codes of its message and of each of its points."""


def page_of(
    author: Author,
    form: ReplyForm,
    quotes: QuotesForm | None = None,
    share: SharingForm | None = None,
    helped: HelpedForm | None = None,
    wrong: WrongForm | None = None,
) -> str:
    """The page of a message, with the forms as they were sent where one was refused."""
    tracked = tracking.find(db(), author)
    if tracked.submission.status not in OPEN:
        form.words.description = f"{REOPENS} {form.words.description}"
    young = tracked.submission.author_kind is AuthorKind.YOUNG_PERSON
    return render_template(
        "family/young/case.html" if young else "family/case.html",
        form=form,
        tracked=tracked,
        **_asked_of(tracked),
        **_beside(author, tracked, wrong),
        reference=codes.format_reference(author.reference),
        quoting=quoting(tracked, url_for("family.change_quotes"), form=quotes),
        sharing=sharing(db(), author, tracked, now(), share),
        helping=helping(db(), tracked.submission, helped),
        promises=promises(db(), tracked.clocks, now()),
        legal=legal.of_message(db(), author, tracked.submission, now(), press=True),
        happened=timeline.entries(tracked),
        **files_page.of_case(author),
        **STATUSES,
    )


def _asked_of(tracked: Tracked) -> dict[str, Any]:
    """What the family is asked, and until when we wait for it."""
    return {
        "question": asking.question(db(), tracked, now()),
        "hold_ends": asking.hold_ends(db(), tracked.clocks),
        "asked": tracked.submission.status is SubmissionStatus.RESOLUTION_PROPOSED,
        "silent_by": asking.silent_by(db(), tracked),
    }


def _beside(author: Author, tracked: Tracked, wrong: WrongForm | None) -> dict[str, Any]:
    """What hangs on the message and has pages of its own, and what people translated of it."""
    status = tracked.submission.status
    return {
        "together": together.known(db(), author, now()),
        "reaching": reaching_page.reaching(db(), author, tracked.submission),
        "made": legal.made(db(), author, now()),
        "translated": translated.of_author(db(), author, status, wrong),
        "wrong": wrong,
    }


def _asked(author: Author) -> bool:
    status = tracking.find(db(), author).submission.status
    return status is SubmissionStatus.RESOLUTION_PROPOSED


def network_of() -> str:
    """The name under which wrong codes from this visitor's network are counted."""
    secret, address = wiring().settings.secret_key, request.remote_addr or ""
    return return_visit.bucket(secret, address, now())
