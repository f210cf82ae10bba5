"""The only way to a case: what a member may see of it, decided in the query (ruling 32)."""

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.domain.clocks import Subject
from portal.domain.errors import NotFound
from portal.domain.messages import NoteScope
from portal.domain.people import CASEWORK, Member, Role
from portal.domain.referrals import ReferralStatus
from portal.models import (
    ClockRow,
    Message,
    Note,
    Referral,
    RouteDecision,
    SafeguardingItem,
    Submission,
)
from portal.queries import formal
from portal.queries.ended import ended_by_triage
from portal.queries.inbox import IN_TRIAGE, TRIAGE_ANSWERED, VIEWS, unplaced
from portal.queries.locks import locked, unlocked
from portal.queries.safeguarding import LOOKED_AT


def visible_to(member: Member) -> Select[Submission]:
    """The submissions whose words a member may read now; every other does not exist for it.

    Caseworkers and managers: their own partner's turns, while open or once answered to the end.
    Triage: what no partner holds, views too. Both: what a family made formal and their body must
    answer. Leads: what is flagged, and what a body is kept away from. Nobody else: nothing; nobody
    of a body that is kept away; and nobody at all what was erased.
    """
    query = select(Submission).where(Submission.erased_at.is_(None))
    if member.role in CASEWORK and member.partner_id is not None:
        theirs = or_(_with_partner(member.partner_id), formal.owed_by(member))
        return query.where(theirs, Submission.restricted.is_(False), unlocked(member))
    if member.role is Role.TRIAGE:
        held = Submission.status.in_((*IN_TRIAGE, *TRIAGE_ANSWERED, *VIEWS))
        mine = or_(held & unplaced(), ended_by_triage(), formal.owed_by(member))
        return query.where(mine, Submission.restricted.is_(False))
    if member.role is Role.SAFEGUARDING:
        item = SafeguardingItem
        flagged = item.submission_id == Submission.id, item.status.in_(LOOKED_AT)
        return query.where(or_(exists().where(*flagged), locked()), unlocked(member))
    return query.where(false())


def find(session: Session, member: Member, reference: str) -> Submission:
    """One case with its points and consents; raises `NotFound` for any other, foreign or not."""
    query = visible_to(member).where(Submission.reference == reference)
    query = query.order_by(Submission.id)
    both = selectinload(Submission.points), selectinload(Submission.consents)
    found = session.scalars(query.options(*both)).first()
    if found is None:
        raise NotFound("no such case for this member")
    return found


def is_seen(session: Session, member: Member, reference: str) -> bool:
    """Whether this member may read that case now."""
    query = visible_to(member).where(Submission.reference == reference)
    ids = query.with_only_columns(Submission.id).order_by(Submission.id).limit(1)
    return session.scalars(ids).first() is not None


def own_turn(session: Session, member: Member, submission: Submission) -> Referral | None:
    """The newest turn of the member's own partner, with partner and decision; leads have none."""
    if member.role not in CASEWORK:
        return None
    query = _turns(submission).where(Referral.partner_id == member.partner_id)
    return session.scalars(query.order_by(Referral.number.desc()).limit(1)).first()


def turns(session: Session, submission: Submission) -> list[Referral]:
    """Every turn on a case that was found, ended ones too, in order."""
    return list(session.scalars(_turns(submission).order_by(Referral.number)))


def messages(session: Session, submission: Submission) -> list[Message]:
    """What was said on a case that was found, oldest first."""
    query = select(Message).where(Message.submission_id == submission.id)
    return list(session.scalars(query.order_by(Message.id)))


def last_message(session: Session, submission: Submission) -> int:
    """The number of the newest message; 0 where there is none."""
    query = select(func.max(Message.id)).where(Message.submission_id == submission.id)
    return session.scalars(query).one() or 0


def notes(session: Session, member: Member, submission: Submission) -> list[Note]:
    """Notes of the member's own partner, and those shared with every partner on the case."""
    own = Note.partner_id == member.partner_id if member.partner_id else false()
    query = select(Note).where(Note.submission_id == submission.id)
    query = query.where(or_(own, Note.scope == NoteScope.SHARED))
    return list(session.scalars(query.order_by(Note.id)))


def decisions(session: Session, submission: Submission) -> list[RouteDecision]:
    """Who should lead, as the rules and then people said; the last is in force."""
    query = select(RouteDecision).where(RouteDecision.submission_id == submission.id)
    return list(session.scalars(query.order_by(RouteDecision.id)))


def clocks(session: Session, submission: Submission, turn: Referral | None) -> list[ClockRow]:
    """The family's and triage's promises, and those of one turn; another partner's are its own.

    A flag's are for leads alone, with the flag (`portal.queries.safeguarding`), and
    those of formal routes stand apart (`portal.queries.formal`).
    """
    mine: ColumnElement[bool] = ClockRow.subject.in_((Subject.FAMILY, Subject.TRIAGE))
    if turn is not None:
        mine = or_(mine, ClockRow.referral_id == turn.id)
    query = (
        select(ClockRow)
        .where(ClockRow.submission_id == submission.id, mine)
        .options(selectinload(ClockRow.events), joinedload(ClockRow.service_level))
        .order_by(ClockRow.due_at, ClockRow.id)
    )
    return list(session.scalars(query))


def _with_partner(partner_id: int) -> ColumnElement[bool]:
    going = or_(Referral.open.is_(True), Referral.status == ReferralStatus.DONE)
    return exists().where(
        Referral.submission_id == Submission.id, Referral.partner_id == partner_id, going
    )


def _turns(submission: Submission) -> Select[Referral]:
    of_turn = (Referral.partner, Referral.decision, Referral.submission)
    query = select(Referral).where(Referral.submission_id == submission.id)
    return query.options(*(joinedload(one) for one in of_turn))
