"""Administrators see whether the model reads, since when it does not, and what to do."""

from portal.models import ModelState
from portal.wiring import Wiring
from tests.support.clock import TUESDAY_EVENING
from tests.web.partner.conftest import Office, Worker


def away(wiring: Wiring, trouble: str | None) -> None:
    with wiring.writes.begin() as session:
        session.add(ModelState(id=1, version="1", trouble=trouble, since=TUESDAY_EVENING))


def test_a_model_that_reads_nothing_rings_on_the_first_page(ada: Worker, wiring: Wiring) -> None:
    away(wiring, "damaged")

    assert "Reads no text" in ada.browser.open("/admin").text


def test_a_model_that_reads_rings_nowhere(ada: Worker, wiring: Wiring) -> None:
    away(wiring, None)

    assert "Reads no text" not in ada.browser.open("/admin").text
    assert "What to do" not in ada.browser.open("/admin/themes").text


def test_the_page_says_what_since_when_what_to_do_and_how_many_wait(
    office: Office, ada: Worker, wiring: Wiring
) -> None:
    office.send(words="Quibblewick")
    away(wiring, "damaged")

    page = ada.browser.open("/admin/themes")

    assert "its files are missing or were changed" in page.text
    assert "Since 9:40pm on Tuesday 24 November 2026" in page.text
    assert "Put the folder classifier/model back as it was released" in page.text
    assert page.page.xpath("//dd/text()")[-1] == "1"
    assert "Quibblewick" not in page.answer.text


def test_before_the_first_text_there_is_nothing_to_say(ada: Worker) -> None:
    assert "None yet" in ada.browser.open("/admin/themes").text


def test_a_screen_without_its_model_rings_and_says_that_the_rules_go_on(
    ada: Worker, wiring: Wiring
) -> None:
    with wiring.writes.begin() as session:
        session.add(ModelState(id=2, version="1", trouble="damaged", since=TUESDAY_EVENING))

    first = ada.browser.open("/admin").text
    page = ada.browser.open("/admin/themes")

    assert "Looks for no danger" in first
    assert "The rules still look at every text" in page.text
    assert "Put the folder classifier/screen_model back as it was released" in page.text
