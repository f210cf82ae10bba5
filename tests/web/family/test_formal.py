"""Other ways beside a message, and the press that makes it formal as well."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from portal.domain.consents import ConsentUse
from portal.domain.legal_routes import Outcome
from portal.models import ClockRow, Consent, FormalRoute, Submission
from portal.services import formal_work
from portal.wiring import Wiring
from tests.services.test_formal import held
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.support.staff import deed
from tests.web.family.journeys import concern_checked, reopened
from tests.web.partner.conftest import Office

COUNCIL = "/case/formal/council_complaint"
NHS = "/case/formal/nhs_complaint"
DOES_NOT_MOVE = "Telling us here does not move your last day to appeal."
HEALTH = {"needs": ["mental_health"], "gp_area": "suffolk_east_west"}


def routes(wiring: Wiring) -> list[FormalRoute]:
    with wiring.reads() as session:
        return list(session.scalars(select(FormalRoute).order_by(FormalRoute.id)))


def opened(family: Visitor, **changes: object) -> Visitor:
    return reopened(concern_checked(family, **changes).send())


def ways(family: Visitor) -> str:
    """What the block of other ways says."""
    (found,) = family.page.xpath("//section[@aria-labelledby='ways']")
    return " ".join(found.text_content().split())


def presses(family: Visitor) -> list[str]:
    return family.page.xpath("//main//a[starts-with(@href, '/case/formal/')]/@href")


def young(family: Visitor) -> Visitor:
    family.open("/tell/who").send(author_kind="young_person")
    family.send().send(danger="no").send(words="I feel sad all day.", age_band="from_13_to_15")
    return reopened(family.send(answer="not_sure").send())


def test_other_ways_stand_on_every_page_from_checking_on(family: Visitor):
    concern_checked(family)
    assert DOES_NOT_MOVE in ways(family)
    assert "A formal complaint to the council" in ways(family)
    assert presses(family) == []

    family.send()
    assert family.heading == "We have your message"
    assert DOES_NOT_MOVE in ways(family)
    assert presses(family) == []
    reopened(family)

    assert DOES_NOT_MOVE in ways(family)
    assert COUNCIL in presses(family)


def test_the_date_of_a_letter_gives_a_last_day_with_its_working(family: Visitor):
    letter = {"letter": "yes", "letter_on": ["28", "9", "2026"]}
    concern_checked(family, needs=["ehc_plan"], **letter)

    said = ways(family)

    assert "You send your appeal to the tribunal By 5pm on Monday 30 November 2026" in said
    assert "mediation adviser By the end of Saturday 28 November 2026" in said
    assert "To be safe, do it by Friday 27 November 2026." in said
    assert "Suffolk SENDIASS" in said
    assert "Not checked yet" in said
    assert "Monday 28 September day 0: it starts from this day" in said
    assert "Tuesday 29 September to Saturday 28 November 61 days, counted" in said
    assert (
        "Sunday 29 November to Monday 30 November it may not end on such a day, so it moves on"
        in said
    )


def test_a_last_day_that_has_passed_is_said_kindly(family: Visitor):
    letter = {"letter": "yes", "letter_on": ["1", "7", "2026"]}
    concern_checked(family, needs=["ehc_plan"], **letter)

    assert "This day has passed" in ways(family)
    assert "Please do not give up." in ways(family)


def test_without_a_date_the_way_to_work_it_out_is_shown(family: Visitor):
    concern_checked(family, needs=["ehc_plan"], letter="yes")

    assert "By the end of" not in ways(family)
    assert family.page.xpath("//main//a[@href='/dates?what=letter']")


def test_one_press_makes_it_formal_and_shows_its_dates(family: Visitor, wiring: Wiring):
    opened(family)
    family.open(COUNCIL)
    assert "What will happen" in family.text
    assert routes(wiring) == []

    family.send()

    (made,) = routes(wiring)
    assert (made.regime, made.partner_key) == ("council_complaint_1", "scc_transport")
    assert family.path == "/case"
    assert "Your formal complaint to the council" in family.text
    assert "You first told us on Tuesday 24 November 2026. That date is kept." in family.text
    assert (
        "They write to you that they have it By the end of Tuesday 1 December 2026" in family.text
    )
    assert "They answer By the end of Tuesday 15 December 2026" in family.text
    assert COUNCIL not in presses(family)


def test_pressed_twice_it_is_made_once(family: Visitor, wiring: Wiring):
    opened(family)
    address, body = family.open(COUNCIL).filled()

    family.post(address, body)
    family.post(address, body)

    assert family.path == "/case"
    assert len(routes(wiring)) == 1


def test_it_is_taken_back_the_same_way(family: Visitor, wiring: Wiring, clock: FrozenClock):
    opened(family)
    family.open(COUNCIL).send()
    clock.move(minutes=5)

    family.open("/case/formal/back/1")
    assert "Nothing is deleted." in family.text
    address, body = family.filled()
    family.post(address, body)
    family.post(address, body)

    (made,) = routes(wiring)
    assert made.outcome == "withdrawn"
    assert "You took it back" in family.text
    assert "You took back what you had made formal" in family.text
    assert COUNCIL in presses(family)
    assert "We think this team should help" in family.text


def test_without_the_yes_nothing_goes_to_the_nhs_and_with_it_it_does(
    family: Visitor, wiring: Wiring
):
    opened(family, **HEALTH)
    family.open(NHS)
    assert "This team is not part of the council." in family.text
    team = family.page.xpath("//main//input[@name='body']/@value")

    family.send(**({"body": "nsft"} if team else {}))
    assert family.answer.status_code == 422
    assert family.faults == ["Tick the box to say yes. Without it we cannot send it there"]
    assert routes(wiring) == []
    family.send(yes="y", **({"body": "nsft"} if team else {}))

    (made,) = routes(wiring)
    assert made.partner_key == "nsft"
    with wiring.reads() as session:
        said = select(Consent.partner_key, Consent.yes).where(Consent.use == ConsentUse.PASS_ON)
        assert session.execute(said.order_by(Consent.id)).all() == [("nsft", True)]


def test_a_limit_that_nobody_checked_gives_a_family_no_date(family: Visitor):
    opened(family, **HEALTH)
    team = family.open(NHS).page.xpath("//main//input[@name='body']/@value")
    family.send(yes="y", **({"body": "nsft"} if team else {}))

    assert "Nobody has checked this limit yet. Ask them for their date." in family.text
    assert "They answer By the end of Sunday 23 May 2027" in family.text
    assert "end of Friday 27" not in family.page.xpath("string(//section[@aria-labelledby='made'])")


def test_a_school_runs_its_own_and_we_pass_it_on_with_a_yes(family: Visitor, wiring: Wiring):
    opened(family, needs=["school_support"], school_name="Oak School")

    family.open("/case/formal/school_complaint")
    assert "Only the school can run a formal complaint about itself." in family.text
    assert "Oak School" in family.text
    family.send(yes="y")

    assert [one.partner_key for one in routes(wiring)] == ["school"]
    assert "Your formal complaint to the school" in family.text


def test_a_young_person_reads_other_words_and_is_offered_an_advocate(
    family: Visitor, wiring: Wiring
):
    young(family)
    assert "You can have an advocate." in ways(family)
    assert "school" not in " ".join(presses(family))
    family.open(COUNCIL)
    assert "We do not tell your family or your school that you did this." in family.text

    family.send()

    assert [one.partner_key for one in routes(wiring)] == ["scc"]


@pytest.mark.parametrize("path", ["/case/formal/school_complaint", NHS])
def test_a_way_that_is_not_open_leads_back(family: Visitor, wiring: Wiring, path: str):
    opened(family)
    _address, body = family.open(COUNCIL).filled()

    family.open(path)
    assert family.path == "/case"
    family.post(path, body)

    assert family.path == "/case"
    assert routes(wiring) == []


@pytest.mark.parametrize("path", ["/case/formal/appeal", "/case/formal/nonsense",
                                  "/case/formal/back/99"])  # fmt: skip
def test_an_address_that_names_nothing_is_not_found(family: Visitor, path: str):
    opened(family)

    assert family.open(path).answer.status_code == 404
    assert family.open(COUNCIL).answer.status_code == 200


def test_whoever_opened_no_message_is_led_to_the_door(family: Visitor, wiring: Wiring):
    opened(family)
    address, body = family.open(COUNCIL).filled()
    stranger = Visitor(family.client.application.test_client())

    assert stranger.open(COUNCIL).path == "/return"
    assert stranger.client.post(address, data=body).status_code in (400, 403)

    assert routes(wiring) == []


def test_without_its_token_the_press_does_nothing(family: Visitor, wiring: Wiring):
    opened(family)
    address, body = family.open(COUNCIL).filled()

    without = {key: value for key, value in body.items() if key != "csrf_token"}
    assert family.post(address, without).answer.status_code == 400
    assert routes(wiring) == []
    family.open(COUNCIL).send()

    assert len(routes(wiring)) == 1


def test_a_flagged_message_has_the_same_block_and_the_same_press(family: Visitor, wiring: Wiring):
    other, pages = Visitor(family.client.application.test_client()), []
    for visitor, danger in ((family, "yes"), (other, "no")):
        opened(visitor, needs=["other"], danger=danger)
        before = ways(visitor)
        visitor.open(COUNCIL)
        confirm = visitor.text.partition("What will happen")[2]
        visitor.send()
        pages.append((before, confirm, ways(visitor)))

    with wiring.reads() as session:
        flagged = session.scalars(select(Submission.restricted).order_by(Submission.id)).all()
        assert flagged == [True, False]
        assert len(session.scalars(select(ClockRow).where(ClockRow.formal_route_id > 0)).all()) == 4
    assert pages[0] == pages[1]


def test_reading_the_confirming_page_writes_nothing(family: Visitor, office: Office):
    opened(family)

    family.open(COUNCIL)
    family.open(COUNCIL)

    assert routes(office.wiring) == []


def test_a_day_in_time_that_is_written_down_late_is_read_as_what_they_say(
    office: Office, wiring: Wiring, clock: FrozenClock
):
    receipt = office.receive()
    office.as_family(receipt).open(COUNCIL).send()
    clock.at = datetime(2027, 2, 10, 10, tzinfo=UTC)
    (made,) = routes(wiring)
    with wiring.writes.begin() as session:
        case, member = held(session, session.merge(made))
        said = deed(member, "end", clock.now())
        formal_work.finish(session, case, Outcome.UPHELD, date(2026, 11, 30), said)

    words = office.as_family(receipt).open("/case").text

    assert "They say that they did this on Monday 30 November." in words
    assert "Written down here on Wednesday 10 February 2027." in words
