"""Texts are read in a process of its own: one that hangs or breaks off is given up, and no more."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from classifier.artefact import FOLDER
from classifier.model import load
from portal.adapters.reading_apart import COMMAND, ReaderApart
from portal.adapters.theming import ClassifierReader, answer
from portal.domain import bands
from portal.ports import BROKE_OFF, TOO_SLOW, ModelAway, ReadingFailed

WORDS = "The school bus has not come for two weeks and nobody rings us back."
CLOSE = (
    "His yearly meeting about the plan: cancelled on the day. New date, cancelled on the day."
    " Third date was a Bank Holiday."
)
HANGS = (sys.executable, "-c", "import time; time.sleep(600)")
ENDS = (sys.executable, "-c", "raise SystemExit(1)")
BABBLES = (sys.executable, "-c", "import sys; sys.stdin.readline(); print('no JSON')")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model of our own, to spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


@pytest.fixture
def apart(folder: Path) -> Iterator[ReaderApart]:
    reader = ReaderApart((*COMMAND, str(folder)))
    yield reader
    reader.close()


def spoil(folder: Path) -> None:
    """One byte of the weights is another."""
    file = folder / "weights.npy"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def test_it_says_the_same_as_reading_at_home(apart: ReaderApart) -> None:
    assert apart.read(WORDS) == ClassifierReader().read(WORDS)


def test_what_is_too_close_to_call_comes_after_what_is_suggested() -> None:
    found = load(FOLDER).suggest(CLOSE)
    told = ClassifierReader().read(CLOSE).suggestions

    assert found.near
    assert [one.theme for one in told] == [one.theme for one in (*found.items, *found.near)]
    assert told[-1].band == bands.TO_DECIDE


def test_one_process_reads_text_after_text(apart: ReaderApart) -> None:
    apart.read(WORDS)
    first = apart._child
    apart.read("Another text. " * 20_000)

    assert apart._child is first


def test_a_reader_that_hangs_is_given_up(tmp_path: Path) -> None:
    reader = ReaderApart(HANGS, seconds=0.2, first_seconds=0.2)

    with pytest.raises(ReadingFailed, match=TOO_SLOW):
        reader.read(WORDS)

    assert reader._child is None


def test_a_text_that_is_not_even_taken_is_given_up(tmp_path: Path) -> None:
    reader = ReaderApart(HANGS, seconds=0.2, first_seconds=0.2)

    with pytest.raises(ReadingFailed, match=TOO_SLOW):
        reader.read("x" * 1_000_000)


@pytest.mark.parametrize("command", [ENDS, BABBLES])
def test_a_process_that_breaks_off_is_a_failure_of_that_text(command: tuple[str, ...]) -> None:
    with pytest.raises(ReadingFailed, match=BROKE_OFF):
        ReaderApart(command).read(WORDS)


def test_after_a_failure_the_next_text_gets_a_new_process(apart: ReaderApart) -> None:
    apart.read(WORDS)
    assert apart._child is not None
    apart._child.kill()
    apart._child.wait()

    assert apart.read(WORDS).version


def test_a_deleted_model_is_away_until_it_is_put_back(folder: Path, apart: ReaderApart) -> None:
    shutil.move(folder, folder.with_name("elsewhere"))
    with pytest.raises(ModelAway):
        apart.read(WORDS)

    shutil.move(folder.with_name("elsewhere"), folder)

    assert apart.read(WORDS).suggestions


def test_a_model_that_is_spoiled_under_a_running_worker_reads_no_more(
    folder: Path, apart: ReaderApart
) -> None:
    assert apart.read(WORDS).suggestions

    spoil(folder)

    with pytest.raises(ModelAway):
        apart.read(WORDS)


def test_what_is_told_of_a_fault_holds_none_of_the_words() -> None:
    class Fails:
        def read(self, words: str) -> object:
            raise MemoryError(words)

    told = answer(Fails(), '{"words": "Quibblewick"}')  # type: ignore[arg-type]

    assert told == {"failed": "MemoryError"}
