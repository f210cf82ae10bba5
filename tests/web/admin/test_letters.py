"""Letters that were given up: seen, tried again, put aside; and what is on its way."""

import pytest
from sqlalchemy import select

from portal.domain.promises import Recipient
from portal.jobs import rounds
from portal.models import AuditEvent, OutgoingLetter
from portal.queries import partnership
from portal.queries.paging import MOST
from portal.wiring import Wiring
from tests.support import cases
from tests.support.clock import FrozenClock
from tests.support.wiring import Outbox
from tests.web.admin.conftest import GiveUp, deeds, letters
from tests.web.partner.conftest import Office, Worker

ASIDE = "The family rang us."


def rows(worker: Worker, caption: str) -> list[str]:
    """The lines of one table, as one text each."""
    found = worker.browser.page.xpath(f"//table[caption[contains(., '{caption}')]]/tbody/tr")
    return [" ".join(one.text_content().split()) for one in found]


def test_with_nothing_given_up_and_nothing_waiting_the_page_says_so(ada: Worker):
    ada.browser.open("/admin/letters")

    assert "No letter was given up." in ada.browser.text
    assert "No letter is waiting" in ada.browser.text
    assert "Try all of them again" not in ada.browser.text


def test_a_letter_that_was_given_up_says_what_it_is_for_whom_and_what_went_wrong(
    ada: Worker, give_up: GiveUp, clock: FrozenClock
):
    give_up(contact="+447700900123")

    ada.browser.open("/admin/letters")

    family, service = sorted(rows(ada, "given up"))[::-1]
    assert "We have your message For: A family" in family
    assert "Text message, written 9:40pm on Tuesday 24 November 2026" in family
    assert "refused 1 try, given up 24 Nov 2026" in family
    assert "A case was placed For: The council's school travel team" in service


def test_what_is_on_its_way_says_how_much_and_since_when(
    ada: Worker, office: Office, outbox: Outbox, wiring: Wiring, clock: FrozenClock
):
    office.send(needs=("other",), contact="ada@example.org")
    outbox.down = True
    rounds.send_letters(wiring)
    clock.move(minutes=2)
    office.send(needs=("other",), contact="bob@example.org")

    ada.browser.open("/admin/letters")

    assert rows(ada, "on their way") == [
        "We have your message E-mail 2 waiting 1 failed at least once"
        " The oldest was written 9:40pm on Tuesday 24 November 2026"
    ]


def test_one_letter_tried_again_is_sent_with_its_own_id(
    ada: Worker, give_up: GiveUp, wiring: Wiring, outbox: Outbox
):
    number, other = give_up(contact="ada@example.org")
    before = {one.id: one.message_id for one in letters(wiring)}

    ada.browser.open("/admin/letters").send(f"/admin/letters/{number}/again")
    rounds.send_letters(wiring)

    assert "will be tried again" in ada.browser.text
    assert [one.message_id for one in outbox.sent] == [before[number]]
    assert [one.id for one in letters(wiring) if one.failed_at] == [other]
    assert [(what, who, kept["letter"]) for what, who, kept in deeds(wiring)] == [
        ("letter.tried_again", ada.member.staff_id, number)
    ]


def test_a_letter_tried_again_has_three_days_again(
    ada: Worker, give_up: GiveUp, wiring: Wiring, outbox: Outbox, clock: FrozenClock
):
    number, _ = give_up(contact="ada@example.org")
    ada.browser.open("/admin/letters").send(f"/admin/letters/{number}/again")
    outbox.down = True
    for _ in range(48):
        rounds.send_letters(wiring)
        clock.move(hours=1)
    outbox.down = False

    for _ in range(5):
        rounds.send_letters(wiring)
        clock.move(hours=1)

    assert [one.sent_at is not None for one in letters(wiring) if one.id == number] == [True]


def test_all_are_tried_again_with_one_press_save_those_put_aside(
    ada: Worker, give_up: GiveUp, wiring: Wiring, outbox: Outbox
):
    first, *others = give_up(contact="ada@example.org")
    others = [one for one in give_up(contact="bob@example.org") if one != first]
    ada.browser.open(f"/admin/letters/{first}/aside").send(because=ASIDE)

    ada.browser.open("/admin/letters").send("/admin/letters/again")
    rounds.send_letters(wiring)

    assert "3 letters will be tried again" in ada.browser.text
    assert len(outbox.sent) == 3
    assert [one.id for one in letters(wiring) if one.sent_at is None] == [first]
    tried = [kept["letter"] for what, _, kept in deeds(wiring) if what == "letter.tried_again"]
    assert tried == others


def test_a_letter_put_aside_keeps_why_and_can_still_be_tried(
    ada: Worker, give_up: GiveUp, wiring: Wiring, outbox: Outbox
):
    number, _ = give_up(contact="ada@example.org")

    ada.browser.open(f"/admin/letters/{number}/aside").send(because=ASIDE)
    listed = rows(ada, "given up")
    ada.browser.open("/admin/letters?show=aside")
    aside = rows(ada, "put aside")
    ada.browser.send(f"/admin/letters/{number}/again")
    rounds.send_letters(wiring)

    assert len(listed) == 1
    assert [ASIDE in one for one in aside] == [True]
    assert len(outbox.sent) == 1
    assert [what for what, _, _ in deeds(wiring)] == ["letter.put_aside", "letter.tried_again"]


def test_why_is_in_no_audit_row(ada: Worker, give_up: GiveUp, wiring: Wiring):
    number, _ = give_up(contact="ada@example.org")

    ada.browser.open(f"/admin/letters/{number}/aside").send(because="quokkazebra")

    assert deeds(wiring)[0][2] == {"letter": number, "kind": letters(wiring)[0].kind}
    with wiring.reads() as session:
        assert "quokkazebra" not in cases.words_in(session, AuditEvent)


@pytest.mark.parametrize("because", ["", "  \r\n ", "x" * 501])
def test_a_letter_is_not_put_aside_without_a_reason_or_with_an_endless_one(
    ada: Worker, give_up: GiveUp, wiring: Wiring, because: str
):
    number, _ = give_up(contact="ada@example.org")

    ada.browser.open(f"/admin/letters/{number}/aside").send(because=because)

    assert ada.browser.answer.status_code == 422
    assert ada.browser.faults
    assert because.strip() in ada.browser.answer.text
    assert deeds(wiring) == []


def test_what_somebody_else_has_dealt_with_is_not_done_twice(
    ada: Worker, give_up: GiveUp, wiring: Wiring
):
    number, other = give_up(contact="ada@example.org")
    again = ada.browser.open("/admin/letters").filled(f"/admin/letters/{number}/again")
    aside = ada.browser.open(f"/admin/letters/{other}/aside").filled()
    ada.browser.post(*again)
    ada.browser.post(aside[0], {**aside[1], "because": ASIDE})

    twice = [
        ada.browser.post(*again).answer.status_code,
        ada.browser.post(aside[0], {**aside[1], "because": ASIDE}).answer.status_code,
    ]

    assert twice == [409, 409]
    assert len(deeds(wiring)) == 2


def test_a_letter_that_is_not_there_or_was_not_given_up_has_no_page(
    ada: Worker, office: Office, wiring: Wiring
):
    office.send(contact="ada@example.org")
    number = letters(wiring)[0].id

    answers = [
        ada.browser.client.get(f"/admin/letters/{one}/aside").status_code
        for one in (number, 987_654, 2_147_483_647, 2_147_483_648, "x", -1)
    ]

    assert answers == [404] * 6


def test_a_page_holds_fifty_and_the_next_one_the_rest(
    ada: Worker, give_up: GiveUp, office: Office, clock: FrozenClock
):
    for _ in range(MOST + 1):
        office.send(needs=("other",), contact="ada@example.org")
    numbers = give_up(needs=("other",), contact="ada@example.org")

    ada.browser.open("/admin/letters")
    first = rows(ada, "given up")
    told = "50+ letters" in ada.browser.text
    ada.browser.open(ada.browser.page.xpath("//a[text()='Next 50']/@href")[0])

    assert told
    assert (len(numbers), len(first), len(rows(ada, "given up"))) == (MOST + 2, MOST, 2)


@pytest.mark.parametrize("after", ["", "x", "none.1", "99999999999999999999.1", "1.1", "%00"])
def test_any_place_in_an_address_is_a_page(ada: Worker, give_up: GiveUp, after: str):
    give_up(contact="ada@example.org")

    assert ada.browser.client.get(f"/admin/letters?after={after}").status_code == 200


def test_the_start_page_says_when_letters_need_somebody(ada: Worker, give_up: GiveUp):
    calm = ada.browser.open("/admin").text
    give_up(contact="ada@example.org")

    needed = ada.browser.open("/admin").text

    assert "to look at" not in calm
    assert "2 to look at" in needed


@pytest.mark.parametrize(
    ("body", "desk", "whom"),
    [
        ("scc_transport", None, "The council's school travel team"),
        ("scc_transport", Recipient.SERVICE, "The council's school travel team"),
        ("scc_transport", Recipient.MANAGER, "The council's school travel team: the manager"),
        (None, Recipient.SENIOR_OFFICER, "The senior responsible officer"),
    ],
)
def test_a_letter_to_a_desk_names_the_desk_and_never_a_family(
    ada: Worker,
    office: Office,
    wiring: Wiring,
    body: str | None,
    desk: Recipient | None,
    whom: str,
):
    office.send()
    with wiring.writes.begin() as session:
        (letter,) = session.scalars(select(OutgoingLetter)).all()
        letter.partner_id = partnership.partner(session, body).id if body else None
        letter.recipient, letter.failed_at = desk, wiring.clock.now()

    ada.browser.open("/admin/letters")

    (line,) = rows(ada, "given up")
    assert f"For: {whom} E-mail" in line
