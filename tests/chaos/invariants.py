"""What must hold whatever was killed: every fault is a line that names where it is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clocks import EventKind
from portal.domain.submissions import SubmissionKind, SubmissionStatus
from portal.models import (
    AuditEvent,
    ClockMilestone,
    ClockRow,
    DueWork,
    Message,
    OutgoingLetter,
    Referral,
    RouteDecision,
    Submission,
)
from portal.queries.reminders import DIGEST
from portal.services import audit, clocks, projections
from portal.services.letters import NOTHING_LEFT
from tests.chaos.families import Acknowledged
from tests.chaos.post import Taken

PROMISED = frozenset(kind.value for kind in clocks.FAMILY_CLOCKS)


def faults(
    session: Session, told: Sequence[Acknowledged], taken: Sequence[Taken], now: datetime
) -> list[str]:
    """Every broken promise of the portal to those who were `told` that they were heard."""
    return [
        *_kept_once(session, told),
        *_heard_again(session, told),
        *_clocks(session, now),
        *_on_their_way(session),
        *_received(session),
        *_letters(session, told, taken),
        *milestones(session),
        *_chain(session),
        *_owed(session),
    ]


def _kept_once(session: Session, told: Iterable[Acknowledged]) -> Iterator[str]:
    """Every acknowledged submission exists exactly once, under the number that was shown."""
    for one in told:
        query = select(Submission).where(Submission.words.endswith(one.mark))
        found = session.scalars(query.order_by(Submission.id)).all()
        numbers = [row.reference for row in found]
        if numbers != [one.reference]:
            yield f"kept once: {one.mark} was told {one.reference} and is there as {numbers}"
        # A view whose author writes again has asked for a reply.
        concern = one.concern or bool(one.replies)
        if found and (found[0].kind is SubmissionKind.CONCERN) is not concern:
            yield f"kept once: {one.mark} is of another kind than was sent"


def _heard_again(session: Session, told: Iterable[Acknowledged]) -> Iterator[str]:
    """What was written to it afterwards is there once, and in the audit once."""
    said = Counter(
        event.detail.get("message")
        for event in session.scalars(
            select(AuditEvent).where(AuditEvent.action == "message.reply").order_by(AuditEvent.id)
        )
    )
    for one in told:
        for mark in one.replies:
            query = select(Message.id, Submission.reference).join(
                Submission, Submission.id == Message.submission_id
            )
            found = session.execute(query.where(Message.words.endswith(mark))).all()
            if [row.reference for row in found] != [one.reference]:
                yield f"heard again: {mark} is there {len(found)} times"
            elif said[found[0].id] != 1:
                yield f"heard again: {mark} is in the audit {said[found[0].id]} times"


def _clocks(session: Session, now: datetime) -> Iterator[str]:
    """Every concern has each clock once, with its start, and the milestones that follow from it."""
    rows = session.scalars(projections.with_events().order_by(ClockRow.id)).all()
    of_family: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for clock in rows:
        if clock.owner == "family":
            of_family[clock.submission_id][clock.kind.value] += 1
        starts = [event for event in clock.events if event.kind is EventKind.START]
        if not starts:
            yield f"clocks: clock {clock.id} has no start"
            continue
        state = projections.fold(session, clock, now)
        standing = {(row.name, row.crosses_at) for row in clock.milestones if not row.void}
        if missing := set(state.milestones) - standing:
            yield f"clocks: clock {clock.id} has not the milestones {sorted(map(str, missing))}"
        if (clock.due_at, clock.state) != (state.due_at, state.state):
            yield f"clocks: clock {clock.id} is not what its events say"
    concerns = select(Submission.id).where(Submission.kind == SubmissionKind.CONCERN)
    for number in session.scalars(concerns.order_by(Submission.id)):
        kinds = of_family[number]
        if not kinds.keys() >= PROMISED or max(kinds.values(), default=0) > 1:
            yield f"clocks: submission {number} has {dict(kinds)}"


def _on_their_way(session: Session) -> Iterator[str]:
    """Every concern was routed, and is with somebody or in triage; every view is counted."""
    turns = Counter(session.scalars(select(Referral.submission_id)))
    routed = Counter(session.scalars(select(RouteDecision.submission_id)))
    partner = Counter(session.scalars(select(ClockRow.referral_id)))
    # What was a view went to triage, with no rule asked, when its author wrote again.
    again = select(AuditEvent.submission_id).where(AuditEvent.action == "submission.reopened")
    reopened = set(session.scalars(again.order_by(AuditEvent.id)))
    for row in session.scalars(select(Submission).order_by(Submission.id)):
        if row.kind is SubmissionKind.VIEW:
            if row.status is not SubmissionStatus.COUNTED:
                yield f"on their way: the view {row.id} is {row.status.value}"
        elif not routed[row.id] and row.id not in reopened:
            yield f"on their way: nobody decided about submission {row.id}"
        elif not turns[row.id] and row.status is not SubmissionStatus.IN_TRIAGE:
            yield f"on their way: submission {row.id} is with nobody"
    for turn in session.scalars(select(Referral.id).order_by(Referral.id)):
        if partner[turn] < len(clocks.PARTNER_CLOCKS):
            yield f"on their way: turn {turn} has {partner[turn]} clocks"


def _received(session: Session) -> Iterator[str]:
    """One row in the audit for each that was taken in."""
    query = select(AuditEvent.submission_id).where(AuditEvent.action == "submission.received")
    seen = Counter(session.scalars(query))
    for number in session.scalars(select(Submission.id).order_by(Submission.id)):
        if seen[number] != 1:
            yield f"received: submission {number} has {seen[number]} rows in the audit"


def _letters(
    session: Session, told: Iterable[Acknowledged], taken: Iterable[Taken]
) -> Iterator[str]:
    """Every letter was sent at least once, each with one Message-ID, and none but ours."""
    arrived: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    to_each: defaultdict[str, set[str]] = defaultdict(set)
    for one in taken:
        arrived[one.message_id].add((one.to, one.body))
        to_each[one.to].add(one.message_id)
    rows = session.scalars(select(OutgoingLetter).order_by(OutgoingLetter.id)).all()
    written: Counter[int | None] = Counter()
    for row in rows:
        written[row.submission_id if row.sealed_to else None] += 1
        # A digest that has nothing left to say is marked so, and is the one letter not to leave.
        spared = row.kind == DIGEST and row.last_error == NOTHING_LEFT
        if row.sent_at is None or not (spared or arrived[row.message_id]):
            yield f"letters: letter {row.id} ({row.kind}) never arrived"
        elif len(arrived[row.message_id]) > 1:
            yield f"letters: {row.message_id} was two letters"
    for strange in arrived.keys() - {row.message_id for row in rows}:
        yield f"letters: {strange} arrived and was never written"
    numbers = {row.reference: row.id for row in session.scalars(select(Submission))}
    for one in told:
        ours = written[numbers.get(one.reference)]
        if one.contact and (ours == 0 or len(to_each[one.contact]) != ours):
            ids = len(to_each[one.contact])
            yield f"letters: {one.mark} had {ours} letters written under {ids} Message-IDs"


def milestones(session: Session) -> Iterator[str]:
    """No milestone twice, and each that was marked is in the audit exactly once."""
    key = (
        ClockMilestone.clock_id,
        ClockMilestone.cycle,
        ClockMilestone.name,
        ClockMilestone.basis,
    )
    twice = select(*key).group_by(*key).having(func.count() > 1)
    for row in session.execute(twice).all():
        yield f"milestones: clock {row[0]} has {row[2].value} twice"
    marked = Counter(
        (row.clock_id, f"clock.{row.name.value}")
        for row in session.scalars(
            select(ClockMilestone).where(ClockMilestone.recorded_at.is_not(None))
        )
    )
    names = {f"clock.{name.value}" for name in projections.rules.Milestone}
    events = session.scalars(select(AuditEvent).where(AuditEvent.action.in_(names)))
    recorded = Counter((event.detail.get("clock"), event.action) for event in events)
    for clock, action in sorted(marked.keys() | recorded.keys(), key=str):
        there, said = marked[clock, action], recorded[clock, action]
        if there != said:
            yield f"milestones: {action} of clock {clock} is marked {there} and told {said} times"


def _chain(session: Session) -> Iterator[str]:
    """The audit's chain is whole, and nothing is left unsealed."""
    verdict = audit.verify(session)
    if verdict.broken_event_id is not None:
        yield f"chain: broken at event {verdict.broken_event_id}"
    if verdict.unsealed:
        yield f"chain: {verdict.unsealed} events are not sealed"


def _owed(session: Session) -> Iterator[str]:
    """Every text was read for themes."""
    query = select(DueWork.id).where(DueWork.done_at.is_(None)).order_by(DueWork.id)
    for number in session.scalars(query):
        yield f"owed: work {number} was never done"
