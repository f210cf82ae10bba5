"""Your words and your rights: a copy at once, what is written down, asking us to delete it."""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain import codes
from portal.domain.erasing import ErasureOutcome, Part
from portal.domain.legal_routes import LegalRoute
from portal.domain.people import AUTHOR, Author, Deed, Gone
from portal.domain.working_days import local_date
from portal.queries import (
    erasures,
    objections,
    partnership,
    spoken_for,
    tracking,
    translations,
    uses,
)
from portal.queries.tracking import Tracked
from portal.services import audit, erasing, helping
from portal.services import formal as making
from portal.web.access import author_only, gone_only
from portal.web.family import bp, files_page, legal, own_copy, own_copy_since, own_copy_told
from portal.web.family.erasure_words import OUTCOME, PART
from portal.web.transactions import commits, db, now, wiring

SEE = LegalRoute.SUBJECT_ACCESS


@bp.get("/case/rights")
@author_only
def rights(author: Author) -> ResponseReturnValue:
    """What the author can ask for, and what came of it."""
    submission = tracking.find(db(), author).submission
    return render_template(
        "family/rights.html",
        author=author,
        asked=erasures.of_author(db(), author),
        waits=erasures.open_one(db(), author.submission_id),
        outcomes={one: OUTCOME[one] for one in ErasureOutcome},
        parts={one.value: PART[one] for one in Part},
        counted=uses.counted_in(db(), author),
        see=SEE.value,
        seen=legal.is_made(db(), author, SEE),
        may_see=bool(making.bodies(db(), submission, SEE, local_date(now()))),
    )


@bp.post("/case/rights/copy")
@author_only
@commits
def copy(author: Author) -> ResponseReturnValue:
    """All of it as a text file, whose name says nothing; nobody need agree to it."""
    tracked = tracking.find(db(), author)
    number = codes.format_reference(author.reference)
    text = own_copy.text_of(tracked, _said_apart(author, tracked), number)
    deed = Deed(AUTHOR, now(), "copy")
    audit.record(db(), deed, "copy.taken", submission_id=author.submission_id)
    answer = make_response(text)
    answer.mimetype = "text/plain"
    answer.headers["Content-Disposition"] = 'attachment; filename="my-copy.txt"'
    return answer


def _said_apart(author: Author, tracked: Tracked) -> own_copy.SaidApart:
    authority = spoken_for.authority(db(), tracked.submission)
    scheme = partnership.in_force(db()).partnership
    return own_copy.SaidApart(
        objections.of_author(db(), author),
        helping.said(db(), author.submission_id),
        files_page.of_author(author),
        own_copy_told.lines(tracked.submission, scheme, authority, tracked.entry),
        own_copy_since.sections(db(), wiring().keyring, author, tracked, now()),
        translations.of_author(db(), author),
    )


@bp.post("/case/rights/delete")
@author_only
@commits
def ask_to_delete(author: Author) -> ResponseReturnValue:
    """Ask us to delete it; pressed twice, it is asked once."""
    erasing.ask(db(), author, now())
    return redirect(url_for("family.rights", _anchor="delete"), 303)


@bp.get("/case/deleted")
@gone_only
def deleted(gone: Gone) -> ResponseReturnValue:
    """All that is left: that its words were deleted, when, and what we answered."""
    asked = erasures.of_author(db(), gone)
    answers = [one for one in asked if one.answered_at is not None]
    return render_template(
        "family/deleted.html",
        gone=gone,
        erased_at=erasures.erased_at(db(), gone),
        answers=answers,
        parts={one.value: PART[one] for one in Part},
        waits=next((one for one in asked if one.answered_at is None), None),
        rest=all(one.outcome is not ErasureOutcome.DELETED for one in answers),
    )


@bp.post("/case/deleted")
@gone_only
@commits
def ask_for_the_rest(gone: Gone) -> ResponseReturnValue:
    """Where a part is left, ask us to delete that too; pressed twice, it is asked once."""
    erasing.ask(db(), gone, now())
    return redirect(url_for("family.deleted", _anchor="delete"), 303)
