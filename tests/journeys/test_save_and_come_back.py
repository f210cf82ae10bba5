"""A parent stops half-way with the keyboard alone, and goes on another day on another phone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.models import Submission
from portal.wiring import Wiring
from tests.journeys.family import Family
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.looker import Looker

HALF = "The bus has not come for two weeks, and"


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar", "lt"])
def test_half_a_sentence_is_finished_three_weeks_later_on_another_phone(
    looker: Looker, valid: None, wiring: Wiring, clock: FrozenClock, language: str
) -> None:
    at_home = Family(looker, language)
    at_home.begin()
    at_home.save(HALF)
    saved = at_home.number, at_home.words
    clock.at = TUESDAY_EVENING + timedelta(days=21)

    elsewhere = Family(looker, language)
    elsewhere.number, elsewhere.words = saved
    elsewhere.speak()
    elsewhere.through_the_door()
    elsewhere.finish(" nobody rings us back.")

    with wiring.reads() as session:
        assert session.scalars(select(Submission.words)).all() == [f"{HALF} nobody rings us back."]
    assert (elsewhere.number, elsewhere.words) != saved


@pytest.mark.browser
def test_after_sending_the_saved_number_says_kindly_that_it_is_over(
    looker: Looker, valid: None
) -> None:
    family = Family(looker, "en")
    family.begin()
    family.save(HALF)
    saved = family.number, family.words
    family.through_the_door()
    family.finish(" nobody rings us back.")

    family.number, family.words = saved
    family.through_the_door()

    family.see("You have sent these answers")
