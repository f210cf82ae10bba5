"""Another language in the middle of a question: what was typed is still there."""

import re

import pytest
from sqlalchemy import func, select

from portal.models import Draft
from portal.wiring import Wiring
from tests.support.browserless import Visitor

WORDS = "The bus has not come for two weeks."


@pytest.fixture
def asked(family: Visitor) -> Visitor:
    """A parent at the page of the words."""
    family.open("/tell/who").send(author_kind="parent_or_carer").send(kind="concern")
    return family.send(danger="no").send(needs=["send_transport"])


def button(family: Visitor) -> dict[str, object]:
    """What the button of another language sends, once it is known to send the question's form."""
    found = family.page.xpath("//*[contains(@class, 'portal-languages')]//button[@value='ar']")[0]
    assert found.get("form") == family.page.xpath("//main//form")[0].get("id")
    return {"lang": found.get("value")}


def test_words_typed_before_the_language_is_changed_are_still_there(asked: Visitor) -> None:
    asked.send(words=WORDS, **button(asked))

    assert asked.answer.status_code == 200
    assert asked.page.get("lang") == "ar"
    assert asked.page.xpath("//textarea[@name='words']")[0].text.strip() == WORDS
    assert asked.faults == []


def test_after_the_change_the_words_are_sent_as_ever(asked: Visitor) -> None:
    asked.send(words=WORDS, **button(asked))

    asked.send()

    assert asked.path == "/tell/child"
    assert asked.page.get("lang") == "ar"


def test_a_choice_on_the_first_page_is_kept_and_no_draft_is_begun(
    family: Visitor, wiring: Wiring
) -> None:
    family.open("/tell/who").send(author_kind="young_person", **button(family))

    ticked = family.page.xpath("//input[@name='author_kind' and @checked]/@value")
    assert ticked == ["young_person"]
    with wiring.reads() as session:
        assert session.scalars(select(func.count()).select_from(Draft)).one() == 0


def test_enter_in_a_field_goes_on_and_changes_no_language(asked: Visitor) -> None:
    first = asked.page.xpath("//button[@form='question' or ancestor::form[@id='question']]")[0]

    assert first.get("name") is None
    assert re.search("Continue", first.text_content())


def test_a_language_that_is_not_offered_is_refused(asked: Visitor) -> None:
    asked.send(words=WORDS, lang="xx")

    assert asked.answer.status_code == 400
    assert asked.page.xpath("//textarea")[0].text.strip() == WORDS
