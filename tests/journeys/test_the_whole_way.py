"""A family's concern goes the whole way: sent, routed, answered, read, and seen by the board."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.domain.people import Member, Role
from portal.jobs.close_quarter import close_quarter
from portal.models import Submission
from portal.services import label
from portal.wiring import Wiring
from tests.journeys.family import Family
from tests.journeys.staff import PASSWORD, Worker
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.families import send
from tests.support.looker import Looker
from tests.support.staff import deed, hire

WORKER, READER = "kim@example.org", "lee@example.org"
PRIORITY, THEME = "Outside these five areas", "Travel"
NEXT_YEAR = timedelta(days=57)
"""From the evening of 24 November to 20 January: the quarter is closed and frozen."""


def open_the_house(wiring: Wiring) -> Member:
    """A caseworker of SEND transport and somebody of the board, with pass words."""
    stored = wiring.hasher.hash(PASSWORD)
    with wiring.writes.begin() as session:
        hire(session, Role.BOARD, name="Lee", email=READER, password=stored)
        return hire(
            session, Role.CASEWORKER, "scc_transport", name="Kim", email=WORKER, password=stored
        )


def twelve_like_it(wiring: Wiring, kim: Member) -> None:
    """Twelve other families wrote of the same, and a person confirmed the theme of each."""
    with wiring.writes.begin() as session:
        for number in range(12):
            submission, _ = send(session, f"another-{number}")
            decision = label.Decision(themes=("transport",), stance="negative")
            label.decide(session, kim, submission, decision, deed(kim))


def answer_it(kim: Worker, family: Family) -> None:
    kim.sign_in("Your inbox")
    kim.open(family.number)
    assert "The bus has not come for two weeks." in kim.page.locator("main").inner_text()
    kim.accept()
    kim.write(
        "Write the first message",
        "Write the first message",
        "What do you want to tell the family?",
        "I am Kim. I have read that the bus did not come.",
        "Send the first message",
    )
    kim.confirm_theme(THEME)
    kim.write(
        "Answer the family",
        "Answer the family",
        "Your answer",
        "A new driver starts on Monday.",
        "Send answer",
    )
    kim.write(
        "Ask whether it is done",
        "Ask whether it is done",
        "What was done?",
        "It came.",
        "Ask the family",
    )


def close_the_quarter(wiring: Wiring, clock: FrozenClock) -> None:
    clock.at = TUESDAY_EVENING + NEXT_YEAR
    assert close_quarter(wiring) > 0


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_concern_goes_the_whole_way(
    looker: Looker, valid: None, wiring: Wiring, clock: FrozenClock, language: str
) -> None:
    member = open_the_house(wiring)
    twelve_like_it(wiring, member)
    family = Family(looker, language)

    family.tell()
    answer_it(Worker(looker, WORKER), family)
    family.come_back()
    family.reads("A new driver starts on Monday.")
    family.reply("It came on Monday.")
    family.agree()
    board = Worker(looker, READER)
    board.sign_in("No figures yet")
    close_the_quarter(wiring, clock)
    board.sign_in("What families told us")

    assert board.figure(PRIORITY, 1) == "15"
    with wiring.reads() as session:
        assert len(session.scalars(select(Submission.id)).all()) == 13


@pytest.mark.browser
def test_a_concern_is_told_read_again_and_added_to_in_lithuanian(
    looker: Looker, valid: None, wiring: Wiring
) -> None:
    """The longest words of all our languages; what staff do meanwhile is the same in each."""
    family = Family(looker, "lt")

    family.tell()
    family.come_back()
    family.reply("Ačiū.")

    with wiring.reads() as session:
        assert session.scalars(select(Submission.language)).all() == ["lt"]


@pytest.mark.browser
def test_without_the_thirteenth_the_figure_is_ten(
    looker: Looker, wiring: Wiring, clock: FrozenClock
) -> None:
    twelve_like_it(wiring, open_the_house(wiring))
    board = Worker(looker, READER)

    close_the_quarter(wiring, clock)
    board.sign_in("What families told us")

    assert board.figure(PRIORITY, 1) == "10"
