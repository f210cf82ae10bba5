"""A family asks us to delete what it sent; a person answers, and says what can go and what stays.

Nothing is deleted by the family's press: what keeps children safe, and the record of who did what,
may have to stay, and a person looks at that (ruling 26: published counts are never rewritten). To
erase takes two people (permissions.md, c8).
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.erasing import (
    ErasureOutcome,
    NeedsSecondHand,
    NothingPrepared,
    Part,
    Plan,
    Stays,
    may_agree,
)
from portal.domain.errors import AlreadyChanged
from portal.domain.legal_dates import last_dates
from portal.domain.people import AUTHOR, Author, Deed, Gone, Member
from portal.domain.promises import Regime
from portal.domain.working_days import local_date
from portal.models import ErasureRequest, Submission
from portal.ports import Keyring
from portal.queries import erasures, partnership
from portal.services import answered, audit, erase, formal_clocks, writing


@dataclass(frozen=True)
class Answer:
    """What a person decided, and the words that the family reads."""

    plan: Plan
    words: str


def ask(session: Session, author: Author | Gone, now: datetime) -> ErasureRequest:
    """The family asks. Asked twice before it is answered, it is asked once."""
    submission = writing.held(session, author.submission_id)
    known = erasures.open_one(session, submission.id)
    if known is not None:
        return known
    row = ErasureRequest(
        submission_id=submission.id, asked_at=now, due_on=last_day(session, local_date(now), now)
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return _sooner(session, submission)
    deed = Deed(AUTHOR, now, "erasure")
    audit.record(session, deed, "erasure.asked", submission_id=submission.id, request=row.id)
    return row


def last_day(session: Session, asked: date, now: datetime) -> date | None:
    """The last day to answer; None where nobody checked the month at its source.

    The law gives one month for every request of this kind (UK GDPR, article 12(3)): the limit that
    the partnership file holds for asking what is written down.
    """
    levels = formal_clocks.levels(session, Regime.SUBJECT_ACCESS, asked)
    found = last_dates(asked, levels, partnership.in_force(session).calendar, now)
    return next((one.state.due_on for one in found if one.state), None)


def answer(
    session: Session, signer: Member, submission: Submission, given: Answer, deed: Deed
) -> ErasureRequest:
    """A person answers. What is kept is said at once; what is to be erased needs somebody else.

    Until another agrees (`carry_out`) nothing is erased and the family reads nothing. Prepared
    once more, the newer plan takes the place of the older. Raises `AlreadyChanged` when somebody
    has answered it, and `StillNeeded` while nothing may be erased.
    """
    locked = writing.held(session, submission.id)
    row = _open(session, locked)
    # "It has to be kept" is said while leads look, too: the law gives one month for an answer.
    if given.plan.needs_two:
        erase.require_free(session, locked, given.plan)
    row.outcome, row.answer = given.plan.outcome, given.words
    row.parts = sorted(one.value for one in given.plan.parts)
    row.stays = sorted(one.value for one in given.plan.kept_because)
    if given.plan.needs_two:
        row.prepared_by_id, row.prepared_as = signer.staff_id, signer.role
        row.prepared_at = deed.now
        _record(session, "erasure.prepared", row, deed)
        return row
    row.prepared_by_id = row.prepared_as = row.prepared_at = None
    answered.by(session, signer, locked, row, deed)
    _record(session, "erasure.answered", row, deed)
    return row


def carry_out(
    session: Session, keyring: Keyring, signer: Member, submission: Submission, deed: Deed
) -> ErasureRequest:
    """A second person agrees, and it is erased in this transaction: nothing brings it back.

    Raises `NothingPrepared`, `AlreadyChanged`, `NeedsSecondHand` for whoever prepared it and where
    neither of the two is the data protection officer, and `StillNeeded`; nothing is erased then.
    """
    locked = writing.held(session, submission.id)
    row = _open(session, locked)
    if row.prepared_at is None or row.prepared_as is None:
        raise NothingPrepared("nobody has prepared it, or it was taken back")
    if row.prepared_by_id == signer.staff_id or not may_agree(row.prepared_as, signer.role):
        raise NeedsSecondHand("somebody else has to agree")
    _record(session, "erasure.answered", row, deed)
    erase.erase(session, keyring, locked, plan_of(row), deed)
    answered.by(session, signer, locked, row, deed)
    session.flush()
    return row


def take_back(session: Session, submission: Submission, deed: Deed) -> ErasureRequest:
    """Think again: nothing is prepared any more. Raises `NothingPrepared`, `AlreadyChanged`."""
    row = _open(session, writing.held(session, submission.id))
    if row.prepared_at is None:
        raise NothingPrepared("nothing was prepared")
    _record(session, "erasure.taken_back", row, deed)
    row.outcome = row.answer = row.prepared_by_id = row.prepared_as = row.prepared_at = None
    row.parts, row.stays = [], []
    return row


def plan_of(row: ErasureRequest) -> Plan:
    """What a request that was prepared or answered says is to go, and why the rest stays."""
    outcome = row.outcome or ErasureOutcome.KEPT
    parts, stays = map(Part, row.parts), map(Stays, row.stays)
    return Plan(outcome, frozenset(parts), frozenset(stays))


def _open(session: Session, submission: Submission) -> ErasureRequest:
    """The one that waits. Raises `AlreadyChanged` when somebody has answered it."""
    row = erasures.open_one(session, submission.id)
    if row is None:
        raise AlreadyChanged("somebody has answered it")
    return row


def _record(session: Session, action: str, row: ErasureRequest, deed: Deed) -> None:
    audit.record(
        session,
        deed,
        action,
        submission_id=row.submission_id,
        request=row.id,
        outcome=row.outcome.value if row.outcome else None,
        parts=",".join(row.parts),
        stays=",".join(row.stays),
    )


def _sooner(session: Session, submission: Submission) -> ErasureRequest:
    """The row of another press that was a moment sooner."""
    found = erasures.open_one(session, submission.id)
    if found is None:
        raise AlreadyChanged("somebody has answered it")
    return found
