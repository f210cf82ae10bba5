"""A family's files: choosing some, reading what became of each."""
# mypy: disallow-subclassing-any=False

import contextlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import wtforms
from flask import request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain.attachments import (
    MOST_BYTES,
    MOST_FILES,
    MOST_IN_ALL,
    PHOTOS,
    SOUNDS,
    FileFault,
    FileKind,
    FileStatus,
    shown_name,
)
from portal.domain.errors import NotFound
from portal.domain.floods import network_of
from portal.domain.people import Author
from portal.file_ports import FileStore
from portal.models import Attachment
from portal.queries import attachments as queries
from portal.services import attachments, drafts, floods
from portal.services.attachments import Keeping
from portal.services.prepare_files import Chosen, Prepared, Refused, There, prepare
from portal.web.family.checking import Row
from portal.web.family.drafting import Drafted
from portal.web.family.fields import FamilyForm
from portal.web.filters import file_size
from portal.web.forms_look import FileWidget, SubmitWidget
from portal.web.statuses import Tag
from portal.web.transactions import afterwards, db, now, wiring

LONGEST_UPLOAD = MOST_IN_ALL + 1_000_000
"""Bytes of one press: all the files that a message may hold, and what a browser adds."""

ACCEPT = ".jpg,.jpeg,.png,.webp,.pdf,.m4a,.mp3,.ogg,.oga,.opus,.webm,.wav,image/jpeg,audio/*"
"""What a browser offers first. A telephone that takes HEIC turns it into JPEG for this list."""

STATUS: Mapping[FileStatus, Tag] = {
    FileStatus.HELD: Tag(_l("Being checked"), "blue"),
    FileStatus.CLEAN: Tag(_l("Checked"), "green"),
    FileStatus.REFUSED: Tag(_l("Deleted, it was not safe"), "red"),
    FileStatus.ERASED: Tag(_l("Deleted"), "grey"),
}

PHOTO, SOUND, PAPER = _l("Photo"), _l("Voice message"), _l("PDF")


class FilesForm(FamilyForm):
    """Files of one press; `key` makes the same form bring each once."""

    key = wtforms.HiddenField()
    draft = wtforms.HiddenField()
    files = wtforms.FileField(
        _l("Choose one file or more"),
        description=_l(
            "Photos: JPG or PNG. Voice: M4A, MP3 or WAV. Letters: PDF. Up to %(files)s files, each"
            " up to %(size)s.",
            files=MOST_FILES,
            size="10 MB",
        ),
        widget=FileWidget(multiple=True),
    )
    add = wtforms.SubmitField(_l("Add"), widget=SubmitWidget())

    def validate_key(self, field: wtforms.Field) -> None:
        """A form without its key is no form of ours."""
        if not 20 <= len(field.data or "") <= 100:
            raise ValidationError(_l("Open this page again, then add your files"))


@dataclass(frozen=True)
class ShownFile:
    """A file as its family reads it; `label` is its name, or what it was once that is gone."""

    name: str
    label: str
    size: str
    status: Tag
    there: bool


def fresh(draft_id: str = "") -> FilesForm:
    """A form that nobody has used."""
    return FilesForm(formdata=None, data={"key": secrets.token_urlsafe(32), "draft": draft_id})


def store() -> FileStore:
    """Where files are kept; raises `NotFound` where nobody set a folder for them."""
    found = wiring().files
    if found is None:
        raise NotFound("no folder for files is set")
    return found


def keeping() -> Keeping:
    """The ports that keeping needs; raises `NotFound`."""
    return Keeping(store(), wiring().keyring)


def let_go(name: str) -> None:
    """Take a file off the disk once it is certain that it is to go.

    It could be opened no more anyway; what fails now, the worker's round does later.
    """

    def remove() -> None:
        with contextlib.suppress(OSError):
            store().remove(name)

    afterwards(remove)


def shown(files: Iterable[Attachment]) -> list[ShownFile]:
    """Each with its name and what became of it."""
    return [_shown(one) for one in files]


def of_author(author: Author) -> list[ShownFile]:
    """Every file of the author's message."""
    return shown(queries.of_submission(db(), author.submission_id))


def of_case(author: Author) -> dict[str, object]:
    """What the page of a message shows of files."""
    return {"files": of_author(author), "takes_files": wiring().files is not None}


def names_of(files: Iterable[Attachment]) -> str:
    """Their names in a line; that there are none, where there are none."""
    return "; ".join(one.label for one in shown(files)) or str(_("None"))


def row(drafted: Drafted) -> list[Row]:
    """The line of "check your answers": no question, and so none in a young person's pages."""
    if drafted.told.young or wiring().files is None:
        return []
    draft = drafts.found(db(), drafted.draft_id, now())
    names = names_of(queries.of_draft(db(), draft))
    title = str(_("Photos and files"))
    return [Row(title, names, url_for("family.draft_files"), title)]


def choose(
    form: FilesForm, owner: str, files: Sequence[Attachment]
) -> tuple[list[Prepared], list[Refused]]:
    """What was chosen, looked at and cleaned, beside what is there; what is not taken, and why.

    Ends the transaction: cleaning takes seconds, and nobody else should wait for them. `owner` is
    whose form it is, so that nobody else's key can mean it.
    """
    chosen, refused = _counted()
    there = There.of(files)
    # What was counted of this network stays counted, whatever becomes of the files.
    db().commit()
    ready, not_taken = prepare(wiring().cleaner, chosen, f"{owner} {form.key.data}", there)
    return ready, [*refused, *not_taken]


def again(draft_id: str, refused: Sequence[Refused]) -> FilesForm:
    """A form for another try, which says of each file that was not kept what to do."""
    form = fresh(draft_id)
    form.files.errors = [_fault(one) for one in refused]
    return form


def nothing_chosen(form: FilesForm) -> bool:
    """Whether the button was pressed without a file; says so then."""
    if any(one.filename for one in request.files.getlist("files")):
        return False
    form.files.errors = [_l("Choose a file first")]
    return True


def _counted() -> tuple[list[Chosen], list[Refused]]:
    """The files of the request, save those that are too many for one network just now."""
    secret, network = wiring().settings.code_key, network_of(request.remote_addr or "")
    chosen, refused = [], []
    for one in request.files.getlist("files"):
        name = one.filename or ""
        if not name:
            continue
        if floods.file_comes(db(), secret, network, now()):
            refused.append(Refused(name, FileFault.NOT_NOW))
        else:
            chosen.append(Chosen(name, one.stream.read()))
    return chosen, refused


def _shown(one: Attachment) -> ShownFile:
    said = attachments.name_of(wiring().keyring, one)
    label = shown_name(said) if said else str(_kind(one.kind))
    there = one.sealed_key is not None
    return ShownFile(one.name, label, file_size(one.size), STATUS[one.status], there)


def _kind(kind: FileKind) -> LazyString:
    return PHOTO if kind in PHOTOS else SOUND if kind in SOUNDS else PAPER


def _fault(one: Refused) -> str:
    amounts = {"size": file_size(MOST_BYTES), "all": file_size(MOST_IN_ALL), "files": MOST_FILES}
    return str(FAULT[one.why]) % {**amounts, "name": shown_name(one.name)}


FAULT: Mapping[FileFault, LazyString] = {
    FileFault.KIND: _l(
        "“%(name)s”: we cannot take this kind of file. Save it as a PDF, or take a photo of it"
    ),
    FileFault.EMPTY: _l("“%(name)s” is empty. Choose it again"),
    FileFault.TOO_BIG: _l("“%(name)s” is too big. Make it smaller than %(size)s"),
    FileFault.UNREADABLE: _l(
        "“%(name)s”: we cannot read this file. Take a new photo, or save it again"
    ),
    FileFault.FULL: _l(
        "“%(name)s” did not fit. You can add %(files)s files, %(all)s in all. Delete one first"
    ),
    FileFault.NOT_NOW: _l("“%(name)s”: we could not keep it just now. Try again in a few minutes"),
}
"""What a family reads of a file that was not kept; what was typed is kept all the same."""
