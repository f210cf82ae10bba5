"""The inbox: promises in the order in which they fall due."""

import pytest

from portal.domain.people import Author, Role
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind
from portal.queries.paging import MOST
from portal.services import return_visit
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import OTHER, PASSWORD, Office, Worker


def numbers(worker: Worker) -> list[str]:
    """References in the order of the page, without dashes."""
    links = worker.browser.page.xpath("//a[contains(@class, 'portal-inbox__number')]/text()")
    return [one.replace("-", "") for one in links]


def test_an_empty_inbox_says_that_nothing_is_owed(sam: Worker):
    assert "Nothing is to do here right now." in sam.browser.open("/inbox").text


def test_the_soonest_last_day_comes_first(office: Office, sam: Worker, clock: FrozenClock):
    early = office.send()
    clock.move(minutes=5, hours=24)
    late = office.send()
    sam.browser.open("/sign-in").send(email=sam.email, password=PASSWORD)
    sam.browser.open(f"/cases/{early}").send()
    sam.browser.open(f"/cases/{early}/acknowledge").send(words="I am Sam. I read it.")

    sam.browser.open("/inbox")

    assert numbers(sam) == [late, early]


def test_the_first_words_owed_to_a_family_are_not_hidden_behind_the_answer(
    office: Office, sam: Worker
):
    reference = office.send()
    sam.browser.open(f"/cases/{reference}").send()

    sam.browser.open("/inbox")

    assert "Acknowledge Thursday 26 November" in sam.browser.text


def test_a_late_promise_says_by_how_much(office: Office, sam: Worker, clock: FrozenClock):
    office.send()
    clock.move(days=3)
    sam.browser.open("/sign-in").send(email=sam.email, password=PASSWORD)

    assert "Late by 2 working days" in sam.browser.open("/inbox").text


def test_what_waits_for_the_family_is_never_late_and_its_page_says_the_same(
    office: Office, sam: Worker, clock: FrozenClock
):
    reference = office.send()
    sam.browser.open(f"/cases/{reference}").send()
    clock.move(days=7)
    sam.browser.open("/sign-in").send(email=sam.email, password=PASSWORD)
    sam.browser.open(f"/cases/{reference}/ask").send(words="Which bus?")
    # Two weeks after it came, and past the last days as they were when it was asked.
    clock.move(days=13)
    sam.browser.open("/sign-in").send(email=sam.email, password=PASSWORD)

    inbox = sam.browser.open("/inbox").text
    page = sam.browser.open(f"/cases/{reference}").text

    waits = "Waiting for the family until Tuesday 15 December at most"
    assert waits in inbox
    assert waits in page
    assert "Late" not in inbox


def test_what_was_answered_waits_apart(office: Office, sam: Worker):
    reference = office.send()
    sam.browser.open(f"/cases/{reference}").send()
    sam.browser.open(f"/cases/{reference}/answer").send(words="A new bus comes on Monday.")

    to_do = numbers(Worker(sam.member, sam.email, sam.browser.open("/inbox")))
    answered = numbers(Worker(sam.member, sam.email, sam.browser.open("/inbox?show=answered")))

    assert (to_do, answered) == ([], [reference])


def test_a_page_holds_fifty_and_the_next_one_the_rest(office: Office, sam: Worker):
    sent = {office.send() for _ in range(MOST + 2)}

    first = numbers(Worker(sam.member, sam.email, sam.browser.open("/inbox")))
    told = "50+ cases" in sam.browser.text
    following = sam.browser.page.xpath("//a[text()='Next 50']/@href")[0]
    second = numbers(Worker(sam.member, sam.email, sam.browser.open(following)))

    assert told
    assert (len(first), len(second)) == (MOST, 2)
    assert {*first, *second} == sent


@pytest.mark.parametrize(
    "after", ["", "x", "none.1", "99999999999999999999.1", "1.1", "%00", "9999999999999999.1"]
)
def test_any_place_in_an_address_is_a_page(office: Office, sam: Worker, after: str):
    office.send()

    assert sam.browser.client.get(f"/inbox?after={after}").status_code == 200


def test_triage_reads_what_the_rules_suggest_and_why(office: Office):
    triage = office.sign_in(Role.TRIAGE, "triage")
    reference = office.unplaced()

    triage.browser.open("/inbox")

    assert numbers(triage) == [reference]
    assert "The rules suggest The council's school travel team: This is about travel" in (
        triage.browser.text
    )


def test_what_was_given_back_shows_why_and_still_what_the_rules_said(office: Office, sam: Worker):
    reference = office.send()
    sam.browser.open(f"/cases/{reference}").send()
    sam.browser.open(f"/cases/{reference}/give-back").send(because="The school runs this bus.")
    triage = office.sign_in(Role.TRIAGE, "triage")

    text = triage.browser.open("/inbox").text

    assert "Given back: The school runs this bus." in text
    assert "The rules suggest The council's school travel team: This is about travel" in text


def test_a_young_persons_words_go_to_triage_and_are_marked(office: Office):
    triage = office.sign_in(Role.TRIAGE, "triage")
    reference = office.send(author_kind=AuthorKind.YOUNG_PERSON)

    triage.browser.open("/inbox")
    marked = "Young person" in triage.browser.text
    triage.browser.open(f"/cases/{reference}")

    assert marked
    assert "The family does not know. Do not ring home, write home or link." in triage.browser.text


def test_a_lead_reads_flags_of_every_partner(office: Office):
    lead = office.sign_in(Role.SAFEGUARDING, "wsft")
    sent = [office.restricted(), office.restricted(needs=("ehc_plan",))]

    assert numbers(Worker(lead.member, lead.email, lead.browser.open("/inbox"))) == sent


def test_a_member_of_another_partner_has_an_inbox_of_their_own(office: Office, sam: Worker):
    office.send(needs=("ehc_plan",))
    other = office.sign_in(Role.CASEWORKER, OTHER)

    assert numbers(Worker(sam.member, sam.email, sam.browser.open("/inbox"))) == []
    assert len(numbers(Worker(other.member, other.email, other.browser.open("/inbox")))) == 1


def test_the_family_having_written_last_is_marked(office: Office, sam: Worker):
    reference = office.send()
    author = Author(office.submission(reference).id, reference)
    with office.wiring.writes.begin() as session:
        return_visit.reply(session, author, "Any news?", "r", office.wiring.clock.now())

    assert "Family wrote" in sam.browser.open("/inbox").text


def test_a_view_is_there_to_be_read_until_somebody_has_said_what_it_is_about(
    office: Office,
):
    triage = office.sign_in(Role.TRIAGE, "triage")
    reference = office.send(kind=SubmissionKind.VIEW, author_kind=AuthorKind.YOUNG_PERSON)
    triage.browser.open("/inbox?show=views")
    assert numbers(triage) == [reference]

    triage.browser.open(f"/cases/{reference}/themes").send(themes=["transport"], stance="negative")

    triage.browser.open("/inbox?show=views")
    assert numbers(triage) == []


def test_a_partner_does_not_see_a_view(office: Office, sam: Worker):
    reference = office.send(kind=SubmissionKind.VIEW)

    assert sam.browser.open(f"/cases/{reference}").answer.status_code == 404


def test_whoever_was_not_sure_of_being_safe_is_read_first(office: Office, sam: Worker):
    reference = office.send(danger=Danger.NOT_SURE)

    sam.browser.open(f"/cases/{reference}")

    assert "They were not sure that everybody is safe." in sam.browser.text


def test_a_last_day_of_another_year_is_told_with_its_year(
    office: Office, sam: Worker, clock: FrozenClock
):
    reference = office.send()
    sam.browser.open(f"/cases/{reference}").send()
    this_year = sam.browser.open("/inbox").text
    clock.move(days=400)
    sam.browser.open("/sign-in").send(email=sam.email, password=PASSWORD)

    next_year = sam.browser.open("/inbox").text

    assert "Thursday 26 November Soon" in this_year
    assert "Thursday 26 November 2026 Late" in next_year
