"""What a press of a button does to a case, and that it does it once."""

import pytest
from sqlalchemy import select

from portal.domain.messages import MessagePurpose, NoteScope
from portal.domain.people import Role
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import PointStatus, SubmissionStatus
from portal.models import AuditEvent, DecidedTheme, Message, Note, Point, Referral
from portal.wiring import Wiring
from tests.web.partner.conftest import OTHER, TRANSPORT, Office, Worker

TWO_POINTS = "The bus has not come.\nNobody rings us back."


def rows(wiring: Wiring, model: type) -> list:
    with wiring.reads() as session:
        return list(session.scalars(select(model).order_by(model.id)))


def accepted(worker: Worker, reference: str) -> str:
    """The address of a case that this caseworker has accepted."""
    page = f"/cases/{reference}"
    worker.browser.open(page).send()
    return page


def test_accepting_says_who_is_in_charge(office: Office, sam: Worker, wiring: Wiring):
    reference = office.send()

    accepted(sam, reference)

    (turn,) = rows(wiring, Referral)
    assert turn.status is ReferralStatus.ACCEPTED
    assert "You accepted this case" in sam.browser.text


def test_the_first_message_reaches_the_family_signed(office: Office, sam: Worker, wiring: Wiring):
    page = accepted(sam, office.send())

    sam.browser.open(f"{page}/acknowledge").send(words="I am Sam. I have read about the bus.")

    (message,) = rows(wiring, Message)
    assert message.purpose is MessagePurpose.ACKNOWLEDGEMENT
    assert message.words == "I am Sam. I have read about the bus."
    assert message.signed_as == sam.member.name
    assert "I have read about the bus." in sam.browser.text


def test_a_question_is_sent_as_one(office: Office, sam: Worker, wiring: Wiring):
    page = accepted(sam, office.send())

    sam.browser.open(f"{page}/ask").send(words="Which school is it?")

    assert rows(wiring, Message)[-1].purpose is MessagePurpose.QUESTION


def test_an_answer_marks_the_points_that_it_answers(office: Office, sam: Worker, wiring: Wiring):
    reference = office.send(words=TWO_POINTS)
    page = accepted(sam, reference)

    sam.browser.open(f"{page}/answer").send(words="A new bus comes on Monday.", points=["1"])

    assert office.submission(reference).status is SubmissionStatus.ANSWERED
    found = {point.number: point.status for point in rows(wiring, Point)}
    assert found == {1: PointStatus.ANSWERED, 2: PointStatus.OPEN}


def test_a_proposal_waits_for_the_family(office: Office, sam: Worker):
    reference = office.send()
    page = accepted(sam, reference)
    sam.browser.open(f"{page}/answer").send(words="A new bus comes on Monday.")

    sam.browser.open(f"{page}/propose").send(words="The bus has come every day for a week.")

    assert office.submission(reference).status is SubmissionStatus.RESOLUTION_PROPOSED
    assert "The family's turn" in sam.browser.text


@pytest.mark.parametrize("scope", list(NoteScope))
def test_a_note_is_kept_for_whom_it_is_meant(
    office: Office, sam: Worker, wiring: Wiring, scope: NoteScope
):
    page = accepted(sam, office.send())

    sam.browser.open(f"{page}/note").send(words="Rang the contractor.", scope=scope.value)

    (note,) = rows(wiring, Note)
    assert (note.words, note.scope) == ("Rang the contractor.", scope)
    assert "Rang the contractor." in sam.browser.text


def test_giving_back_takes_the_case_away(office: Office, sam: Worker, wiring: Wiring):
    reference = office.send()

    sam.browser.open(f"/cases/{reference}/give-back").send(because="The school runs this bus.")

    (turn,) = rows(wiring, Referral)
    assert (turn.status, turn.ended_because) == (
        ReferralStatus.RETURNED,
        "The school runs this bus.",
    )
    assert office.submission(reference).status is SubmissionStatus.IN_TRIAGE
    assert sam.browser.client.get(f"/cases/{reference}").status_code == 404


def test_themes_are_what_a_person_ticks(office: Office, sam: Worker, wiring: Wiring):
    page = accepted(sam, office.send())

    sam.browser.open(f"{page}/themes").send(themes=["transport"], stance="negative")

    assert [one.theme for one in rows(wiring, DecidedTheme)] == ["transport"]
    assert "What a person decided: " in sam.browser.text


def test_triage_places_an_uncertain_one(office: Office, wiring: Wiring):
    reference = office.unplaced()
    triage = office.sign_in(Role.TRIAGE, "triage")

    triage.browser.open(f"/cases/{reference}/place").send(
        partner=TRANSPORT, because="Nobody named works there.", nobody_named="y"
    )

    assert office.submission(reference).status is SubmissionStatus.WITH_PARTNER
    assert triage.browser.client.get(f"/cases/{reference}").status_code == 404


NAMED = "I have read who must not see it"


def test_nothing_is_placed_before_who_must_not_see_it_was_checked(office: Office, wiring: Wiring):
    reference = office.unplaced()
    page = office.sign_in(Role.TRIAGE, "triage").browser.open(f"/cases/{reference}/place")
    assert "My brother-in-law" in page.text
    assert NAMED in page.text

    page.send(partner=TRANSPORT, because="Travel.")

    assert page.answer.status_code == 422
    assert page.faults == ["Check who must not see it, then tick the box"]
    assert "Travel." in page.filled()[1]["because"]
    assert rows(wiring, Referral) == []


def test_nobody_is_asked_to_check_names_where_none_were_given(office: Office):
    reference = office.send(needs=("other",))
    page = office.sign_in(Role.TRIAGE, "triage").browser.open(f"/cases/{reference}/place")
    assert NAMED not in page.text

    page.send(partner=TRANSPORT, because="Travel.")

    assert office.submission(reference).status is SubmissionStatus.WITH_PARTNER


def test_nothing_is_handed_on_before_who_must_not_see_it_was_checked(office: Office, sam: Worker):
    reference = office.unplaced()
    triage = office.sign_in(Role.TRIAGE, "triage").browser.open(f"/cases/{reference}/place")
    triage.send(partner=TRANSPORT, because="Travel.", nobody_named="y")
    sam.browser.open(f"/cases/{reference}").send()

    page = sam.browser.open(f"/cases/{reference}/hand-on")
    page.send(partner=OTHER, because="Theirs.")

    assert page.faults == ["Check who must not see it, then tick the box"]
    page.send(partner=OTHER, because="Theirs.", nobody_named="y")
    assert page.answer.status_code == 200
    assert page.faults == []


def test_nothing_is_placed_outside_the_council_without_a_yes(office: Office, wiring: Wiring):
    reference = office.unplaced()
    triage = office.sign_in(Role.TRIAGE, "triage")

    triage.browser.open(f"/cases/{reference}/place").send(
        partner="nsft", because="They treat it.", nobody_named="y"
    )

    assert triage.browser.answer.status_code == 422
    assert any("has not said that this body may see" in fault for fault in triage.browser.faults)
    assert rows(wiring, Referral) == []


def test_with_a_yes_it_may_be_placed_there(office: Office, wiring: Wiring):
    reference = office.unplaced(pass_on=("nsft",))
    triage = office.sign_in(Role.TRIAGE, "triage")

    triage.browser.open(f"/cases/{reference}/place").send(
        partner="nsft", because="They treat it.", nobody_named="y"
    )

    assert len(rows(wiring, Referral)) == 1


def test_triage_may_keep_one_and_answer_it(office: Office):
    reference = office.unplaced()
    triage = office.sign_in(Role.TRIAGE, "triage")

    triage.browser.open(f"/cases/{reference}/keep").send(because="It is quickly answered.")
    triage.browser.open(f"/cases/{reference}/answer").send(words="It is on the council's page.")

    assert office.submission(reference).status is SubmissionStatus.ANSWERED


@pytest.mark.parametrize(
    ("action", "told"),
    [("place", "The family and the partner read this."), ("keep", "The family reads this.")],
)
def test_triage_is_told_who_reads_its_reason(office: Office, action: str, told: str):
    reference = office.unplaced()
    triage = office.sign_in(Role.TRIAGE, "triage")

    assert told in triage.browser.open(f"/cases/{reference}/{action}").text


def test_one_lead_releases_a_flag_of_the_machine(office: Office):
    reference = office.send(words="He says that he wants to die of boredom on that bus.")
    lead = office.sign_in(Role.SAFEGUARDING, "scc_social_care")

    lead.browser.open(f"/cases/{reference}/release").send(reason="A figure of speech.")

    assert office.submission(reference).restricted is False


def test_a_flag_of_the_author_takes_two_leads(office: Office):
    reference = office.restricted()
    first = office.sign_in(Role.SAFEGUARDING, "scc_social_care", "Ann")
    second = office.sign_in(Role.SAFEGUARDING, "wsft", "Bea")

    first.browser.open(f"/cases/{reference}/release").send(reason="Rang: all are safe.")
    after_one = office.submission(reference).restricted
    second.browser.open(f"/cases/{reference}/release").send(reason="I agree.")

    assert (after_one, office.submission(reference).restricted) == (True, False)


def test_a_confirmed_flag_stays_with_the_leads(office: Office, sam: Worker):
    reference = office.restricted()
    lead = office.sign_in(Role.SAFEGUARDING, "scc_social_care")

    lead.browser.open(f"/cases/{reference}/confirm").send(words="MASH told, 12:40, number 7.")

    assert "MASH told" in lead.browser.text
    assert sam.browser.client.get(f"/cases/{reference}").status_code == 404


def test_the_same_form_pressed_twice_is_one_message(office: Office, sam: Worker, wiring: Wiring):
    page = accepted(sam, office.send())
    address, body = sam.browser.open(f"{page}/message").filled(words="The bus comes on Monday.")

    first = sam.browser.client.post(address, data=body)
    second = sam.browser.client.post(address, data=body)

    assert (first.status_code, second.status_code) == (303, 303)
    assert len(rows(wiring, Message)) == 1


def test_a_form_without_words_says_what_is_missing(office: Office, sam: Worker, wiring: Wiring):
    page = accepted(sam, office.send())

    sam.browser.open(f"{page}/answer").send(words="   ")

    assert sam.browser.answer.status_code == 422
    assert sam.browser.faults == ["Write your answer"]
    assert rows(wiring, Message) == []


def test_what_no_database_keeps_is_mended(office: Office, sam: Worker, wiring: Wiring):
    page = accepted(sam, office.send())

    sam.browser.open(f"{page}/message").send(words="on\x00 Monday\r\nor Tuesday")

    assert rows(wiring, Message)[0].words == "on\ufffd Monday\nor Tuesday"


def test_reading_a_case_is_written_down(office: Office, sam: Worker, wiring: Wiring):
    reference = office.send()

    sam.browser.open(f"/cases/{reference}")

    reads = [one for one in rows(wiring, AuditEvent) if one.action == "case.read"]
    assert [(one.staff_id, one.detail) for one in reads] == [(sam.member.staff_id, {})]
