"""Adding files: to answers before they are sent, and to a message afterwards."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain.errors import NotFound
from portal.domain.people import Author
from portal.domain.submissions import OPEN, AuthorKind
from portal.models import Attachment, Submission
from portal.queries import attachments as queries
from portal.queries import tracking
from portal.services import attachments, drafts
from portal.web.access import anyone, author_only
from portal.web.family import bp, drafting, files_page, steps, tabs
from portal.web.family.drafting import Drafted
from portal.web.family.files_page import LONGEST_UPLOAD, FilesForm
from portal.web.family.telling_routes import next_address, with_draft
from portal.web.limits import accepts_up_to
from portal.web.transactions import commits, db, now


@bp.get("/tell/files")
@anyone
def draft_files() -> ResponseReturnValue:
    """Files to be sent with the answers; nobody is asked for any."""
    drafted = drafting.reading()
    if not _may_add(drafted):
        return redirect(_elsewhere(drafted), 303)
    return _draft_page(drafted, files_page.fresh(drafted.draft_id))


@bp.post("/tell/files")
@anyone
@accepts_up_to(LONGEST_UPLOAD)
@commits
def add_draft_files() -> ResponseReturnValue:
    """Keep what was chosen; one that cannot be taken loses no word and no other file."""
    drafted, form = drafting.posted(), FilesForm()
    if not _may_add(drafted):
        return with_draft(_elsewhere(drafted), drafted)
    if not form.validate() or files_page.nothing_chosen(form):
        return _draft_page(drafted, form), 422
    mine = drafted.draft_id
    ready, refused = files_page.choose(form, mine, _of_draft(mine))
    refused += attachments.to_draft(db(), files_page.keeping(), mine, ready, now())
    if not refused:
        return with_draft(url_for("family.draft_files"), drafted)
    form = files_page.again(mine, refused)
    return _draft_page(drafted, form), 422


@bp.post("/tell/files/<name>/delete")
@anyone
@commits
def delete_draft_file(name: str) -> ResponseReturnValue:
    """Take one away before it is sent."""
    drafted = drafting.posted()
    if not _may_add(drafted):
        return with_draft(_elsewhere(drafted), drafted)
    gone = attachments.take_from_draft(db(), drafted.draft_id, name, now())
    files_page.let_go(gone)
    return with_draft(url_for("family.draft_files"), drafted)


@bp.get("/case/files")
@author_only
def files(author: Author) -> ResponseReturnValue:
    """The files of a message, and a form for more while it is open."""
    return _page(author, files_page.fresh())


@bp.post("/case/files")
@author_only
@accepts_up_to(LONGEST_UPLOAD)
@commits
def add_files(author: Author) -> ResponseReturnValue:
    """Keep what was chosen; one that cannot be taken loses no other."""
    form = FilesForm()
    _adults(author)
    if not form.validate() or files_page.nothing_chosen(form):
        return _page(author, form), 422
    there = queries.of_submission(db(), author.submission_id)
    ready, refused = files_page.choose(form, author.reference, there)
    refused += attachments.to_message(db(), files_page.keeping(), author, ready, now())
    if not refused:
        return redirect(url_for("family.files"), 303)
    return _page(author, files_page.again("", refused)), 422


@bp.post("/case/files/<name>/delete")
@author_only
@commits
def delete_file(author: Author, name: str) -> ResponseReturnValue:
    """Take one back: what was in it goes, that there was one stays."""
    gone = attachments.take_back(db(), author, name, now())
    files_page.let_go(gone)
    return redirect(url_for("family.files"), 303)


def _may_add(drafted: Drafted) -> bool:
    """Once every question is answered; a young person's pages have no files.

    Nobody looks at a picture until it is checked, and one of a child may say more than it knows:
    a young person is asked for words and for drawn pictures alone.
    """
    files_page.store()
    open_one = steps.first_open(drafted.told) is not None
    return not (open_one or drafted.receipt is not None or drafted.told.young)


def _elsewhere(drafted: Drafted) -> str:
    return url_for("family.sent") if drafted.receipt is not None else next_address(drafted, None)


def _of_draft(draft_id: str) -> list[Attachment]:
    return queries.of_draft(db(), drafts.found(db(), draft_id, now()))


def _draft_page(drafted: Drafted, form: FilesForm) -> str:
    tabs.speak_of(drafted.draft_id)
    return render_template(
        "family/files_before.html",
        form=form,
        accept=files_page.ACCEPT,
        files=files_page.shown(_of_draft(drafted.draft_id)),
    )


def _page(author: Author, form: FilesForm) -> str:
    submission = _adults(author)
    return render_template(
        "family/files.html",
        form=form,
        author=author,
        accept=files_page.ACCEPT,
        may_add=submission.status in OPEN,
        files=files_page.shown(queries.of_submission(db(), author.submission_id)),
    )


def _adults(author: Author) -> Submission:
    """The message; raises `NotFound` for a young person's, and where no folder is set."""
    files_page.store()
    submission = tracking.find(db(), author).submission
    if submission.author_kind is AuthorKind.YOUNG_PERSON:
        raise NotFound("a young person's pages have no files")
    return submission
