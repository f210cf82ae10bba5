"""A family's concern goes the whole way: sent, routed, answered, read, and seen by the board."""

import pytest

from tests.journeys.family import Family
from tests.support.looker import Looker


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en"])
def test_a_concern_goes_the_whole_way(looker: Looker, valid: None, language: str) -> None:
    family = Family(looker, language)
    family.tell()
    family.come_back()
    family.reply("hello")
