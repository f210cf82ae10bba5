"""A family takes a copy of all of it, asks what is written down, and asks us to delete it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from portal.domain import code_words, codes
from portal.domain.on_behalf import Authority, FamilyKnows
from portal.domain.people import Role
from portal.domain.picking import AgeBand, Feeling, Picture
from portal.domain.staff_entry import CameBy, Entry, WhoseWords
from portal.domain.submissions import AuthorKind
from portal.models import AuditEvent, ErasureRequest
from portal.services import publish
from portal.services.submit import receive
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.cases import DISCLOSURE
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.families import WORDS, answers, intake
from tests.web.partner.conftest import Office, Worker

ASK, COPY = "/case/rights/delete", "/case/rights/copy"


def requests(wiring: Wiring) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(ErasureRequest.id))).one()


def copy_of(family: Visitor) -> str:
    address, body = family.open("/case/rights").filled(COPY)
    answer = family.client.post(address, data=body)
    assert answer.status_code == 200
    assert answer.mimetype == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-copy.txt"'
    return answer.get_data(as_text=True)


def test_the_copy_holds_what_was_sent_and_what_was_answered(office: Office, sam: Worker) -> None:
    receipt = office.receive(
        contact="ada@example.org",
        name="Ada Invented",
        wanted="A bus",
        school_name="Invented School",
    )
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/answer").send(words="A new bus comes.")

    text = copy_of(office.as_family(receipt))

    for said in (WORDS, "What would help: A bus", "School or college: Invented School"):
        assert said in text
    assert "A new bus comes." in text
    assert "Sam" in text
    assert "ada@example.org" not in text
    assert "Ada Invented" not in text


def test_a_copy_is_written_down_and_holds_no_notes_of_staff(
    office: Office, sam: Worker, wiring: Wiring
) -> None:
    receipt = office.receive()
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/note").send(words="Among us.", scope="own")

    text = copy_of(office.as_family(receipt))

    assert "Among us." not in text
    with wiring.reads() as session:
        taken = select(func.count(AuditEvent.id)).where(AuditEvent.action == "copy.taken")
        assert session.scalars(taken).one() == 1


def test_nothing_on_the_page_or_in_the_copy_betrays_a_flag(office: Office) -> None:
    plain = office.as_family(office.receive()).open("/case/rights")
    flagged = office.as_family(office.receive(wanted=DISCLOSURE)).open("/case/rights")

    assert flagged.text == plain.text


def test_asking_to_delete_says_by_when_and_twice_is_once(office: Office, wiring: Wiring) -> None:
    family = office.as_family(office.receive()).open("/case/rights")
    assert "what somebody needs to keep a child safe" in family.text
    form = family.filled(ASK)
    family.post(*form)

    family.post(*form)

    assert requests(wiring) == 1
    assert "You asked us on Tuesday 24 November 2026." in family.text
    assert "We must answer by the end of Thursday 24 December 2026." in family.text


def test_the_officer_answers_and_the_family_reads_it(office: Office) -> None:
    receipt = office.receive()
    family = office.as_family(receipt).open("/case/rights").send(ASK)
    officer = office.sign_in(Role.DPO, name="Olu").browser

    officer.open("/requests-to-delete")
    assert WORDS not in officer.text
    officer.open(f"/requests-to-delete/{receipt.reference}")
    officer.send(outcome="kept", words="A law says so.")

    assert "No family is waiting" in officer.text
    family.open("/case/rights")
    assert "We have to keep it. A law says so. Olu" in family.text
    assert "Ask us to delete it" in [one.text for one in family.page.xpath("//main//button")]


@pytest.mark.parametrize(
    "fields", [{}, {"outcome": "part"}, {"outcome": "none", "words": "No."}, {"words": "No."}]
)
def test_an_answer_without_a_decision_or_words_is_refused(
    office: Office, fields: dict[str, object]
) -> None:
    receipt = office.receive()
    office.as_family(receipt).open("/case/rights").send(ASK)
    officer = office.sign_in(Role.DPO).browser.open(f"/requests-to-delete/{receipt.reference}")

    officer.send(**fields)

    assert officer.answer.status_code == 422
    assert officer.faults


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.BOARD, Role.ADMIN])
def test_no_other_hat_opens_the_requests(office: Office, role: Role) -> None:
    partner = "scc_transport" if role is Role.CASEWORKER else None
    browser = office.sign_in(role, partner).browser

    assert browser.open("/requests-to-delete").answer.status_code == 403


def test_who_wants_more_is_led_to_what_is_made_formal(office: Office) -> None:
    family = office.as_family(office.receive()).open("/case/rights")
    (way,) = family.page.xpath("//a[contains(@href, '/case/formal/')]/@href")

    family.open(way).send()
    family.open("/case/rights")

    assert "You have asked for this." in family.text


def test_before_a_quarter_is_frozen_it_says_that_the_message_is_in_no_report(
    office: Office,
) -> None:
    family = office.as_family(office.receive()).open("/case/rights")

    assert "Your message is not counted in a report yet." in family.text


def test_once_it_is_frozen_it_says_in_which_numbers_and_that_they_hold_no_words(
    office: Office, wiring: Wiring, clock: FrozenClock
) -> None:
    receipt = office.receive()
    clock.at = datetime(2027, 1, 20, 9, tzinfo=UTC)
    with wiring.writes.begin() as session:
        assert publish.close_due(session, wiring.codebook, clock.now())

    text = office.as_family(receipt).open("/case/rights").text

    counted = "Thursday 1 October 2026 to Thursday 31 December 2026. They hold no words of yours."
    assert counted in text
    assert "not counted in a report yet" not in text


@pytest.mark.parametrize("path", [COPY, ASK])
def test_nobody_without_a_code_gets_or_deletes_anything(
    family: Visitor, wiring: Wiring, path: str
) -> None:
    assert family.open("/case/rights").path == "/return"
    token = family.filled()[1]["csrf_token"]

    assert family.post(path, {"csrf_token": token}).answer.status_code == 403
    assert requests(wiring) == 0


# --- the whole of it -----------------------------------------------------------------------------


def section(text: str, heading: str) -> str:
    """What stands under one heading of the copy."""
    found = [one for one in text.split("-" * 40) if one.strip().startswith(heading)]
    assert found, f"no section {heading!r} in {text}"
    return " ".join(found[0].split())


def test_the_copy_holds_every_answer_that_was_given(office: Office) -> None:
    receipt = office.receive(
        author_kind=AuthorKind.PROFESSIONAL,
        authority=Authority("Her teacher", FamilyKnows.AGREES, "Invented School"),
        needs=("send_transport", "ehc_plan"),
        gp_area="waveney",
        decision_letter_on=date(2026, 9, 28),
        age=16,
        young_person_knows=True,
        sent_before=True,
        earlier_reference="4F7K2M9QX",
        language="pl",
    )

    told = copy_of(office.as_family(receipt))

    for said in (
        "Who you are: Someone who works with children",
        "Do you want an answer?: I want an answer",
        "Is anyone in danger right now?: No",
        "A letter you do not agree with: Yes, from Monday 28 September 2026",
        "Who are you to the child?: Her teacher",
        "Where do you work?: Invented School",
        "do they agree?: Yes, and they agree",
        "Does the young person know?: Yes",
        "Something you sent before: 4F7K-2M9Q-X",
        "Language: Polski",
    ):
        assert said in told


def test_the_copy_of_a_young_person_holds_what_it_picked(office: Office) -> None:
    receipt = office.receive(
        author_kind=AuthorKind.YOUNG_PERSON,
        age=None,
        age_band=AgeBand.FROM_13_TO_15,
        pictures=(Picture.TRAVEL,),
        feeling=Feeling.SAD,
    )

    told = copy_of(office.as_family(receipt))

    assert "How old you are: 13 to 15" in told
    assert "What you picked: " in told
    assert "How you feel: " in told


def test_the_copy_says_how_staff_came_to_type_it_in_and_not_how_to_reach_safely(
    office: Office, wiring: Wiring
) -> None:
    member = office.hire(Role.TRIAGE, "triage", "Tess").member
    entry = Entry(
        member,
        CameBy.EVENT,
        date(2026, 11, 20),
        WhoseWords.NOTES,
        event="Coffee morning at the Invented Hall",
        safe_contact="QSAFE after nine",
    )
    with wiring.writes.begin() as session:
        receipt = receive(session, intake(), answers(), "typed-in", TUESDAY_EVENING, entry=entry)

    told = copy_of(office.as_family(receipt))

    assert "A member of staff wrote down what you told us on Friday 20 November 2026" in told
    assert "You told us at an event: Coffee morning at the Invented Hall" in told
    assert "A member of staff wrote these notes of what you told us." in told
    assert "QSAFE" not in told


def test_the_copy_holds_each_yes_and_no_in_its_turn(office: Office) -> None:
    family = office.as_family(office.receive(contact="ada@example.org"))
    family.send("/case/quotes", quotes=["quote_board"])
    family.open("/case").send("/case/quotes", quotes=[])

    said = section(copy_of(family), "What you said yes and no to")

    quote = "Show my words to the board that checks your work, without my name – "
    assert said.index(f"{quote}Yes") < said.index(f"{quote}No")
    assert "Write to me when there is news – Yes" in said
    assert "ada@example.org" not in said


def test_the_copy_holds_what_was_made_formal_with_its_dates(office: Office) -> None:
    family = office.as_family(office.receive())
    family.open("/case/formal/council_complaint").send()

    made = section(copy_of(family), "What you made formal")

    assert "You first told us on Tuesday 24 November 2026. That date is kept." in made
    assert "It was made formal with them on Tuesday 24 November 2026." in made


def test_the_copy_holds_the_request_to_delete_and_the_answer(office: Office) -> None:
    receipt = office.receive()
    family = office.as_family(receipt)
    family.open("/case/rights").send(ASK)
    asked = section(copy_of(family), "You asked us to delete it")
    page = f"/requests-to-delete/{codes.format_reference(receipt.reference)}"
    triage = office.sign_in(Role.TRIAGE, "triage").browser
    triage.open(page).send(outcome="kept", words="A complaint of yours still runs.")

    text = copy_of(family)

    assert "You asked us on Tuesday 24 November 2026." in asked
    assert "A complaint of yours still runs." in section(text, "You asked us to delete it")


def test_the_copy_holds_supporters_and_the_way_to_reach_the_author(office: Office) -> None:
    family = office.as_family(office.receive(contact="ada@example.org"))
    family.open("/case/supporters").send("/case/supporters", supporter="Aunt Sam")

    text = copy_of(family)

    assert "Aunt Sam. Made at" in section(text, "Codes for supporters")
    assert "Staff do not see it." in section(text, "Your e-mail address or number")
    assert "You made a code for a supporter" in section(text, "What has happened")
    assert "<bdi" not in text


def test_the_copy_holds_what_was_put_together_by_both_words(office: Office) -> None:
    other = office.receive(words="More of it.")
    family = office.as_family(office.receive()).open("/case/earlier")
    words = " ".join(code_words.words_of(other.code, code_words.ENGLISH))
    family.send("/case/earlier", reference=other.reference, code=words)

    text = copy_of(family)

    number = codes.format_reference(other.reference)
    assert f"Put together with number {number}." in section(text, "Did you send another message?")
    assert "More of it." not in text


def test_of_two_voices_each_copy_holds_only_what_its_own_author_was_asked_and_said(
    office: Office,
) -> None:
    young = office.receive(author_kind=AuthorKind.YOUNG_PERSON, age=None, words="QYOUNG")
    parent = office.receive(must_not_see="Him", words="QPARENT")
    tess = office.sign_in(Role.TRIAGE, "triage", name="Tess").browser
    tess.open(f"/cases/{young.reference}/link").send(number=parent.reference)
    both = "Two messages about the same thing"
    child, mother = office.as_family(young), office.as_family(parent)
    assert "You have not answered yet." in section(copy_of(child), both)
    child.open("/case/together").send("/case/together", together="yes_quietly")
    assert both not in copy_of(mother)
    tess.open("/links").send("/links")
    mother.open("/case/together").send("/case/together", together="no")

    theirs, hers = copy_of(child), copy_of(mother)

    assert "You said yes. Nobody reads the two together yet." in section(theirs, both)
    assert "You said no." in section(hers, both)
    for text, mine, other in ((theirs, young, parent), (hers, parent, young)):
        assert codes.format_reference(mine.reference) in text
        assert codes.format_reference(other.reference) not in text
    assert "QPARENT" not in theirs
    assert "QYOUNG" not in hers
    assert "young person" not in hers
