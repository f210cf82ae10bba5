"""After sending: the number, the words, and what happens next, until they have been kept."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain import codes
from portal.domain.errors import DraftGone
from portal.domain.people import Author
from portal.domain.safeguarding import look_by
from portal.queries import partnership, tracking
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
    tracked = tracking.find(db(), Author(receipt.submission_id, receipt.reference))
    return render_template(
        "family/sent.html",
        tracked=tracked,
        reference=codes.format_reference(receipt.reference),
        words=codes.words_of(receipt.code, locale.language().code),
        promises=promises(db(), tracked.clocks, now()),
        looked_at=look_by(tracked.submission.received_at, partnership.in_force(db()).calendar),
    )


@bp.post("/tell/kept")
@anyone
@commits
def kept_them() -> ResponseReturnValue:
    """The words have been written down: the portal forgets them."""
    drafting.wipe()
    answer = redirect(url_for("family.goodbye"), 303)
    return private_cookies.take(answer, private_cookies.DRAFT)
