"""Easy words: chosen like a language, kept for the visit, and on the message, for its letters."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.adapters.post import text_of
from portal.domain.letters import Channel
from portal.models import OutgoingLetter, Submission
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.catalogue import catalogue
from tests.support.readability import sentences
from tests.web.family.journeys import concern_checked, reopened, sent
from tests.web.partner.conftest import Worker

EASY = "en-simple"
WORDS = "The bus has not come for two weeks."
HARD = "If you lose your number and words, nobody can let you back in."
TWIN = "Do not lose your number and words. Without them, nobody can let you back in."


def choose(family: Visitor, tag: str) -> Visitor:
    """Press a button of the languages on the page that is open."""
    form = family.page.xpath("//form[contains(@class, 'portal-languages')]")[0]
    assert tag in form.xpath(".//button[@name='lang']/@value")
    kept = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    return family.post(form.get("action"), {**kept, "lang": tag})


def switches(family: Visitor) -> dict[str, str]:
    """The buttons of the languages: what each sends, and what it says."""
    found = family.page.xpath("//*[contains(@class, 'portal-languages')]//button[@name='lang']")
    return {one.get("value"): one.text_content().strip() for one in found}


@pytest.fixture
def easy(family: Visitor) -> Visitor:
    """A family that has chosen easy words on the first page."""
    return choose(family.open("/"), EASY)


def stored(wiring: Wiring) -> tuple[Submission, list[OutgoingLetter]]:
    with wiring.reads() as session:
        letters = session.scalars(
            select(OutgoingLetter).where(OutgoingLetter.submission_id.is_not(None))
        )
        return session.scalars(select(Submission)).one(), list(letters)


def test_the_page_comes_back_in_easy_words_and_the_next_one_too(easy: Visitor) -> None:
    assert easy.path == "/"
    assert easy.heading == "Tell us what is good. Tell us what is not"
    assert easy.page.get("lang") == EASY

    easy.open("/return")

    assert easy.page.get("lang") == EASY


def test_from_easy_words_one_comes_back_to_english(easy: Visitor) -> None:
    assert set(switches(easy)) == {"en", "pl", "ro", "lt", "pt", "ar"}
    assert easy.page.xpath("//*[@aria-current='true']/text()") == ["Easy words"]

    choose(easy, "en")

    assert easy.heading == "Tell us what is going well, and what is not"
    assert easy.page.get("lang") == "en"


def test_another_language_says_that_easy_words_are_only_in_english(family: Visitor) -> None:
    say = catalogue("ar").gettext
    choose(family.open("/help"), "ar")

    assert switches(family)[EASY] == say("Easy words (only in English so far)")
    choose(family, EASY)

    assert (family.page.get("lang"), family.page.get("dir")) == (EASY, "ltr")


def test_what_was_typed_is_still_there_when_easy_words_are_chosen(family: Visitor) -> None:
    family.open("/tell/who").send(author_kind="parent_or_carer").send(kind="concern")
    family.send(danger="no").send(needs=["send_transport"])

    family.send(words=WORDS, lang=EASY)

    assert family.answer.status_code == 200
    assert family.page.get("lang") == EASY
    assert family.page.xpath("//textarea[@name='words']")[0].text.strip() == WORDS
    assert family.faults == []
    assert family.send().path == "/tell/child"


def test_a_fault_is_told_in_easy_words(easy: Visitor) -> None:
    easy.open("/return").send()
    easy.send(reference="nothing", code="horsse")

    assert easy.faults == [
        "Check your number. It has 9 letters and digits. One of them is not right",
        "Enter all 6 words. We found 1",
    ]


def test_an_address_speaks_for_its_own_page_alone(family: Visitor) -> None:
    assert family.open(f"/help?lang={EASY}").page.get("lang") == EASY
    assert family.open("/help").page.get("lang") == "en"


@pytest.mark.parametrize("tag", ["ar-simple", "en-easy", "en@easy", "EN-SIMPLE"])
def test_what_is_not_offered_is_refused(family: Visitor, tag: str) -> None:
    family.open("/tell/who").send(lang=tag)

    assert family.answer.status_code == 400
    assert family.open("/help").page.get("lang") == "en"


def test_the_message_and_its_letters_are_in_easy_words(easy: Visitor, wiring: Wiring) -> None:
    sent(easy, contact="robin@example.org")

    submission, letters = stored(wiring)
    assert (submission.language, submission.easy_words) == ("en", True)
    assert {one.language for one in letters} == {EASY}
    subject, body = text_of("receipt", EASY, "https://send.example", Channel.EMAIL)
    assert subject == "We have your message"
    assert "Put in your number and your secret words." in body


def test_without_them_both_are_as_ever(family: Visitor, wiring: Wiring) -> None:
    sent(family, contact="robin@example.org")

    submission, letters = stored(wiring)
    assert (submission.language, submission.easy_words) == ("en", False)
    assert {one.language for one in letters} == {"en"}


@pytest.mark.parametrize("kind", ["receipt", "news"])
def test_a_letter_in_easy_words_has_short_sentences(kind: str) -> None:
    _, body = text_of(kind, EASY, "https://send.example", Channel.EMAIL)

    assert max(map(len, sentences(body))) <= 12


def test_the_date_and_the_words_to_keep_are_the_same(easy: Visitor, app: Flask) -> None:
    concern_checked(easy).send()

    assert TWIN in easy.text
    assert HARD not in easy.text
    assert "By the end of Thursday 26 November" in easy.text
    assert len(easy.page.xpath("//ol[@translate='no']/li")) == 6
    assert reopened(easy).heading == "Your message"


def test_the_reason_of_the_way_is_told_in_easy_words(easy: Visitor) -> None:
    reopened(concern_checked(easy).send()).open("/case/why")

    assert "The council runs this. The school does not." in easy.text
    assert not easy.page.xpath("//main//span[@lang='en']")


@pytest.mark.parametrize("tag", ["en", EASY])
def test_staff_are_told_how_to_write(family: Visitor, sam: Worker, tag: str) -> None:
    number, _ = sent(choose(family.open("/"), EASY) if tag == EASY else family)

    sam.browser.open(f"/cases/{number.replace('-', '')}")

    assert ("They read easy words." in sam.browser.text) is (tag == EASY)


def test_pages_of_staff_are_never_in_easy_words(easy: Visitor) -> None:
    easy.open("/sign-in")

    assert easy.page.get("lang") == "en"
    assert not easy.page.xpath("//*[contains(@class, 'portal-languages')]")
