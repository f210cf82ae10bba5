"""Questions of equality: right after sending, once, without an account, and never on a case."""

from sqlalchemy import func, select

from portal.models import EqualityCount
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.family.journeys import concern_checked, reopened
from tests.web.partner.conftest import Office, Worker

PAGE = "/tell/sent/about-you"
ANSWERS = {
    "sex": "female",
    "ethnic_group": "asian",
    "long_condition": "prefer_not",
    "language": "another",
}


def counted(wiring: Wiring) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.sum(EqualityCount.number))).one() or 0


def after_sending(family: Visitor, **changes: object) -> Visitor:
    return concern_checked(family, **changes).send()


def test_the_page_after_sending_leads_to_the_questions_and_back(
    family: Visitor, wiring: Wiring
) -> None:
    after_sending(family)
    link = family.page.xpath("//main//a[contains(@href, 'about-you')]/@href")[0]

    family.open(link).send(**ANSWERS)

    assert family.path == "/tell/sent"
    assert "Thank you for your answers." in family.text
    assert counted(wiring) == 5


def test_they_can_be_answered_once(family: Visitor, wiring: Wiring) -> None:
    after_sending(family).open(PAGE)
    address, body = family.filled(**ANSWERS)
    family.post(address, body)
    family.post(address, body)

    assert counted(wiring) == 5
    assert family.open(PAGE).path == "/tell/sent"


def test_none_has_to_be_answered(family: Visitor, wiring: Wiring) -> None:
    after_sending(family).open(PAGE).send(language="english")
    assert counted(wiring) == 2

    assert "Thank you for your answers." in family.text


def test_sent_empty_they_can_still_be_answered(family: Visitor, wiring: Wiring) -> None:
    after_sending(family).open(PAGE).send()

    assert family.path == "/tell/sent"
    assert family.open(PAGE).path == PAGE
    assert counted(wiring) == 0


def test_an_answer_that_is_none_of_them_is_said_and_the_rest_is_kept(
    family: Visitor, wiring: Wiring
) -> None:
    after_sending(family).open(PAGE).send(**{**ANSWERS, "sex": "purple"})

    assert family.answer.status_code == 422
    assert family.page.xpath("//input[@name='language'][@checked]/@value") == ["another"]
    assert counted(wiring) == 0


def test_each_question_can_be_left_unsaid(family: Visitor) -> None:
    after_sending(family).open(PAGE)

    for name in ANSWERS:
        values = family.page.xpath(f"//input[@name='{name}']/@value")
        assert values[-1] == "prefer_not"


def test_without_the_forms_token_nothing_is_counted(family: Visitor, wiring: Wiring) -> None:
    after_sending(family).open(PAGE)
    address, body = family.filled(**ANSWERS)

    stolen = {key: value for key, value in body.items() if key != "csrf_token"}
    assert family.client.post(address, data=stolen).status_code == 400
    assert counted(wiring) == 0
    family.post(address, body)
    assert counted(wiring) == 5


def test_whoever_helps_a_family_is_not_asked(family: Visitor) -> None:
    after_sending(family, author_kind="helper")

    assert not family.page.xpath("//main//a[contains(@href, 'about-you')]")
    assert family.open(PAGE).path == "/tell/sent"


def test_nobody_comes_to_them_who_has_sent_nothing(family: Visitor) -> None:
    assert family.open(PAGE).path == "/"


def test_after_half_an_hour_they_are_gone(family: Visitor, clock: FrozenClock) -> None:
    after_sending(family).open(PAGE)
    assert family.answer.status_code == 200

    clock.move(minutes=31)

    assert family.open(PAGE).answer.status_code == 410


def test_coming_back_with_number_and_words_leads_to_no_such_question(family: Visitor) -> None:
    after_sending(family)
    reopened(family)

    assert "about-you" not in family.answer.text
    assert family.open(PAGE).path == "/"


def test_staff_never_see_an_answer_on_a_case(
    family: Visitor, office: Office, sam: Worker, wiring: Wiring
) -> None:
    after_sending(family)
    number = family.page.get_element_by_id("number").text_content().strip()
    before = sam.browser.open(f"/cases/{number}").text
    assert sam.browser.answer.status_code == 200

    family.open(PAGE).send(**ANSWERS)

    assert sam.browser.open(f"/cases/{number}").text == before
    assert "Asian" not in sam.browser.answer.text
