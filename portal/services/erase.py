"""Erasing what a family sent: its words, its name, its supporters; what stays is a row to count.

The row keeps its number, its dates, its kind and how it stood, and the events of its clocks: what
was published is never counted otherwise (ruling 26). Themes stay as codes, without the words that
caused them. The audit holds no words and is not touched.
"""

from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from portal.domain import referrals
from portal.domain.clocks import GOING, EventKind
from portal.domain.erasing import Need, Part, Plan, Stays, StillNeeded
from portal.domain.people import Deed
from portal.domain.referrals import ReferralStatus, RouteSource
from portal.domain.safeguarding import SafeguardingStatus
from portal.domain.transitions import move
from portal.models import (
    AuthorLink,
    ClockEventRow,
    ClockMilestone,
    ClockRow,
    CodeRequest,
    ConflictLock,
    ContactOpening,
    DueWork,
    ErasureRequest,
    FormalRoute,
    HelpedAnswer,
    Message,
    Note,
    OnBehalf,
    Point,
    Referral,
    RouteDecision,
    RouteObjection,
    SafeguardingItem,
    SafeguardingStep,
    SealedIdentity,
    SecondLook,
    StaffEntry,
    Submission,
    ThemeReading,
    ThemeSuggestion,
    Translation,
)
from portal.ports import Keyring
from portal.services import attachments, clocks, reaching, supporters, voices
from portal.services.projections import with_events

ERASED = "erased"
"""Why a promise or a turn ended, and what stands where a reason was written in words."""

_ENDS: dict[ReferralStatus, tuple[ReferralStatus, ...]] = {
    ReferralStatus.PLACED: (ReferralStatus.RETURNED,),
    ReferralStatus.ACCEPTED: (ReferralStatus.RETURNED,),
    ReferralStatus.TRANSFER_REQUESTED: (ReferralStatus.ACCEPTED, ReferralStatus.RETURNED),
    ReferralStatus.ANSWERED: (ReferralStatus.DONE,),
}


def require_free(session: Session, submission: Submission, plan: Plan) -> None:
    """Raise `StillNeeded` while something on it is not finished.

    Nothing goes while leads look at it or hold it, not even a name: it may save a life. No words
    go while a formal route runs: to erase what was asked to be shown is an offence (Data
    Protection Act 2018, section 173), and a complaint is a claim of law.
    """
    if submission.restricted or _flagged(session, submission):
        raise StillNeeded(Need.SAFEGUARDING)
    if Part.WORDS in plan.erased and _formal_runs(session, submission):
        raise StillNeeded(Need.FORMAL)


def erase(
    session: Session, keyring: Keyring, submission: Submission, plan: Plan, deed: Deed
) -> None:
    """Erase the parts of a plan, in this transaction, for ever. Raises `StillNeeded`.

    The message must be locked. Without its words it is over: turns end, promises are cancelled.
    """
    require_free(session, submission, plan)
    if Part.NAME in plan.erased:
        session.execute(delete(SealedIdentity).where(_of(SealedIdentity, submission)))
        reaching.forget(session, submission, deed)
        _blank(session, StaffEntry, submission.id, safe_contact=None)
    if Part.SUPPORTERS in plan.erased:
        supporters.erase(session, keyring, submission, deed.now)
    if Part.WORDS in plan.erased:
        supporters.end_all(session, submission, deed.now)
        _end(session, submission, deed)
        _told(submission)
        _written(session, submission, plan)
        _read(session, submission, plan, deed)
        # Their keys go now; what is left on the disk cannot be read, and the round removes it.
        attachments.erase(session, submission.id, deed)
        voices.end_all(session, submission, deed)
        submission.erased_at = submission.erased_at or deed.now
    session.flush()


def _flagged(session: Session, submission: Submission) -> bool:
    held = SafeguardingItem.status != SafeguardingStatus.RELEASED
    query = select(SafeguardingItem.id).where(_of(SafeguardingItem, submission), held)
    return session.scalars(query.order_by(SafeguardingItem.id).limit(1)).first() is not None


def _formal_runs(session: Session, submission: Submission) -> bool:
    runs = FormalRoute.ended_on.is_(None)
    query = select(FormalRoute.id).where(_of(FormalRoute, submission), runs)
    return session.scalars(query.order_by(FormalRoute.id).limit(1)).first() is not None


def _end(session: Session, submission: Submission, deed: Deed) -> None:
    """Nobody can answer what is not there: every turn ends, and every promise is cancelled."""
    clocks.read_anew(session, submission)
    going = with_events().where(ClockRow.submission_id == submission.id, ClockRow.state.in_(GOING))
    for clock in session.scalars(going.order_by(ClockRow.id)):
        clocks.cancel(session, clock, deed, ERASED)
    query = select(Referral).where(_of(Referral, submission), Referral.open)
    turns = session.scalars(query.order_by(Referral.id)).all()
    for turn in turns:
        for status in _ENDS[turn.status]:
            turn.status = move(referrals.NEXT, turn.status, status)
        turn.open, turn.ended_at = False, deed.now
    submission.held = False
    submission.closed_at = submission.closed_at or deed.now
    clocks.refresh_due(session, submission, *turns)


def _told(submission: Submission) -> None:
    """What the family told, in words or in choices that speak of the child."""
    submission.words, submission.needs, submission.pictures = "", [], []
    for column in (
        "wanted",
        "age",
        "age_band",
        "feeling",
        "postcode_district",
        "gp_area",
        "decision_letter_on",
        "must_not_see",
        "young_person_knows",
        "access_needs",
        "school_name",
        "sent_before",
        "earlier_reference",
    ):
        setattr(submission, column, None)


def _written(session: Session, submission: Submission, plan: Plan) -> None:
    """What was written since, both ways, and what staff wrote about it."""
    number = submission.id
    _blank(session, Point, number, words="")
    _blank(session, Message, number, words="")
    _blank(session, Translation, number, words="", wanted=None, objected_words=None)
    _blank(session, HelpedAnswer, number, words=None)
    _blank(session, RouteObjection, number, words=None, answer=None)
    _blank(session, Referral, number, ended_because=None)
    decided = update(RouteDecision).where(_of(RouteDecision, submission))
    by_person = decided.where(RouteDecision.source == RouteSource.PERSON)
    session.execute(by_person.values(because=""))
    # The answer that goes with this erasure is the last word on it, and stays to be read.
    before = update(ErasureRequest).where(_of(ErasureRequest, submission))
    session.execute(before.where(ErasureRequest.answered_at.is_not(None)).values(answer=None))
    if Stays.LEGAL_CLAIM not in plan.kept_because:
        _blank(session, Note, number, words="")
        _blank(session, FormalRoute, number, other_number=None)
    either = or_(AuthorLink.submission_id == number, AuthorLink.earlier_id == number)
    session.execute(update(AuthorLink).where(either).values(how_checked=None))
    _blank(session, CodeRequest, number, reason="", checked="")
    session.execute(delete(OnBehalf).where(_of(OnBehalf, submission)))
    # Who typed it in, and when it came, are staff's own deed; the clocks count from that day.
    entered = update(StaffEntry).where(_of(StaffEntry, submission))
    session.execute(entered.values(event=None, said_how=None))
    _reasons(session, submission)


def _reasons(session: Session, submission: Submission) -> None:
    """Sentences on clocks, save those that the log of a clock is folded by, which are codes."""
    mine = select(ClockRow.id).where(_of(ClockRow, submission))
    extended = update(ClockEventRow).where(ClockEventRow.clock_id.in_(mine))
    extended = extended.where(ClockEventRow.kind == EventKind.EXTEND)
    annulled = update(ClockMilestone).where(ClockMilestone.clock_id.in_(mine))
    annulled = annulled.where(ClockMilestone.annulled_because.is_not(None))
    session.execute(extended.values(reason=ERASED))
    session.execute(annulled.values(annulled_because=ERASED))


def _read(session: Session, submission: Submission, plan: Plan, deed: Deed) -> None:
    """Words of the text that machines and leads kept, and what machines have still to read."""
    readings = select(ThemeReading.id).where(_of(ThemeReading, submission))
    session.execute(
        update(ThemeSuggestion).where(ThemeSuggestion.reading_id.in_(readings)).values(words=[])
    )
    flags = select(SafeguardingItem).where(_of(SafeguardingItem, submission))
    for flag in session.scalars(flags.order_by(SafeguardingItem.id)):
        flag.rules = [{"rule": one["rule"], "words": ""} for one in flag.rules]
    if Stays.SAFEGUARDING_RECORD not in plan.kept_because:
        mine = select(SafeguardingItem.id).where(_of(SafeguardingItem, submission))
        steps = update(SafeguardingStep).where(SafeguardingStep.item_id.in_(mine))
        session.execute(steps.values(words=""))
        _blank(session, ContactOpening, submission.id, because="", answer=None)
        _blank(session, ConflictLock, submission.id, because="")
    for owed in (DueWork, SecondLook):
        left = update(owed).where(_of(owed, submission), owed.done_at.is_(None))
        session.execute(left.values(done_at=deed.now))
    session.flush()


def _blank(session: Session, model: type[Any], number: int, **values: str | None) -> None:
    session.execute(update(model).where(model.submission_id == number).values(values))


def _of(model: type[Any], submission: Submission) -> ColumnElement[bool]:
    found: ColumnElement[bool] = model.submission_id == submission.id
    return found
