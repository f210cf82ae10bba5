"""What a family sees of what services do, and what it never sees."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain.messages import MessagePurpose
from portal.domain.people import Member, Role
from portal.domain.submissions import SubmissionStatus
from portal.models import Referral, Submission
from portal.services import casework
from portal.services import place as placing
from portal.services.casework import Words
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.support.staff import deed, hire
from tests.web.family.journeys import code_of, concern_checked, number_of, sent

Work = Callable[[Session, Member, Submission, Referral], None]


@pytest.fixture
def staff_does(wiring: Wiring, clock: FrozenClock) -> Callable[[Work], None]:
    """Something that a caseworker of the travel team does, at the clock's time."""

    def does(work: Work) -> None:
        with wiring.writes() as session:
            member = hire(session, Role.CASEWORKER, "scc_transport")
            query = select(Referral).options(
                joinedload(Referral.submission), joinedload(Referral.partner)
            )
            referral = session.scalars(query).one()
            work(session, member, referral.submission, referral)
            session.commit()

    def at(member: Member):
        return deed(member, now=clock.now())

    does.at = at
    return does


def open_case(family: Visitor, kept: tuple[str, str]) -> Visitor:
    return family.open("/return").send(reference=kept[0], code=kept[1])


def test_a_family_reads_what_a_person_wrote_and_that_it_was_in_time(
    family: Visitor, staff_does, clock: FrozenClock
) -> None:
    kept = sent(family)
    clock.move(days=1)
    staff_does(
        lambda session, member, submission, referral: (
            placing.accept(session, member, referral, staff_does.at(member)),
            casework.write(
                session,
                member,
                submission,
                MessagePurpose.ACKNOWLEDGEMENT,
                Words("I have read it, and will ring the firm.", "k" * 30),
                staff_does.at(member),
            ),
        )
    )

    open_case(family, kept)

    assert "I have read it, and will ring the firm." in family.text
    assert "Sam, The council's school travel team wrote at" in family.text
    assert "A person read it and wrote to you" in family.text
    assert "We did this on Wednesday 25 November." in family.text


def test_a_promise_that_was_broken_is_said_plainly(family: Visitor, clock: FrozenClock) -> None:
    kept = sent(family)
    assert "We are late" not in open_case(family, kept).text.replace("If we are late", "")
    clock.move(days=3)

    open_case(family, kept)

    assert family.text.count("We are late") == 1


def test_the_days_of_a_promise_can_be_checked_one_by_one(family: Visitor) -> None:
    kept = sent(family)

    table = open_case(family, kept).page.xpath("//main//table")[2]

    rows = [" ".join(row.text_content().split()) for row in table.xpath(".//tbody/tr")]
    assert rows[0] == "Tuesday 24 November day 0: the day we got it"
    assert rows[1] == "Wednesday 25 November day 1, counted"
    assert rows[4] == "Saturday 28 November the weekend, not counted"
    assert rows[-1] == "Tuesday 8 December day 10, counted"


def propose(staff_does) -> None:
    staff_does(
        lambda session, member, submission, referral: (
            placing.accept(session, member, referral, staff_does.at(member)),
            casework.answer(
                session,
                member,
                submission,
                Words("A new firm starts on Monday.", "a" * 30),
                staff_does.at(member),
                referral=referral,
                points=(1,),
            ),
            casework.propose_resolved(
                session,
                member,
                submission,
                Words("We think that this is done.", "p" * 30),
                staff_does.at(member),
                referral,
            ),
        )
    )


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/case/changed", SubmissionStatus.RESOLVED, "You said that it is done"),
        ("/case/not-changed", SubmissionStatus.DISPUTED, "You said that it is not done"),
    ],
)
def test_only_the_family_says_whether_it_is_done_and_says_it_once(
    family: Visitor, staff_does, wiring: Wiring, address: str, status: SubmissionStatus, said: str
) -> None:
    kept = sent(family)
    propose(staff_does)
    assert "Has it really changed?" in open_case(family, kept).text
    form = family.filled(address)
    family.post(*form)

    family.post(*form)

    assert family.text.count(said) == 1
    assert "Has it really changed?" not in family.text
    with wiring.reads() as session:
        assert session.scalars(select(Submission.status)).one() is status


def test_a_message_that_is_done_is_not_said_to_wait_for_its_first_reader(
    family: Visitor, staff_does
) -> None:
    kept = sent(family)
    propose(staff_does)

    open_case(family, kept).send("/case/changed")

    assert "You said it is done, so nobody is working on it now." in family.text
    assert "A person reads it first" not in family.text


def test_each_thing_that_was_told_is_answered_or_not(family: Visitor, staff_does) -> None:
    kept = sent(family, words="The bus is late.\nThe driver shouts.")
    propose(staff_does)

    open_case(family, kept)

    points = [" ".join(li.text_content().split()) for li in family.page.xpath("//main//ol[1]/li")]
    assert "The bus is late. Answered" in points
    assert "The driver shouts. Not answered yet" in points


@pytest.mark.parametrize("kind", ["concern", "view"])
def test_nothing_betrays_that_safeguarding_looks(
    family: Visitor, app: Flask, wiring: Wiring, kind: str
) -> None:
    """The same journey, once stopped by a flag and once by "who must not see it"."""
    other = Visitor(app.test_client())
    pages = []
    for visitor, danger in ((family, "yes"), (other, "no")):
        lock = {"hide": "yes", "must_not_see": "The driver"} if kind == "concern" else {}
        concern_checked(visitor, kind=kind, danger=danger, **lock)
        visitor.send()
        kept = number_of(visitor), " ".join(code_of(visitor))
        pages.append((nameless(visitor, kept), nameless(open_case(visitor, kept), kept)))

    with wiring.reads() as session:
        query = select(Submission.restricted).order_by(Submission.id)
        assert session.scalars(query).all() == [True, False]
    assert pages[0] == pages[1]


def test_a_flag_sends_a_certain_route_where_any_uncertain_one_goes(family: Visitor) -> None:
    concern_checked(family, danger="yes").send()

    assert "A person reads it first" in family.text
    assert "safeguard" not in family.answer.text.lower()


def test_a_reply_that_sounds_like_danger_looks_like_any_other(
    family: Visitor, app: Flask, wiring: Wiring
) -> None:
    other = Visitor(app.test_client())
    pages = []
    for visitor, words in ((family, "I want to kill myself."), (other, "Thank you very much.")):
        kept = sent(visitor)
        open_case(visitor, kept).send("/case", words=words)
        pages.append(nameless(visitor, kept).replace(words, ""))

    with wiring.reads() as session:
        query = select(Submission.restricted).order_by(Submission.id)
        assert session.scalars(query).all() == [True, False]
    assert pages[0] == pages[1]


def nameless(visitor: Visitor, kept: tuple[str, str]) -> str:
    """The page without what is its own: token, key, number, words, and the mark of its draft."""
    page = re.sub(
        r'name="(csrf_token|key|draft|about)" (id="key" )?value="[^"]*"', "", visitor.answer.text
    )
    page = re.sub(r"[?&](?:amp;)?d=[0-9a-f]{8}", "", page)
    for own in (kept[0], *kept[1].split()):
        page = page.replace(f">{own}<", "><")
    return page
