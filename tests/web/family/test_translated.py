"""A family reads what people translated, and says with one press that it is not right."""

import html5lib
import pytest
from lxml.html import HtmlElement

from portal.domain.objections import LONGEST
from portal.domain.people import Author, Role
from portal.domain.translating import MadeBy
from portal.models import SafeguardingItem, Translation
from portal.services import supporters
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support import erasing
from tests.support.browserless import Visitor
from tests.support.cases import DISCLOSURE
from tests.support.families import intake
from tests.support.translated import ARABIC, ENGLISH, MONDAY, last_message, put
from tests.web.partner.conftest import TRANSPORT, Office, Worker
from tests.web.partner.test_case_page import HOSTILE

OWN = "We translated your words into English. This is what we read."
OURS = "A person translated this."
SAID = "You told us that this translation is not right."


@pytest.fixture
def receipt(office: Office) -> Receipt:
    """A family has written on the Arabic page."""
    return office.receive(words=ARABIC, language="ar")


@pytest.fixture
def number(office: Office, sam: Worker, receipt: Receipt) -> int:
    """Its words were translated; the row of that."""
    return put(office.wiring, sam.member, receipt.reference)


@pytest.fixture
def home(office: Office, receipt: Receipt) -> Visitor:
    """The family's own browser, on the page of its message."""
    return office.as_family(receipt)


def kept(wiring: Wiring) -> list[Translation]:
    with wiring.reads() as session:
        return session.query(Translation).order_by(Translation.id).all()


def press(number: int) -> str:
    return f"/case/translations/{number}/not-right"


def words(number: int, typed: str) -> dict[str, object]:
    return {f"translation-{number}-words": typed}


def holding(browser: Visitor, text: str) -> list[HtmlElement]:
    every = browser.page.xpath("//main//div[@lang]")
    return [one for one in every if one.text_content().strip() == text]


def answered(office: Office, sam: Worker, receipt: Receipt, action: str = "answer") -> int:
    """Sam writes in English; the row of that."""
    page = f"/cases/{receipt.reference}"
    sam.browser.open(page)
    if "Accept this case" in sam.browser.text:
        sam.browser.send()
    sam.browser.open(f"{page}/{action}").send(words="A bus comes on Monday.")
    return last_message(office.wiring)


# --- reading it -------------------------------------------------------------------------------


def test_a_family_reads_what_we_read_of_its_words(home: Visitor, number: int):
    home.open("/case")

    assert OWN in home.text
    (shown,) = holding(home, ENGLISH)
    assert (shown.get("lang"), shown.get("dir")) == ("en", "ltr")
    assert home.text.index(ARABIC) < home.text.index(ENGLISH)


@pytest.mark.parametrize(
    ("made_by", "told"),
    [
        (MadeBy.COLLEAGUE, "Somebody who works with us and speaks the language translated it."),
        (MadeBy.INTERPRETER, "An interpreter or translator translated it."),
        (MadeBy.COMMUNITY, "A community group translated it."),
        (MadeBy.MACHINE_CHECKED, "A person who reads both languages checked it."),
    ],
)
def test_it_is_told_who_translated_it_and_nobodys_name(
    office: Office, home: Visitor, receipt: Receipt, made_by: MadeBy, told: str
):
    zoltan = office.hire(Role.CASEWORKER, TRANSPORT, "Zoltan")
    put(office.wiring, zoltan.member, receipt.reference, made_by=made_by)

    home.open("/case")

    assert told in home.text
    assert "Zoltan" not in home.answer.get_data(as_text=True)


def test_our_answer_is_read_in_the_familys_language_and_direction(
    office: Office, sam: Worker, receipt: Receipt, home: Visitor
):
    text = answered(office, sam, receipt)
    put(office.wiring, sam.member, receipt.reference, MONDAY, text)

    home.open("/case")

    (shown,) = holding(home, MONDAY)
    assert (shown.get("lang"), shown.get("dir")) == ("ar", "rtl")
    assert OURS in home.text
    assert OWN not in home.text


def test_a_question_is_read_in_the_familys_language_where_it_is_asked(
    office: Office, sam: Worker, receipt: Receipt, home: Visitor
):
    text = answered(office, sam, receipt, "ask")
    put(office.wiring, sam.member, receipt.reference, MONDAY, text)

    asked = home.open("/case").page.xpath("//section[@aria-labelledby='asked']")[0]

    assert MONDAY in asked.text_content()
    assert asked.xpath(".//form") == []


def test_the_newest_version_is_read_and_said_to_be_one(
    office: Office, sam: Worker, receipt: Receipt, home: Visitor, number: int
):
    put(office.wiring, sam.member, receipt.reference, "The bus never came.")

    home.open("/case")

    assert "The bus never came." in home.text
    assert ENGLISH not in home.text
    assert "We changed this translation. You see the newest one." in home.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_and_never_run(
    office: Office, sam: Worker, receipt: Receipt, home: Visitor, text: str
):
    plain = len(home.open("/case").page.xpath("//script"))
    put(office.wiring, sam.member, receipt.reference, text)

    home.open("/case")

    assert text in home.page.xpath("//main")[0].text_content()
    assert len(home.page.xpath("//script")) == plain


# --- "this translation is not right" ----------------------------------------------------------


def test_one_press_is_enough(wiring: Wiring, home: Visitor, number: int):
    home.open("/case").send(press(number))

    assert SAID in home.text
    assert kept(wiring)[0].objected_at == wiring.clock.now()
    assert home.page.xpath(f"//form[@action='{press(number)}']") == []
    assert "You said that a translation is not right" in home.text


def test_words_may_be_written_with_it(wiring: Wiring, home: Visitor, number: int):
    home.open("/case").send(press(number), **words(number, "Two weeks, not two days."))

    assert "Two weeks, not two days." in home.text
    assert kept(wiring)[0].objected_words == "Two weeks, not two days."


def test_pressed_twice_it_is_said_once(wiring: Wiring, home: Visitor, number: int):
    address, body = home.open("/case").filled(press(number), **words(number, "Wrong."))

    home.post(address, body)
    home.post(address, body)

    assert home.answer.status_code == 200
    assert kept(wiring)[0].objected_words == "Wrong."


def test_too_many_words_are_refused_and_kept_on_the_page(
    wiring: Wiring, home: Visitor, number: int
):
    long = "a" * (LONGEST + 3)

    home.open("/case").send(press(number), **words(number, long))

    assert home.answer.status_code == 422
    assert "3 characters too long" in home.faults[0]
    assert home.filled(press(number))[1][f"translation-{number}-words"].strip() == long
    link = home.page.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a/@href")
    assert home.page.get_element_by_id(link[0].lstrip("#")).tag == "textarea"
    assert home.page.xpath("//details[@open]//textarea")
    assert kept(wiring)[0].objected_at is None


def test_after_a_correction_it_can_be_said_of_the_new_one(
    office: Office, sam: Worker, receipt: Receipt, home: Visitor, number: int
):
    home.open("/case").send(press(number))
    newer = put(office.wiring, sam.member, receipt.reference, "The bus never came.")

    home.open("/case").send(press(newer))

    assert [one.objected_at is not None for one in kept(office.wiring)] == [True, True]


def test_words_of_danger_with_it_are_flagged_and_the_page_does_not_show_it(
    wiring: Wiring, home: Visitor, number: int
):
    home.open("/case").send(press(number), **words(number, DISCLOSURE))

    assert SAID in home.text
    with wiring.reads() as session:
        assert session.query(SafeguardingItem).count() == 1


def test_anothers_translation_is_not_found(
    office: Office, wiring: Wiring, home: Visitor, number: int
):
    other = office.as_family(office.receive(words=ARABIC, language="ar"))
    body = other.open("/case").filled("/case")[1]

    refused = other.client.post(press(number), data=body)

    assert refused.status_code == 404
    assert kept(wiring)[0].objected_at is None


def test_nothing_is_said_of_it_once_the_words_are_erased(
    office: Office, wiring: Wiring, receipt: Receipt, home: Visitor, number: int
):
    address, body = home.open("/case").filled(press(number), **words(number, "Wrong."))
    with wiring.writes.begin() as session:
        submission = office.submission(receipt.reference)
        erasing.erased(session, session.merge(submission))

    refused = home.post(address, body)

    assert refused.answer.status_code == 409
    assert [(one.words, one.objected_words) for one in kept(wiring)] == [("", None)]
    assert ENGLISH not in refused.answer.get_data(as_text=True)


# --- supporters, the copy, the markup ---------------------------------------------------------


def supporter(office: Office, receipt: Receipt, *, reads: bool) -> Visitor:
    """A browser in which a supporter has opened the message."""
    with office.wiring.writes.begin() as session:
        author = Author(receipt.submission_id, receipt.reference)
        now, key = office.wiring.clock.now(), "a key of twenty letters"
        code = supporters.make(
            session, intake(), author, "Aunt", reads_words=reads, key=key, now=now
        )
    return office.as_family(Receipt(code.reference, code.code, receipt.submission_id, again=False))


@pytest.mark.parametrize("reads", [True, False])
def test_a_supporter_reads_the_translation_of_what_it_may_read(
    office: Office, sam: Worker, receipt: Receipt, number: int, reads: bool
):
    text = answered(office, sam, receipt)
    put(office.wiring, sam.member, receipt.reference, MONDAY, text)

    aunt = supporter(office, receipt, reads=reads)

    assert aunt.heading == "A message that you support"
    assert (ENGLISH in aunt.text) is reads
    assert MONDAY in aunt.text
    assert aunt.page.xpath("//form[contains(@action, 'translations')]") == []


@pytest.mark.parametrize("reads", [True, False])
def test_a_supporter_without_the_right_reads_no_translation_of_what_was_written_later(
    office: Office, sam: Worker, receipt: Receipt, home: Visitor, reads: bool
):
    home.open("/case").send("/case", words="شكرا جزيلا لكم على هذا")
    later = last_message(office.wiring)
    put(office.wiring, sam.member, receipt.reference, "Thank you for this.", later)

    aunt = supporter(office, receipt, reads=reads)

    assert ("Thank you for this." in aunt.text) is reads


def test_the_own_copy_holds_every_version_and_what_was_said_of_it(
    office: Office, sam: Worker, receipt: Receipt, home: Visitor, number: int
):
    home.open("/case").send(press(number), **words(number, "Two weeks."))
    put(office.wiring, sam.member, receipt.reference, "The bus never came.")

    copy = home.open("/case/rights").filled("/case/rights/copy")
    text = home.client.post(copy[0], data=copy[1]).get_data(as_text=True)

    told = [
        "Translations",
        "An interpreter or translator translated it.",
        ENGLISH,
        "You said that a translation is not right",
        "Two weeks.",
        "The bus never came.",
    ]
    places = [text.find(one) for one in told]
    assert -1 not in places, told[places.index(-1)]
    assert places == sorted(places)


def test_a_copy_without_any_says_nothing_of_translations(home: Visitor):
    copy = home.open("/case/rights").filled("/case/rights/copy")

    assert "Translations" not in home.client.post(copy[0], data=copy[1]).get_data(as_text=True)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_page_is_sound_in_either_direction(
    office: Office,
    sam: Worker,
    receipt: Receipt,
    home: Visitor,
    number: int,
    language: str,
    direction: str,
):
    text = answered(office, sam, receipt, "ask")
    put(office.wiring, sam.member, receipt.reference, MONDAY, text)

    source = home.open(f"/case?lang={language}").answer.get_data(as_text=True)

    html5lib.HTMLParser(strict=True).parse(source)
    assert home.page.get("dir") == direction
    ids = [one.get("id") for one in home.page.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    named = home.page.xpath("//main//form//button/@aria-describedby")
    assert named
    assert set(named) <= set(ids)


def test_what_is_said_of_a_version_corrected_meanwhile_is_read_of_the_newest(
    office: Office, sam: Worker, receipt: Receipt, home: Visitor, number: int
):
    home.open("/case")
    address, body = home.filled(press(number))
    put(office.wiring, sam.member, receipt.reference, "The bus never came.")

    home.post(address, {**body, **words(number, "The driver is in it, too.")})

    assert SAID in home.text
    assert "The driver is in it, too." in home.text
    sam.browser.open(f"/cases/{receipt.reference}")
    assert "The driver is in it, too." in sam.browser.text
    assert [bool(one.objected_at) for one in kept(office.wiring)] == [False, True]
