"""Staff type in a call, a letter or what was said at an event, and hand over number and words."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.domain.clocks import ClockKind, Subject
from portal.domain.people import Role
from portal.domain.staff_entry import CameBy, WhoseWords
from portal.domain.submissions import Channel, Danger, SubmissionKind
from portal.models import AuditEvent, ClockRow, Consent, OnBehalf, StaffEntry, Submission
from tests.support.browserless import Visitor
from tests.web.partner.conftest import TRANSPORT, Office, Worker

WORDS = "The bus has not come since Monday."
WEDNESDAY = ["18", "11", "2026"]
"""Six days before the Tuesday on which these tests play."""

CALL = {
    "came_by": "call",
    "contact_on": WEDNESDAY,
    "whose_words": "notes",
    "author_kind": "parent_or_carer",
    "danger": "no",
    "words": WORDS,
    "kind": "concern",
    "needs": ["send_transport"],
    "age": "9",
    "postcode": "IP1 2AB",
    "language": "en",
}


@pytest.fixture
def tess(office: Office) -> Worker:
    """Somebody of triage."""
    return office.sign_in(Role.TRIAGE, "triage", name="Tess")


def enter(worker: Worker, **changes: object) -> Visitor:
    """Fill in the page and press the button."""
    return worker.browser.open("/enter").send("/enter", **{**CALL, **changes})


def sent(office: Office) -> Submission:
    """The one message that was typed in."""
    with office.wiring.reads() as session:
        return session.scalars(select(Submission)).one()


def handed(browser: Visitor) -> tuple[str, str]:
    """Number and words, as the page shows them."""
    number = browser.page.xpath("//*[@id='number']")[0].text_content().strip()
    words = [one.text_content() for one in browser.page.xpath("//main//ol//strong")]
    return number, " ".join(words)


def comes_back(office: Office, number: str, words: str) -> Visitor:
    browser = Visitor(office.app.test_client())
    return browser.open("/return").send(reference=number, code=words)


def test_a_call_is_typed_in_and_its_words_open_the_message(office: Office, tess: Worker):
    page = enter(tess)

    family = comes_back(office, *handed(page))

    assert WORDS in family.text


def test_the_familys_promises_count_from_the_day_of_the_call(office: Office, tess: Worker):
    enter(tess)

    with office.wiring.reads() as session:
        family = select(ClockRow).where(ClockRow.subject == Subject.FAMILY)
        due = {one.kind: one.due_on for one in session.scalars(family)}
    assert due[ClockKind.ACKNOWLEDGE] == date(2026, 11, 20)
    assert due[ClockKind.RESPOND] == date(2026, 12, 2)


def test_a_services_own_promise_counts_from_when_it_could_know(office: Office, tess: Worker):
    enter(tess)

    with office.wiring.reads() as session:
        own = select(ClockRow).where(ClockRow.subject == Subject.PARTNER)
        due = {one.kind: one.due_on for one in session.scalars(own)}
    assert due[ClockKind.ACCEPT] == date(2026, 11, 25)


def test_both_days_are_kept_and_said(office: Office, tess: Worker):
    page = enter(tess)

    with office.wiring.reads() as session:
        row = session.scalars(select(StaffEntry)).one()
    submission = sent(office)
    assert (row.contact_on, submission.received_on) == (date(2026, 11, 18), date(2026, 11, 18))
    assert row.typed_at == submission.received_at == office.wiring.clock.now()
    assert "Typed in on Tuesday 24 November 2026, 6 days after the contact." in page.text


def test_it_is_marked_as_typed_in_by_staff_and_the_audit_says_by_whom(office: Office, tess: Worker):
    enter(tess, whose_words="verbatim")

    with office.wiring.reads() as session:
        row = session.scalars(select(StaffEntry)).one()
        query = select(AuditEvent).where(AuditEvent.action == "submission.entered")
        event = session.scalars(query).one()
    assert sent(office).channel is Channel.STAFF
    assert (row.came_by, row.whose_words) == (CameBy.CALL, WhoseWords.VERBATIM)
    assert event.staff_id == row.staff_id == tess.member.staff_id
    assert event.detail == {"came_by": "call", "days_later": 6}


def test_the_same_form_pressed_twice_is_one_message_with_the_same_words(
    office: Office, tess: Worker
):
    address, body = tess.browser.open("/enter").filled("/enter", **CALL)

    first = handed(tess.browser.post(address, body))
    second = handed(tess.browser.post(address, body))

    assert first == second
    assert sent(office).words == WORDS


def test_the_words_are_shown_no_more_once_ten_minutes_are_over(office: Office, tess: Worker):
    address, body = tess.browser.open("/enter").filled("/enter", **CALL)
    words = handed(tess.browser.post(address, body))[1]

    office.wiring.clock.move(minutes=11)
    tess.browser.post(address, body)

    assert tess.browser.answer.status_code == 409
    assert words not in tess.browser.text
    assert sent(office).words == WORDS


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        (["25", "11", "2026"], "The day of the contact must not be after today"),
        (["24", "11", "2024"], "The day must be within the last year. Check it"),
        (["31", "11", "2026"], "Enter a real date, like 24 11 2026"),
        (["", "", ""], "Enter the day of the contact"),
    ],
)
def test_a_day_that_cannot_be_loses_nothing_that_was_typed(
    office: Office, tess: Worker, typed: list[str], fault: str
):
    page = enter(tess, contact_on=typed)

    assert page.faults == [fault]
    assert page.page.xpath("//textarea[@name='words']")[0].text.strip() == WORDS
    with office.wiring.reads() as session:
        assert session.scalars(select(Submission)).first() is None


def test_the_same_page_with_a_day_that_can_be_is_sent(office: Office, tess: Worker):
    page = enter(tess, contact_on=["25", "11", "2026"])

    page.send("/enter", contact_on=["24", "11", "2026"], language="en")

    assert sent(office).received_on == date(2026, 11, 24)


def test_a_form_that_stood_open_too_long_gives_the_words_back(office: Office, tess: Worker):
    address, body = tess.browser.open("/enter").filled("/enter", **CALL)

    page = tess.browser.post(address, {**body, "csrf_token": "old"})

    assert page.answer.status_code == 400
    assert WORDS in page.answer.get_data(as_text=True)


def test_a_yes_is_kept_only_as_it_was_said_and_how(office: Office, tess: Worker):
    enter(tess, pass_on=["wsft"], said_how="signed")

    with office.wiring.reads() as session:
        row = session.scalars(select(StaffEntry)).one()
        query = select(Consent).where(Consent.yes.is_(True))
        given = [(one.partner_key, one.given_by) for one in session.scalars(query)]
    assert given == [("wsft", "staff")]
    assert row.said_how is not None
    assert row.said_how.value == "signed"


def test_a_yes_without_how_it_was_said_is_asked_again(office: Office, tess: Worker):
    page = enter(tess, pass_on=["wsft"])

    assert page.faults == ["Choose how they said yes"]


def test_what_staff_write_of_danger_goes_to_leads_alone_like_a_familys_own(
    office: Office, tess: Worker
):
    reference = handed(enter(tess, danger="yes"))[0]

    answer = tess.browser.client.get(f"/cases/{reference.replace('-', '').replace(' ', '')}")

    assert sent(office).danger is Danger.YES
    assert sent(office).restricted
    assert answer.status_code == 404


def test_a_helper_says_who_it_is_and_whether_the_family_agrees(office: Office, tess: Worker):
    enter(tess, author_kind="helper", relation="Grandmother", knows="agrees")

    with office.wiring.reads() as session:
        row = session.scalars(select(OnBehalf)).one()
    assert (row.relation, row.knows and row.knows.value, row.body) == (
        "Grandmother",
        "agrees",
        None,
    )


def test_a_way_to_be_reached_safely_is_locked_away(office: Office, tess: Worker):
    enter(tess, safe_contact="Ring 07700 900123 after six, never the husband.")

    with office.wiring.reads() as session:
        row = session.scalars(select(StaffEntry)).one()
    assert row.safe_contact is not None
    assert b"07700" not in row.safe_contact.blob


def test_the_next_voice_of_an_event_needs_no_event_typed_again(office: Office, tess: Worker):
    page = enter(tess, came_by="event", event="Coffee morning, Lowestoft")
    link = page.page.xpath("//a[contains(., 'same event')]")[0].get("href")

    again = tess.browser.open(link)
    day = [one.get("value") for one in again.page.xpath("//input[@name='contact_on']")]
    again.send("/enter", **{**_second(), "contact_on": day, "words": "Nobody answers."})

    with office.wiring.reads() as session:
        rows = session.scalars(select(StaffEntry).order_by(StaffEntry.id)).all()
    assert [one.event for one in rows] == ["Coffee morning, Lowestoft"] * 2
    assert [one.contact_on for one in rows] == [date(2026, 11, 18)] * 2


def test_nobody_begins_from_what_somebody_else_typed_in(office: Office, tess: Worker):
    page = enter(tess, came_by="event", event="Coffee morning, Lowestoft")
    link = page.page.xpath("//a[contains(., 'same event')]")[0].get("href")
    other = office.sign_in(Role.CASEWORKER, TRANSPORT)

    assert other.browser.client.get(link).status_code == 404


def _second() -> dict[str, object]:
    kept = ("author_kind", "danger", "kind", "needs", "language")
    return {key: CALL[key] for key in kept}


@pytest.mark.parametrize("role", [Role.BOARD, Role.SECRETARY, Role.ADMIN, Role.AUDITOR, Role.DPO])
def test_hats_that_may_not_type_in_are_refused(office: Office, role: Role):
    worker = office.sign_in(role)

    assert worker.browser.client.get("/enter").status_code == 403


def test_a_view_from_an_event_is_counted_and_promised_nothing(office: Office, tess: Worker):
    enter(tess, came_by="event", event="Coffee morning", kind="view")

    assert sent(office).kind is SubmissionKind.VIEW
    with office.wiring.reads() as session:
        assert session.scalars(select(ClockRow)).first() is None


@pytest.mark.parametrize("like", ["BAD", "%00", "0" * 500, "2222-2222-2"])
def test_another_voice_like_none_is_404(office: Office, tess: Worker, like: str):
    assert tess.browser.client.get(f"/enter?like={like}").status_code == 404
