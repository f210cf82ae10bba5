"""The administrator's pages of promises and of the calendar."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from lxml import html

from portal.adapters.holidays import calendar_of, calendars_by_partner
from portal.domain.partnership import packaged, read
from portal.domain.people import SYSTEM, Deed, Role
from portal.services import load_partnership
from portal.wiring import Wiring
from tests.support.clock import TUESDAY_EVENING
from tests.support.databases import FIRST_YEAR, LAST_YEAR
from tests.web.partner.conftest import TRANSPORT, Office, Worker

ADDRESSES = ("/admin", "/admin/promises", "/admin/calendar")
CLOSED = """
[[closure]]
date = 2026-12-24
why = "The council is closed"

[[closure]]
date = 2027-01-04
why = "Training day"
partner = "wsft"

[[correction]]
date = 2027-06-14
holiday = true
label = "Bank holiday for an invented jubilee"
why = "Proclaimed on 1 February 2027"
noted_on = 2026-11-20
"""
BODY = {
    Role.CASEWORKER: TRANSPORT,
    Role.MANAGER: TRANSPORT,
    Role.TRIAGE: "triage",
    Role.SAFEGUARDING: "wsft",
}
Load = Callable[..., None]


@pytest.fixture
def load(wiring: Wiring) -> Load:
    """Bring another version into force a day later."""

    def bring(text: str, last_year: int = LAST_YEAR) -> None:
        calendar = calendar_of(read(text), FIRST_YEAR, last_year)
        deed = Deed(SYSTEM, TUESDAY_EVENING + timedelta(days=1), "load")
        with wiring.writes.begin() as session:
            load_partnership.load(session, text, calendar, deed)

    return bring


def page_of(worker: Worker, address: str) -> html.HtmlElement:
    return html.fromstring(worker.browser.open(address).answer.data)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def section(page: html.HtmlElement, key: str) -> str:
    (found,) = page.xpath(f"//section[@aria-labelledby='{key}']")
    return words(found)


def rows(page: html.HtmlElement, key: str) -> list[str]:
    found = page.xpath(f"//section[@aria-labelledby='{key}']//tbody/tr")
    return [words(row) for row in found]


@pytest.mark.parametrize(
    "role", [role for role in Role if role is not Role.ADMIN], ids=lambda role: role.value
)
def test_no_other_hat_opens_them(office: Office, role: Role) -> None:
    worker = office.sign_in(role, BODY.get(role))

    answers = [worker.browser.client.get(address) for address in ADDRESSES]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_the_start_page_leads_to_both(ada: Worker) -> None:
    page = page_of(ada, "/admin")

    assert {"/admin/promises", "/admin/calendar"} <= set(page.xpath("//main//a/@href"))


def test_a_promise_says_how_long_by_which_rules_and_what_it_rests_on(ada: Worker) -> None:
    page = page_of(ada, "/admin/promises")

    (appeal, _) = rows(page, "appeal")
    (answer,) = [row for row in rows(page, "concern") if "Answer Each service's own" in row]
    assert "2 months The day of receipt is day 0. An end on a closed day, in August" in appeal
    assert "Never waits. Warned 5 working days before the last day." in appeal
    assert "Law First-tier Tribunal (HESC) Rules 2008" in appeal
    assert "8 working days" in answer
    assert "Waits for the family's answer, 10 working days at most." in answer
    assert "Our practice" in answer


def test_every_promise_of_the_file_is_there(ada: Worker) -> None:
    page = page_of(ada, "/admin/promises")

    assert len(page.xpath("//table//tbody/tr")) == len(read(packaged()).service_levels)


def test_a_figure_that_nobody_checked_is_marked_in_words(ada: Worker) -> None:
    page = page_of(ada, "/admin/promises")

    marked = [words(row) for row in page.xpath("//tbody/tr") if "Not verified" in words(row)]
    unverified = [one for one in read(packaged()).service_levels if not one.verified]
    assert len(marked) == len(unverified) > 0
    assert all("Proposed, not agreed" in row for row in rows(page, "concern"))


def test_why_one_promise_matched_is_shown_by_an_example(ada: Worker) -> None:
    told = section(page_of(ada, "/admin/promises"), "which")

    assert "when one of the children and young people writes" in told
    assert "Rank 10, for messages of children and young people alone: 1 working day. Wins" in told
    assert "Rank 100, for everybody: 2 working days. Matches too, but its rank" in told


def test_the_ladder_names_each_desk(ada: Worker) -> None:
    told = section(page_of(ada, "/admin/promises"), "late")

    assert "For everything else The moment it is late: The caseworker" in told
    assert "10 working days late: The board, as a line in its protected figures" in told


def test_a_new_version_says_what_it_changed_and_old_cases_stay(
    ada: Worker, office: Office, load: Load
) -> None:
    office.send()
    load(packaged().replace("amount = 8\n", "amount = 6\n", 1) + CLOSED)

    told = section(page_of(ada, "/admin/promises"), "versions")

    newest, _, first = told.partition("The first version.")[0].rpartition("Loaded by")
    assert "In force" in newest
    assert "Changed: An early concern, answer (Each service's own): how many 8 → 6." in newest
    assert "New: closure of 4 January 2027, for West Suffolk NHS alone: Training day." in newest
    assert "0 promises that run began under it." in newest
    assert "promises that run began under it." in first
    assert "0 promises" not in first


def test_a_version_in_an_older_form_is_not_compared(
    ada: Worker, wiring: Wiring, load: Load
) -> None:
    with wiring.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE partnership_version SET document = 'older = true'")
    load(packaged() + CLOSED)

    told = section(page_of(ada, "/admin/promises"), "versions")

    assert "of an older form, so they were not compared" in told


def test_the_calendar_lists_what_is_ahead_and_who_is_closed(ada: Worker, load: Load) -> None:
    load(packaged() + CLOSED)

    page = page_of(ada, "/admin/calendar")

    assert "Monday 28 December 2026 Boxing Day (substitute day)" in rows(page, "holidays")
    assert not any("2025" in row for row in rows(page, "holidays"))
    assert rows(page, "closures") == [
        "Thursday 24 December 2026 The council is closed",
        "Monday 4 January 2027 Training dayFor West Suffolk NHS alone",
    ]
    assert "Monday9am to 5pm" in section(page, "hours").replace("Monday 9", "Monday9")


def test_a_correction_keeps_its_history(ada: Worker, load: Load) -> None:
    load(packaged() + CLOSED)

    told = section(page_of(ada, "/admin/calendar"), "corrections")

    assert "Bank holiday for an invented jubilee, is a bank holiday" in told
    assert "Noted on Friday 20 November 2026" in told
    assert "9:40pm on Wednesday 25 November 2026 Loaded by a command on the server" in told
    assert "Monday 14 June 2027 is closed: Bank holiday for an invented jubilee." in told


def test_an_empty_calendar_page_says_what_is_not_there(ada: Worker) -> None:
    page = page_of(ada, "/admin/calendar")

    assert "None is to come." in section(page, "closures")
    assert "None: the list of bank holidays is used as it comes." in section(page, "corrections")
    assert not page.xpath("//*[contains(@class, 'portal-alert')]")


def test_holidays_that_run_out_ring_an_alarm(ada: Worker, load: Load) -> None:
    load(packaged(), 2026)

    page = page_of(ada, "/admin/calendar")

    (alarm,) = page.xpath("//*[contains(@class, 'portal-alert')]")
    assert "Warning: the bank holidays run out" in words(alarm)
    assert "Bank holidays run out" in words(page_of(ada, "/admin"))


def test_the_calendar_of_a_body_has_its_own_closed_days() -> None:
    partnership = read(packaged() + CLOSED)
    shared = calendar_of(partnership, 2026, 2027)

    own = calendars_by_partner(partnership, shared)

    assert list(own) == ["wsft"]
    assert set(own["wsft"].closed) - set(shared.closed) == own["wsft"].own_closures - (
        shared.own_closures
    )
