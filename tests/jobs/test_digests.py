"""Digests as they leave: counted at the last moment, at nine, and not at all for nothing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from portal.domain.people import Role
from portal.jobs import rounds
from portal.models import OutgoingLetter, Submission
from portal.services import casework, letters
from portal.services.casework import Words
from portal.wiring import Wiring
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.families import send
from tests.support.staff import deed, hire
from tests.support.wiring import Outbox

LONDON = ZoneInfo("Europe/London")
OFFICER = "send-sro@suffolk.example"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def works(wiring: Wiring, clock: FrozenClock, now: str) -> list[tuple[str, str]]:
    """What the worker sends at an instant: to whom, and what."""
    clock.at = at(now)
    while rounds.sweep_clocks(wiring):
        pass
    outbox = wiring.mailer
    assert isinstance(outbox, Outbox)
    before = len(outbox.sent)
    rounds.send_letters(wiring)
    return [(one.to, one.body) for one in outbox.sent[before:]]


def taken(wiring: Wiring, many: int) -> list[int]:
    with wiring.writes.begin() as session:
        found = [send(session, f"form-{n}")[0] for n in range(many)]
        for one in found:
            cases.taken_on(session, one)
        # That they were placed is told in working hours too; here it was told long ago.
        session.execute(update(OutgoingLetter).values(sent_at=TUESDAY_EVENING))
        return [one.id for one in found]


def test_a_desk_hears_once_at_nine_how_much_is_near_its_end(
    wiring: Wiring, clock: FrozenClock
) -> None:
    taken(wiring, 3)
    works(wiring, clock, "2026-11-24 22:00")

    early = works(wiring, clock, "2026-11-25 08:59")
    nine = works(wiring, clock, "2026-11-25 09:00")
    later = works(wiring, clock, "2026-11-25 09:01")

    # The first words to each family are owed by the end of Thursday.
    ((to, body),) = nine
    assert (early, later) == ([], [])
    assert to == "scc-transport@suffolk.example"
    assert "3 promises are due soon." in body
    assert "{" not in body


def test_what_was_done_before_nine_is_not_counted_and_nothing_left_is_not_sent(
    wiring: Wiring, clock: FrozenClock
) -> None:
    (number,) = taken(wiring, 1)
    works(wiring, clock, "2026-11-25 00:00")
    with wiring.writes.begin() as session:
        member = hire(session, Role.CASEWORKER, "scc_transport")
        case = session.get_one(Submission, number)
        said = deed(member, "answer", at("2026-11-25 08:30"))
        turn = cases.turn(session, case)
        casework.answer(session, member, case, Words("Mended.", "a"), said, referral=turn)

    sent = works(wiring, clock, "2026-11-25 09:00")

    assert sent == []
    with wiring.reads() as session:
        query = select(OutgoingLetter).where(OutgoingLetter.kind == "digest")
        letter = session.scalars(query).one()
        assert letter.last_error == letters.NOTHING_LEFT
        assert works(wiring, clock, "2026-11-25 13:00") == []


def test_what_stays_late_reaches_the_senior_officer_of_the_area(
    wiring: Wiring, clock: FrozenClock
) -> None:
    taken(wiring, 1)
    sent: dict[str, str] = {}
    day = at("2026-11-25 09:00")
    while day < at("2026-12-04 10:00"):
        sent |= dict(works(wiring, clock, f"{day:%Y-%m-%d %H:%M}"))
        day += timedelta(days=1)

    # Nobody wrote to the family by the end of Thursday the 26th.
    assert "1 promise is late. It is late by 6 working days." in sent[OFFICER]


def test_after_days_without_a_worker_each_desk_has_one_digest_and_not_one_for_each_day(
    wiring: Wiring, clock: FrozenClock
) -> None:
    taken(wiring, 2)

    works(wiring, clock, "2026-12-10 10:00")
    sent = works(wiring, clock, "2026-12-10 13:00")

    # A caseworker's, a manager's and a lead's desk all have the mailbox of the service.
    assert sorted(to for to, _ in sent) == [*["scc-transport@suffolk.example"] * 3, OFFICER]


@pytest.mark.parametrize("counted", ["09:00", "08:59:30"], ids=["just left", "about to leave"])
def test_what_is_crossed_while_a_digest_is_being_counted_is_in_the_next_one(
    wiring: Wiring, clock: FrozenClock, counted: str
) -> None:
    taken(wiring, 1)
    works(wiring, clock, "2026-11-25 00:00")
    # The sender may have counted it, and not have said so yet.
    with wiring.writes.begin() as session:
        send(session, "crossing", at("2026-11-24 21:40"))
        cases.taken_on(session, session.get_one(Submission, 2), at("2026-11-24 21:41"))

    clock.at = at(f"2026-11-25 {counted}")
    rounds.sweep_clocks(wiring)

    with wiring.reads() as session:
        query = select(OutgoingLetter.digest_key, OutgoingLetter.next_attempt_at)
        query = query.where(OutgoingLetter.kind == "digest").order_by(OutgoingLetter.digest_key)
        found = [(str(key)[-16:], when) for key, when in session.execute(query)]
    assert found == [
        ("2026-11-25T09:00", at("2026-11-25 09:00")),
        ("2026-11-25T13:00", at("2026-11-25 13:00")),
    ]


def test_no_digest_holds_a_word_or_a_number_of_a_case(wiring: Wiring, clock: FrozenClock) -> None:
    with wiring.writes.begin() as session:
        case, _ = send(session, words="quokkazebra", name="quokkazebra")
        cases.taken_on(session, case)
        reference = case.reference

    sent = works(wiring, clock, "2026-12-10 10:00") + works(wiring, clock, "2026-12-10 13:00")

    assert any("late" in body for _, body in sent)
    assert not any("quokka" in body or reference in body for _, body in sent)
