"""Keeping the number and the words: on paper, in a file; and a question that nobody skips."""

import pytest
from lxml import html

from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.family.journeys import code_of, number_of, sent


@pytest.fixture
def kept(family: Visitor) -> tuple[str, str]:
    return sent(family)


def test_the_page_does_not_close_until_somebody_says_whether_they_are_kept(
    family: Visitor, kept: tuple[str, str]
) -> None:
    family.send("/tell/kept")

    assert family.answer.status_code == 422
    assert family.faults == ["Say whether you have kept your number and words"]
    assert (number_of(family), " ".join(code_of(family))) == kept


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_either_answer_closes_it_and_nobody_is_trapped(
    family: Visitor, kept: tuple[str, str], answer: str
) -> None:
    family.send("/tell/kept", kept=answer)

    assert family.heading == "This page is closed"
    for page in ("/tell/sent", "/tell/sent/sheet", "/tell/sent/file"):
        assert kept[0] not in family.open(page).text


def test_an_answer_that_was_not_offered_closes_nothing(
    family: Visitor, kept: tuple[str, str]
) -> None:
    family.send("/tell/kept", kept="perhaps")

    assert family.answer.status_code == 422
    assert number_of(family) == kept[0]


@pytest.mark.parametrize("address", ["/tell/sent/sheet", "/tell/sent/sheet?large=1"])
def test_the_sheet_holds_the_number_and_the_words_and_no_word_of_the_message(
    family: Visitor, kept: tuple[str, str], address: str
) -> None:
    family.open(address)

    assert (number_of(family), " ".join(code_of(family))) == kept
    assert "The bus" not in family.text
    assert "no-store" in family.answer.headers["Cache-Control"]


def test_the_square_is_the_address_of_the_door_and_holds_no_secret(
    family: Visitor, kept: tuple[str, str]
) -> None:
    family.open("/tell/sent/sheet")
    drawn = family.page.xpath("//*[@role='img']/*[local-name()='svg']")[0]
    other = sent(Visitor(family.client.application.test_client()), words="Another matter.")

    again = Visitor(family.client.application.test_client())
    sent(again, words="A third matter.")
    theirs = again.open("/tell/sent/sheet").page.xpath("//*[local-name()='svg']")[0]

    # The same square for every family: so nothing of any family is in it.
    assert other != kept
    assert html.tostring(drawn) == html.tostring(theirs)
    label = family.page.xpath("//*[@role='img']/@aria-label")[0]
    assert "the address of that page, and nothing else" in label
    assert "http://localhost/return" in family.text


def test_the_file_holds_them_as_plain_text_under_a_name_that_says_nothing(
    family: Visitor, kept: tuple[str, str]
) -> None:
    answer = family.client.get("/tell/sent/file")

    text = answer.get_data(as_text=True)
    assert answer.mimetype == "text/plain"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="number-and-words.txt"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert kept[0] in text
    assert all(word in text for word in kept[1].split())
    assert "The bus" not in text


def test_sheet_and_file_are_there_for_half_an_hour(
    family: Visitor, kept: tuple[str, str], clock: FrozenClock
) -> None:
    clock.move(minutes=31)

    for address in ("/tell/sent/sheet", "/tell/sent/file"):
        assert family.open(address).answer.status_code == 410
        assert kept[1] not in family.text


def test_no_address_on_the_pages_holds_the_number_or_a_word(
    family: Visitor, kept: tuple[str, str]
) -> None:
    for page in ("/tell/sent", "/tell/sent/sheet"):
        addresses = " ".join(family.open(page).page.xpath("//@href | //@action | //@src"))

        assert kept[0] not in addresses
        assert kept[0].replace("-", "") not in addresses


def test_somebody_without_a_message_has_neither_sheet_nor_file(family: Visitor) -> None:
    assert family.open("/tell/sent/sheet").path == "/"
    assert family.open("/tell/sent/file").path == "/"


def test_the_door_says_that_what_is_lost_is_lost_and_what_to_do(family: Visitor) -> None:
    text = family.open("/return").text

    assert "nobody can let you back in" in text
    assert "In a new message you can say that you sent something before" in text


def test_each_of_two_tabs_prints_the_number_of_its_own_message(family: Visitor) -> None:
    first = sent(family)
    second = sent(Visitor(family.client), words="Another matter.")

    (sheet,) = family.page.xpath("//a[contains(@href, 'sheet') and not(contains(@href, 'large'))]")
    family.open(sheet.get("href"))

    assert first != second
    assert number_of(family) == first[0]


def test_a_receipt_cannot_be_saved_over(family: Visitor, kept: tuple[str, str]) -> None:
    _, body = family.filled("/tell/kept")

    family.post("/tell/saved", {**body, "save": "1"})

    assert family.heading == "We have your message"
    assert number_of(family) == kept[0]
