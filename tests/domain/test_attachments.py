"""Which files are taken, and what may become of one."""

import itertools

import pytest

from portal.domain.attachments import (
    EXTENSIONS,
    LONGEST_NAME,
    MEDIA_TYPE,
    MOST_FILES,
    MOST_IN_ALL,
    NEXT,
    FileFault,
    FileKind,
    FileStatus,
    Room,
    kind_of,
    shown_name,
)
from portal.domain.errors import IllegalMove
from portal.domain.transitions import move

FIRST_BYTES = {
    FileKind.JPEG: b"\xff\xd8\xff\xe0",
    FileKind.PNG: b"\x89PNG\r\n\x1a\n",
    FileKind.WEBP: b"RIFF\0\0\0\0WEBP",
    FileKind.PDF: b"%PDF-1.7",
    FileKind.M4A: b"\0\0\0\x18ftypM4A ",
    FileKind.MP3: b"ID3\x04",
    FileKind.OGG: b"OggS",
    FileKind.WEBM: b"\x1a\x45\xdf\xa3",
    FileKind.WAV: b"RIFF\0\0\0\0WAVE",
}


@pytest.mark.parametrize(("end", "kind"), list(EXTENSIONS.items()))
def test_a_file_whose_name_and_first_bytes_agree_is_taken(end: str, kind: FileKind) -> None:
    assert kind_of(f"Letter.{end.upper()}", FIRST_BYTES[kind]) is kind


@pytest.mark.parametrize(("said", "is_in_fact"), list(itertools.permutations(FileKind, 2)))
def test_a_file_under_another_name_is_taken_only_among_photos(
    said: FileKind, is_in_fact: FileKind
) -> None:
    photos = {FileKind.JPEG, FileKind.PNG, FileKind.WEBP}
    wanted = is_in_fact if {said, is_in_fact} <= photos else FileFault.UNREADABLE
    end = next(end for end, kind in EXTENSIONS.items() if kind is said)

    assert kind_of(f"x.{end}", FIRST_BYTES[is_in_fact]) is wanted


@pytest.mark.parametrize(
    "name", ["bus", "jpg", "bus.svg", "bus.jpg.exe", "bus.jpg ", "bus.jpg.", ""]
)
def test_a_name_that_ends_otherwise_is_not_taken(name: str) -> None:
    assert kind_of(name, FIRST_BYTES[FileKind.JPEG]) is FileFault.KIND


def test_every_kind_has_a_media_type() -> None:
    assert set(MEDIA_TYPE) == set(FileKind) == set(EXTENSIONS.values()) == set(FIRST_BYTES)


def test_every_status_is_in_the_table_and_every_pair_is_allowed_or_refused() -> None:
    held, clean, refused, erased = FileStatus
    allowed = {(held, clean), (held, refused), (held, erased), (clean, erased), (refused, erased)}

    assert set(NEXT) == set(FileStatus)
    for pair in itertools.product(FileStatus, repeat=2):
        if pair in allowed:
            assert move(NEXT, *pair) is pair[1]
        else:
            with pytest.raises(IllegalMove):
                move(NEXT, *pair)


def test_room_ends_with_the_number_of_files_or_with_their_size() -> None:
    assert Room(MOST_FILES - 1, 0).has(MOST_IN_ALL)
    assert not Room(MOST_FILES, 0).has(1)
    assert not Room(0, 1).has(MOST_IN_ALL)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\letter.pdf", "letter.pdf"),
        ("exe\u202efdp.pdf", "exefdp.pdf"),
        ("a\u2066b\u200bc\ufeff\x00\x1b[31m.pdf", "abc[31m.pdf"),
        ("new\nline.pdf", "newline.pdf"),
        ("رسالة.pdf", "رسالة.pdf"),
        ("\u202e", "?"),
        ("dir/", "?"),
    ],
)
def test_a_name_is_one_plain_line_without_tricks(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_long_name_keeps_its_end() -> None:
    shown = shown_name("a" * 4000 + ".pdf")

    assert len(shown) == LONGEST_NAME
    assert shown.endswith(".pdf")
