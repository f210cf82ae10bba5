"""Four doors on the first page: what a door says is not asked again, and none is a dead end."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain.submissions import AuthorKind, SubmissionKind
from portal.models import Draft, Submission
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.journeys import reach_check

PARENT = {"author_kind": "parent_or_carer"}


def door(family: Visitor, name: str) -> Visitor:
    """Press the door of that name on the page that is open."""
    (href,) = family.page.xpath(f'//main//a[normalize-space()="{name}"]/@href')
    return family.open(href)


def told(wiring: Wiring) -> list[tuple[SubmissionKind, AuthorKind]]:
    with wiring.reads() as session:
        rows = session.execute(select(Submission.kind, Submission.author_kind))
        return [tuple(row) for row in rows]


def drafts(wiring: Wiring) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(Draft.id))).one()


def test_the_first_page_has_four_doors(family: Visitor) -> None:
    family.open("/")

    names = [one.text_content().strip() for one in family.page.xpath("//main//li//h2/a")]
    assert names == [
        "Tell us what you think",
        "Raise a concern",
        "I'm a young person",
        "Come back to something I sent",
    ]


def test_what_you_think_is_a_view_and_nobody_asks_whether_an_answer_is_wanted(
    family: Visitor, wiring: Wiring
) -> None:
    door(family.open("/"), "Tell us what you think").send(**PARENT)
    assert family.heading == "Is anyone in danger right now?"

    reach_check(family.send(danger="no").send(needs=["other"]), words="It went well.")
    family.send()

    assert told(wiring) == [(SubmissionKind.VIEW, AuthorKind.PARENT_OR_CARER)]


def test_a_concern_is_one_and_nobody_asks_again(family: Visitor, wiring: Wiring) -> None:
    door(family.open("/"), "Raise a concern")
    assert family.heading == "What would you like to do?"
    door(family, "Tell us, and get an answer").send(**PARENT)
    assert family.heading == "Is anyone in danger right now?"

    reach_check(family.send(danger="no").send(needs=["send_transport"]), words="No bus.").send()

    assert told(wiring) == [(SubmissionKind.CONCERN, AuthorKind.PARENT_OR_CARER)]


def test_a_young_person_comes_straight_to_its_notice(family: Visitor, wiring: Wiring) -> None:
    door(family.open("/"), "I'm a young person")
    assert family.heading == "Before you tell us"
    assert drafts(wiring) == 0

    family.send().send(danger="no").send(words="I hate the taxi.").send(age="14")
    family.send(answer="no").send()

    assert family.heading == "We have your message"
    assert told(wiring) == [(SubmissionKind.VIEW, AuthorKind.YOUNG_PERSON)]


def test_the_door_for_coming_back_is_where_number_and_words_go(family: Visitor) -> None:
    door(family.open("/"), "Come back to something I sent")

    assert family.path == "/return"


def test_a_young_person_who_came_through_another_door_is_asked_its_own_questions(
    family: Visitor,
) -> None:
    family.open("/tell/who?door=concern").send(author_kind="young_person")

    assert family.path == "/tell/notice"


def test_what_a_door_said_can_be_changed_before_sending(family: Visitor, wiring: Wiring) -> None:
    family.open("/tell/who?door=view").send(**PARENT).send(danger="no")
    reach_check(family.send(needs=["other"]), words="It went well.")
    assert family.path == "/tell/check"

    family.open("/tell/kind?change=1").send(kind="concern")
    reach_check(family)
    family.send()

    assert told(wiring) == [(SubmissionKind.CONCERN, AuthorKind.PARENT_OR_CARER)]


@pytest.mark.parametrize("address", ["/tell/who?door=king", "/tell/who?door=", "/tell/who"])
def test_without_a_door_the_question_is_asked_as_before(family: Visitor, address: str) -> None:
    family.open(address).send(**PARENT)

    assert family.path == "/tell/kind"


@pytest.mark.parametrize("page", ["words", "check", "kind"])
def test_a_door_opens_its_first_page_and_no_other(family: Visitor, page: str) -> None:
    family.open(f"/tell/{page}?door=view")

    assert family.path == "/tell/who"


def test_looking_through_a_door_begins_nothing(family: Visitor, wiring: Wiring) -> None:
    for address in ("/tell/who?door=view", "/tell/notice?door=young", "/concern"):
        family.open(address)

    assert drafts(wiring) == 0
    assert family.client.get_cookie("draft") is None


def test_an_answer_that_cannot_be_leaves_the_door_open(family: Visitor) -> None:
    family.open("/tell/who?door=view").send(author_kind="king")
    assert family.answer.status_code == 422

    family.send(**PARENT)

    assert family.path == "/tell/danger"


def test_another_language_at_the_door_keeps_what_the_door_said(family: Visitor) -> None:
    family.open("/tell/who?door=view").send(lang="ar", **PARENT)
    assert family.page.get("lang") == "ar"

    family.send(**PARENT)

    assert family.path == "/tell/danger"


class TestAnswersNotSentYet:
    """Somebody came back to the first page half-way, and goes through a door again."""

    @pytest.fixture
    def half_way(self, family: Visitor) -> Visitor:
        family.open("/tell/who?door=concern").send(**PARENT).send(danger="no")
        return family.send(needs=["send_transport"]).send(words="The first matter.")

    def test_they_are_still_there_and_the_page_says_so(self, half_way: Visitor) -> None:
        half_way.open("/tell/who?door=concern")

        assert "You have answers here that you have not sent yet." in half_way.text
        half_way.send()
        half_way.open("/tell/words")
        assert "The first matter." in half_way.page.xpath("//textarea")[0].text

    def test_somebody_may_want_empty_pages_and_loses_nothing_by_it(
        self, half_way: Visitor, wiring: Wiring
    ) -> None:
        first = half_way.answer.request.full_path
        door(half_way.open("/tell/who?door=concern"), "Start with empty pages instead")
        assert half_way.filled()[1]["author_kind"] == []
        half_way.send(**PARENT).send(danger="no").send(needs=["other"])
        assert half_way.filled()[1]["words"] == ""

        half_way.open(first)

        assert drafts(wiring) == 2
        assert half_way.path == "/tell/child"

    def test_a_child_at_its_door_never_sees_what_an_adult_began(self, half_way: Visitor) -> None:
        half_way.open("/tell/notice?door=young")
        assert "You have answers here" not in half_way.text

        half_way.send().send(danger="no")

        assert half_way.heading == "What do you want to tell us?"
        assert half_way.filled()[1]["words"] == ""

    def test_an_adult_at_a_door_never_sees_what_a_child_began(self, family: Visitor) -> None:
        family.open("/tell/notice?door=young").send().send(danger="no").send(words="A secret.")

        family.open("/tell/who?door=concern")
        assert "You have answers here" not in family.text
        family.send(**PARENT).send(danger="no").send(needs=["other"])

        assert "A secret." not in family.answer.get_data(as_text=True)


class TestTwoTabs:
    """One browser, two tabs, two drafts: neither is mistaken for the other."""

    @pytest.fixture
    def tabs(self, app: Flask) -> tuple[Visitor, Visitor]:
        first = Visitor(app.test_client())
        second = Visitor(first.client)
        for tab, words in ((first, "The first matter."), (second, "The second matter.")):
            tab.open("/tell/who?door=concern&new=1").send(**PARENT).send(danger="no")
            tab.send(needs=["send_transport"]).send(words=words)
        return first, second

    @pytest.mark.parametrize("which", [0, 1])
    def test_each_is_refreshed_and_goes_back_to_its_own_answers(
        self, tabs: tuple[Visitor, Visitor], which: int
    ) -> None:
        tab = tabs[which]

        tab.open(tab.answer.request.full_path)
        (back,) = tab.page.xpath("//a[@class='govuk-back-link']/@href")
        tab.open(back)

        assert tab.path == "/tell/words"
        expected = ("The first matter.", "The second matter.")[which]
        assert tab.page.xpath("//textarea[@name='words']")[0].text.strip() == expected

    def test_each_is_sent_with_its_own_words(
        self, tabs: tuple[Visitor, Visitor], wiring: Wiring
    ) -> None:
        first, second = tabs
        reach_check_from_here(first)
        reach_check_from_here(second)
        assert "The first matter." in first.open(first.answer.request.full_path).text

        first.send()
        second.send()

        with wiring.reads() as session:
            words = session.scalars(select(Submission.words).order_by(Submission.id)).all()
        assert words == ["The first matter.", "The second matter."]
        assert first.page.get_element_by_id("number").text_content() in first.text

    def test_deleting_one_leaves_the_other(self, tabs: tuple[Visitor, Visitor]) -> None:
        first, second = tabs
        address = second.answer.request.full_path

        first.send("/tell/forget")

        assert second.open(address).path == "/tell/child"

    def test_saving_one_leaves_the_other(self, tabs: tuple[Visitor, Visitor]) -> None:
        first, second = tabs
        address = second.answer.request.full_path

        first.send(save="1")

        assert first.heading == "We have kept your answers"
        assert second.open(address).path == "/tell/child"

    def test_the_mark_in_an_address_opens_nothing_without_the_cookie(
        self, tabs: tuple[Visitor, Visitor], app: Flask
    ) -> None:
        stranger = Visitor(app.test_client())

        stranger.open(tabs[0].answer.request.full_path)

        assert stranger.path == "/tell/who"

    def test_the_address_does_not_hold_the_id(self, tabs: tuple[Visitor, Visitor]) -> None:
        cookie = tabs[0].client.get_cookie("draft")
        assert cookie is not None

        for tab in tabs:
            assert not any(one in tab.answer.request.full_path for one in cookie.value.split("."))


def reach_check_from_here(tab: Visitor) -> None:
    """Answer the rest of the pages in this tab."""
    for name, answers in (("child", {"age": "9"}), ("share", {"hide": "no"}), ("reach", {})):
        assert tab.path == f"/tell/{name}"
        tab.send(**answers)
    assert tab.path == "/tell/check"
