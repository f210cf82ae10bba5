""" "Why did it go here?", and what happens when a family says that it is not right."""

from dataclasses import replace

import pytest

from portal.domain import bands
from portal.domain.objections import LONGEST
from portal.domain.people import Role
from portal.domain.submissions import SubmissionKind
from portal.models import AuditEvent, RouteObjection, SafeguardingItem
from portal.ports import Suggested
from portal.services.submit import Receipt
from portal.web.theme_words import PLAIN
from tests.support.browserless import Visitor
from tests.support.cases import DISCLOSURE
from tests.support.themes import READING, read
from tests.web.partner.conftest import OTHER, TRANSPORT, Office, Worker
from tests.web.partner.test_case_page import HOSTILE

WAITS = "A person reads what you said and answers you on this page."


def why(office: Office, receipt: Receipt) -> Visitor:
    """The family has come back, and asks."""
    return office.as_family(receipt).open("/case/why")


def said(office: Office) -> list[tuple[str | None, bool]]:
    """Every objection: its words, and whether it was answered."""
    with office.wiring.reads() as session:
        rows = session.query(RouteObjection).order_by(RouteObjection.id)
        return [(one.words, one.answered_at is not None) for one in rows]


def as_triage(office: Office) -> Visitor:
    return office.sign_in(Role.TRIAGE, "triage", "Tess").browser


# --- reading it -------------------------------------------------------------------------------


def test_a_family_reads_which_team_by_which_rule_and_by_which_facts(office: Office):
    page = why(office, office.receive(gp_area="suffolk_east_west"))

    assert "It is with this team: The council's school travel team" in page.text
    assert "A rule that people wrote decided this." in page.text
    assert "Why: " in page.text
    facts = [" ".join(one.text_content().split()) for one in page.page.xpath("//main//dd")]
    assert facts[:3] == ["Travel to school or college", "9", "IP1"]
    assert facts[3] == "East and West Suffolk"
    assert "No computer program decided where your message goes." in page.text


def test_what_was_not_said_is_said_to_be_so(office: Office):
    page = why(office, office.receive(age=None, postcode_district=None))

    assert page.text.count("You did not say") == 3


def test_a_team_that_a_person_chose_was_chosen_by_a_person(office: Office):
    receipt = office.receive(must_not_see="My brother-in-law")
    as_triage(office).open(f"/cases/{receipt.reference}/place").send(
        partner=TRANSPORT, because="It is about travel.", nobody_named="y"
    )

    text = why(office, receipt).text

    assert "A person decided this." in text
    assert "It is about travel." in text


def test_themes_are_told_in_plain_words_as_a_suggestion_of_a_program(office: Office):
    receipt = office.receive()
    read(office.wiring, receipt.reference)

    text = why(office, receipt).text

    assert "No person has checked that yet." in text
    assert "Travel to school, college or clubs" in text


def test_what_is_too_close_to_call_is_not_told_as_a_suggestion(office: Office):
    receipt = office.receive()
    close = Suggested("mental_health", bands.TO_DECIDE, (), 0.3)
    read(office.wiring, receipt.reference, replace(READING, suggestions=(close,)))

    assert "Feelings and mental health" not in why(office, receipt).text


def test_what_a_person_decided_is_told_instead_of_what_the_program_suggests(
    office: Office, sam: Worker
):
    receipt = office.receive()
    read(office.wiring, receipt.reference)
    sam.browser.open(f"/cases/{receipt.reference}/themes").send(
        themes=["mental_health"], stance="negative"
    )

    text = why(office, receipt).text

    assert "A person says that it is about: Feelings and mental health" in text
    assert "Travel to school, college or clubs" not in text


def test_every_theme_of_the_codebook_has_plain_words(office: Office):
    assert {one.key for one in office.wiring.codebook.themes} == set(PLAIN)


def test_nobody_reads_it_who_has_not_opened_the_message(office: Office, family: Visitor):
    office.send()

    assert family.open("/case/why").path == "/return"


@pytest.mark.parametrize("view", ["a concern", "a view"])
def test_nothing_on_the_page_betrays_a_flag(office: Office, view: str):
    kind = {"kind": SubmissionKind.VIEW if view == "a view" else SubmissionKind.CONCERN}
    flagged = office.receive(words=DISCLOSURE, **kind)
    calm = office.receive(words="We want to be asked first.", must_not_see="A cousin", **kind)
    for one in (flagged, calm):
        read(office.wiring, one.reference, READING)

    pages = [why(office, one).text.replace(_dashed(one), "…") for one in (flagged, calm)]

    assert pages[0] == pages[1]


def _dashed(receipt: Receipt) -> str:
    number = receipt.reference
    return f"{number[:4]}-{number[4:8]}-{number[8:]}"


# --- saying that it is not right --------------------------------------------------------------


def test_one_press_is_enough_and_says_what_happens_next(office: Office):
    page = why(office, office.receive()).send("/case/why")

    assert "You told us that this is not right." in page.text
    assert WAITS in page.text
    assert said(office) == [(None, False)]


def test_a_second_press_does_not_make_two(office: Office):
    page = why(office, office.receive())
    address, body = page.filled("/case/why", words="It is about the doctor.")
    page.post(address, body)
    page.post(address, body)

    assert said(office) == [("It is about the doctor.", False)]


def test_it_is_written_in_the_audit_without_its_words(office: Office):
    why(office, office.receive()).send("/case/why", words="Quibblewick")

    with office.wiring.reads() as session:
        rows = session.query(AuditEvent).filter_by(action="route.objected").all()
        assert [one.actor.value for one in rows] == ["author"]
        assert "Quibblewick" not in repr([one.detail for one in rows])


def test_words_that_are_too_long_are_kept_on_the_page_and_written_nowhere(office: Office):
    page = why(office, office.receive()).send("/case/why", words="x" * (LONGEST + 1))

    assert page.answer.status_code == 422
    assert "1 character too long" in page.text
    assert said(office) == []


def test_words_of_danger_are_seen_by_leads_alone(office: Office):
    receipt = office.receive()
    why(office, receipt).send("/case/why", words=DISCLOSURE)

    assert DISCLOSURE not in as_triage(office).open("/not-right").answer.text
    assert as_triage(office).client.get(f"/not-right/{receipt.reference}").status_code == 404
    lead = office.sign_in(Role.SAFEGUARDING, "wsft").browser.open(f"/cases/{receipt.reference}")
    assert DISCLOSURE in lead.text
    with office.wiring.reads() as session:
        assert session.query(SafeguardingItem).count() == 1


def test_another_family_sees_nothing_of_it(office: Office):
    mine, theirs = office.receive(), office.receive()
    why(office, mine).send("/case/why", words="Quibblewick")

    page = why(office, theirs)

    assert "Quibblewick" not in page.answer.text
    assert "You told us" not in page.text


def test_a_form_that_was_drawn_for_another_message_says_nothing(office: Office):
    mine, theirs = office.receive(), office.receive()
    address, body = why(office, mine).filled("/case/why", words="Not ours.")
    stranger = why(office, theirs)
    body["csrf_token"] = stranger.filled("/case/why")[1]["csrf_token"]

    stranger.post(address, body)

    assert stranger.answer.status_code == 409
    assert said(office) == []


# --- answering it -----------------------------------------------------------------------------


def test_triage_sees_it_though_a_partner_has_the_message_and_not_the_message(office: Office):
    receipt = office.receive(words="Marrowby is the word.")
    why(office, receipt).send("/case/why", words="It is about the doctor.")
    triage = as_triage(office)

    listed = triage.open("/not-right").text
    shown = triage.open(f"/not-right/{receipt.reference}")

    assert _dashed(receipt) in listed
    assert "It is about the doctor." in shown.text
    assert "Marrowby" not in shown.answer.text
    assert "(1)" in triage.open("/inbox").text


def test_triage_answers_and_the_family_reads_it(office: Office):
    receipt = office.receive()
    why(office, receipt).send("/case/why", words="Wrong team.")
    triage = as_triage(office)

    triage.open(f"/not-right/{receipt.reference}").send(
        outcome="stays", words="They run the buses."
    )

    text = why(office, receipt).text
    assert "We looked, and it stays as it is." in text
    assert "They run the buses." in text
    assert said(office) == [("Wrong team.", True)]
    assert "No family is waiting" in triage.open("/not-right").text


def test_the_team_that_has_it_sees_it_on_the_case_and_may_answer_too(office: Office, sam: Worker):
    receipt = office.receive()
    why(office, receipt).send("/case/why", words="Wrong team.")

    inbox = sam.browser.open("/inbox").text
    case = sam.browser.open(f"/cases/{receipt.reference}").text
    sam.browser.open(f"/cases/{receipt.reference}/answer-objection").send(
        outcome="changed", words="We give it back."
    )

    assert "That's not right, they say" in inbox
    assert "The family says: that's not right." in case
    assert "Wrong team." in case
    assert "We change it." in why(office, receipt).text


def test_two_who_answer_at_once_give_one_answer(office: Office, sam: Worker):
    receipt = office.receive()
    why(office, receipt).send("/case/why")
    triage = as_triage(office).open(f"/not-right/{receipt.reference}")
    sam.browser.open(f"/cases/{receipt.reference}/answer-objection").send(
        outcome="changed", words="Mine."
    )

    triage.send(outcome="stays", words="Theirs.")

    assert triage.answer.status_code == 404
    assert "Theirs." not in why(office, receipt).text


def test_after_the_answer_it_can_be_said_again(office: Office):
    receipt = office.receive()
    why(office, receipt).send("/case/why")
    as_triage(office).open(f"/not-right/{receipt.reference}").send(outcome="stays", words="So.")

    why(office, receipt).send("/case/why", words="Still not right.")

    assert said(office) == [(None, True), ("Still not right.", False)]


def test_a_body_that_does_not_have_the_message_reads_none_of_it(office: Office):
    receipt = office.receive()
    why(office, receipt).send("/case/why", words="Quibblewick")
    stranger = office.sign_in(Role.CASEWORKER, OTHER).browser.client

    for address in (f"/cases/{receipt.reference}/answer-objection", "/not-right"):
        assert stranger.get(address).status_code in (403, 404)
        assert "Quibblewick" not in stranger.get(address).text


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_and_never_run(office: Office, sam: Worker, words: str):
    receipt = office.receive()
    why(office, receipt).send("/case/why", words=words)
    triage = as_triage(office).open(f"/not-right/{receipt.reference}")
    case = sam.browser.open(f"/cases/{receipt.reference}")

    for page in (triage.page, case.page, why(office, receipt).page):
        assert words in page.text_content()
        assert page.xpath("//main//img | //main//svg | //main//script | //@onerror") == []
