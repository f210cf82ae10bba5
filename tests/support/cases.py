"""Looking at a case from behind: its turn, its promises, its letters, and every row there is."""

from datetime import datetime

from sqlalchemy import delete, func, inspect, select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.domain.clocks import ClockKind, ClockState, Milestone, Subject
from portal.domain.people import Role
from portal.domain.promises import Recipient, Regime
from portal.domain.working_days import add_working_days, end_of, local_date
from portal.models import (
    Base,
    ClockMilestone,
    ClockRow,
    OutgoingLetter,
    PartnerContact,
    Referral,
    RouteDecision,
    SafeguardingItem,
    Submission,
)
from portal.queries import partnership
from portal.services import place, safeguard
from tests.support.clock import TUESDAY_EVENING
from tests.support.staff import deed, hire

DISCLOSURE = "I want to kill myself."
"""Words that trip the screen, whatever else it may come to know."""


def turn(session: Session, submission: Submission, number: int = 1) -> Referral:
    """One partner's turn, with all that services on it need."""
    query = select(Referral).where(
        Referral.submission_id == submission.id, Referral.number == number
    )
    return session.scalars(
        query.options(joinedload(Referral.partner), joinedload(Referral.submission))
    ).one()


def turns(session: Session, submission: Submission) -> int:
    query = select(func.count(Referral.id)).where(Referral.submission_id == submission.id)
    return session.scalars(query).one()


def promises(session: Session, submission: Submission) -> list[ClockRow]:
    """Every clock of the submission, oldest first."""
    query = select(ClockRow).where(ClockRow.submission_id == submission.id).order_by(ClockRow.id)
    both = (selectinload(ClockRow.events), selectinload(ClockRow.milestones))
    return list(session.scalars(query.options(*both, joinedload(ClockRow.service_level))))


def promise(
    session: Session, submission: Submission, subject: Subject, kind: ClockKind, cycle: int = 1
) -> ClockRow:
    """The one clock of that name."""
    session.flush()
    (found,) = (
        one
        for one in promises(session, submission)
        if (one.subject, one.kind, one.cycle) == (subject, kind, cycle)
    )
    return found


def decisions(session: Session, submission: Submission) -> list[RouteDecision]:
    query = select(RouteDecision).where(RouteDecision.submission_id == submission.id)
    return list(session.scalars(query.order_by(RouteDecision.id)))


def flags(session: Session, submission: Submission) -> list[SafeguardingItem]:
    """Every flag on the submission, with its steps."""
    query = select(SafeguardingItem.id).where(SafeguardingItem.submission_id == submission.id)
    ids = session.scalars(query.order_by(SafeguardingItem.id)).all()
    return [safeguard.with_steps(session, one) for one in ids]


def letters(session: Session, submission: Submission | None = None) -> list[str]:
    """The kinds of letters written, oldest first: all, or those to one family."""
    query = select(OutgoingLetter.kind).order_by(OutgoingLetter.id)
    if submission is not None:
        query = query.where(OutgoingLetter.submission_id == submission.id)
    return list(session.scalars(query))


def mailbox(session: Session, partner_key: str) -> str:
    """Give a body a mailbox in place of the one that the file names, and say which."""
    address = f"{partner_key}@example.org"
    without_mailbox(session, partner_key)
    owner = partnership.partner(session, partner_key)
    session.add(PartnerContact(partner_id=owner.id, recipient=Recipient.SERVICE, address=address))
    session.flush()
    return address


def without_mailbox(session: Session, partner_key: str) -> None:
    """Take away the mailbox that the file names."""
    owner = partnership.partner(session, partner_key)
    session.execute(delete(PartnerContact).where(PartnerContact.partner_id == owner.id))


def taken_on(session: Session, submission: Submission, now: datetime = TUESDAY_EVENING) -> Referral:
    """The partner's turn, accepted by a caseworker of its own."""
    referral = turn(session, submission)
    member = hire(session, Role.CASEWORKER, referral.partner.key)
    place.accept(session, member, referral, deed(member, "accept", now))
    session.flush()
    return referral


def look_by(session: Session, submission: Submission, due_at: datetime) -> ClockRow:
    """A promise that leads look at it by an instant, with the steps that the file's ladder has."""
    about = partnership.About(Regime.SAFEGUARDING)
    level = partnership.service_level(
        session, Subject.SAFEGUARDING, ClockKind.LOOK, on=TUESDAY_EVENING.date(), about=about
    )
    end = end_of(add_working_days(local_date(due_at), 1, partnership.in_force(session).calendar))
    steps = {
        Milestone.BREACHED: due_at,
        Milestone.ESCALATED_1: due_at,
        Milestone.ESCALATED_2: end,
    }
    clock = ClockRow(
        submission_id=submission.id,
        owner="flag:1",
        subject=Subject.SAFEGUARDING,
        kind=ClockKind.LOOK,
        cycle=1,
        service_level=level,
        matched={},
        quarter="2026-Q4",
        started_at=TUESDAY_EVENING,
        due_on=local_date(due_at),
        due_at=due_at,
        state=ClockState.RUNNING,
        milestones=[
            ClockMilestone(cycle=1, name=name, basis="", crosses_at=instant, void=False)
            for name, instant in steps.items()
        ],
    )
    session.add(clock)
    session.flush()
    return clock


def row_counts(session: Session) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
        for table in Base.metadata.sorted_tables
    }


def words_in(session: Session, model: type[Base]) -> str:
    """Everything that the rows of one table say, as one text."""
    columns = [column.key for column in inspect(model).columns]
    rows = session.scalars(select(model)).all()
    return "\n".join(repr([getattr(row, name) for name in columns]) for row in rows)
