"""A family asks us to delete what it sent; a person answers, and says what can go and what stays.

Nothing is deleted by the press: what keeps children safe, and the record of who did what, may have
to stay, and a person looks at that (ruling 26: published counts are never rewritten).
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.erasing import ErasureOutcome
from portal.domain.errors import AlreadyChanged
from portal.domain.legal_dates import last_dates
from portal.domain.people import AUTHOR, Author, Deed, Member
from portal.domain.promises import Regime
from portal.domain.working_days import local_date
from portal.models import ErasureRequest, Submission
from portal.queries import erasures, partnership
from portal.services import audit, formal_clocks, letters


@dataclass(frozen=True)
class Answer:
    """What a person decided, and the words that the family reads."""

    outcome: ErasureOutcome
    words: str


def ask(session: Session, author: Author, now: datetime) -> ErasureRequest:
    """The family asks. Asked twice before it is answered, it is asked once."""
    submission = _locked(session, author.submission_id)
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
    """A person answers; the family reads it, and gets "there is news".

    Raises `AlreadyChanged` when somebody has answered it.
    """
    _locked(session, submission.id)
    row = erasures.open_one(session, submission.id)
    if row is None:
        raise AlreadyChanged("somebody has answered it")
    row.outcome, row.answer, row.answered_at = given.outcome, given.words, deed.now
    row.staff_id, row.signed_as = signer.staff_id, signer.name
    audit.record(
        session,
        deed,
        "erasure.answered",
        submission_id=submission.id,
        request=row.id,
        outcome=given.outcome.value,
    )
    letters.to_family(session, submission, "news", deed)
    return row


def _locked(session: Session, submission_id: int) -> Submission:
    return session.get_one(Submission, submission_id, with_for_update=True, populate_existing=True)


def _sooner(session: Session, submission: Submission) -> ErasureRequest:
    """The row of another press that was a moment sooner."""
    found = erasures.open_one(session, submission.id)
    if found is None:
        raise AlreadyChanged("somebody has answered it")
    return found
