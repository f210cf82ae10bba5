"""Files on the disk, and what is taken out of them before."""

import io
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from portal.adapters.cleaning import BoundedCleaner
from portal.adapters.files import FolderStore
from portal.adapters.scanner import NoScannerYet
from portal.domain.attachments import LONGEST_SIDE, MOST_PIXELS, FileFault, FileKind
from portal.file_ports import FileLost, FilesAway, KeptFile
from tests.support.some_files import bomb, lying_bomb, m4a, mp3, photo, wav

WORDS = b"a letter about Robin"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def store(folder: Path) -> FolderStore:
    return FolderStore(folder)


def test_what_is_kept_comes_back_and_lies_sealed_on_the_disk(
    store: FolderStore, folder: Path
) -> None:
    kept = store.keep(WORDS)

    assert store.read(kept) == WORDS
    assert [one.name for one in folder.iterdir()] == [kept.name]
    assert b"Robin" not in (folder / kept.name).read_bytes()


def test_each_file_has_a_key_of_its_own_and_none_opens_another(store: FolderStore) -> None:
    first, second = store.keep(WORDS), store.keep(WORDS)

    assert first.key != second.key
    with pytest.raises(FileLost):
        store.read(KeptFile(first.name, second.key))


def test_a_file_that_was_changed_or_moved_is_not_read(store: FolderStore, folder: Path) -> None:
    kept, other = store.keep(WORDS), store.keep(b"another")
    (folder / other.name).replace(folder / kept.name)

    with pytest.raises(FileLost):
        store.read(kept)


@pytest.mark.parametrize("name", ["../portal.db", "/etc/passwd", "", "." * 32, "A" * 32])
def test_only_a_name_of_ours_leads_anywhere(store: FolderStore, name: str) -> None:
    with pytest.raises(FileLost):
        store.read(KeptFile(name, bytes(32)))
    with pytest.raises(FileLost):
        store.remove(name)


def test_to_remove_twice_does_no_harm(store: FolderStore) -> None:
    kept = store.keep(WORDS)

    store.remove(kept.name)
    store.remove(kept.name)

    assert store.names() == []


def test_a_disk_that_is_nearly_full_takes_no_file_and_keeps_no_half(folder: Path) -> None:
    with pytest.raises(FilesAway):
        FolderStore(folder, least_free=10**18).keep(WORDS)

    assert list(folder.iterdir()) == []
    assert FolderStore(folder).keep(WORDS)


def test_a_half_written_file_goes_once_it_is_old(store: FolderStore, folder: Path) -> None:
    kept = store.keep(WORDS)
    half = folder / f"{'a' * 32}.new"
    half.write_bytes(b"half")
    (folder / "notes.txt").write_text("somebody else's")
    now = datetime.now(UTC)

    assert store.names(now - timedelta(hours=1)) == []
    assert half.exists()

    assert store.names(now + timedelta(hours=1)) == [kept.name]
    assert not half.exists()
    assert (folder / "notes.txt").exists()


def test_the_check_says_what_is_wrong_with_the_folder(store: FolderStore, folder: Path) -> None:
    assert ["is not there" in one for one in store.faults()] == [True]

    store.keep(WORDS)
    assert store.faults() == []

    folder.chmod(0o755)
    assert ["chmod 700" in one for one in store.faults()] == [True]


KILLED = """
import sys
from pathlib import Path
from portal.adapters.files import FolderStore
store = FolderStore(Path(sys.argv[1]))
while True:
    store.keep(b"x" * 200_000)
"""


def test_one_who_is_killed_while_writing_leaves_only_whole_files_under_their_names(
    folder: Path,
) -> None:
    writer = subprocess.Popen([sys.executable, "-c", KILLED, str(folder)])
    until = time.monotonic() + 60
    while not (folder.exists() and len(os.listdir(folder)) > 3) and time.monotonic() < until:
        time.sleep(0.01)
    writer.send_signal(signal.SIGKILL)
    writer.wait(timeout=60)

    sizes = {one.stat().st_size for one in folder.iterdir() if not one.suffix}
    assert sizes == {200_000 + 12 + 16}


def cleaned(kind: FileKind, content: bytes) -> bytes:
    (found,) = BoundedCleaner().clean([(kind, content)])
    assert isinstance(found, tuple), found
    return found[1]


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_drawn_anew_without_place_or_telephone(fmt: str) -> None:
    given = photo(fmt)
    assert Image.open(io.BytesIO(given)).getexif()

    drawn = cleaned(FileKind.JPEG, given)

    seen = Image.open(io.BytesIO(drawn))
    assert (seen.format, seen.size, dict(seen.getexif())) == ("JPEG", (64, 48), {})
    assert b"Exif" not in drawn
    assert b"Invented Telephone" not in drawn


def test_a_photo_taken_on_its_side_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    written = io.BytesIO()
    Image.new("RGB", (60, 20)).save(written, "JPEG", exif=exif)

    assert Image.open(io.BytesIO(cleaned(FileKind.JPEG, written.getvalue()))).size == (20, 60)


def test_a_picture_with_holes_is_drawn_on_white_paper() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(written, "PNG")

    seen = Image.open(io.BytesIO(cleaned(FileKind.PNG, written.getvalue())))

    assert seen.getpixel((4, 4)) == (255, 255, 255)


def test_a_large_photo_is_kept_smaller() -> None:
    drawn = cleaned(FileKind.JPEG, photo(size=(4000, 1000)))

    assert max(Image.open(io.BytesIO(drawn)).size) == LONGEST_SIDE


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (bomb(), FileFault.TOO_BIG),
        (photo()[:70], FileFault.UNREADABLE),
        (b"\xff\xd8\xff" + bytes(1000), FileFault.UNREADABLE),
        (b"GIF89a" + bytes(50), FileFault.UNREADABLE),
    ],
)
def test_a_hostile_picture_is_refused(content: bytes, fault: FileFault) -> None:
    assert BoundedCleaner().clean([(FileKind.PNG, content)]) == [fault]


def test_a_body_that_holds_more_than_its_header_says_costs_little() -> None:
    assert len(lying_bomb()) < 300_000

    (found,) = BoundedCleaner().clean([(FileKind.PNG, lying_bomb())])

    assert found is FileFault.UNREADABLE or (isinstance(found, tuple) and len(found[1]) < 5_000)
    assert MOST_PIXELS == 50_000_000


def test_a_photo_that_takes_too_long_is_given_up_and_the_next_are_not_begun() -> None:
    slow = BoundedCleaner((sys.executable, "-c", "import time; time.sleep(60)"), seconds=0.5)
    began = time.monotonic()

    found = slow.clean([(FileKind.JPEG, photo())] * 5)

    assert found == [FileFault.NOT_NOW] * 5
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("kind", "given"), [(FileKind.MP3, mp3()), (FileKind.WAV, wav()), (FileKind.M4A, m4a())]
)
def test_a_voice_message_loses_its_title_and_keeps_its_sound(kind: FileKind, given: bytes) -> None:
    assert b"Robin Invented" in given

    kept = cleaned(kind, given)

    assert b"Robin" not in kept
    sound = {FileKind.MP3: b"\xff\xfb\x90\x00", FileKind.WAV: b"\1\2" * 50,
             FileKind.M4A: b"\1\2\3" * 40}[kind]  # fmt: skip
    assert sound in kept


def test_the_boxes_of_a_voice_message_stay_where_they_were() -> None:
    assert len(cleaned(FileKind.M4A, m4a())) == len(m4a())


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (FileKind.MP3, b"ID3\x04\0\0\0\0\0\0" * 1_000_00),
        (FileKind.WAV, b"RIFF\0\0\0\0WAVE" + b"fact\0\0\0\0" * 1_000_00),
        (FileKind.M4A, b"\0\0\0\x10ftypM4A \0\0\0\0" + b"\0\0\0\x08moov" * 1_000_00),
        (FileKind.M4A, b"\0\0\0\x10ftypM4A \0\0\0\0\xff\xff\xff\xffmoov"),
        (FileKind.M4A, b"\0\0\0\x10ftypM4A \0\0\0\0\0\0\0\1moov"),
    ],
)
def test_a_hostile_voice_message_costs_little(kind: FileKind, given: bytes) -> None:
    began = time.process_time()

    BoundedCleaner().clean([(kind, given)])

    assert time.process_time() - began < 2


def test_there_is_no_scanner_and_it_never_says_clean() -> None:
    scanner = NoScannerYet()

    assert not scanner.is_there
    assert scanner.look(b"anything") is None
