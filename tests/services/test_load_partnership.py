"""A partnership file comes into force beside the old ones; nothing that was promised is lost."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.holidays import calendar_of, england_and_wales
from portal.domain.clocks import ClockKind, Subject
from portal.domain.partnership import PartnershipFault, packaged, read
from portal.domain.people import SYSTEM, Deed
from portal.models import Partner, PartnerContact, PartnershipVersion, RoutingRule, ServiceLevel
from portal.queries import partnership
from portal.services import load_partnership, projections
from tests.support import cases, databases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send

LONDON = ZoneInfo("Europe/London")
LATER = TUESDAY_EVENING + timedelta(hours=1)
CHRISTMAS_TREE = {date(2026, 12, 7): "Council offices closed"}


def load(session: Session, text: str, closures: dict[date, str] | None = None) -> bool:
    years = databases.FIRST_YEAR, databases.LAST_YEAR
    calendar = england_and_wales(*years, closures) if closures else calendar_of(read(text), *years)
    deed = Deed(SYSTEM, LATER, "load")
    new = load_partnership.load(session, text, calendar, deed)
    databases.seen_through(session, deed)
    return new


def quicker() -> str:
    """The packaged file with an answer promised to families in 5 days instead of 10."""
    old = 'subject = "family"\nclock = "respond"\nrank = 100\namount = 10'
    assert packaged().count(old) == 1
    return packaged().replace(old, old.replace("amount = 10", "amount = 5"))


def without_inclusion() -> str:
    """The packaged file without the inclusion team."""
    start = packaged().index('[[partner]]\nkey = "scc_inclusion"')
    end = packaged().index("# The two boards were due")
    return (packaged()[:start] + packaged()[end:]).replace('also = ["scc_inclusion"]\n', "")


def mailboxes(session: Session, key: str) -> list[str]:
    asked = select(PartnerContact.address).join(PartnerContact.partner).where(Partner.key == key)
    return list(session.scalars(asked.order_by(PartnerContact.id)))


def versions(session: Session) -> int:
    return session.scalars(select(func.count(PartnershipVersion.id))).one()


def test_loading_the_same_file_twice_changes_nothing(session: Session) -> None:
    before = cases.row_counts(session)

    new = load(session, packaged())

    assert not new
    assert cases.row_counts(session) == before


def test_a_changed_file_is_a_new_version_and_the_old_one_is_kept(session: Session) -> None:
    old_levels = session.scalars(select(func.count(ServiceLevel.id))).one()
    old_rules = session.scalars(select(func.count(RoutingRule.id))).one()

    new = load(session, quicker())

    assert new
    assert versions(session) == 2
    assert session.scalars(select(func.count(ServiceLevel.id))).one() == 2 * old_levels
    assert session.scalars(select(func.count(RoutingRule.id))).one() == 2 * old_rules


def test_a_running_promise_stays_on_the_version_it_began_under(session: Session) -> None:
    before, _ = send(session, "form-1")
    load(session, quicker())
    after, _ = send(session, "form-2", now=LATER)

    old = cases.promise(session, before, Subject.FAMILY, ClockKind.RESPOND)
    new = cases.promise(session, after, Subject.FAMILY, ClockKind.RESPOND)
    assert (old.service_level.amount, old.due_on) == (10, date(2026, 12, 8))
    assert (new.service_level.amount, new.due_on) == (5, date(2026, 12, 1))


def test_the_working_of_an_old_promise_still_counts_its_own_days(session: Session) -> None:
    submission, _ = send(session)
    load(session, quicker())

    clock = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    state = projections.fold(session, clock, LATER)

    assert state.amount == 10
    assert state.due_on == clock.due_on


def test_going_back_to_the_older_file_is_a_third_version(session: Session) -> None:
    load(session, quicker())

    new = load(session, packaged())

    assert new
    assert versions(session) == 3


def test_a_partner_that_the_new_file_leaves_out_is_never_deleted(session: Session) -> None:
    before = partnership.partners_by_key(session)["scc_inclusion"].id

    load(session, without_inclusion())

    assert partnership.partners_by_key(session)["scc_inclusion"].id == before
    assert partnership.in_force(session).partnership.partner("scc_inclusion") is None


def test_a_partner_that_changes_its_name_keeps_its_row_and_its_turns(session: Session) -> None:
    submission, _ = send(session)
    text = packaged().replace("The council's school travel team", "School travel")

    load(session, text)

    session.expire_all()
    assert cases.turn(session, submission).partner.name == "School travel"


def test_letters_to_a_body_go_to_the_mailbox_that_the_file_names(session: Session) -> None:
    assert mailboxes(session, "wsft") == ["wsft@suffolk.example"]
    assert mailboxes(session, "school") == []


def test_a_mailbox_that_changes_takes_the_place_of_the_old_one(session: Session) -> None:
    load(session, packaged().replace("wsft@suffolk.example", "children@wsft.example"))

    assert mailboxes(session, "wsft") == ["children@wsft.example"]
    assert mailboxes(session, "jpuh") == ["jpuh@suffolk.example"]


def test_a_mailbox_that_is_taken_out_of_the_file_gets_no_more_letters(session: Session) -> None:
    load(session, packaged().replace('mailbox = "wsft@suffolk.example"\n', ""))

    assert mailboxes(session, "wsft") == []
    assert mailboxes(session, "jpuh") == ["jpuh@suffolk.example"]


def test_a_body_that_the_new_file_leaves_out_keeps_its_mailbox(session: Session) -> None:
    load(session, without_inclusion())

    assert mailboxes(session, "scc_inclusion") == ["scc-inclusion@suffolk.example"]


def test_a_faulty_file_changes_nothing(session: Session) -> None:
    before = cases.row_counts(session)

    with pytest.raises(PartnershipFault):
        load(session, packaged().replace('lead = "scc_transport"', 'lead = "nobody"'))

    assert cases.row_counts(session) == before


def begins(regime: str, clock: str, day: str) -> str:
    """The packaged file with a promise for all that begins on another day."""
    blocks = packaged().split("[[service_level]]")
    mine = [
        at
        for at, one in enumerate(blocks)
        if f'regime = "{regime}"' in one and f'clock = "{clock}"' in one
    ]
    assert mine
    for at in mine:
        blocks[at] = blocks[at].replace("effective_from = 2025-01-01", f"effective_from = {day}")
    return "[[service_level]]".join(blocks)


@pytest.mark.parametrize(
    ("regime", "clock", "said"),
    [
        ("concern", "triage", "concern promises family triage only from 2027-01-01"),
        ("safeguarding", "look", "safeguarding promises safeguarding look only from 2027-01-01"),
    ],
)
def test_a_file_under_which_nobody_could_write_today_is_refused_with_its_line(
    session: Session, regime: str, clock: str, said: str
) -> None:
    text = begins(regime, clock, "2027-01-01")
    line = text.split("\n").index("effective_from = 2027-01-01") + 1

    with pytest.raises(PartnershipFault) as caught:
        load(session, text)

    assert [one.line for one in caught.value.faults] == [line]
    assert said in caught.value.faults[0].sentence
    assert versions(session) == 1
    assert send(session)


def test_a_promise_that_begins_on_the_very_day_may_be_loaded(session: Session) -> None:
    assert load(session, begins("concern", "triage", "2026-11-24"))


def test_a_law_may_come_into_force_later(session: Session) -> None:
    assert load(session, begins("nhs_complaint", "respond", "2027-01-01"))


def test_a_new_closed_day_moves_every_running_promise_that_it_touches(session: Session) -> None:
    submission, _ = send(session)
    kept, _ = send(session, "form-2", now=TUESDAY_EVENING - timedelta(days=30))

    load(session, packaged(), CHRISTMAS_TREE)

    respond = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    acknowledge = cases.promise(session, submission, Subject.FAMILY, ClockKind.ACKNOWLEDGE)
    earlier = cases.promise(session, kept, Subject.FAMILY, ClockKind.RESPOND)
    assert respond.due_on == date(2026, 12, 9)
    assert acknowledge.due_on == date(2026, 11, 26)
    assert earlier.due_on == date(2026, 11, 6)


def test_the_inbox_and_the_working_of_the_day_agree_after_it(session: Session) -> None:
    submission, _ = send(session)

    load(session, packaged(), {date(2026, 11, 26): "Council offices closed"})

    clock = cases.promise(session, submission, Subject.FAMILY, ClockKind.ACKNOWLEDGE)
    state = projections.fold(session, clock, LATER)
    assert (clock.due_on, clock.due_at) == (state.due_on, state.due_at)
    # The last hour of Thursday was given away; the partner must still take it on by Wednesday.
    assert submission.due_at == datetime(2026, 11, 28, tzinfo=LONDON)
    assert cases.turn(session, submission).due_at == datetime(2026, 11, 26, tzinfo=LONDON)


def test_warnings_of_the_old_day_are_void_and_the_new_day_has_its_own(session: Session) -> None:
    submission, _ = send(session)

    load(session, packaged(), CHRISTMAS_TREE)

    clock = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    found = {(one.basis, one.void) for one in clock.milestones}
    assert found == {("2026-12-08", True), ("2026-12-09", False)}


def test_the_same_file_with_a_newly_proclaimed_holiday_is_a_new_version(session: Session) -> None:
    new = load(session, packaged(), CHRISTMAS_TREE)

    assert new
    assert not load(session, packaged(), CHRISTMAS_TREE)
    assert versions(session) == 2
