"""After sending: the number, the words, and what happens next, until they have been kept."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain import codes
from portal.domain.errors import DraftGone
from portal.domain.people import Author
from portal.domain.safeguarding import look_by
from portal.queries import partnership, tracking
from portal.services.submit import Receipt
from portal.web import locale, private_cookies
from portal.web.access import anyone
from portal.web.family import bp, drafting
from portal.web.family.promises import promises
from portal.web.transactions import commits, db, now


@bp.get("/tell/sent")
@anyone
def sent() -> ResponseReturnValue:
    """We have your message: shown for half an hour, or until the words are kept."""
    try:
        receipt = drafting.receipt()
    except DraftGone:
        return render_template("family/closed.html"), 410
    if receipt is None:
        return redirect(url_for("family.start"), 303)
    return _page(receipt)


@bp.post("/tell/kept")
@anyone
@commits
def kept_them() -> ResponseReturnValue:
    """The words have been written down: the portal forgets them."""
    drafting.wipe()
    answer = redirect(url_for("family.goodbye"), 303)
    return private_cookies.take(answer, private_cookies.DRAFT)


def _page(receipt: Receipt) -> str:
    tracked = tracking.find(db(), Author(receipt.submission_id, receipt.reference))
    listed = _listed(locale.language().code)
    return render_template(
        "family/sent.html",
        tracked=tracked,
        reference=codes.format_reference(receipt.reference),
        words=codes.words_of(receipt.code, listed),
        words_language=listed,
        promises=promises(db(), tracked.clocks, now()),
        looked_at=look_by(tracked.submission.received_at, partnership.in_force(db()).calendar),
    )


def _listed(language: str) -> str:
    """The language that the words are in: English where the reader's has no list yet."""
    own = codes.word_list(language) != codes.word_list(codes.ENGLISH)
    return language if own else codes.ENGLISH
