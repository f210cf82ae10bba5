"""A young person is asked in its own case, says no or yes, and can change it; then the parent."""

import pytest
from sqlalchemy import select

from portal.domain.people import Role
from portal.domain.submissions import AuthorKind
from portal.domain.voices import LinkStatus
from portal.models import VoiceLink
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import Office, Worker

L = LinkStatus
QUESTION = "We want to ask you something"
YOUNG_WORDS, PARENT_WORDS = "The taxi is loud.", "The taxi is always late."
NOT_YET = "You said yes. Nobody reads the two together yet."


@pytest.fixture
def tess(office: Office) -> Worker:
    return office.sign_in(Role.TRIAGE, "triage", name="Tess")


@pytest.fixture
def young(office: Office) -> Receipt:
    return office.receive(author_kind=AuthorKind.YOUNG_PERSON, age=None, words=YOUNG_WORDS)


@pytest.fixture
def parent(office: Office) -> Receipt:
    return office.receive(must_not_see="My brother-in-law", words=PARENT_WORDS)


@pytest.fixture
def asked(office: Office, tess: Worker, young: Receipt, parent: Receipt) -> Visitor:
    """The young person's browser, with the question on its page."""
    tess.browser.open(f"/cases/{young.reference}/link").send(number=parent.reference)
    return office.as_family(young)


def status(wiring: Wiring) -> LinkStatus:
    with wiring.reads() as session:
        return session.scalars(select(VoiceLink.status)).one()


def answer(family: Visitor, said: str) -> Visitor:
    return family.open("/case/together").send("/case/together", together=said)


def ask_parent(tess: Worker) -> None:
    tess.browser.open("/links").send("/links")


def test_the_question_stands_on_the_young_persons_page_and_says_what_it_does(
    asked: Visitor,
) -> None:
    assert QUESTION in asked.text

    page = asked.open("/case/together")

    for said in (
        "Someone else may have told us about the same thing.",
        "May the people who help you read both together?",
        "Only people who help with both already may read them together.",
        "The other person never sees your words. You never see theirs.",
        "Each of you gets your own answer.",
        "It is fine to say no. Then nothing changes. We do not ask the other person.",
        "You can change your answer at any time.",
    ):
        assert said in page.text
    assert page.page.xpath("//input[@name='together'][@checked]") == []
    assert PARENT_WORDS not in page.text


def test_without_a_question_there_is_no_such_page(office: Office, young: Receipt) -> None:
    family = office.as_family(young)

    assert QUESTION not in family.text
    assert family.open("/case/together").path == "/case"


def test_an_answer_must_be_chosen(asked: Visitor, wiring: Wiring) -> None:
    page = asked.open("/case/together").send("/case/together")

    assert page.answer.status_code == 422
    assert page.faults == ["Choose yes or no"]
    assert status(wiring) is L.ASKED_YOUNG


@pytest.mark.parametrize("wrong", ["maybe", "linked", ""])
def test_what_is_not_offered_is_no_answer(asked: Visitor, wiring: Wiring, wrong: str) -> None:
    page = asked.open("/case/together").send("/case/together", together=wrong)

    assert page.answer.status_code == 422
    assert status(wiring) is L.ASKED_YOUNG


def test_a_no_is_kept_without_reproach_and_can_become_a_yes(asked: Visitor, wiring: Wiring) -> None:
    page = answer(asked, "no")
    assert "You said no. Nobody reads the two together." in page.text
    assert QUESTION not in page.open("/case").text
    assert status(wiring) is L.YOUNG_NO

    answer(page, "yes_quietly")

    assert NOT_YET in page.text
    assert status(wiring) is L.YOUNG_YES


def test_pressed_twice_it_is_said_once(asked: Visitor, wiring: Wiring) -> None:
    address, body = asked.open("/case/together").filled("/case/together", together="yes")

    asked.post(address, body)
    asked.post(address, body)

    assert asked.answer.status_code == 200
    assert status(wiring) is L.YOUNG_YES


def test_the_parents_no_is_not_told_to_the_young_person(
    office: Office, asked: Visitor, tess: Worker, parent: Receipt, wiring: Wiring
) -> None:
    answer(asked, "yes")
    ask_parent(tess)
    before = asked.open("/case/together").text

    answer(office.as_family(parent), "no")

    assert status(wiring) is L.PARENT_NO
    assert asked.open("/case/together").text == before
    assert NOT_YET in before


def test_linked_shows_neither_the_others_words_and_either_ends_it(
    office: Office, asked: Visitor, tess: Worker, parent: Receipt, wiring: Wiring
) -> None:
    answer(asked, "yes")
    ask_parent(tess)
    family = office.as_family(parent)
    assert QUESTION in family.text
    answer(family, "yes")
    linked = "Linked with another voice"
    assert linked in family.open("/case").text
    assert linked in asked.open("/case").text
    assert YOUNG_WORDS not in family.answer.text
    assert PARENT_WORDS not in asked.answer.text

    address, body = asked.open("/case/together").filled("/case/together/end")
    asked.post(address, body)
    asked.post(address, body)

    assert asked.path == "/case"
    assert status(wiring) is L.UNLINKED
    assert linked not in family.open("/case").text


def test_a_parent_cannot_answer_for_the_young_person(
    office: Office, asked: Visitor, parent: Receipt, wiring: Wiring
) -> None:
    address, body = asked.open("/case/together").filled("/case/together", together="yes")
    family = office.as_family(parent).open("/case/rights")
    own = family.filled("/case/rights/delete")[1]

    family.post(address, {**body, **own})

    assert status(wiring) is L.ASKED_YOUNG
    asked.post(address, body)
    assert status(wiring) is L.YOUNG_YES


def test_another_familys_link_is_not_found(office: Office, asked: Visitor, wiring: Wiring) -> None:
    address, body = asked.open("/case/together").filled("/case/together", together="no")
    stranger = office.as_family(office.receive(words="Another matter."))
    own = stranger.open("/case/rights").filled("/case/rights/delete")[1]

    stranger.post(address, {**body, **own})

    assert stranger.answer.status_code == 404
    assert status(wiring) is L.ASKED_YOUNG


def test_a_question_that_lapsed_goes_away_by_itself(
    office: Office, asked: Visitor, young: Receipt, clock: FrozenClock
) -> None:
    clock.move(days=28)
    assert QUESTION in office.as_family(young).text

    clock.move(days=1)

    assert QUESTION not in office.as_family(young).text
