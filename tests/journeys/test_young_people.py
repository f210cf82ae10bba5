"""A young person tells us by pictures alone, comes back, and can go at any moment."""

import pytest
from playwright.sync_api import Page, Route
from sqlalchemy import select

from portal.domain.picking import AgeBand, Feeling
from portal.models import Submission
from portal.wiring import Wiring
from tests.journeys.young import YoungPerson
from tests.support.looker import HEIGHT, NARROWEST, Looker

PRESSES = 3


def blank(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>")


def at_the_pictures(young: YoungPerson) -> YoungPerson:
    young.page.goto(f"{young.looker.address}/young")
    young.go_on()
    young.hands.choose(young.say("Yes"))
    young.go_on()
    return young


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar", "lt"])
def test_a_young_person_goes_the_whole_way_by_keyboard_without_a_word(
    looker: Looker, valid: None, wiring: Wiring, language: str
) -> None:
    young = YoungPerson(looker, language)

    young.come_in()
    young.is_safe()
    young.pick("School or college", "Nobody listens", feeling="Sad", age="13 to 15")
    young.answer_by("Yes, here is a safe way to reach me")
    young.see("How can we reach you?")
    young.go_on()
    young.send()
    young.come_back()

    young.reads("Nobody listens")
    with wiring.reads() as session:
        sent = session.scalars(select(Submission)).one()
    assert sent.pictures == ["school", "not_heard"]
    assert (sent.feeling, sent.age_band) == (Feeling.SAD, AgeBand.FROM_13_TO_15)
    assert sent.words


@pytest.mark.browser
def test_with_script_shift_three_times_leaves(looker: Looker) -> None:
    young = at_the_pictures(YoungPerson(looker, "en", script=True))
    young.page.route("**/leave", blank)
    young.page.keyboard.press("Tab")

    for _ in range(PRESSES):
        young.page.keyboard.press("Shift")

    young.page.wait_for_url("**/leave")
    assert young.page.title() == "Weather"


@pytest.mark.browser
def test_without_script_the_red_button_leaves_and_nobody_is_told_of_shift(looker: Looker) -> None:
    young = at_the_pictures(YoungPerson(looker, "en"))
    young.page.route("**/leave", blank)
    assert young.page.get_by_text("Or press the Shift key 3 times.").is_hidden()

    young.hands.press("Emergency: Exit this page")

    assert young.page.url.endswith("/leave")


@pytest.mark.browser
def test_the_red_button_stays_in_sight_at_the_end_of_the_longest_page(looker: Looker) -> None:
    young = at_the_pictures(YoungPerson(looker, "en", script=True))

    young.page.evaluate("window.scrollTo(0, document.querySelector('#age_band').offsetTop + 900)")

    box = young.page.get_by_role("button", name="Exit this page").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < HEIGHT
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROWEST


def look_of(page: Page, value: str, *names: str) -> list[str]:
    label = page.locator(f"input[value={value}] + label")
    script = "(one, names) => names.map(name => getComputedStyle(one)[name])"
    return list(label.evaluate(script, list(names)))


@pytest.mark.browser
def test_in_forced_colours_what_is_picked_and_what_has_the_focus_can_be_told(
    looker: Looker,
) -> None:
    young = at_the_pictures(YoungPerson(looker, "en"))
    young.page.emulate_media(forced_colors="active")
    young.page.locator("input[value=school]").check()
    young.page.locator("input[value=friends]").focus()

    assert look_of(young.page, "school", "borderTopWidth") != look_of(
        young.page, "home", "borderTopWidth"
    )
    assert look_of(young.page, "friends", "outlineStyle") == ["solid"]
    assert look_of(young.page, "home", "outlineStyle") == ["none"]
    stroke, paper = young.page.locator("input[value=home] + label svg").evaluate(
        "one => [getComputedStyle(one).stroke, getComputedStyle(document.body).backgroundColor]"
    )
    assert stroke != paper
