"""Breaches that a manager may annul, and those that one has annulled."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from portal.domain.annulling import BY_ITSELF
from portal.domain.clocks import Milestone, Subject
from portal.domain.people import Member, Role
from portal.domain.promises import ASK_NOBODY
from portal.domain.referrals import ReferralPart
from portal.models import ClockMilestone, ClockRow, Referral, Submission
from portal.queries import formal

READ_BY_FAMILY = frozenset({Subject.FAMILY, Subject.FORMAL})
"""Whose lateness, and so whose annulment, the family reads."""


def breaches(
    session: Session, member: Member, submission: Submission, turn: Referral | None
) -> list[ClockMilestone]:
    """What became late and was marked so, of this manager's own to keep, oldest first.

    A body keeps its own turn's promises, the family's while it leads or has led to the end, and
    those of law on routes that it must answer.
    """
    if member.role is not Role.MANAGER:
        return []
    routes = [one.id for one, acts in formal.shown_to(session, member, submission) if acts]
    mine: list[ColumnElement[bool]] = [ClockRow.formal_route_id.in_(routes)]
    if turn is not None:
        mine.append(ClockRow.referral_id == turn.id)
        if turn.part is ReferralPart.LEAD:
            mine.append(ClockRow.subject == Subject.FAMILY)
    query = (
        select(ClockMilestone)
        .join(ClockRow, ClockRow.id == ClockMilestone.clock_id)
        .where(ClockRow.submission_id == submission.id, or_(*mine))
        .where(ClockRow.kind.not_in(ASK_NOBODY), ClockMilestone.name == Milestone.BREACHED)
        .where(ClockMilestone.recorded_at.is_not(None), ClockMilestone.annulled_because.is_(None))
        .options(joinedload(ClockMilestone.clock))
        .order_by(ClockMilestone.crosses_at, ClockMilestone.id)
    )
    return list(session.scalars(query))


def shown_to(member: Member) -> frozenset[Subject]:
    """Whose annulled breaches a case shows to this member; a flag's are the leads' alone."""
    known = frozenset(Subject) - {Subject.SAFEGUARDING}
    return frozenset(Subject) if member.role is Role.SAFEGUARDING else known


def annulled(
    session: Session, submission_id: int, subjects: Collection[Subject]
) -> list[ClockMilestone]:
    """Breaches of these promises that a manager annulled, oldest first."""
    query = (
        select(ClockMilestone)
        .join(ClockRow, ClockRow.id == ClockMilestone.clock_id)
        .where(ClockRow.submission_id == submission_id, ClockRow.subject.in_(subjects))
        .where(ClockMilestone.name == Milestone.BREACHED)
        .where(ClockMilestone.annulled_because.not_in(BY_ITSELF))
        .options(joinedload(ClockMilestone.clock))
        .order_by(ClockMilestone.annulled_at, ClockMilestone.id)
    )
    return list(session.scalars(query))
