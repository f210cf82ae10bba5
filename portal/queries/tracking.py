"""What an author may see of its own message: status, promises, words both ways, what happened.

Nothing of safeguarding is here, nor notes or the identity of staff (ruling 21).
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.domain.clocks import ClockState, Subject
from portal.domain.errors import NotFound
from portal.domain.people import Author
from portal.domain.referrals import ReferralPart, RouteSource
from portal.models import (
    AuditEvent,
    ClockMilestone,
    ClockRow,
    Message,
    Referral,
    RouteDecision,
    StaffEntry,
    Submission,
)
from portal.queries import annulling, spoken_for

SAID_BY_FAMILY = (
    "submission.agreed",
    "submission.disagreed",
    "formal.made",
    "formal.withdrawn",
    "route.objected",
    "translation.objected",
    "supporter.made",
    "supporter.ended",
    "code.handed_over",
)
"""The deeds of the audit that the family did itself or for itself, and may see again."""


@dataclass(frozen=True)
class Tracked:
    """One message as its author sees it; every tuple is oldest first.

    `kept_by_triage` is why the people who work out who should help answer it themselves, if so.
    """

    submission: Submission
    clocks: tuple[ClockRow, ...]
    messages: tuple[Message, ...]
    referrals: tuple[Referral, ...]
    kept_by_triage: str | None
    said: tuple[AuditEvent, ...]
    annulled: tuple[ClockMilestone, ...] = ()
    entry: StaffEntry | None = None

    @property
    def lead(self) -> Referral | None:
        """The turn of the partner that is in charge now."""
        leads = [one for one in self.referrals if one.open and one.part is ReferralPart.LEAD]
        return leads[-1] if leads else None


def find(session: Session, author: Author) -> Tracked:
    """The message of this author and no other; raises `NotFound`."""
    both = selectinload(Submission.points), selectinload(Submission.consents)
    query = select(Submission).where(Submission.id == author.submission_id)
    submission = session.scalars(query.options(*both)).first()
    if submission is None:
        raise NotFound("no such submission")
    decisions = _decisions(session, author)
    newest = decisions[-1] if decisions else None
    by_triage = newest is not None and newest.source is RouteSource.PERSON
    return Tracked(
        submission=submission,
        clocks=_clocks(session, author),
        messages=_messages(session, author),
        referrals=_referrals(session, author),
        kept_by_triage=newest.because
        if newest and by_triage and newest.lead_key == "triage"
        else None,
        said=_said(session, author),
        annulled=tuple(annulling.annulled(session, submission.id, annulling.READ_BY_FAMILY)),
        entry=spoken_for.entry(session, submission),
    )


def _decisions(session: Session, author: Author) -> list[RouteDecision]:
    query = select(RouteDecision).where(RouteDecision.submission_id == author.submission_id)
    return list(session.scalars(query.order_by(RouteDecision.id)))


def _clocks(session: Session, author: Author) -> tuple[ClockRow, ...]:
    """The family's own clocks; a cancelled one is no promise any more."""
    query = (
        select(ClockRow)
        .where(ClockRow.submission_id == author.submission_id)
        .where(ClockRow.subject == Subject.FAMILY, ClockRow.state != ClockState.CANCELLED)
        .options(selectinload(ClockRow.events), joinedload(ClockRow.service_level))
        .order_by(ClockRow.cycle, ClockRow.due_at, ClockRow.id)
    )
    return tuple(session.scalars(query))


def _messages(session: Session, author: Author) -> tuple[Message, ...]:
    query = select(Message).where(Message.submission_id == author.submission_id)
    return tuple(session.scalars(query.order_by(Message.sent_at, Message.id)))


def _referrals(session: Session, author: Author) -> tuple[Referral, ...]:
    # A body that was asked to take over is nobody's team until it says yes.
    asked = Referral.taken_from_id.is_not(None) & Referral.accepted_at.is_(None)
    query = select(Referral).where(Referral.submission_id == author.submission_id, ~asked)
    both = joinedload(Referral.partner), joinedload(Referral.decision)
    return tuple(session.scalars(query.options(*both).order_by(Referral.number)))


def _said(session: Session, author: Author) -> tuple[AuditEvent, ...]:
    query = select(AuditEvent).where(AuditEvent.submission_id == author.submission_id)
    mine = query.where(AuditEvent.action.in_(SAID_BY_FAMILY))
    return tuple(session.scalars(mine.order_by(AuditEvent.at, AuditEvent.id)))
