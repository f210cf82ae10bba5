"""Keeping families' files beside their words, which are always saved first, and taking them away.

Nothing of a file is on the disk in the clear, and nothing of it is left once its key is forgotten:
that is so from the commit on, whatever becomes of the file in the folder.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.attachments import NEXT, FileFault, FileStatus
from portal.domain.errors import AlreadyChanged, DraftGone, NotFound
from portal.domain.people import AUTHOR, Author, Deed
from portal.domain.submissions import OPEN
from portal.domain.transitions import move
from portal.file_ports import FilesAway, FileStore, KeptFile, Verdict
from portal.models import Attachment, Draft, Submission
from portal.ports import Keyring
from portal.queries import attachments as queries
from portal.services import audit, drafts, writing
from portal.services.prepare_files import Prepared, Refused, There

VERDICT = {Verdict.CLEAN: FileStatus.CLEAN, Verdict.REFUSED: FileStatus.REFUSED}
RECEIPT = "receipt"
"""What a draft holds once it was sent."""
DEED = {FileStatus.CLEAN: "file.cleared", FileStatus.REFUSED: "file.refused"}


@dataclass(frozen=True)
class Keeping:
    """The ports that keeping a file needs."""

    store: FileStore
    keyring: Keyring


def to_draft(
    session: Session, keeping: Keeping, draft_id: str, ready: Sequence[Prepared], now: datetime
) -> list[Refused]:
    """Keep them with answers that were not sent yet; those not kept. Raises `DraftGone`.

    Also where they were sent meanwhile, in another tab: what is left is the receipt, which must
    not live longer for it.
    """
    if RECEIPT in drafts.read(session, keeping.keyring, draft_id, now, lock=True):
        raise DraftGone
    draft = drafts.touch(session, draft_id, now)
    rows, refused = _keep(keeping, ready, queries.of_draft(session, draft), now)
    for row in rows:
        row.draft_id = draft.id
    session.add_all(rows)
    session.flush()
    return refused


def to_message(
    session: Session, keeping: Keeping, author: Author, ready: Sequence[Prepared], now: datetime
) -> list[Refused]:
    """Keep them with a message that was sent; those not kept.

    Raises `AlreadyChanged` for one that is over: its author can write, which opens it again; and
    `Erased`.
    """
    submission = writing.locked(session, author.submission_id)
    if submission.status not in OPEN:
        raise AlreadyChanged("it is over")
    there = queries.of_submission(session, submission.id)
    rows, refused = _keep(keeping, ready, there, now)
    _belong(session, submission, rows, now)
    return refused


def hand_over(session: Session, draft_id: str, submission_id: int, now: datetime) -> None:
    """The files of a draft become those of the message that it was sent as, in the same commit."""
    query = select(Draft).where(Draft.id_hash == drafts.hashed(draft_id))
    draft = session.scalars(query).first()
    rows = queries.of_draft(session, draft) if draft else []
    if rows:
        _belong(session, writing.held(session, submission_id), rows, now)


def take_from_draft(session: Session, draft_id: str, name: str, now: datetime) -> str:
    """Forget one file of a draft; its name, for the store. Raises `DraftGone` and `NotFound`."""
    draft = drafts.touch(session, draft_id, now)
    session.delete(_named(queries.of_draft(session, draft), name))
    return name


def take_back(session: Session, author: Author, name: str, now: datetime) -> str:
    """The author takes a file away: that there was one stays, what was in it goes.

    Its name, for the store. Raises `NotFound` for another's; done twice, it is done once.
    """
    submission = writing.held(session, author.submission_id)
    row = _named(queries.of_submission(session, submission.id), name)
    if row.status is not FileStatus.ERASED:
        deed = Deed(AUTHOR, now, f"file:{name}")
        _forget(row, FileStatus.ERASED, now)
        audit.record(session, deed, "file.removed", submission_id=submission.id, file=row.id)
        _say_held(session, submission)
    return name


def erase(session: Session, submission_id: int, deed: Deed) -> tuple[str, ...]:
    """Erase what is in every file of a submission; the names, for the store after the commit.

    If nobody removes them then, the worker's round does. Done twice, it is done once.
    """
    submission = writing.held(session, submission_id)
    rows = queries.of_submission(session, submission_id)
    left = [one for one in rows if one.status is not FileStatus.ERASED]
    for row in left:
        _forget(row, FileStatus.ERASED, deed.now)
        audit.record(session, deed, "file.erased", submission_id=submission_id, file=row.id)
    _say_held(session, submission)
    return tuple(row.name for row in rows)


def settle(session: Session, file_id: int, verdict: Verdict, deed: Deed) -> None:
    """Write down what the scanner says; what it refuses is destroyed. Only a held file moves."""
    about = session.get_one(Attachment, file_id).submission_id
    if about is None:
        return
    # The message first, as everybody locks them: else two would wait for each other.
    submission = writing.held(session, about)
    row = session.get_one(Attachment, file_id, with_for_update=True, populate_existing=True)
    if row.status is not FileStatus.HELD:
        return
    wanted = VERDICT[verdict]
    if wanted is FileStatus.REFUSED:
        _forget(row, wanted, deed.now)
    else:
        row.status, row.settled_at = move(NEXT, row.status, wanted), deed.now
    audit.record(session, deed, DEED[wanted], submission_id=submission.id, file=row.id)
    _say_held(session, submission)


def content_of(keeping: Keeping, row: Attachment) -> bytes:
    """What is in a file; raises `FileLost`. Whether it may be given out is the caller's affair."""
    if row.sealed_key is None:
        raise NotFound("its content is gone")
    key = keeping.keyring.open(row.sealed_key, f"file:{row.name}")
    return keeping.store.read(KeptFile(row.name, key))


def name_of(keyring: Keyring, row: Attachment) -> str:
    """The family's own name for it, as a browser said it; "" once its content is gone."""
    if row.sealed_name is None:
        return ""
    return keyring.open(row.sealed_name, f"name of file:{row.name}").decode()


def _keep(
    keeping: Keeping,
    ready: Sequence[Prepared],
    there: Sequence[Attachment],
    now: datetime,
) -> tuple[list[Attachment], list[Refused]]:
    """Rows of what was kept, and what was not; asked again under the lock whether there is room."""
    before = There.of(there)
    room, rows, refused = before.room, list[Attachment](), list[Refused]()
    for one in ready:
        if one.once in before.onces:
            continue
        if not room.has(len(one.content)):
            refused.append(Refused(one.name, FileFault.FULL))
            continue
        try:
            kept = keeping.store.keep(one.content)
        except FilesAway:
            refused.append(Refused(one.name, FileFault.NOT_NOW))
            continue
        room = room.less(len(one.content))
        rows.append(_row(keeping.keyring, one, kept, now))
    return rows, refused


def _row(keyring: Keyring, one: Prepared, kept: KeptFile, now: datetime) -> Attachment:
    said = one.name.encode("utf-8", "replace")
    return Attachment(
        name=kept.name,
        once=one.once,
        kind=one.kind,
        size=len(one.content),
        digest=hashlib.sha256(one.content).hexdigest(),
        status=FileStatus.HELD,
        sealed_key=keyring.seal(kept.key, f"file:{kept.name}"),
        sealed_name=keyring.seal(said, f"name of file:{kept.name}"),
        added_at=now,
    )


def _belong(
    session: Session, submission: Submission, rows: Iterable[Attachment], now: datetime
) -> None:
    for row in rows:
        row.submission_id, row.draft_id = submission.id, None
        session.add(row)
        session.flush()
        deed = Deed(AUTHOR, now, f"file:{row.name}")
        kind = row.kind.value
        audit.record(
            session, deed, "file.added", submission_id=submission.id, file=row.id, kind=kind
        )
    _say_held(session, submission)


def _forget(row: Attachment, wanted: FileStatus, now: datetime) -> None:
    row.status, row.settled_at = move(NEXT, row.status, wanted), now
    row.sealed_key = row.sealed_name = None
    # It would prove to who has the same photo that it was here.
    row.digest = ""
    # The same form may bring the same file again.
    row.once = f"{row.once} {row.name}"


def _say_held(session: Session, submission: Submission) -> None:
    """The flag says whether any file of it waits to be checked (ruling 4)."""
    session.flush()
    rows = queries.of_submission(session, submission.id)
    submission.file_held = any(one.status is FileStatus.HELD for one in rows)


def _named(rows: Sequence[Attachment], name: str) -> Attachment:
    found = next((one for one in rows if one.name == name), None)
    if found is None:
        raise NotFound("no such file")
    return found
