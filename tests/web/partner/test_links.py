"""Staff ask about a link from the young person's case; no page of the parent's betrays it."""

import re

import pytest
from sqlalchemy import select, update

from portal.domain import codes
from portal.domain.people import Role
from portal.domain.submissions import AuthorKind
from portal.domain.voices import LinkStatus
from portal.models import AuditEvent, AuthorLink, ClockRow, OutgoingLetter, Submission, VoiceLink
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.partner.conftest import OTHER, TRANSPORT, Office, Worker

L = LinkStatus
YOUNG_WORDS, PARENT_WORDS = "The taxi is loud, says the child.", "The taxi is late, says mum."
QUESTION = "We want to ask you something"
ASK = "Ask about a link"


@pytest.fixture
def tess(office: Office) -> Worker:
    return office.sign_in(Role.TRIAGE, "triage", name="Tess")


@pytest.fixture
def young(office: Office) -> Receipt:
    return office.receive(author_kind=AuthorKind.YOUNG_PERSON, age=None, words=YOUNG_WORDS)


@pytest.fixture
def parent(office: Office) -> Receipt:
    return office.receive(
        must_not_see="My brother-in-law", words=PARENT_WORDS, contact="ada@example.org"
    )


def propose(worker: Worker, young: Receipt, number: str) -> Visitor:
    return worker.browser.open(f"/cases/{young.reference}/link").send(number=number)


def say(office: Office, receipt: Receipt, said: str) -> Visitor:
    page = office.as_family(receipt).open("/case/together")
    return page.send("/case/together", together=said)


def statuses(wiring: Wiring) -> list[LinkStatus]:
    with wiring.reads() as session:
        return list(session.scalars(select(VoiceLink.status).order_by(VoiceLink.id)))


def test_both_say_yes_and_triage_reads_the_two_together(
    office: Office, tess: Worker, young: Receipt, parent: Receipt, wiring: Wiring
) -> None:
    asked = propose(tess, young, parent.reference)
    assert "The young person is asked, unless they were before." in asked.text
    assert QUESTION not in office.as_family(parent).text

    say(office, young, "yes")
    tess.browser.open("/links").send("/links")
    assert "The parent is asked" in tess.browser.text
    say(office, parent, "yes")

    assert statuses(wiring) == [L.LINKED]
    page = tess.browser.open(f"/cases/{young.reference}").text
    assert "Linked voice: a parent's or carer's" in page
    assert "answer each" in page
    assert PARENT_WORDS not in page
    other = tess.browser.open(f"/cases/{parent.reference}").text
    assert "Linked voice: a young person's" in other
    assert YOUNG_WORDS not in other


def test_a_no_is_told_to_triage_on_the_young_persons_case_and_nowhere_else(
    office: Office, tess: Worker, young: Receipt, parent: Receipt
) -> None:
    propose(tess, young, parent.reference)
    say(office, young, "no")

    page = tess.browser.open(f"/cases/{young.reference}")

    assert "The young person said no to a link. Do not ask again." in page.text
    assert ASK not in page.text
    assert parent.reference not in page.answer.text
    for address in (f"/cases/{parent.reference}", "/links", "/inbox"):
        assert "said no" not in tess.browser.open(address).text
        assert "Linked voices" not in tess.browser.text
    page = tess.browser.open(f"/cases/{young.reference}/link")
    assert page.path.replace("-", "") == f"/cases/{young.reference}"


def test_answering_one_answers_the_other_not(
    office: Office, tess: Worker, young: Receipt, parent: Receipt
) -> None:
    propose(tess, young, parent.reference)
    say(office, young, "yes_quietly")
    tess.browser.open("/links").send("/links")
    say(office, parent, "yes")

    tess.browser.open(f"/cases/{parent.reference}/answer").send(words="To the parent alone.")

    assert "To the parent alone." in office.as_family(parent).text
    assert "To the parent alone." not in office.as_family(young).text
    assert office.submission(young.reference).status.value == "in_triage"


@pytest.mark.parametrize("typed", ["nobody's", "restricted", "other body's", "a helper's", "own"])
def test_a_number_that_cannot_be_linked_is_refused_alike(
    office: Office, tess: Worker, young: Receipt, parent: Receipt, wiring: Wiring, typed: str
) -> None:
    number = {
        "nobody's": lambda: "00011ZGWC",
        "restricted": office.restricted,
        "other body's": lambda: office.send(needs=("ehc_plan",)),
        "a helper's": lambda: office.unplaced(author_kind=AuthorKind.HELPER, words="A helper."),
        "own": lambda: young.reference,
    }[typed]()

    page = propose(tess, young, number)

    assert page.answer.status_code == 422
    assert page.faults[0].startswith("A link with this number cannot be asked for.")
    assert statuses(wiring) == []
    propose(tess, young, parent.reference)
    assert statuses(wiring) == [L.ASKED_YOUNG]


def test_a_mistyped_number_is_said_and_kept(tess: Worker, young: Receipt) -> None:
    page = propose(tess, young, "4F7K")

    assert page.faults == ["Check the number: 9 letters and digits, as in 4F7K-2M9Q-X"]
    assert page.page.xpath("//input[@name='number']/@value") == ["4F7K"]


def test_no_parents_case_offers_to_ask(tess: Worker, young: Receipt, parent: Receipt) -> None:
    assert ASK in tess.browser.open(f"/cases/{young.reference}").text
    assert ASK not in tess.browser.open(f"/cases/{parent.reference}").text
    page = tess.browser.open(f"/cases/{parent.reference}/link")
    assert page.path.replace("-", "") == f"/cases/{parent.reference}"


def placed(tess: Worker, receipt: Receipt, partner: str) -> None:
    page = tess.browser.open(f"/cases/{receipt.reference}/place")
    page.send(partner=partner, because="They can help.", nobody_named="y")


def test_a_body_that_has_one_of_the_two_sees_no_link(
    office: Office, tess: Worker, young: Receipt, parent: Receipt
) -> None:
    propose(tess, young, parent.reference)
    say(office, young, "yes")
    tess.browser.open("/links").send("/links")
    say(office, parent, "yes")
    placed(tess, young, TRANSPORT)
    sam = office.sign_in(Role.CASEWORKER, TRANSPORT)
    before = sam.browser.open(f"/cases/{young.reference}")
    assert "Linked voice:" not in before.text
    assert "to a link" not in before.text
    assert parent.reference not in before.answer.text

    placed(tess, parent, TRANSPORT)

    assert "Linked voice: a parent's or carer's" in sam.browser.open(before.path).text
    other = office.sign_in(Role.CASEWORKER, OTHER, "Olga")
    assert other.browser.open(before.path).answer.status_code == 404


def test_a_caseworkers_offer_does_not_go_away_when_a_young_person_says_no(
    office: Office, tess: Worker, young: Receipt, parent: Receipt
) -> None:
    sam = office.sign_in(Role.CASEWORKER, TRANSPORT)
    placed(tess, young, TRANSPORT)
    placed(tess, parent, TRANSPORT)
    address = f"/cases/{young.reference}"
    assert ASK in sam.browser.open(address).text
    propose(sam, young, parent.reference)
    say(office, young, "no")

    page = sam.browser.open(address)

    assert ASK in page.text
    assert "said no" not in page.text


def comes_to(office: Office, tess: Worker, young: Receipt, parent: Receipt, state: str) -> None:
    """What the young person was asked comes to stand like this."""
    if state in ("no", "yes", "parent asked", "parent no"):
        say(office, young, "no" if state == "no" else "yes")
    if state in ("parent asked", "parent no"):
        tess.browser.open("/links").send("/links")
    if state == "parent no":
        say(office, parent, "no")
    if state == "lapsed":
        with office.wiring.writes.begin() as session:
            session.execute(update(VoiceLink).values(status=L.LAPSED))


def what_a_caseworker_reads(sam: Worker, young: Receipt, numbers: dict[str, str]) -> list[str]:
    """The case, the form, and what comes of asking about each number; then the case once more."""
    case = f"/cases/{young.reference}"
    said = [sam.browser.open(case).answer.text, sam.browser.open(f"{case}/link").answer.text]
    for name, number in numbers.items():
        page = propose(sam, young, number)
        said.append(f"{name}: {page.answer.status_code} {page.path} {page.answer.text}")
        said.append(sam.browser.open("/inbox").answer.text)
    said.append(sam.browser.open(case).answer.text)
    return said


STATES = ("asked", "no", "lapsed", "yes", "parent asked", "parent no")


@pytest.mark.parametrize("state", STATES)
def test_no_byte_that_a_caseworker_reads_tells_what_a_young_person_said(
    office: Office, tess: Worker, state: str
) -> None:
    """Also not by asking again, for the same parent's number, another's, or nobody's."""
    sam, shown = office.sign_in(Role.CASEWORKER, TRANSPORT), []
    for wanted in ("asked", state):
        young = office.receive(
            author_kind=AuthorKind.YOUNG_PERSON, age=None, words=YOUNG_WORDS, must_not_see="Him"
        )
        first, other = (office.receive(must_not_see="Him", words=PARENT_WORDS) for _ in "ab")
        for one in (young, first, other):
            placed(tess, one, TRANSPORT)
        propose(sam, young, first.reference)
        comes_to(office, tess, young, first, wanted)
        numbers = {"same": first.reference, "other": other.reference, "nobody's": "00011ZGWC"}
        read = what_a_caseworker_reads(sam, young, numbers)
        for name, one in (("young", young), ("first", first), ("other", other)):
            dashed = codes.format_reference(one.reference)
            read = [page.replace(one.reference, name).replace(dashed, name) for page in read]
        shown.append([RANDOM.sub("", page) for page in read])
        for one in (young, first, other):
            hidden(office, one)

    assert shown[0] == shown[1]
    assert "It is passed on." in shown[0][2]
    assert "nobody's: 422" in shown[0][6]


def hidden(office: Office, receipt: Receipt) -> None:
    """Out of the caseworker's sight, so that the next ones stand alone in its inbox."""
    with office.wiring.writes.begin() as session:
        session.execute(
            update(Submission).where(Submission.id == receipt.submission_id).values(restricted=True)
        )


def test_whoever_was_asked_before_is_not_asked_again(
    office: Office, tess: Worker, young: Receipt, parent: Receipt, wiring: Wiring
) -> None:
    sam = office.sign_in(Role.CASEWORKER, TRANSPORT)
    for one in (young, parent):
        placed(tess, one, TRANSPORT)
    propose(sam, young, parent.reference)
    say(office, young, "no")

    propose(sam, young, parent.reference)

    assert statuses(wiring) == [L.YOUNG_NO]
    assert QUESTION not in office.as_family(young).text


def test_triage_hears_that_it_was_asked_before(
    office: Office, tess: Worker, young: Receipt, parent: Receipt
) -> None:
    address, body = tess.browser.open(f"/cases/{young.reference}/link").filled()
    propose(tess, young, parent.reference)
    say(office, young, "no")

    page = tess.browser.open(f"/cases/{young.reference}/link")

    assert page.path.replace("-", "") == f"/cases/{young.reference}"
    body["number"] = parent.reference
    page = tess.browser.post(address, body)
    assert page.answer.status_code in (409, 422)


RANDOM = re.compile(r'(name="(csrf_token|key)"[^>]*value=)"[^"]+"|nonce="[^"]+"')


def everything(office: Office, family: Visitor, staff: dict[str, Worker], parent: Receipt) -> str:
    """All that is shown or kept of the parent's message and of every count beside it."""
    shown = []
    for page in ("/case", "/case/why", "/case/rights", "/case/who-looked", "/case/contact",
                 "/case/supporters", "/case/earlier", "/case/together"):  # fmt: skip
        shown.append(family.open(page).answer.text)
    case = f"/cases/{parent.reference}"
    for who, worker in staff.items():
        for page in (case, "/inbox", "/inbox?show=answered", "/links", "/held", "/formal",
                     "/not-right", "/board", "/admin", "/admin/letters"):  # fmt: skip
            answer = worker.browser.client.get(page, follow_redirects=True)
            shown.append(f"{who} {page} {answer.status_code} {answer.text}")
    return RANDOM.sub("", "\n".join([*shown, *kept(office, parent)]))


def copy_of(family: Visitor) -> str:
    """The file that the parent takes away; taking it is written down, so it is looked at apart."""
    address, body = family.open("/case/rights").filled("/case/rights/copy")
    return family.client.post(address, data=body).get_data(as_text=True)


def kept(office: Office, parent: Receipt) -> list[str]:
    """Letters, clocks and the audit of the parent's message; readings are the test's own."""
    mine = parent.submission_id
    with office.wiring.reads() as session:
        letters = select(OutgoingLetter.kind, OutgoingLetter.next_attempt_at)
        clocks = select(ClockRow.kind, ClockRow.state, ClockRow.due_at)
        events = select(AuditEvent.action, AuditEvent.at).where(AuditEvent.action != "case.read")
        found = [
            session.execute(letters.where(OutgoingLetter.submission_id == mine)).all(),
            session.execute(clocks.where(ClockRow.submission_id == mine)).all(),
            session.execute(events.where(AuditEvent.submission_id == mine)).all(),
        ]
    version = office.submission(parent.reference).version
    return [str(sorted(map(str, rows))) for rows in found] + [str(version)]


def test_a_refused_link_changes_no_byte_on_the_parents_side(
    office: Office, tess: Worker, young: Receipt, parent: Receipt
) -> None:
    staff = {role.value: office.sign_in(role, "triage" if role is Role.TRIAGE else None)
             for role in (Role.TRIAGE, Role.BOARD, Role.ADMIN)}  # fmt: skip
    staff["caseworker"] = office.sign_in(Role.CASEWORKER, TRANSPORT)
    staff["lead"] = office.sign_in(Role.SAFEGUARDING, "wsft")
    family = office.as_family(parent)
    copied = copy_of(family)
    everything(office, family, staff, parent)
    before = everything(office, family, staff, parent)
    assert PARENT_WORDS in before

    propose(tess, young, parent.reference)
    asked = everything(office, family, staff, parent)
    say(office, young, "no")

    assert asked == before
    assert everything(office, family, staff, parent) == before
    assert copy_of(family) == copied


def test_the_same_look_notices_a_link_that_both_agreed_to(
    office: Office, tess: Worker, young: Receipt, parent: Receipt
) -> None:
    family, staff = office.as_family(parent), {"triage": tess}
    everything(office, family, staff, parent)
    before = everything(office, family, staff, parent)
    propose(tess, young, parent.reference)
    say(office, young, "yes")

    tess.browser.open("/links").send("/links")

    after = everything(office, family, staff, parent)
    assert QUESTION in after
    assert QUESTION not in before


def test_the_parents_question_says_who_it_is_only_if_the_young_person_lets_it(
    office: Office, tess: Worker, young: Receipt, parent: Receipt
) -> None:
    propose(tess, young, parent.reference)
    say(office, young, "yes_quietly")
    tess.browser.open("/links").send("/links")
    family = office.as_family(parent).open("/case/together")
    assert "young" not in family.text
    assert YOUNG_WORDS not in family.text

    say(office, young, "yes")

    assert "It is a young person." in family.open("/case/together").text


def test_a_link_that_lost_its_yes_is_not_put_to_the_parent(
    office: Office, tess: Worker, young: Receipt, parent: Receipt, wiring: Wiring
) -> None:
    propose(tess, young, parent.reference)
    say(office, young, "yes")
    address, body = tess.browser.open("/links").filled("/links")
    say(office, young, "no")

    page = tess.browser.post(address, body)

    assert page.answer.status_code == 409
    assert statuses(wiring) == [L.YOUNG_NO]
    assert QUESTION not in office.as_family(parent).text


def test_triage_looks_for_what_was_sent_before_and_puts_it_together(
    office: Office, tess: Worker, parent: Receipt, wiring: Wiring
) -> None:
    new = office.receive(
        must_not_see="My brother-in-law",
        words="I lost my words.",
        sent_before=True,
        earlier_reference=parent.reference,
    )
    assert "They ask to link this" in tess.browser.open(f"/cases/{new.reference}").text
    page = tess.browser.open("/links").open(f"/links/{new.reference}")
    assert page.page.xpath("//input[@name='number']/@value") == [parent.reference]
    assert PARENT_WORDS not in page.text

    page.send(outcome="one", how="Rang the number on file.")

    assert "The family can read what you found." in page.text
    case = tess.browser.open(f"/cases/{new.reference}").text
    assert "The same author also sent" in case
    assert "They ask to link this" not in case
    family = office.as_family(new).open("/case/earlier")
    assert "A person put this together with what you sent before." in family.text
    assert parent.reference not in family.answer.text.replace("-", "")
    assert PARENT_WORDS not in office.as_family(new).text
    assert "put this together" not in office.as_family(parent).open("/case/earlier").text
    with wiring.reads() as session:
        assert session.scalars(select(AuthorLink.how_checked)).all() == ["Rang the number on file."]


def test_without_a_reason_or_a_number_that_can_be_it_nothing_is_put_together(
    office: Office, tess: Worker, wiring: Wiring
) -> None:
    new = office.receive(must_not_see="Him", words="I lost my words.", sent_before=True)
    page = tess.browser.open(f"/links/{new.reference}").send()
    assert len(page.faults) == 2

    page.send(outcome="one", number="0001-1ZGW-C", how="Guessed.")

    assert page.answer.status_code == 422
    assert page.faults[0].startswith("No message of that number can be it.")
    page.send(outcome="not", number="", how="Nobody could say.")
    assert "The family can read what you found." in page.text
    told = office.as_family(new).open("/case/earlier").text
    assert "They could not put the two together." in told


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.MANAGER, Role.SAFEGUARDING])
def test_nobody_but_triage_has_the_page_of_links(office: Office, role: Role) -> None:
    worker = office.sign_in(role, "wsft" if role is Role.SAFEGUARDING else TRANSPORT)

    assert worker.browser.open("/links").answer.status_code == 403
    assert "Links" not in worker.browser.open("/inbox").text
