"""After sending: the number, the words, and what happens next, until they have been kept."""

import functools
from collections.abc import Callable
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain import code_words, codes
from portal.domain.errors import DraftGone
from portal.domain.people import Author
from portal.domain.submissions import AuthorKind
from portal.queries import erasures, tracking
from portal.services import consent
from portal.services.looking import looked_at_by
from portal.services.submit import Receipt
from portal.web import locale
from portal.web.access import anyone
from portal.web.family import about_you, bp, drafting, keeping, legal, tabs
from portal.web.family.drafting import Sent
from portal.web.family.keeping import KeptForm
from portal.web.family.promises import promises
from portal.web.family.quoting import QuotesForm, quoting
from portal.web.transactions import commits, db, now

View = Callable[[], ResponseReturnValue]


def with_receipt(view: Callable[[Sent], ResponseReturnValue]) -> View:
    """Hand the view what was sent; say that it is over once the half hour is."""

    @functools.wraps(view)
    def wrapped() -> ResponseReturnValue:
        try:
            found = drafting.sent()
        except DraftGone:
            return render_template("family/closed.html"), 410
        if found and erasures.is_erased(db(), found.receipt.submission_id):
            return render_template("family/closed.html"), 410
        return view(found) if found else redirect(url_for("family.start"), 303)

    return wrapped


@bp.get("/tell/sent")
@anyone
@with_receipt
def sent(found: Sent) -> ResponseReturnValue:
    """We have your message: shown for half an hour, or until the words are kept."""
    return page_of(found)


@bp.post("/tell/sent")
@anyone
@commits
@with_receipt
def choose_quotes(found: Sent) -> ResponseReturnValue:
    """Keep whether the words may be quoted; pressed twice, it is said once."""
    form = QuotesForm()
    if not form.validate():
        return page_of(found, form), 422
    consent.choose_quotes(db(), _author(found.receipt), form.uses(), now())
    answer = redirect(url_for("family.sent", _anchor="quoting"), 303)
    return tabs.give(answer, found.draft_id)


@bp.get("/tell/sent/sheet")
@anyone
@with_receipt
def sheet(found: Sent) -> ResponseReturnValue:
    """The number and the words alone, on one sheet to print; large where that was asked."""
    return render_template(
        "family/sheet.html",
        **_code(found.receipt),
        square=keeping.square(),
        door=keeping.door(),
        large="large" in request.args,
    )


@bp.get("/tell/sent/file")
@anyone
@with_receipt
def file(found: Sent) -> ResponseReturnValue:
    """The same as a text file, whose name says nothing."""
    code = _code(found.receipt)
    answer = make_response(keeping.sheet(code["reference"], code["words"]))
    answer.mimetype = "text/plain"
    answer.headers["Content-Disposition"] = 'attachment; filename="number-and-words.txt"'
    return answer


@bp.post("/tell/kept")
@anyone
@commits
def kept_them() -> ResponseReturnValue:
    """The words are kept, or not wanted: the portal forgets them. Said by nobody, they stay."""
    form = KeptForm()
    if not form.validate():
        return _still_here(form)
    draft_id = drafting.wipe()
    return tabs.take(redirect(url_for("family.goodbye"), 303), draft_id)


def _still_here(form: KeptForm) -> ResponseReturnValue:
    return with_receipt(lambda found: (page_of(found, kept=form), 422))()


def _code(receipt: Receipt) -> dict[str, Any]:
    listed = code_words.listed(locale.language().code)
    return {
        "reference": codes.format_reference(receipt.reference),
        "words": code_words.words_of(receipt.code, listed),
        "words_language": listed,
    }


def _author(receipt: Receipt) -> Author:
    return Author(receipt.submission_id, receipt.reference)


def page_of(found: Sent, form: QuotesForm | None = None, kept: KeptForm | None = None) -> str:
    """The page after sending, with the forms as they were sent where one was refused."""
    receipt = found.receipt
    author = _author(receipt)
    tracked = tracking.find(db(), author)
    young = tracked.submission.author_kind is AuthorKind.YOUNG_PERSON
    return render_template(
        "family/young/sent.html" if young else "family/sent.html",
        tracked=tracked,
        **_code(receipt),
        kept=kept or KeptForm(formdata=None),
        draft_id=found.draft_id,
        quoting=quoting(tracked, url_for("family.choose_quotes"), found.draft_id, form),
        promises=promises(db(), tracked.clocks, now()),
        legal=legal.of_message(db(), author, tracked.submission, now(), press=False),
        about_you=about_you.state(tracked.submission.author_kind, found.draft_id),
        looked_at=looked_at_by(db(), tracked.submission.received_at),
    )
