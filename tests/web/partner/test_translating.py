"""Staff put a translation beside what was written: by a person, once, and never in its place."""

import itertools

import html5lib
import pytest
from lxml.html import HtmlElement

from portal.domain.people import Role
from portal.domain.translating import LONGEST
from portal.models import OutgoingLetter, SafeguardingItem, Translation
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support import translated
from tests.support.browserless import Visitor
from tests.support.cases import DISCLOSURE
from tests.support.clock import FrozenClock
from tests.support.themes import read
from tests.support.translated import ARABIC, ENGLISH, MONDAY, UNREAD, last_message
from tests.web.partner.conftest import OTHER, TRANSPORT, Office, Worker

HELP = "حافلة تأتي كل يوم"
LABEL = "Translation by a person:"


@pytest.fixture
def receipt(office: Office) -> Receipt:
    """A family has written on the Arabic page."""
    return office.receive(words=ARABIC, language="ar", wanted=HELP, contact="safe@example.org")


@pytest.fixture
def case(receipt: Receipt, sam: Worker) -> str:
    """Its address, once Sam has accepted it."""
    page = f"/cases/{receipt.reference}"
    sam.browser.open(page).send()
    return page


def kept(wiring: Wiring) -> list[Translation]:
    with wiring.reads() as session:
        return session.query(Translation).order_by(Translation.id).all()


def form(worker: Worker, case: str, of: int | str = 0) -> Visitor:
    return worker.browser.open(f"{case}/translate?of={of}")


def save(worker: Worker, case: str, of: int = 0, **typed: object) -> Visitor:
    given = {"words": ENGLISH, "made_by": "colleague", **typed}
    return form(worker, case, of).send(**given)


def answered(office: Office, sam: Worker, case: str) -> int:
    """Sam answers in English; the row of the answer."""
    sam.browser.open(f"{case}/answer").send(words="A bus comes on Monday.")
    return last_message(office.wiring)


def holding(browser: Visitor, words: str) -> list[HtmlElement]:
    """The elements that hold these very words and nothing more."""
    every = browser.page.xpath("//main//*[@lang]")
    return [one for one in every if one.text_content().strip() == words]


# --- adding one -------------------------------------------------------------------------------


def test_the_original_comes_first_and_each_is_in_its_own_direction(
    office: Office, sam: Worker, case: str
):
    page = save(sam, case, wanted="A bus that comes every day.")

    assert "The translation was saved." in page.text
    words, english = holding(page, ARABIC)[0], holding(page, ENGLISH)[0]
    assert (words.get("lang"), words.get("dir")) == ("ar", "auto")
    # A browser looks past what is isolated when it finds the direction.
    assert words.xpath(".//bdi") == []
    assert (english.get("lang"), english.get("dir")) == ("en", "ltr")
    assert page.text.index(ARABIC) < page.text.index(LABEL) < page.text.index(ENGLISH)
    assert "A bus that comes every day." in page.text
    assert office.submission(case.rpartition("/")[2]).words == ARABIC


def test_it_says_who_translated_it_who_typed_it_in_and_when(sam: Worker, case: str):
    text = save(sam, case, made_by="interpreter").text

    assert f"{LABEL} An interpreter or translator. In English, typed in by Sam at" in text


def test_the_original_stands_above_the_form(sam: Worker, case: str):
    page = form(sam, case)

    main = page.text
    assert main.index("What they wrote") < main.rindex(ARABIC) < main.index("in English")
    assert HELP in main


def test_a_correction_starts_from_what_was_there_and_keeps_it(
    wiring: Wiring, sam: Worker, case: str
):
    save(sam, case, words="The bas.")

    page = form(sam, case)
    assert page.filled()[1]["words"].strip() == "The bas."
    page.send(words="The bus.")

    assert [one.words for one in kept(wiring)] == ["The bas.", "The bus."]
    assert "Corrected: this is version 2." in page.text
    assert "Earlier versions of this translation Version 1" in page.text
    assert page.text.index("The bus.") < page.text.index("The bas.")


def test_a_later_message_of_the_family_is_translated(
    office: Office, sam: Worker, case: str, receipt: Receipt
):
    office.as_family(receipt).open("/case").send("/case", words="شكرا جزيلا لكم على هذا")
    number = last_message(office.wiring)

    page = save(sam, case, number, words="Thank you very much for this.")

    talk = page.page.xpath("string(//section[@aria-labelledby='talk'])")
    assert "Thank you very much for this." in talk
    assert kept(office.wiring)[0].message_id == number


def test_our_answer_is_translated_into_the_familys_language(office: Office, sam: Worker, case: str):
    number = answered(office, sam, case)
    assert "in Arabic" in form(sam, case, number).text

    page = save(sam, case, number, words=MONDAY)

    (shown,) = holding(page, MONDAY)
    assert (shown.get("lang"), shown.get("dir")) == ("ar", "rtl")


def test_the_field_is_written_in_the_language_that_it_asks_for(
    office: Office, sam: Worker, case: str
):
    number = answered(office, sam, case)

    area = form(sam, case, number).page.xpath("//textarea[@name='words']")[0]

    assert (area.get("lang"), area.get("dir")) == ("ar", "rtl")


def test_which_text_it_is_can_be_chosen_where_the_address_names_none(
    office: Office, wiring: Wiring, sam: Worker, case: str
):
    number = answered(office, sam, case)
    page = sam.browser.open(f"{case}/translate")
    offered = page.page.xpath("//input[@name='which']/@value")

    page.send(which=str(number), words=MONDAY, made_by="community")

    assert offered == ["0", str(number)]
    assert [(one.message_id, one.language) for one in kept(wiring)] == [(number, "ar")]


@pytest.mark.parametrize("of", ["99", "x", "-1", "٣", "9" * 400])
def test_an_address_that_names_no_text_of_the_case_asks_which(sam: Worker, case: str, of: str):
    page = form(sam, case, of)

    assert page.answer.status_code == 200
    assert "Which text did you translate?" in page.text


def test_a_text_of_another_case_cannot_be_posted(
    office: Office, wiring: Wiring, sam: Worker, case: str
):
    other = office.receive(words=ARABIC, language="ar")
    office.as_family(other).open("/case").send("/case", words="شكرا جزيلا لكم على هذا")

    page = form(sam, case).send(which=str(last_message(wiring)), words=ENGLISH, made_by="colleague")

    assert page.answer.status_code == 422
    assert kept(wiring) == []


# --- what is refused --------------------------------------------------------------------------


def test_an_empty_one_is_refused_with_what_to_do(wiring: Wiring, sam: Worker, case: str):
    page = save(sam, case, words="  ", made_by="")

    assert page.answer.status_code == 422
    assert page.faults == ["Write the translation", "Choose who translated it"]
    assert kept(wiring) == []


def test_one_that_is_too_long_is_refused_and_kept_on_the_page(
    wiring: Wiring, sam: Worker, case: str
):
    long = "a" * (LONGEST + 1)

    page = save(sam, case, words=long)

    assert page.faults == ["Write 30,000 characters or fewer"]
    assert page.filled()[1]["words"].strip() == long
    assert kept(wiring) == []


def test_a_machines_words_need_the_tick_that_a_person_checked_them(
    wiring: Wiring, sam: Worker, case: str
):
    page = save(sam, case, made_by="machine_checked")
    assert "Tick that a person who reads both languages checked it" in page.faults[0]
    assert kept(wiring) == []

    page.send(checked="y")

    assert [one.words for one in kept(wiring)] == [ENGLISH]
    assert "A machine, and a person checked it" in page.text


def test_pressed_twice_it_is_kept_once(wiring: Wiring, sam: Worker, case: str):
    address, body = form(sam, case).filled(words=ENGLISH, made_by="colleague")

    sam.browser.post(address, body)
    again = sam.browser.post(address, body)

    assert again.heading.startswith("Case ")
    assert len(kept(wiring)) == 1


def test_whoever_is_second_is_told_and_keeps_what_was_typed(
    office: Office, wiring: Wiring, sam: Worker, case: str
):
    alex = office.sign_in(Role.CASEWORKER, TRANSPORT, "Alex")
    address, body = form(sam, case).filled(words="Sam's words.", made_by="colleague")
    save(alex, case, words="Alex's words.")

    page = sam.browser.post(address, body)

    assert page.answer.status_code == 409
    assert "Somebody changed this case before you." in page.text
    assert page.filled()[1]["words"].strip() == "Sam's words."
    assert [one.words for one in kept(wiring)] == ["Alex's words."]


@pytest.mark.parametrize("role", list(Role))
def test_only_who_works_on_the_case_may(office: Office, case: str, role: Role):
    at = {Role.CASEWORKER: OTHER, Role.MANAGER: OTHER, Role.TRIAGE: "triage"}
    other = office.sign_in(role, at.get(role, "wsft" if role is Role.SAFEGUARDING else None))

    read_, post = other.browser.client.get, other.browser.client.post

    assert read_(f"{case}/translate").status_code in (403, 404)
    assert post(f"{case}/translate", data={"words": ENGLISH}).status_code in (400, 403, 404)


def test_triage_may_while_the_message_is_with_triage(office: Office, wiring: Wiring):
    reference = office.unplaced(words=ARABIC, language="ar")
    tess = office.sign_in(Role.TRIAGE, "triage", "Tess")

    page = save(tess, f"/cases/{reference}")

    assert ENGLISH in page.text
    assert len(kept(wiring)) == 1


def test_a_lead_may_while_leads_alone_see_it(office: Office, wiring: Wiring):
    reference = office.restricted(words=ARABIC, language="ar")
    lea = office.sign_in(Role.SAFEGUARDING, "wsft", "Lea")

    assert ENGLISH in save(lea, f"/cases/{reference}").text
    assert len(kept(wiring)) == 1


# --- the language is named --------------------------------------------------------------------


def test_the_language_is_named_from_the_page_until_the_machine_has_read_it(sam: Worker, case: str):
    assert "Written on the Arabic pages. Kept as written." in sam.browser.open(case).text


def test_the_language_that_was_found_is_named_beside_that_of_the_page(office: Office, sam: Worker):
    reference = office.send(words=ARABIC, language="en")
    read(office.wiring, reference, UNREAD)

    page = sam.browser.open(f"/cases/{reference}")

    assert "Written in Arabic, on the English pages. Kept as written." in page.text
    assert holding(page, ARABIC)[0].get("lang") == "ar"
    assert "the machine reads English alone" in page.text


def test_an_english_case_asks_for_no_translation_of_anything(office: Office, sam: Worker):
    reference = office.send()
    sam.browser.open(f"/cases/{reference}").send()
    sam.browser.open(f"/cases/{reference}/message").send(words="I am Sam.")

    text = sam.browser.open(f"/cases/{reference}").text

    assert "Written" not in text
    assert "Add a translation" not in text
    assert "Add or correct a translation" in text


# --- themes and the screen --------------------------------------------------------------------


def test_themes_say_that_they_come_from_the_translation(
    office: Office, sam: Worker, case: str, receipt: Receipt
):
    read(office.wiring, receipt.reference, UNREAD)
    page = save(sam, case)
    assert "the machine has not read it yet" in page.text
    translated.read(office.wiring, receipt.reference)

    page.open(case)

    assert "From the translation:" in page.text
    (mark,) = page.page.xpath("//mark")
    assert mark.text.strip() == "bus"
    assert mark.xpath("ancestor::div[@lang][1]/@lang") == ["en"]
    assert "Language: Arabic." in page.text


def test_danger_in_a_translation_takes_the_case_to_the_leads(
    office: Office, wiring: Wiring, sam: Worker, case: str, receipt: Receipt
):
    page = save(sam, case, words=DISCLOSURE)

    assert page.path == "/inbox"
    assert "The translation was saved." in page.text
    assert sam.browser.client.get(case).status_code == 404
    with wiring.reads() as session:
        assert session.query(SafeguardingItem).count() == 1
    lea = office.sign_in(Role.SAFEGUARDING, "wsft", "Lea").browser.open(case)
    assert DISCLOSURE in lea.text


def test_the_letter_that_a_translation_came_says_only_that_there_is_news(
    office: Office, wiring: Wiring, clock: FrozenClock, sam: Worker, case: str
):
    number = answered(office, sam, case)
    with wiring.writes.begin() as session:
        session.query(OutgoingLetter).update({"sent_at": clock.at})

    save(sam, case, number, words=MONDAY)

    with wiring.reads() as session:
        (letter,) = session.query(OutgoingLetter).filter_by(sent_at=None).all()
    assert (letter.kind, letter.language) == ("news", "ar")


# --- "this translation is not right" ----------------------------------------------------------


def test_what_the_family_says_stands_at_the_top_and_in_the_inbox_until_it_is_corrected(
    office: Office, wiring: Wiring, sam: Worker, case: str, receipt: Receipt
):
    number = translated.put(wiring, sam.member, receipt.reference)
    press = f"/case/translations/{number}/not-right"
    typed = {f"translation-{number}-words": "أسبوعان، لا يومان"}
    office.as_family(receipt).open("/case").send(press, **typed)

    text = sam.browser.open(case).text
    assert text.index("this translation is not right") < text.index("Next:")
    assert "أسبوعان، لا يومان" in text
    assert "Translation not right, they say" in sam.browser.open("/inbox").text

    save(sam, case, words="Two weeks.")

    head = sam.browser.text.partition("Next:")[0]
    assert "is not right" not in head
    assert "The family said that it is not right at" in sam.browser.text
    assert "Translation not right" not in sam.browser.open("/inbox").text


def test_the_history_tells_of_each_and_that_the_family_sees_it(
    wiring: Wiring, sam: Worker, case: str
):
    save(sam, case, words="The bas.")
    save(sam, case, words="The bus.")

    told = sam.browser.page.xpath("string(//section[@aria-labelledby='history'])")

    assert "A translation was corrected" in told
    assert "A person's translation was put beside what was written" in told


def test_its_pages_are_sound_markup(
    office: Office, wiring: Wiring, sam: Worker, case: str, receipt: Receipt
):
    save(sam, case, wanted="A bus.")
    save(sam, case, words="Corrected.", wanted="A bus.")
    number = answered(office, sam, case)
    save(sam, case, number, words=MONDAY)

    for page in (case, f"{case}/translate", f"{case}/translate?of={number}", f"{case}/themes"):
        source = sam.browser.open(page).answer.get_data(as_text=True)
        html5lib.HTMLParser(strict=True).parse(source)
        ids = [one.get("id") for one in sam.browser.page.xpath("//*[@id]")]
        assert len(ids) == len(set(ids)), page
        found = sam.browser.page.xpath("//main//*[self::h1 or self::h2 or self::h3]")
        levels = [int(one.tag[1]) for one in found]
        assert levels[0] == 1
        assert all(after - one <= 1 for one, after in itertools.pairwise(levels)), page
