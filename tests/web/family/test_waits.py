"""While our dates wait: for what, until when, and what stands first on the family's page."""

from datetime import timedelta

import pytest

from portal.domain.people import Author, Role
from portal.services import return_visit
from portal.services.submit import Receipt
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import TRANSPORT, Office, Worker

QUESTION = "Which bus is it?"
STILL = "If you answer today, it still waits for what we agreed."


@pytest.fixture
def nell(office: Office) -> Worker:
    """The manager of school travel."""
    return office.sign_in(Role.MANAGER, TRANSPORT, "Nell")


@pytest.fixture
def taken(office: Office, nell: Worker) -> Receipt:
    """A concern that school travel took on."""
    receipt = office.receive()
    nell.browser.open(f"/cases/{receipt.reference}").send()
    return receipt


def ask(nell: Worker, receipt: Receipt) -> None:
    nell.browser.open(f"/cases/{receipt.reference}/ask").send(words=QUESTION)


def hold(nell: Worker, receipt: Receipt, days: str) -> None:
    nell.browser.open(f"/cases/{receipt.reference}/hold").send(days=days, words="The meeting.")


def asked(page: Visitor) -> str:
    found = page.page.xpath("//main//section[@aria-labelledby='asked']")
    return " ".join(" ".join(one.text_content().split()) for one in found)


def titles(page: Visitor) -> list[tuple[str, str]]:
    """Each promise by its title, with all that its box says."""
    return [
        (
            " ".join(one.xpath("string(p[@class='portal-deadline__title'])").split()),
            " ".join(one.text_content().split()),
        )
        for one in page.page.xpath("//main//div[contains(@class, 'portal-deadline')]")
        if one.xpath("p[@class='portal-deadline__title']")
    ]


def test_a_question_stands_right_under_the_status_with_its_date(
    office: Office, nell: Worker, taken: Receipt
) -> None:
    ask(nell, taken)

    page = office.as_family(taken)

    assert QUESTION in asked(page)
    assert "Our date waits for your answer until the end of Tuesday 8 December at most." in asked(
        page
    )
    assert page.page.xpath("//section[@aria-labelledby='asked']//a/@href") == ["#words"]
    assert page.page.xpath("//textarea[@id='words']")
    assert page.text.index(QUESTION) < page.text.index("Who is in charge")


def test_once_answered_the_question_stands_there_no_more(
    office: Office, nell: Worker, taken: Receipt, clock: FrozenClock
) -> None:
    assert asked(office.as_family(taken)) == ""
    ask(nell, taken)

    page = office.as_family(taken).send("/case", words="The 7.40.")

    assert asked(page) == ""


def test_after_the_cap_the_question_still_stands_there_without_a_date(
    office: Office, nell: Worker, taken: Receipt, clock: FrozenClock
) -> None:
    ask(nell, taken)
    clock.move(days=20)

    said = asked(office.as_family(taken))

    assert QUESTION in said
    assert "Our date waits for your answer" not in said


def test_an_agreed_hold_on_top_of_a_question_is_told_with_its_own_end(
    office: Office, nell: Worker, taken: Receipt
) -> None:
    ask(nell, taken)
    hold(nell, taken, "15")

    page = office.as_family(taken)
    staff = nell.browser.open(f"/cases/{taken.reference}").text

    said = page.text
    assert "Our date waits for you until Tuesday 8 December at most." in said
    assert "to wait until Tuesday 15 December at most." in said
    assert STILL in said
    assert "If you answer today, this is our date." not in said
    assert "Waiting for the family since Tuesday 24 November, until Tuesday 8 December" in staff
    assert "Held by agreement since Tuesday 24 November, until Tuesday 15 December" in staff


def test_without_a_hold_an_answer_today_gives_our_date(
    office: Office, nell: Worker, taken: Receipt
) -> None:
    ask(nell, taken)

    said = office.as_family(taken).text

    assert "If you answer today, this is our date." in said
    assert STILL not in said


def test_the_message_of_a_hold_says_until_when(
    office: Office, nell: Worker, taken: Receipt
) -> None:
    hold(nell, taken, "5")

    (message,) = office.as_family(taken).page.xpath("//div[contains(@class, 'portal-message ')]")

    words = " ".join(message.text_content().split())
    assert "The meeting. We wait until the end of Tuesday 1 December at most." in words


def test_what_runs_stands_before_what_is_done(office: Office, nell: Worker, taken: Receipt) -> None:
    nell.browser.open(f"/cases/{taken.reference}/answer").send(words="Mended.")

    done = ["We did this on" in box for _, box in titles(office.as_family(taken))]

    assert {True, False} <= set(done)
    assert done == sorted(done)


def test_after_a_reopening_the_older_promise_says_that_it_was_the_first_time(
    office: Office, nell: Worker, taken: Receipt, clock: FrozenClock
) -> None:
    nell.browser.open(f"/cases/{taken.reference}/answer").send(words="Mended.")
    nell.browser.open(f"/cases/{taken.reference}/propose").send(words="Is it done?")
    with office.wiring.writes.begin() as session:
        author = Author(taken.submission_id, taken.reference)
        return_visit.agree(session, author, clock.move(minutes=5))
    office.as_family(taken).send("/case", words="It is late again.")

    answers = [box for title, box in titles(office.as_family(taken)) if "an answer" in title]

    assert ["This was the first time" in one for one in answers] == [False, True]


def test_how_long_it_has_taken_is_no_promise_with_a_date(
    office: Office, taken: Receipt, clock: FrozenClock
) -> None:
    clock.move(days=100)

    ((title, box),) = [
        one for one in titles(office.as_family(taken)) if "From your first message" in one[0]
    ]

    assert title == "From your first message to the end"
    assert "working days have gone since your first message" in box
    assert "By the end of" not in box
    assert "We are late" not in box
    last = office.wiring.clock.now() + timedelta(days=1)
    assert f"{last:%A} {last.day} {last:%B}" not in box


def test_a_day_that_moves_with_a_hold_is_not_shown_as_the_promised_one(
    office: Office, nell: Worker, taken: Receipt
) -> None:
    hold(nell, taken, "5")

    (said,) = (box for title, box in titles(office.as_family(taken)) if "an answer" in title)
    before, _details = said.split("How we counted the days")

    assert "This is the date as it would be if the wait ended today." in before


def test_the_days_of_the_whole_way_are_as_many_as_it_says_have_gone(
    office: Office, taken: Receipt, clock: FrozenClock
) -> None:
    clock.move(days=9)
    later = office.sign_in(Role.CASEWORKER, TRANSPORT, "Sam")

    (theirs,) = (
        box for title, box in titles(office.as_family(taken)) if "From your first" in title
    )
    page = later.browser.open(f"/cases/{taken.reference}")
    (ours,) = (box for title, box in titles(page) if "Door to door" in title)

    assert "6 working days have gone" in theirs
    assert "6 working days so far" in ours
    for box in (theirs, ours):
        assert "day 6, counted" in box
        assert "day 7, counted" not in box
        assert "By the end of" not in box


def test_a_promise_that_runs_again_because_a_team_gave_back_does_not_say_that_the_family_wrote(
    office: Office, clock: FrozenClock
) -> None:
    receipt = office.receive()
    clock.move(days=9)
    late = office.sign_in(Role.CASEWORKER, TRANSPORT, "Sam")
    late.browser.open(f"/cases/{receipt.reference}").send()
    late.browser.open(f"/cases/{receipt.reference}/give-back").send(because="Not ours.")

    boxes = [box for title, box in titles(office.as_family(receipt)) if "in charge" in title]

    assert ["gave it back, so we promised this once more" in one for one in boxes] == [False, True]
    assert not any("You wrote again" in one for one in boxes)
