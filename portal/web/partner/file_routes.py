"""Giving out a clean file of a case: to be saved, never to be shown by a browser."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import make_response
from flask.typing import ResponseReturnValue

from portal.domain.attachments import MEDIA_TYPE, PHOTOS, SOUNDS, FileKind, FileStatus
from portal.domain.errors import NotFound
from portal.domain.people import Member, Role
from portal.file_ports import FileLost
from portal.queries import attachments as queries
from portal.queries import cases
from portal.services import attachments, audit
from portal.services.attachments import Keeping
from portal.web.access import member_of
from portal.web.partner import acting, bp
from portal.web.statuses import Tag
from portal.web.transactions import db, wiring

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Whatever a browser takes it for, nothing in it may run or load anything."""

KIND = {
    **dict.fromkeys(PHOTOS, "Photo"),
    **dict.fromkeys(SOUNDS, "Voice message"),
    FileKind.PDF: "PDF",
}

STATUS = {
    FileStatus.HELD: Tag("Held until checked", "yellow"),
    FileStatus.CLEAN: Tag("Clean", "green"),
    FileStatus.REFUSED: Tag("Refused and destroyed", "red"),
    FileStatus.ERASED: Tag("Erased", "grey"),
}


@dataclass(frozen=True)
class FileWords:
    """What staff read of a file."""

    kind: Mapping[FileKind, str]
    status: Mapping[FileStatus, Tag]


WORDS = FileWords(KIND, STATUS)


@bp.get("/cases/<ref:reference>/files/<name>")
@member_of(Role.CASEWORKER, Role.MANAGER, Role.TRIAGE, Role.SAFEGUARDING)
def file(member: Member, reference: str, name: str) -> ResponseReturnValue:
    """One clean file, after it was written down that it is read; any other is not found."""
    row = queries.clean(db(), cases.find(db(), member, reference), name)
    store = wiring().files
    if store is None or row.submission_id is None:
        raise NotFound("no folder for files is set")
    deed = acting.deed_of(member, f"file:{name}")
    audit.record_read(wiring().writes, deed, "file.read", submission_id=row.submission_id)
    try:
        content = attachments.content_of(Keeping(store, wiring().keyring), row)
    except FileLost as lost:
        raise NotFound("the file is gone") from lost
    return given_out(content, row.kind, f"{reference}-{name[:8]}")


def given_out(content: bytes, kind: FileKind, name: str) -> ResponseReturnValue:
    """An answer that a browser saves and never shows; its name is ours."""
    answer = make_response(content)
    answer.headers["Content-Type"] = MEDIA_TYPE[kind]
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind.value}"'
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer
