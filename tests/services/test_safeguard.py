"""Words that sound like danger: held for safeguarding leads, and nothing betrays it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.errors import AlreadyChanged, NotAllowed
from portal.domain.people import Deed, Member, Role
from portal.domain.safeguarding import FlagSource, SafeguardingStatus
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind, SubmissionStatus
from portal.models import OutgoingLetter, Partner, SafeguardingItem, Submission
from portal.services import place, return_visit, safeguard
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import intake, send
from tests.support.staff import deed, hire

LONDON = ZoneInfo("Europe/London")
LATER = TUESDAY_EVENING + timedelta(hours=15)


def lead(session: Session, name: str = "Leah") -> Member:
    return hire(session, Role.SAFEGUARDING, "scc_social_care", name=name)


def at(member: Member, now: datetime = LATER) -> Deed:
    return deed(member, "release", now)


def one_flag(session: Session, submission: Submission) -> SafeguardingItem:
    (item,) = cases.flags(session, submission)
    return item


FLAGGED: list[dict[str, object]] = [
    {"danger": Danger.YES},
    {"words": cases.DISCLOSURE},
    {"wanted": cases.DISCLOSURE},
    {"must_not_see": cases.DISCLOSURE},
    {"access_needs": cases.DISCLOSURE},
    {"words": cases.DISCLOSURE, "author_kind": AuthorKind.YOUNG_PERSON, "age": 15},
]


def same_author(changes: dict[str, object]) -> dict[str, object]:
    """Who writes decides what is promised; nothing else of a flagged concern does."""
    return {name: changes[name] for name in ("author_kind", "age") if name in changes}


@pytest.mark.parametrize("changes", FLAGGED)
def test_what_sounds_like_danger_is_for_safeguarding_leads_alone(
    session: Session, changes: dict[str, object]
) -> None:
    submission, _ = send(session, **changes)

    item = one_flag(session, submission)
    assert submission.restricted
    assert item.status is SafeguardingStatus.OPEN
    assert cases.turns(session, submission) == 0


@pytest.mark.parametrize("danger", [Danger.NO, Danger.NOT_SURE])
def test_ordinary_words_are_not_held(session: Session, danger: Danger) -> None:
    submission, _ = send(session, danger=danger)

    assert not submission.restricted
    assert cases.flags(session, submission) == []
    assert cases.turns(session, submission) == 1


@pytest.mark.parametrize("changes", FLAGGED)
def test_a_flag_costs_the_family_none_of_its_promises(
    session: Session, changes: dict[str, object]
) -> None:
    plain, _ = send(session, "form-1", needs=("other",), **same_author(changes))
    flagged, _ = send(session, "form-2", **changes)

    def family(one: Submission) -> list[tuple[object, ...]]:
        rows = [r for r in cases.promises(session, one) if r.subject is Subject.FAMILY]
        return [(r.kind, r.due_at, r.state) for r in rows]

    assert family(flagged) == family(plain)
    assert len(family(flagged)) == 5


@pytest.mark.parametrize("changes", FLAGGED)
def test_the_family_sees_of_a_flagged_concern_what_it_sees_of_one_in_triage(
    session: Session, changes: dict[str, object]
) -> None:
    alike = same_author(changes)
    plain, _ = send(session, "form-1", needs=("other",), contact="a@example.org", **alike)
    flagged, _ = send(session, "form-2", contact="a@example.org", **changes)

    assert flagged.status is plain.status is SubmissionStatus.IN_TRIAGE
    assert cases.letters(session, flagged) == cases.letters(session, plain) == ["receipt"]
    assert flagged.due_at == plain.due_at


def test_triages_own_promise_does_not_run_for_what_triage_cannot_see(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)

    subjects = {one.subject for one in cases.promises(session, submission)}
    assert subjects == {Subject.FAMILY, Subject.SAFEGUARDING}


def test_the_writers_own_yes_is_a_persons_flag_even_when_the_rules_find_more(
    session: Session,
) -> None:
    submission, _ = send(session, danger=Danger.YES, words=cases.DISCLOSURE)

    item = one_flag(session, submission)
    assert item.source is FlagSource.AUTHOR
    assert item.rules


def test_the_rules_finding_names_rule_and_words_for_the_lead(session: Session) -> None:
    submission, _ = send(session, words=f"Hello.\n{cases.DISCLOSURE}")

    item = one_flag(session, submission)
    assert item.source is FlagSource.MACHINE
    assert any("kill" in rule["words"].lower() for rule in item.rules)


def test_a_flag_in_the_evening_is_looked_at_by_eleven_next_morning(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)

    item = one_flag(session, submission)
    assert item.due_at == datetime(2026, 11, 25, 11, 0, tzinfo=LONDON)


def test_leads_are_told_by_a_letter_without_words(session: Session) -> None:
    send(session, words=cases.DISCLOSURE)

    assert cases.letters(session) == ["safeguarding_flag"]


# --- letting it go on -----------------------------------------------------------------------


def test_one_lead_lets_a_machines_flag_go(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)
    member = lead(session)

    enough = safeguard.release(
        session, member, one_flag(session, submission), "A song.", at(member)
    )

    assert enough
    assert not submission.restricted
    assert one_flag(session, submission).status is SafeguardingStatus.RELEASED


@pytest.mark.parametrize(
    "changes",
    [
        {"danger": Danger.YES},
        {"words": cases.DISCLOSURE, "author_kind": AuthorKind.YOUNG_PERSON},
        {"danger": Danger.YES, "author_kind": AuthorKind.YOUNG_PERSON},
    ],
)
def test_a_persons_flag_or_a_childs_own_words_need_two_leads(
    session: Session, changes: dict[str, object]
) -> None:
    submission, _ = send(session, **changes)
    item, first, second = one_flag(session, submission), lead(session), lead(session, "Noor")

    after_one = safeguard.release(session, first, item, "Safe.", at(first))
    held = submission.restricted
    after_two = safeguard.release(session, second, item, "Safe.", at(second))

    assert (after_one, held) == (False, True)
    assert (after_two, submission.restricted) == (True, False)


def test_one_lead_cannot_be_two(session: Session) -> None:
    submission, _ = send(session, danger=Danger.YES)
    item, member = one_flag(session, submission), lead(session)
    safeguard.release(session, member, item, "Safe.", at(member))

    with pytest.raises(NotAllowed):
        safeguard.release(session, member, item, "Still safe.", at(member))

    assert submission.restricted


def test_once_let_go_it_waits_for_triage_whose_promise_begins_then(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)
    member = lead(session)

    safeguard.release(session, member, one_flag(session, submission), "A song.", at(member))

    placing = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE)
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert (placing.state, placing.started_at) == (ClockState.RUNNING, LATER)


def test_triage_then_has_the_rules_suggestion_and_can_place_it(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)
    member, sorter = lead(session), hire(session, Role.TRIAGE, "triage")
    safeguard.release(session, member, one_flag(session, submission), "A song.", at(member))

    (decision,) = cases.decisions(session, submission)
    place.decide(session, sorter, submission, decision.lead_key, "Theirs.", at(sorter))

    assert cases.turn(session, submission).partner.key == "scc_transport"


def test_a_flag_that_was_let_go_cannot_be_let_go_again(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)
    item, first, second = one_flag(session, submission), lead(session), lead(session, "Noor")
    safeguard.release(session, first, item, "A song.", at(first))

    with pytest.raises(AlreadyChanged):
        safeguard.release(session, second, item, "A song.", at(second))

    cycles = [o.cycle for o in cases.promises(session, submission) if o.subject is Subject.TRIAGE]
    assert cycles == [1]


def test_a_view_that_was_let_go_stays_counted_and_gets_no_promise(session: Session) -> None:
    submission, _ = send(session, kind=SubmissionKind.VIEW, words=cases.DISCLOSURE)
    member = lead(session)

    safeguard.release(session, member, one_flag(session, submission), "A song.", at(member))

    assert (submission.status, submission.restricted) == (SubmissionStatus.COUNTED, False)
    assert {one.subject for one in cases.promises(session, submission)} == {Subject.SAFEGUARDING}


def test_words_with_two_flags_go_on_only_when_both_are_let_go(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)
    member, other = lead(session), lead(session, "Noor")
    safeguard.flag(session, submission, FlagSource.STAFF, [], at(other))
    session.flush()
    machine, staff = cases.flags(session, submission)

    safeguard.release(session, member, machine, "A song.", at(member))
    held = submission.restricted
    for one in (member, other):
        safeguard.release(session, one, staff, "Looked into.", at(one))

    assert held
    assert not submission.restricted


# --- keeping it -----------------------------------------------------------------------------


def test_confirmed_words_never_leave(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)
    item, member, sorter = one_flag(session, submission), lead(session), lead(session, "Tess")

    safeguard.confirm(session, member, item, "Told the team.", at(member))

    assert item.status is SafeguardingStatus.CONFIRMED
    assert submission.restricted
    with pytest.raises(NotAllowed):
        place.decide(session, sorter, submission, "scc_transport", "Theirs.", at(sorter))


def test_what_was_confirmed_cannot_be_let_go(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)
    item, member, other = one_flag(session, submission), lead(session), lead(session, "Noor")
    safeguard.confirm(session, member, item, "Told the team.", at(member))

    with pytest.raises(AlreadyChanged):
        safeguard.release(session, other, item, "A song.", at(other))

    assert submission.restricted


def test_letting_one_flag_go_does_not_free_words_confirmed_by_another(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)
    member = lead(session)
    safeguard.flag(session, submission, FlagSource.STAFF, [], at(member))
    session.flush()
    machine, staff = cases.flags(session, submission)
    safeguard.confirm(session, member, staff, "Told the team.", at(member))

    safeguard.release(session, member, machine, "A song.", at(member))

    assert submission.restricted


def test_a_flag_raised_while_triage_had_it_does_not_start_triage_twice(session: Session) -> None:
    submission, _ = send(session, needs=("other",))
    member, other = lead(session), lead(session, "Noor")
    safeguard.flag(session, submission, FlagSource.STAFF, [], at(member, TUESDAY_EVENING))
    session.flush()

    for one in (member, other):
        safeguard.release(session, one, one_flag(session, submission), "Fine.", at(one))

    cycles = [o.cycle for o in cases.promises(session, submission) if o.subject is Subject.TRIAGE]
    assert cycles == [1]


# --- what is written later ------------------------------------------------------------------


def test_what_a_family_writes_later_is_looked_through_by_the_same_rules(session: Session) -> None:
    submission, receipt = send(session)
    author = return_visit.Author(submission.id, receipt.reference)

    screen = intake().screen
    return_visit.reply(session, author, cases.DISCLOSURE, "reply", LATER, screen)

    assert submission.restricted
    assert one_flag(session, submission).source is FlagSource.MACHINE


def test_an_ordinary_reply_is_not_held(session: Session) -> None:
    submission, receipt = send(session)
    author = return_visit.Author(submission.id, receipt.reference)

    return_visit.reply(session, author, "Thank you.", "reply", LATER, intake().screen)

    assert not submission.restricted


def test_such_a_reply_pressed_twice_raises_one_flag(session: Session) -> None:
    submission, receipt = send(session)
    author = return_visit.Author(submission.id, receipt.reference)

    for _ in range(2):
        return_visit.reply(session, author, cases.DISCLOSURE, "reply", LATER, intake().screen)
        session.flush()

    assert len(cases.flags(session, submission)) == 1


def test_a_flag_is_told_to_the_bodies_of_the_leads_and_to_nobody_else(session: Session) -> None:
    hire(session, Role.SAFEGUARDING, "scc_social_care")
    hire(session, Role.SAFEGUARDING, "nsft")
    hire(session, Role.TRIAGE, "triage")

    send(session, danger=Danger.YES)

    told = select(Partner.key).join(OutgoingLetter, OutgoingLetter.partner_id == Partner.id)
    kept = told.where(OutgoingLetter.kind == "safeguarding_flag").order_by(Partner.key)
    assert session.scalars(kept).all() == ["nsft", "scc_social_care"]
