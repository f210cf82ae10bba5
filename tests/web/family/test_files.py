"""Adding files: words are saved first, each file is kept or refused by itself, nobody opens one."""

import io
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from portal.domain.attachments import MOST_FILES, MOST_OF_NETWORK, FileStatus
from portal.jobs.wipe_drafts import wipe_drafts
from portal.models import Attachment, Submission
from portal.services import attachments, floods
from portal.services.attachments import Keeping
from portal.web.limits import LONGEST_BODY
from portal.wiring import Wiring
from tests.support.browserless import Fields, Visitor
from tests.support.clock import FrozenClock
from tests.support.some_files import PDF, bomb, m4a, photo, polyglot
from tests.web.family.journeys import concern_checked, reopened, sent

RLO = "\u202e"


def add(family: Visitor, *files: tuple[bytes, str]) -> Visitor:
    """Choose files on the page that is open, and press Add."""
    form = f"/{family.path.strip('/')}"
    action = next(
        one for one in family.page.xpath("//main//form[@enctype]/@action") if one.startswith(form)
    )
    address, body = family.filled(action)
    return post(family, address, body, *files)


def post(family: Visitor, address: str, body: Fields, *files: tuple[bytes, str]) -> Visitor:
    """Send the form with those files; the test client by itself leaves a large one open."""
    parts = {**body, "files": [FileStorage(io.BytesIO(one), name) for one, name in files]}
    edge, data = encode_multipart({key: part for key, part in parts.items() if part != []})
    kind = f"multipart/form-data; boundary={edge}"
    answer = family.client.post(address, data=data, content_type=kind, follow_redirects=True)
    return family._arrive(answer)


def before_sending(family: Visitor) -> Visitor:
    return concern_checked(family).open("/tell/files")


def rows(wiring: Wiring) -> list[Attachment]:
    with wiring.reads() as session:
        return list(session.scalars(select(Attachment).order_by(Attachment.id)))


def content(wiring: Wiring, row: Attachment) -> bytes:
    assert wiring.files is not None
    return attachments.content_of(Keeping(wiring.files, wiring.keyring), row)


def on_disk(wiring: Wiring) -> list[Path]:
    folder = Path(wiring.settings.files_folder)
    return sorted(folder.iterdir()) if folder.exists() else []


def test_two_photos_are_kept_with_the_answers_and_go_with_the_message(
    family: Visitor, wiring: Wiring
) -> None:
    before_sending(family)

    add(family, (photo(), "letter one.jpg"), (photo(shade=10), "letter two.jpg"))

    assert "letter one.jpg" in family.text
    assert "letter two.jpg" in family.open("/tell/check").text
    family.send()
    assert family.heading == "We have your message"
    assert [(one.draft_id, one.status) for one in rows(wiring)] == [(None, FileStatus.HELD)] * 2
    with wiring.reads() as session:
        assert session.scalars(select(Submission.file_held)).all() == [True]
    assert "letter one.jpg" in reopened(family).text
    assert "Being checked" in family.text


def test_a_message_without_files_says_so_and_is_not_held(family: Visitor, wiring: Wiring) -> None:
    concern_checked(family)

    assert "Photos and files None" in family.text
    family.send()
    with wiring.reads() as session:
        assert session.scalars(select(Submission.file_held)).all() == [False]


def test_where_a_photo_was_taken_is_gone_from_what_is_kept(family: Visitor, wiring: Wiring) -> None:
    given = photo()
    assert Image.open(io.BytesIO(given)).getexif()

    add(before_sending(family), (given, "bus.jpg"))

    kept = content(wiring, rows(wiring)[0])
    assert b"Exif" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert Image.open(io.BytesIO(kept)).size == (64, 48)


def test_nothing_of_a_file_or_its_name_lies_open_on_the_disk(
    family: Visitor, wiring: Wiring
) -> None:
    add(before_sending(family), (PDF, "Robin Quibble.pdf"))

    (path,) = on_disk(wiring)
    assert b"%PDF" not in path.read_bytes()
    assert "Quibble" not in path.name
    database = wiring.settings.database_url.removeprefix("sqlite:///")
    assert b"Quibble" not in Path(database).read_bytes()
    assert content(wiring, rows(wiring)[0]) == PDF
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("given", "name", "said"),
    [
        (b"<svg onload='alert(1)'/>", "bus.svg", "we cannot take this kind of file"),
        (b"<html></html>", "bus.html", "we cannot take this kind of file"),
        (PDF, "letter.pdf.exe", "we cannot take this kind of file"),
        (b"PK\3\4word/document.xml", "letter.docx", "we cannot take this kind of file"),
        (b"\0\0\0\x18ftypheic", "bus.heic", "we cannot take this kind of file"),
        (b"MZ\x90\0", "bus.jpg", "we cannot read this file"),
        (PDF, "bus.jpg", "we cannot read this file"),
        (b"<html>%PDF-1.4", "letter.pdf", "we cannot read this file"),
        (photo()[:60], "half.jpg", "we cannot read this file"),
        (b"", "empty.jpg", "is empty"),
        (bomb(), "bomb.png", "is too big"),
        (PDF + bytes(10_000_000), "long.pdf", "is too big"),
    ],
)
def test_a_file_that_is_not_taken_is_named_and_takes_no_other_along(
    family: Visitor, wiring: Wiring, given: bytes, name: str, said: str
) -> None:
    before_sending(family)

    add(family, (given, name), (PDF, "good.pdf"))

    assert family.answer.status_code == 422
    assert [name in one and said in one for one in family.faults] == [True]
    assert "good.pdf" in family.text
    assert len(rows(wiring)) == 1
    family.open("/tell/check")
    assert "The bus has not come for two weeks." in family.text
    assert family.send().heading == "We have your message"


def test_a_photo_that_is_a_page_as_well_is_a_photo_alone_once_kept(
    family: Visitor, wiring: Wiring
) -> None:
    assert b"<script>" in polyglot()

    add(before_sending(family), (polyglot(), "bus.php.jpg"))

    assert family.faults == []
    assert b"<script>" not in content(wiring, rows(wiring)[0])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Robin\\letter.pdf", "letter.pdf"),
        (f"exe{RLO}fdp.pdf", "exefdp.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("CON.pdf", "CON.pdf"),
        ("a" * 4000 + ".pdf", "a" * 67 + "…" + "a" * 8 + ".pdf"),
    ],
)
def test_a_name_is_only_ever_read(family: Visitor, wiring: Wiring, name: str, shown: str) -> None:
    add(before_sending(family), (PDF, name))

    assert shown in family.text
    assert RLO not in family.text
    assert not family.page.xpath("//main//img")
    assert [one.name for one in on_disk(wiring)] == [rows(wiring)[0].name]


def test_of_twenty_five_files_ten_are_kept_and_each_other_is_named(
    family: Visitor, wiring: Wiring
) -> None:
    many = [(PDF + str(n).encode(), f"letter {n}.pdf") for n in range(25)]

    add(before_sending(family), *many)

    assert len(rows(wiring)) == MOST_FILES == len(on_disk(wiring))
    assert len(family.faults) == 25 - MOST_FILES
    assert all("did not fit" in one for one in family.faults)


def test_the_same_press_twice_keeps_each_file_once(family: Visitor, wiring: Wiring) -> None:
    before_sending(family)
    address, body = family.filled("/tell/files")
    for _ in range(2):
        post(family, address, body, (PDF, "letter.pdf"))

    assert family.answer.status_code == 200
    assert len(rows(wiring)) == 1 == len(on_disk(wiring))


def test_to_press_add_without_a_file_says_what_to_do(family: Visitor) -> None:
    add(before_sending(family))

    assert family.faults == ["Choose a file first"]


def test_a_file_is_taken_away_before_sending(family: Visitor, wiring: Wiring) -> None:
    add(before_sending(family), (PDF, "letter.pdf"))

    family.send(family.page.xpath("//form/@action[contains(., '/delete')]")[0])

    assert "letter.pdf" not in family.text
    assert (rows(wiring), on_disk(wiring)) == ([], [])


def test_files_go_with_answers_that_are_wiped(
    family: Visitor, wiring: Wiring, clock: FrozenClock
) -> None:
    add(before_sending(family), (PDF, "letter.pdf"))
    assert len(rows(wiring)) == 1

    clock.move(hours=25)
    wipe_drafts(wiring)

    assert rows(wiring) == []


def test_to_delete_the_answers_is_to_delete_their_files(family: Visitor, wiring: Wiring) -> None:
    add(before_sending(family), (PDF, "letter.pdf"))

    family.open("/tell/check").send("/tell/forget")

    assert rows(wiring) == []


def test_a_file_can_be_added_to_a_message_and_taken_back(family: Visitor, wiring: Wiring) -> None:
    sent(family)
    reopened(family).open("/case/files")

    add(family, (m4a(), "what I want to say.m4a"))

    assert "what I want to say.m4a" in family.text
    assert family.page.xpath("//main//a[contains(@href, '/case/files/')]") == []
    family.send(family.page.xpath("//form/@action[contains(., '/delete')]")[0])
    assert "Voice message" in family.text
    assert "Deleted" in family.text
    assert "what I want to say" not in family.text
    assert on_disk(wiring) == []
    assert [one.status for one in rows(wiring)] == [FileStatus.ERASED]
    with wiring.reads() as session:
        assert session.scalars(select(Submission.file_held)).all() == [False]


def test_another_family_cannot_touch_a_file(app: Flask, family: Visitor, wiring: Wiring) -> None:
    sent(family)
    add(reopened(family).open("/case/files"), (PDF, "letter.pdf"))
    (mine,) = rows(wiring)
    other = Visitor(app.test_client())
    sent(other)
    reopened(other).open("/case/files")

    body = other.filled("/case/files")[1]
    other.post(f"/case/files/{mine.name}/delete", {k: body[k] for k in ("csrf_token", "about")})

    assert other.answer.status_code == 404
    assert [one.status for one in rows(wiring)] == [FileStatus.HELD]
    assert "letter.pdf" not in other.open("/case/files").text
    assert "letter.pdf" in family.open("/case/files").text


def test_the_own_copy_lists_the_files(family: Visitor) -> None:
    add(before_sending(family), (PDF, "letter.pdf"))
    family.open("/tell/check").send()
    reopened(family).open("/case/rights")

    address, body = family.filled("/case/rights/copy")
    copy = family.client.post(address, data=body).get_data(as_text=True)

    assert "letter.pdf (1 kB): Being checked" in copy


def test_a_young_person_is_offered_no_files(family: Visitor) -> None:
    family.open("/young").send().send(danger="no").send(pictures=["school"]).send(answer="not_sure")

    assert family.path == "/tell/check"
    assert "Photos and files" not in family.text
    assert family.open("/tell/files").path == "/tell/check"
    family.send()
    assert "Photos and files" not in reopened(family).text
    assert family.open("/case/files").answer.status_code == 404


def test_files_too_big_together_lose_no_word(family: Visitor, wiring: Wiring) -> None:
    before_sending(family)

    add(family, *[(PDF + bytes(9_000_000) + bytes([n]), f"{n}.pdf") for n in range(5)])

    assert family.answer.status_code == 413
    assert family.heading == "Your files are too big to send at once"
    assert "Your words are safe." in family.text
    assert rows(wiring) == []
    assert "The bus has not come" in family.open("/tell/check").text


def test_only_the_pages_of_files_take_so_much(family: Visitor) -> None:
    before_sending(family)
    _, body = family.filled("/tell/files")
    big = PDF + bytes(LONGEST_BODY), "letter.pdf"

    refused = post(family, "/tell/check", body, big).answer.status_code
    taken = post(family, "/tell/files", body, big).answer.status_code

    assert (refused, taken) == (413, 200)


def test_a_flood_of_files_of_one_network_is_bounded_and_its_words_are_kept(
    app: Flask, wiring: Wiring, clock: FrozenClock
) -> None:
    with wiring.writes.begin() as session:
        for _ in range(MOST_OF_NETWORK):
            floods.file_comes(session, wiring.settings.code_key, "127.0.0.1", clock.now())
    late = before_sending(Visitor(app.test_client()))

    add(late, (PDF, "letter.pdf"))

    assert ["Try again in a few minutes" in one for one in late.faults] == [True]
    clock.move(minutes=11)
    assert add(late.open("/tell/files"), (PDF, "letter.pdf")).faults == []
    assert late.open("/tell/check").send().heading == "We have your message"


def test_without_a_folder_nobody_is_offered_to_add_a_file(wiring: Wiring, family: Visitor) -> None:
    object.__setattr__(wiring, "files", None)

    concern_checked(family)

    assert "Photos and files" not in family.text
    assert family.open("/tell/files").answer.status_code == 404
