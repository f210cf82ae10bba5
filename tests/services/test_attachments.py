"""Keeping files beside words: with the draft, with the message, erased; on both databases."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.cleaning import BoundedCleaner
from portal.adapters.files import FolderStore
from portal.adapters.keyring import AesKeyring
from portal.domain.attachments import FileFault, FileStatus
from portal.domain.erasing import Erased
from portal.domain.errors import AlreadyChanged, DraftGone, NotFound
from portal.domain.people import SYSTEM, Author, Deed
from portal.domain.submissions import SubmissionStatus
from portal.file_ports import FileLost, FilesAway, KeptFile, Verdict
from portal.models import Attachment, AuditEvent, Submission
from portal.queries import attachments as queries
from portal.services import attachments, drafts
from portal.services.attachments import Keeping
from portal.services.prepare_files import Chosen, Prepared, There, prepare
from tests.support.cases import words_in
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.some_files import PDF
from tests.support.wiring import KEYS

KEYRING = AesKeyring(KEYS)
NOW = TUESDAY_EVENING
DEED = Deed(SYSTEM, NOW, "test")


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


@pytest.fixture
def keeping(store: FolderStore) -> Keeping:
    return Keeping(store, KEYRING)


class FullDisk(FolderStore):
    """A store whose disk is full."""

    def keep(self, content: bytes) -> KeptFile:
        raise FilesAway("full")


def ready(*contents: bytes, key: str = "form-1") -> list[Prepared]:
    chosen = [Chosen(f"{n}.pdf", one) for n, one in enumerate(contents)]
    found, refused = prepare(BoundedCleaner(), chosen, key, There.of(()))
    assert refused == []
    return found


def begun(session: Session) -> str:
    draft_id = drafts.begin(session, KEYRING, {"words": "The bus."}, NOW)
    session.flush()
    return draft_id


def sent_with(session: Session, keeping: Keeping, *contents: bytes) -> tuple[Submission, Author]:
    submission, _ = send(session)
    author = Author(submission.id, submission.reference)
    assert attachments.to_message(session, keeping, author, ready(*contents), NOW) == []
    session.flush()
    return submission, author


def deeds(session: Session) -> list[str]:
    query = select(AuditEvent.action).where(AuditEvent.action.like("file.%"))
    return list(session.scalars(query.order_by(AuditEvent.id)))


def test_what_is_kept_with_a_draft_becomes_the_messages_when_it_is_sent(
    session: Session, keeping: Keeping
) -> None:
    draft_id = begun(session)
    attachments.to_draft(session, keeping, draft_id, ready(PDF), NOW)
    submission, _ = send(session)

    attachments.hand_over(session, draft_id, submission.id, NOW)
    attachments.hand_over(session, draft_id, submission.id, NOW)

    (row,) = queries.of_submission(session, submission.id)
    assert (row.draft_id, row.status, submission.file_held) == (None, FileStatus.HELD, True)
    assert attachments.content_of(keeping, row) == PDF
    assert attachments.name_of(KEYRING, row) == "0.pdf"
    assert deeds(session) == ["file.added"]


def test_a_file_lets_its_draft_live_another_day(session: Session, keeping: Keeping) -> None:
    draft_id = begun(session)

    attachments.to_draft(session, keeping, draft_id, ready(PDF), NOW + timedelta(hours=20))

    assert drafts.read(session, KEYRING, draft_id, NOW + timedelta(hours=30))
    with pytest.raises(DraftGone):
        attachments.to_draft(session, keeping, draft_id, ready(PDF), NOW + timedelta(hours=50))


def test_the_rows_hold_neither_the_name_nor_the_key_in_the_clear(
    session: Session, keeping: Keeping
) -> None:
    sent_with(session, keeping, PDF)

    assert "0.pdf" not in words_in(session, Attachment)


def test_a_wiped_draft_takes_the_keys_of_its_files_along(
    session: Session, keeping: Keeping
) -> None:
    draft_id = begun(session)
    attachments.to_draft(session, keeping, draft_id, ready(PDF), NOW)

    drafts.wipe(session, draft_id)
    session.flush()
    session.expire_all()

    assert session.scalars(select(Attachment)).all() == []


def test_the_same_form_twice_keeps_a_file_once_and_another_form_again(
    session: Session, keeping: Keeping
) -> None:
    submission, author = sent_with(session, keeping, PDF)

    attachments.to_message(session, keeping, author, ready(PDF), NOW)
    assert len(queries.of_submission(session, submission.id)) == 1

    attachments.to_message(session, keeping, author, ready(PDF, key="form-2"), NOW)
    assert len(queries.of_submission(session, submission.id)) == 2


def test_room_is_asked_again_when_they_are_kept(session: Session, keeping: Keeping) -> None:
    _, author = sent_with(session, keeping, *(PDF + bytes([n]) for n in range(9)))

    refused = attachments.to_message(
        session, keeping, author, ready(PDF + b"x", PDF + b"y", key="form-2"), NOW
    )

    assert [one.why for one in refused] == [FileFault.FULL]


def test_a_full_disk_loses_the_file_alone_and_says_so(session: Session, tmp_path: Path) -> None:
    submission, _ = send(session)
    author = Author(submission.id, submission.reference)
    full = Keeping(FullDisk(tmp_path), KEYRING)

    refused = attachments.to_message(session, full, author, ready(PDF), NOW)

    assert [(one.name, one.why) for one in refused] == [("0.pdf", FileFault.NOT_NOW)]
    assert not submission.file_held
    assert submission.words


def test_nothing_is_added_to_what_is_over(session: Session, keeping: Keeping) -> None:
    submission, author = sent_with(session, keeping, PDF)
    submission.status = SubmissionStatus.RESOLVED

    with pytest.raises(AlreadyChanged):
        attachments.to_message(session, keeping, author, ready(PDF, key="form-2"), NOW)


def test_what_is_taken_back_leaves_its_record_and_nothing_to_read(
    session: Session, keeping: Keeping, store: FolderStore
) -> None:
    submission, author = sent_with(session, keeping, PDF)
    (row,) = queries.of_submission(session, submission.id)

    name = attachments.take_back(session, author, row.name, NOW)
    attachments.take_back(session, author, row.name, NOW)
    store.remove(name)

    assert (row.status, row.sealed_key, row.sealed_name) == (FileStatus.ERASED, None, None)
    assert attachments.name_of(KEYRING, row) == ""
    assert not submission.file_held
    assert store.names() == []
    assert deeds(session) == ["file.added", "file.removed"]
    with pytest.raises(NotFound):
        attachments.content_of(keeping, row)


def test_what_was_taken_back_can_be_added_again(session: Session, keeping: Keeping) -> None:
    submission, author = sent_with(session, keeping, PDF)
    (row,) = queries.of_submission(session, submission.id)
    attachments.take_back(session, author, row.name, NOW)

    attachments.to_message(session, keeping, author, ready(PDF), NOW)

    assert submission.file_held


def test_another_author_cannot_take_a_file_back(session: Session, keeping: Keeping) -> None:
    submission, _ = sent_with(session, keeping, PDF)
    other, _ = send(session, key="another family")
    (row,) = queries.of_submission(session, submission.id)

    with pytest.raises(NotFound):
        attachments.take_back(session, Author(other.id, other.reference), row.name, NOW)

    assert row.status is FileStatus.HELD


def test_to_erase_a_message_destroys_every_file_of_it_and_no_other(
    session: Session, keeping: Keeping
) -> None:
    submission, _ = sent_with(session, keeping, PDF, PDF + b"2")
    other, _ = send(session, key="another family")
    theirs = Author(other.id, other.reference)
    attachments.to_message(session, keeping, theirs, ready(PDF, key="form-2"), NOW)

    names = attachments.erase(session, submission.id, DEED)
    again = attachments.erase(session, submission.id, DEED)

    rows = queries.of_submission(session, submission.id)
    assert names == again == tuple(one.name for one in rows)
    assert {one.status for one in rows} == {FileStatus.ERASED}
    assert {one.sealed_key for one in rows} == {None}
    assert (submission.file_held, other.file_held) == (False, True)
    assert deeds(session).count("file.erased") == 2


@pytest.mark.parametrize(
    ("verdict", "status"),
    [(Verdict.CLEAN, FileStatus.CLEAN), (Verdict.REFUSED, FileStatus.REFUSED)],
)
def test_only_what_the_scanner_says_moves_a_held_file(
    session: Session, keeping: Keeping, verdict: Verdict, status: FileStatus
) -> None:
    submission, _ = sent_with(session, keeping, PDF)
    (row,) = queries.of_submission(session, submission.id)
    with pytest.raises(NotFound):
        queries.clean(session, submission, row.name)

    attachments.settle(session, row.id, verdict, DEED)
    attachments.settle(session, row.id, Verdict.CLEAN, DEED)

    assert row.status is status
    assert not submission.file_held
    assert (row.sealed_key is None) is (status is FileStatus.REFUSED)


def test_only_a_clean_file_is_given_out(session: Session, keeping: Keeping) -> None:
    submission, _ = sent_with(session, keeping, PDF)
    (row,) = queries.of_submission(session, submission.id)
    attachments.settle(session, row.id, Verdict.CLEAN, DEED)

    assert queries.clean(session, submission, row.name) is row

    attachments.erase(session, submission.id, DEED)
    with pytest.raises(NotFound):
        queries.clean(session, submission, row.name)


def test_held_files_of_drafts_are_nobodys_to_check(session: Session, keeping: Keeping) -> None:
    draft_id = begun(session)
    attachments.to_draft(session, keeping, draft_id, ready(PDF), NOW)
    submission, _ = sent_with(session, keeping, PDF + b"2")

    assert [one.submission_id for one in queries.held(session, 20)] == [submission.id]


def test_a_key_moved_to_another_row_opens_nothing(session: Session, keeping: Keeping) -> None:
    submission, _ = sent_with(session, keeping, PDF, PDF + b"2")
    one, two = queries.of_submission(session, submission.id)
    kept = KeptFile(one.name, KEYRING.open(two.sealed_key, f"file:{two.name}"))

    with pytest.raises(FileLost):
        keeping.store.read(kept)


def test_nothing_is_added_once_the_words_are_erased(session: Session, keeping: Keeping) -> None:
    submission, author = sent_with(session, keeping, PDF)
    submission.erased_at = NOW
    session.flush()

    with pytest.raises(Erased):
        attachments.to_message(session, keeping, author, ready(PDF, key="form-2"), NOW)


def test_a_file_that_comes_after_sending_is_refused_and_the_receipt_lives_no_longer(
    session: Session, keeping: Keeping
) -> None:
    draft_id = begun(session)
    drafts.turn_into_receipt(session, KEYRING, draft_id, {"receipt": {"code": 1}}, NOW)
    session.flush()
    until = drafts.found(session, draft_id, NOW).expires_at

    with pytest.raises(DraftGone):
        attachments.to_draft(session, keeping, draft_id, ready(PDF), NOW)

    assert drafts.found(session, draft_id, NOW).expires_at == until


def test_what_is_gone_leaves_nothing_that_proves_which_photo_it_was(
    session: Session, keeping: Keeping
) -> None:
    submission, author = sent_with(session, keeping, PDF)
    (row,) = queries.of_submission(session, submission.id)
    assert len(row.digest) == 64

    attachments.take_back(session, author, row.name, NOW)

    assert row.digest == ""
