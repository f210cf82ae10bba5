"""A parent adds two photos of a letter with the keyboard alone, on a telephone without script."""

from pathlib import Path

import pytest
from sqlalchemy import select

from portal.models import Attachment, Submission
from portal.wiring import Wiring
from tests.journeys.family import Family
from tests.support.looker import Looker
from tests.support.some_files import photo


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "page one of the letter.jpg", tmp_path / "page two of the letter.jpg"]
    for shade, path in enumerate(paths):
        path.write_bytes(photo(shade=shade * 50))
    return paths


def choose(family: Family, paths: list[Path]) -> None:
    """Come to the button with Tab, open the list of files with the space bar, and take some."""
    family.hands.reach(family.say("Choose one file or more"))
    with family.page.expect_file_chooser() as chooser:
        family.page.keyboard.press("Space")
    assert chooser.value.is_multiple()
    chooser.value.set_files(paths)


@pytest.mark.browser
def test_two_photos_are_added_before_sending_and_one_is_deleted_later(
    looker: Looker, valid: None, wiring: Wiring, photos: list[Path]
) -> None:
    family = Family(looker, "en")
    family.begin()
    family._words_and_child()
    family._share_and_reach()
    family.see("Check your answers")
    family.hands.press("Change Photos and files")
    family.see("Photos and files")
    family.hands.press("Add")
    family.reads("Choose a file first")
    family.see("Photos and files")
    choose(family, photos)
    family.hands.press("Add")
    family.see("Photos and files")
    family.reads("page one of the letter.jpg")
    family.hands.press("Continue")
    family.see("Check your answers")
    family.reads("page two of the letter.jpg")
    family.hands.press("Send")
    family._keep()

    family.come_back()
    family.reads("Being checked")
    family.hands.press("Add or delete a photo")
    family.see("Photos and files")
    family.hands.press("Delete")
    family.see("Photos and files")
    family.reads("Deleted")

    with wiring.reads() as session:
        assert session.scalars(select(Submission.file_held)).all() == [True]
        assert len(session.scalars(select(Attachment)).all()) == 2
