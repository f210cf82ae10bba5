"""Themes on a case: what the machine suggests and why, and what a person makes of it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.domain import bands
from portal.domain.people import Role
from portal.models import ModelState, ThemeDecision
from portal.ports import Reading, Suggested
from portal.queries import themes
from portal.web.partner.themes_page import YOU_DECIDE
from tests.support.clock import TUESDAY_EVENING
from tests.support.themes import READING, read
from tests.web.partner.conftest import TRANSPORT, Office, Worker
from tests.web.partner.test_case_page import HOSTILE

ARABIC = "ابني لا يجد مكانا في المدرسة والحافلة لا تأتي"


def take(reference: str, what: str) -> str:
    return f"/cases/{reference[:4]}-{reference[4:8]}-{reference[8:]}/{what}"


def standing(office: Office, reference: str) -> list[str] | None:
    """The themes that count now; None where no person has decided."""
    with office.wiring.reads() as session:
        found = themes.decision(session, office.submission(reference))
        return [one.theme for one in found.themes] if found else None


def marks(worker: Worker) -> list[str]:
    return [" ".join(one.text_content().split()) for one in worker.browser.page.xpath("//mark")]


@pytest.fixture
def seen(office: Office, sam: Worker) -> str:
    """A case that the machine has read, on Sam's screen."""
    reference = office.send()
    read(office.wiring, reference)
    sam.browser.open(f"/cases/{reference}")
    return reference


def test_each_mark_says_in_words_which_theme_it_is_for(office: Office, sam: Worker, seen: str):
    names = {one.key: one.name for one in office.wiring.codebook.themes}

    assert marks(sam) == [
        f"bus1 (suggests: {names['transport']})",
        f"nobody rings us2 (suggests: {names['communication']})",
    ]


def test_the_text_between_the_marks_is_as_it_was_sent(office: Office, sam: Worker, seen: str):
    (box,) = sam.browser.page.xpath(
        "//section[@aria-labelledby='themes']//*[@class='portal-words']"
    )
    for note in box.xpath(".//*[@class='portal-cause__note']"):
        note.drop_tree()

    assert box.text_content() == office.submission(seen).words


def test_how_sure_it_is_is_a_word_and_never_a_number(sam: Worker, seen: str):
    assert "Likely" in sam.browser.text
    assert "Possible" in sam.browser.text
    assert not re.search(r"0\.[0-9]|[0-9] ?%", sam.browser.text)


def test_a_band_that_nobody_knows_is_for_the_reader_to_decide(office: Office, sam: Worker):
    reference = office.send()
    odd = Suggested("transport", "0.55", ("bus",), 0.5)
    read(office.wiring, reference, replace(READING, suggestions=(odd,)))

    text = sam.browser.open(f"/cases/{reference}").text

    assert YOU_DECIDE.text in text
    assert "0.55" not in text


def test_what_is_too_close_to_call_is_shown_for_a_person_to_decide(office: Office, sam: Worker):
    reference = office.send()
    close = Suggested("transport", bands.TO_DECIDE, ("bus",), 0.3)
    unsure = {"suggestions": (close,), "unsure": True, "reason": "nothing_fits"}
    read(office.wiring, reference, replace(READING, **unsure))

    text = sam.browser.open(f"/cases/{reference}").text

    assert "Needs a person: the machine suggests nothing, but these are close." in text
    assert YOU_DECIDE.text in text
    assert "Confirm:" not in text


@pytest.mark.parametrize("words", HOSTILE)
def test_marked_words_are_shown_and_never_run(office: Office, sam: Worker, words: str):
    reference = office.send(words=f"{words} and the bus {words}")
    caused = Suggested("transport", "likely", (words, "bus"), 0.9)
    read(office.wiring, reference, replace(READING, suggestions=(caused,)))

    page = sam.browser.open(f"/cases/{reference}").page

    assert page.xpath("//main//img | //main//svg | //@onerror | //@onload") == []
    assert page.xpath("count(//main//script)") == 0
    assert len(page.xpath("//mark")) == 3


def test_one_press_confirms_what_is_likely_and_nothing_else(office: Office, sam: Worker, seen: str):
    sam.browser.send(take(seen, "confirm-themes"))

    assert standing(office, seen) == ["transport"]
    assert "Confirmed by Sam" in sam.browser.text


def test_one_press_says_that_nothing_fits(office: Office, sam: Worker, seen: str):
    sam.browser.send(take(seen, "nothing-fits"))

    assert standing(office, seen) == []
    assert "Nothing fits." in sam.browser.text


def test_a_press_too_many_decides_once(office: Office, sam: Worker, seen: str):
    address, body = sam.browser.filled(take(seen, "confirm-themes"))
    sam.browser.post(address, body)
    sam.browser.post(address, body)

    with office.wiring.reads() as session:
        assert session.query(ThemeDecision).count() == 1


def test_what_was_pressed_by_mistake_can_be_undone(office: Office, sam: Worker, seen: str):
    sam.browser.send(take(seen, "nothing-fits"))
    sam.browser.send(take(seen, "undo-themes"))

    assert standing(office, seen) is None
    assert "No person has decided yet" in sam.browser.text
    assert "Undone by Sam" in sam.browser.text


def test_undoing_a_change_brings_back_what_stood_before_it(office: Office, sam: Worker, seen: str):
    sam.browser.send(take(seen, "confirm-themes"))
    sam.browser.open(f"/cases/{seen}/themes").send(themes=["communication"], stance="mixed")
    changed = standing(office, seen)
    sam.browser.open(f"/cases/{seen}").send(take(seen, "undo-themes"))

    assert (changed, standing(office, seen)) == (["communication"], ["transport"])


def test_two_people_never_overwrite_each_other(office: Office, sam: Worker, seen: str):
    kim = office.sign_in(Role.CASEWORKER, TRANSPORT, "Kim")
    kim.browser.open(f"/cases/{seen}")
    sam.browser.send(take(seen, "confirm-themes"))

    kim.browser.send(take(seen, "nothing-fits"))

    assert kim.browser.answer.status_code == 409
    assert "Confirmed by Sam" in kim.browser.text
    assert standing(office, seen) == ["transport"]


def test_suggestions_that_changed_since_are_not_confirmed_unseen(
    office: Office, sam: Worker, seen: str
):
    other = (Suggested("mental_health", "likely", ("nobody",), 0.8),)
    read(office.wiring, seen, replace(READING, suggestions=other))

    sam.browser.send(take(seen, "confirm-themes"))
    refused = sam.browser.answer.status_code, standing(office, seen)
    sam.browser.send()

    assert refused == (409, None)
    assert standing(office, seen) == ["mental_health"]


def test_the_list_to_choose_from_has_the_codebooks_own_wording(
    office: Office, sam: Worker, seen: str
):
    text = sam.browser.open(f"/cases/{seen}/themes").text

    term = next(one for one in office.wiring.codebook.themes if one.key == "governance")
    assert term.meaning in text
    assert f"Not when: {term.not_when}" in text
    assert "Suggested because of “bus”." in text


UNSURE = replace(READING, suggestions=(), unsure=True)


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (replace(UNSURE, reason="language", language="ar"), "the machine reads English alone"),
        (replace(UNSURE, reason="language_unsure"), "cannot tell which language it is in"),
        (replace(UNSURE, reason="nothing_fits"), "no theme fits well enough"),
        (replace(UNSURE, reason="something new"), "is unsure and suggests nothing"),
    ],
)
def test_where_nothing_is_suggested_it_says_why_a_person_is_needed(
    office: Office, sam: Worker, reading: Reading, said: str
):
    reference = office.send()
    read(office.wiring, reference, reading)

    text = sam.browser.open(f"/cases/{reference}").text

    assert "Needs a person" in text
    assert said in text


def test_a_language_that_is_not_english_is_named_and_kept_as_written(office: Office, sam: Worker):
    reference = office.send(words=ARABIC, language="ar")
    read(office.wiring, reference, replace(UNSURE, reason="language", language="ar"))

    text = sam.browser.open(f"/cases/{reference}").text

    assert "Language: Arabic. Kept as written." in text
    assert ARABIC in text


Change = Callable[[Office], None]


def model_away(office: Office) -> None:
    with office.wiring.writes.begin() as session:
        session.add(ModelState(id=1, trouble="damaged", since=TUESDAY_EVENING))


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        (lambda _: None, "has not read it yet"),
        (model_away, "cannot read any text now"),
    ],
)
def test_a_text_that_no_machine_has_read_needs_a_person_and_waits_for_none(
    office: Office, sam: Worker, happened: Change, said: str
):
    reference = office.send()
    happened(office)

    sam.browser.open(f"/cases/{reference}")
    told = sam.browser.text
    sam.browser.send(take(reference, "nothing-fits"))

    assert said in told
    assert standing(office, reference) == []
