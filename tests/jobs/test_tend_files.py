"""The round that tends the folder of files: leftovers go, and only a scanner makes a file clean."""

import os
from dataclasses import dataclass, replace

from sqlalchemy import select

from portal.domain.attachments import FileStatus
from portal.domain.people import SYSTEM, Author, Deed
from portal.file_ports import Verdict
from portal.jobs.tend_files import tend_files
from portal.models import Attachment, Submission
from portal.services import attachments
from portal.services.attachments import Keeping
from portal.services.prepare_files import Chosen, There, prepare
from portal.wiring import Wiring
from tests.support.clock import FrozenClock
from tests.support.families import send
from tests.support.some_files import PDF


@dataclass
class Says:
    """Passes for `portal.file_ports.Scanner`; says one thing of every file."""

    verdict: Verdict | None
    is_there: bool = True

    def look(self, content: bytes) -> Verdict | None:
        assert content == PDF
        return self.verdict


def with_a_file(wiring: Wiring) -> int:
    """A family's message with a PDF; the row of the submission."""
    assert wiring.files is not None
    ready, _ = prepare(wiring.cleaner, [Chosen("letter.pdf", PDF)], "form", There.of(()))
    keeping = Keeping(wiring.files, wiring.keyring)
    with wiring.writes.begin() as session:
        submission, _ = send(session)
        author = Author(submission.id, submission.reference)
        attachments.to_message(session, keeping, author, ready, wiring.clock.now())
        return submission.id


def status(wiring: Wiring) -> FileStatus:
    with wiring.reads() as session:
        return session.scalars(select(Attachment.status)).one()


def names(wiring: Wiring) -> list[str]:
    assert wiring.files is not None
    return wiring.files.names()


def test_nothing_becomes_clean_by_itself(wiring: Wiring, clock: FrozenClock) -> None:
    with_a_file(wiring)

    for _ in range(3):
        assert tend_files(wiring) == 0
        clock.move(days=30)

    assert status(wiring) is FileStatus.HELD
    assert len(names(wiring)) == 1


def test_a_scanner_that_cannot_say_leaves_it_held(wiring: Wiring) -> None:
    with_a_file(wiring)

    assert tend_files(replace(wiring, scanner=Says(None))) == 0
    assert status(wiring) is FileStatus.HELD


def test_what_a_scanner_finds_clean_is_clean_and_nothing_is_held_then(wiring: Wiring) -> None:
    with_a_file(wiring)

    assert tend_files(replace(wiring, scanner=Says(Verdict.CLEAN))) == 1

    assert status(wiring) is FileStatus.CLEAN
    with wiring.reads() as session:
        assert session.scalars(select(Submission.file_held)).all() == [False]


def test_what_a_scanner_refuses_is_destroyed(wiring: Wiring) -> None:
    with_a_file(wiring)

    tend_files(replace(wiring, scanner=Says(Verdict.REFUSED)))
    tend_files(wiring)

    assert status(wiring) is FileStatus.REFUSED
    assert names(wiring) == []


def test_an_erased_file_goes_at_the_next_tick_if_nobody_removed_it(wiring: Wiring) -> None:
    submission_id = with_a_file(wiring)
    with wiring.writes.begin() as session:
        attachments.erase(session, submission_id, Deed(SYSTEM, wiring.clock.now(), "test"))
    assert len(names(wiring)) == 1

    assert tend_files(wiring) == 1
    assert names(wiring) == []


def test_a_file_whose_commit_never_came_goes_once_it_is_old(
    wiring: Wiring, clock: FrozenClock
) -> None:
    assert wiring.files is not None
    with_a_file(wiring)
    (mine,) = names(wiring)
    left = wiring.files.keep(b"killed between the file and the commit")
    for name in (mine, left.name):
        os.utime(f"{wiring.settings.files_folder}/{name}", (clock.now().timestamp(),) * 2)

    assert tend_files(wiring) == 0
    clock.move(minutes=16)

    assert tend_files(wiring) == 1
    assert names(wiring) == [mine]
