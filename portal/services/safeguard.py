"""Looking for danger, and what safeguarding leads decide (rulings 18 to 21)."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, selectinload

from portal.domain.clocks import GOING, ClockKind, ClockState, Subject
from portal.domain.errors import AlreadyChanged, NotAllowed
from portal.domain.people import Deed, Member
from portal.domain.referrals import ReferralPart, ReferralStatus
from portal.domain.safeguarding import FlagSource, SafeguardingStatus, releases_needed
from portal.domain.submissions import AuthorKind, Danger, SubmissionStatus
from portal.models import ClockRow, Referral, SafeguardingItem, SafeguardingStep, Submission
from portal.ports import Screen
from portal.queries import locks, openings, partnership
from portal.services import audit, clocks, for_leads, formal, letters, looking, second_look
from portal.services.place import start_triage_clock

RELEASE, CONFIRM = "release", "confirm"


def look(
    session: Session, screen: Screen, submission: Submission, deed: Deed, *more: str | None
) -> bool:
    """Screen what came in; a flag restricts it to safeguarding leads. Whether one was raised.

    `more` are texts that came with it and are kept elsewhere.

    The author's own "yes, in danger" is a person's flag; the rules' finding is a machine's.
    """
    texts = (
        submission.words,
        submission.wanted,
        submission.must_not_see,
        submission.access_needs,
        submission.school_name,
        *more,
    )
    rules = _tripped(screen, *texts)
    said = submission.danger is Danger.YES
    if not rules and not said:
        second_look.owe(session, submission, deed)
        return False
    source = FlagSource.AUTHOR if said else FlagSource.MACHINE
    flag(session, submission, source, rules, deed)
    return True


def look_at_reply(
    session: Session, screen: Screen, submission: Submission, text: str, deed: Deed
) -> bool:
    """Screen what a family writes later, by the same rules. Whether a flag was raised."""
    rules = _tripped(screen, text)
    if rules:
        flag(session, submission, FlagSource.MACHINE, rules, deed)
    else:
        second_look.owe(session, submission, deed)
    return bool(rules)


def flag(
    session: Session,
    submission: Submission,
    source: FlagSource,
    rules: list[dict[str, str]],
    deed: Deed,
) -> SafeguardingItem:
    """Raise a flag: the words are for safeguarding leads alone until it is released."""
    submission.restricted = True
    submission.held = submission.part_of_flood = False
    item = SafeguardingItem(
        submission_id=submission.id,
        source=source,
        rules=list(rules),
        own_words_of_child=submission.author_kind is AuthorKind.YOUNG_PERSON,
        raised_at=deed.now,
        status=SafeguardingStatus.OPEN,
        part_may_go_on=False,
        steps=[],
    )
    looking.begin(session, submission, item, deed)
    # To the leads' bodies alone, and of them to none that is kept away: to everybody else it looks
    # like triage. Without any lead somebody must hear of it all the same.
    told = openings.to_tell(session, submission.id) or [partnership.partner(session, "triage")]
    for body in told:
        letters.to_partner(session, body, "safeguarding_flag", deed)
    audit.record(session, deed, "safeguarding.flagged", submission_id=submission.id)
    for_leads.halt_turns(session, submission, deed)
    return item


def release(
    session: Session, member: Member, item: SafeguardingItem, reason: str, deed: Deed
) -> bool:
    """One lead's word that it may go on; whether that was enough (ruling 18: one, or two).

    Raises `NotAllowed` when the same lead says it twice, `AlreadyChanged` once it is decided.
    """
    _step(session, item, member, RELEASE, reason, deed)
    needed = releases_needed(item.source, item.submission.author_kind)
    leads = {step.staff_id for step in item.steps if step.action == RELEASE}
    audit.record(
        session, deed, "safeguarding.release_said", submission_id=item.submission_id, of=needed
    )
    if len(leads) < needed:
        return False
    item.status = SafeguardingStatus.RELEASED
    session.flush()
    go_on(session, item.submission, deed)
    return True


def go_on(session: Session, submission: Submission, deed: Deed) -> None:
    """Let it leave the leads, unless another flag holds it, or somebody who is kept away must not
    have it (ruling 19). Nothing where leads do not hold it.
    """
    if not submission.restricted or _still_flagged(session, submission):
        return
    if not locks.stays_with_leads(session, submission.id):
        _lift(session, submission, deed)


def confirm(
    session: Session, member: Member, item: SafeguardingItem, words: str, deed: Deed
) -> None:
    """It is a matter of keeping somebody safe: recorded, and the words never leave (ruling 20).

    Raises `AlreadyChanged` once it is decided.
    """
    _step(session, item, member, CONFIRM, words, deed)
    item.status = SafeguardingStatus.CONFIRMED
    audit.record(session, deed, "safeguarding.confirmed", submission_id=item.submission_id)


def with_steps(session: Session, item_id: int) -> SafeguardingItem:
    """An item with its steps and submission, for deciding on it."""
    query = select(SafeguardingItem).where(SafeguardingItem.id == item_id)
    both = (selectinload(SafeguardingItem.steps), selectinload(SafeguardingItem.submission))
    return session.scalars(query.options(*both)).one()


def _step(
    session: Session, item: SafeguardingItem, member: Member, action: str, words: str, deed: Deed
) -> None:
    if item.status is not SafeguardingStatus.OPEN:
        raise AlreadyChanged("another lead has decided it")
    if any(s.staff_id == member.staff_id and s.action == action for s in item.steps):
        raise NotAllowed("another lead must say so too")
    item.steps.append(
        SafeguardingStep(staff_id=member.staff_id, action=action, words=words, at=deed.now)
    )
    looking.end(session, item, deed, action)


def _lift(session: Session, submission: Submission, deed: Deed) -> None:
    submission.restricted = False
    _resume_turns(session, submission, deed)
    waiting = submission.status is SubmissionStatus.IN_TRIAGE
    if waiting and not _begun_here(session, submission):
        start_triage_clock(session, submission, deed)
    formal.tell_bodies(session, submission, deed)


def _begun_here(session: Session, submission: Submission) -> bool:
    """Whether triage's promise to place it has begun since it last came before triage.

    It has, too, where it was stopped there: triage has said that it keeps this one and answers it.
    """
    triage = ClockRow.subject == Subject.TRIAGE
    query = select(ClockRow).where(ClockRow.submission_id == submission.id, triage)
    last = session.scalars(query.order_by(ClockRow.cycle.desc()).limit(1)).first()
    if last is None or last.state in GOING:
        return last is not None
    since = (
        exists().where(
            Referral.submission_id == submission.id,
            Referral.part == ReferralPart.LEAD,
            Referral.placed_at >= last.stopped_at,
        ),
        # A reopening makes the family's promises once more.
        exists().where(
            ClockRow.submission_id == submission.id,
            ClockRow.subject == Subject.FAMILY,
            ClockRow.started_at > last.stopped_at,
        ),
    )
    return not session.scalars(select(or_(*since))).one()


def _resume_turns(session: Session, submission: Submission, deed: Deed) -> None:
    for turn in for_leads.open_turns(session, submission):
        for kind, cycle in _halted(session, turn):
            if kind is not ClockKind.ACCEPT or turn.status is ReferralStatus.PLACED:
                clocks.start(
                    session, submission, Subject.PARTNER, kind, deed, referral=turn, cycle=cycle + 1
                )
        clocks.refresh_due(session, submission)


def _halted(session: Session, turn: Referral) -> list[tuple[ClockKind, int]]:
    """The promises of a turn that a check cut short, each with its last cycle."""
    query = select(ClockRow).where(ClockRow.referral_id == turn.id)
    last = {row.kind: row for row in session.scalars(query.order_by(ClockRow.cycle, ClockRow.id))}
    # Nothing else cancels a promise of a turn that is still open.
    return [(k, row.cycle) for k, row in last.items() if row.state is ClockState.CANCELLED]


def _still_flagged(session: Session, submission: Submission) -> bool:
    query = select(SafeguardingItem.id).where(
        SafeguardingItem.submission_id == submission.id,
        SafeguardingItem.status != SafeguardingStatus.RELEASED,
    )
    return session.scalars(query.limit(1)).first() is not None


def _tripped(screen: Screen, *texts: str | None) -> list[dict[str, str]]:
    found = [flag for text in texts if text for flag in screen.look(text)]
    return [{"rule": one.rule, "words": one.words} for one in found]
