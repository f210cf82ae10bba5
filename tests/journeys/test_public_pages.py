"""The public pages before Chromium, narrow and wide, in both directions; and an entry's own way."""

import pytest

from portal.domain.people import Role
from portal.wiring import Wiring
from tests.journeys.staff import PASSWORD
from tests.support.looker import Looker
from tests.support.staff import hire

PUBLIC = (
    "/you-said-we-did",
    "/how-long",
    "/status",
    "/pages",
    "/privacy",
    "/privacy/young",
    "/cookies",
    "/accessibility",
    "/help",
)
SECRETARY, ANALYST = "pia@example.org", "omar@example.org"
SAID = "Buses came late, and nobody told families."


def open_the_office(wiring: Wiring) -> None:
    stored = wiring.hasher.hash(PASSWORD)
    with wiring.writes.begin() as session:
        hire(session, Role.SECRETARY, name="Pia", email=SECRETARY, password=stored)
        hire(session, Role.ANALYST, name="Omar", email=ANALYST, password=stored)


def sign_in(looker: Looker, email: str):
    page = looker.open(script=False)
    page.goto(f"{looker.address}/sign-in")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="You said, we did").first.click()
    return page


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar", "lt"])
def test_every_public_page_is_sound_narrow_and_wide(
    looker: Looker, request: pytest.FixtureRequest, language: str
) -> None:
    if language == "en":
        # What staff write is English on every page, and the validator guesses a page's language.
        request.getfixturevalue("valid")
    page = looker.open(script=False, language=language)

    for path in PUBLIC:
        page.goto(f"{looker.address}{path}")
        looker.look(page, wide=True)

    assert len(looker.seen) == len(PUBLIC)


@pytest.mark.browser
def test_an_entry_goes_from_the_secretary_to_families(
    looker: Looker, valid: None, wiring: Wiring
) -> None:
    open_the_office(wiring)
    pia = sign_in(looker, SECRETARY)
    looker.look(pia, "You said, we did", wide=True)
    pia.get_by_role("button", name="Add an entry").click()
    looker.look(pia, "Add an entry", wide=True)
    pia.get_by_role("button", name="Save as a draft").click()
    looker.look(pia, "Add an entry")
    pia.get_by_label("What did families say?").fill(SAID)
    pia.get_by_label("Families told us that it did not work").check()
    pia.get_by_label("What was done, or why could it not be done?").fill("3 drivers met 2 parents.")
    pia.get_by_label("What did families say afterwards?").fill("They are late again.")
    pia.get_by_label("Outside these five areas").check()
    pia.get_by_label("Who is responsible?").select_option(index=1)
    for part, value in (("Day", "1"), ("Month", "2"), ("Year", "2027")):
        pia.get_by_label(part, exact=True).fill(value)
    pia.get_by_role("button", name="Save as a draft").click()
    looker.look(pia, "Entry 1", wide=True)

    omar = sign_in(looker, ANALYST)
    omar.get_by_role("link", name=SAID).click()
    looker.look(omar, "Entry 1")
    assert "2 parents" in omar.get_by_role("region", name="Look at these").inner_text()
    omar.get_by_label("I have read every word").check()
    omar.get_by_role("button", name="Publish").click()

    family = looker.open(script=False)
    family.goto(f"{looker.address}/you-said-we-did")
    looker.look(family, "You said, we did", wide=True)
    assert SAID in family.locator("main").inner_text()
    family.goto(f"{looker.address}/you-said-we-did?outcome=did_not_work&area=outside")
    looker.look(family, wide=True)

    omar.get_by_role("link", name="Take it down").click()
    looker.look(omar, "Take an entry down")
    omar.get_by_label("Why is it taken down?").fill("It tells too much.")
    omar.get_by_role("button", name="Take it down").click()
    family.reload()
    looker.look(family)
    assert SAID not in family.locator("main").inner_text()
