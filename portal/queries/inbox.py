"""What a member of staff has to do, soonest deadline first, and nothing of anybody else's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager

from portal.domain.clocks import GOING, ClockKind, ClockState, Subject
from portal.domain.people import CASEWORK, Member, Role
from portal.domain.promises import ASK_NOBODY
from portal.domain.referrals import ReferralStatus, RouteSource
from portal.domain.safeguarding import SafeguardingStatus
from portal.domain.submissions import OPEN, SubmissionStatus
from portal.models import (
    ClockRow,
    Message,
    Referral,
    RouteDecision,
    SafeguardingItem,
    Submission,
)
from portal.queries.ended import ended_by_triage, led_by, still_to_tell
from portal.queries.folding import to_fold
from portal.queries.locks import unlocked
from portal.queries.paging import MOST, Page, Place, beyond, order
from portal.queries.staff import display_names
from portal.queries.themes import decided

T = TypeVar("T")

IN_TRIAGE = (SubmissionStatus.IN_TRIAGE, SubmissionStatus.DISPUTED)
VIEWS = (SubmissionStatus.COUNTED,)
TRIAGE_ANSWERED = (SubmissionStatus.ANSWERED, SubmissionStatus.RESOLUTION_PROPOSED)


class Show(Enum):
    """Which part of an inbox."""

    TO_DO = "to_do"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    VIEWS = "views"
    CHANGED = "changed"


@dataclass(frozen=True)
class Owed:
    """A promise still to be kept: what it is, and when it runs out.

    `waits` is its clock with all that folding needs, where that waits: then `due_at` is of when its
    wait began, and only the fold says how things stand.
    """

    kind: ClockKind
    due_at: datetime
    waits: ClockRow | None = None


@dataclass(frozen=True)
class Entry:
    """One line of an inbox; `referral` is there for a partner.

    For triage: `decision` is what the rules said, `returned` why the last partner gave it back.
    """

    submission: Submission
    referral: Referral | None
    decision: RouteDecision | None
    owed: Owed | None
    taken_by: str | None
    family_wrote: bool
    returned: str = ""


def of_partner(session: Session, member: Member, show: Show, after: Place | None) -> Page[Entry]:
    """The open turns of the member's own partner; restricted ones are left out."""
    if member.role not in CASEWORK or member.partner_id is None:
        return Page((), None)
    answered = Referral.status == ReferralStatus.ANSWERED
    query = (
        select(Referral)
        .join(Referral.submission)
        .options(contains_eager(Referral.submission))
        .where(Referral.partner_id == member.partner_id, Referral.open.is_(True))
        .where(answered if show is Show.ANSWERED else ~answered)
        .where(Submission.restricted.is_(False), unlocked(member))
        .where(Submission.erased_at.is_(None))
    )
    if after is not None:
        query = query.where(beyond(after, Referral.due_at, Referral.id))
    query = query.order_by(*order(Referral.due_at, Referral.id))
    found, rest = _first(session.scalars(query.limit(MOST + 1)).all())
    last = Place(found[-1].due_at, found[-1].id) if rest else None
    return Page(_entries_of_turns(session, found), last)


def of_triage(session: Session, member: Member, show: Show, after: Place | None) -> Page[Entry]:
    """Submissions that no partner holds and no lead must look at first.

    Views are there to be read, which is promised; one leaves when a person has said its themes.
    What is held is on a page of its own, so that nobody's message is lost among it.
    """
    if member.role is not Role.TRIAGE:
        return Page((), None)
    wanted = {Show.TO_DO: IN_TRIAGE, Show.VIEWS: VIEWS}.get(show, TRIAGE_ANSWERED)
    free = Submission.held.is_(False)
    also = {Show.TO_DO: (free,), Show.VIEWS: (free, ~decided())}.get(show, ())
    query = select(Submission).where(Submission.status.in_(wanted), unplaced(), *also)
    return _submissions(session, query.where(Submission.restricted.is_(False)), after)


def to_tell(session: Session, member: Member, after: Place | None) -> Page[Entry]:
    """What is over and whose family is still to hear what changed, for whoever led to the end."""
    query = select(Submission).where(still_to_tell())
    if member.role in CASEWORK and member.partner_id is not None:
        mine = led_by(member.partner_id), unlocked(member)
        query = query.where(*mine, Submission.restricted.is_(False))
    elif member.role is Role.TRIAGE:
        query = query.where(ended_by_triage(), Submission.restricted.is_(False))
    else:
        return Page((), None)
    return _submissions(session, query, after)


def owed_to_families(
    session: Session, member: Member, submissions: Iterable[int]
) -> dict[int, Owed]:
    """The next promise on each of these that leads look at; leads alone get any."""
    return _owed(session, submissions) if member.role is Role.SAFEGUARDING else {}


def confirmed(session: Session, member: Member, after: Place | None) -> Page[Entry]:
    """Submissions with a confirmed flag until they end: nobody but a lead answers the family."""
    if member.role is not Role.SAFEGUARDING:
        return Page((), None)
    item = SafeguardingItem
    flagged = exists().where(
        item.submission_id == Submission.id, item.status == SafeguardingStatus.CONFIRMED
    )
    query = select(Submission).where(Submission.status.in_(OPEN), flagged, unlocked(member))
    return _submissions(session, query, after)


def _submissions(session: Session, query: Select[Submission], after: Place | None) -> Page[Entry]:
    if after is not None:
        query = query.where(beyond(after, Submission.due_at, Submission.id))
    query = query.filter_by(erased_at=None).order_by(*order(Submission.due_at, Submission.id))
    found, rest = _first(session.scalars(query.limit(MOST + 1)).all())
    last = Place(found[-1].due_at, found[-1].id) if rest else None
    return Page(_entries_of_submissions(session, found), last)


def unplaced() -> ColumnElement[bool]:
    """Whether no partner has a turn on the submission now."""
    turn = select(Referral.id).where(Referral.submission_id == Submission.id)
    return ~turn.where(Referral.open.is_(True)).exists()


def _first(found: Sequence[T]) -> tuple[Sequence[T], bool]:
    return found[:MOST], len(found) > MOST


def _entries_of_turns(session: Session, turns: Sequence[Referral]) -> list[Entry]:
    ids = [turn.submission_id for turn in turns]
    owed = _owed(session, ids, {turn.id for turn in turns})
    wrote = _family_wrote(session, ids)
    names = display_names(session, {turn.assigned_staff_id for turn in turns})
    return [
        Entry(
            submission=turn.submission,
            referral=turn,
            decision=None,
            owed=owed.get(turn.submission_id),
            taken_by=names.get(turn.assigned_staff_id or 0),
            family_wrote=turn.submission_id in wrote,
        )
        for turn in turns
    ]


def _entries_of_submissions(session: Session, found: Sequence[Submission]) -> list[Entry]:
    ids = [one.id for one in found]
    owed, wrote = _owed(session, ids), _family_wrote(session, ids)
    routed, returned = _by_rules(session, ids), _returned(session, ids)
    return [
        Entry(
            submission=one,
            referral=None,
            decision=routed.get(one.id),
            owed=owed.get(one.id),
            taken_by=None,
            family_wrote=one.id in wrote,
            returned=returned.get(one.id, ""),
        )
        for one in found
    ]


def _owed(
    session: Session, submissions: Iterable[int], turns: Iterable[int] = ()
) -> dict[int, Owed]:
    """The next promise on each: to the family, or the partner's own in one of these turns."""
    shared = ClockRow.subject.in_((Subject.FAMILY, Subject.TRIAGE))
    mine = (ClockRow.referral_id.in_(list(turns)) | shared) & ClockRow.kind.not_in(ASK_NOBODY)
    # While it waits it is not owed before its wait is over: as submissions and turns keep it.
    waits = and_(ClockRow.resumes_at.is_not(None), ClockRow.resumes_at > ClockRow.due_at)
    owed_at = case((waits, ClockRow.resumes_at), else_=ClockRow.due_at)
    query = (
        select(ClockRow.id, ClockRow.submission_id, ClockRow.kind, ClockRow.due_at, ClockRow.state)
        .where(ClockRow.submission_id.in_(list(submissions)), ClockRow.state.in_(GOING), mine)
        .order_by(owed_at, ClockRow.id)
    )
    first: dict[int, Any] = {}
    for row in session.execute(query):
        first.setdefault(row.submission_id, row)
    waiting = to_fold(session, [r.id for r in first.values() if r.state is ClockState.PAUSED])
    return {key: Owed(r.kind, r.due_at, waiting.get(r.id)) for key, r in first.items()}


def _family_wrote(session: Session, submissions: Iterable[int]) -> set[int]:
    """Those on which the last word is the family's."""
    newest = _newest_ids(Message.id, Message.submission_id, submissions)
    query = select(Message.submission_id).where(Message.id.in_(newest), Message.staff_id.is_(None))
    return set(session.scalars(query.order_by(Message.submission_id)))


def _by_rules(session: Session, submissions: Iterable[int]) -> dict[int, RouteDecision]:
    newest = _newest_ids(RouteDecision.id, RouteDecision.submission_id, submissions)
    newest = newest.where(RouteDecision.source == RouteSource.RULE)
    query = select(RouteDecision).where(RouteDecision.id.in_(newest)).order_by(RouteDecision.id)
    return {one.submission_id: one for one in session.scalars(query)}


def _returned(session: Session, submissions: Iterable[int]) -> dict[int, str]:
    newest = _newest_ids(Referral.id, Referral.submission_id, submissions)
    query = select(Referral.submission_id, Referral.ended_because).where(
        Referral.id.in_(newest), Referral.status == ReferralStatus.RETURNED
    )
    rows = session.execute(query.order_by(Referral.id))
    return {row.submission_id: row.ended_because or "" for row in rows}


def _newest_ids(
    row_id: InstrumentedAttribute[int], of: InstrumentedAttribute[int], ids: Iterable[int]
) -> Select[Any]:
    return select(func.max(row_id)).where(of.in_(list(ids))).group_by(of)
