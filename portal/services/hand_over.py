"""A code for what staff typed in for a family: made to be read out, printed or posted at once.

The words are in the answer alone: they cannot be shown again, and making new ones ends the old.
A message that a family sent itself keeps the words that only the family has.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import codes
from portal.domain.errors import NotAllowed, NotFound
from portal.domain.people import Actor, Deed, Member, Role
from portal.domain.submissions import Channel, IdentityCheck
from portal.models import CodeRequest, Submission
from portal.queries.locks import unlocked
from portal.services import audit, letters, supporters, visits
from portal.services.enter import SHOWN_AGAIN
from portal.services.submit import Intake, code_phrase

MAY_HAND_OVER = frozenset({Role.TRIAGE})
"""Never who answers the case: with the words it could read and decide as the family."""


class HandedBy(Enum):
    """How the words reach the family."""

    READ_OUT = "read_out"
    PRINTED = "printed"
    POSTED = "posted"


@dataclass(frozen=True)
class Wanted:
    """New words that somebody asks for: of which message, why, and how it was checked who it is.

    `key` is the form's: the same form twice makes the same words.
    """

    reference: str
    reason: str
    checked: str
    how: HandedBy
    key: str


@dataclass(frozen=True)
class Handed:
    """What is handed over now and kept nowhere; `repr` shows no code, so that no log can."""

    reference: str
    code: codes.Code
    language: str = "en"

    def __repr__(self) -> str:
        return f"Handed({self.reference!r})"


def make_anew(
    session: Session, intake: Intake, member: Member, wanted: Wanted, now: datetime
) -> Handed | None:
    """New words for what staff typed in; None while a second person has still to say so.

    One person asks and another makes them: the warning to the family is a letter, and whoever had
    the words could take away the address that it goes to. The words before open nothing from now
    on, what they had opened is closed, and so are supporters' codes, of which nobody knows who made
    them. The same form shows them again for ten minutes. Raises `NotFound` for what a family sent
    itself, for what is not triage's to see and for a number that there is not; `NotAllowed` under
    another hat, and for a form that was over.
    """
    if member.role not in MAY_HAND_OVER:
        raise NotAllowed("who answers a case makes no words that read it as the family")
    submission = _typed_in(session, member, wanted.reference)
    code = _code(intake, member, wanted)
    handed = Handed(submission.reference, code, submission.language)
    deed = Deed(Actor.of(member), now, "code")
    if intake.hasher.matches(submission.code_hash, code_phrase(code)):
        _show_again(session, submission, deed)
        return handed
    row = _request(session, submission, member, wanted, now)
    if row.asked_by == member.staff_id:
        return None
    row.made_by, row.made_at = member.staff_id, now
    submission.code_hash = intake.hasher.hash(code_phrase(code))
    _end_before(session, submission, wanted.how, row, deed)
    return handed


def _end_before(
    session: Session, submission: Submission, how: HandedBy, row: CodeRequest, deed: Deed
) -> None:
    """What the words before had opened is over, and the family hears of it."""
    # How, by whom and when stands in the request (ruling 6).
    submission.identity_check = IdentityCheck.CHECKED
    visits.end_all(session, submission, deed.now)
    supporters.end_all(session, submission, deed.now)
    audit.record(
        session,
        deed,
        "code.handed_over",
        submission_id=submission.id,
        how=how.value,
        request=row.id,
    )
    letters.to_family(session, submission, "news", deed)


def _code(intake: Intake, member: Member, wanted: Wanted) -> codes.Code:
    about = f"anew:{wanted.reference}:{member.staff_id}:{wanted.key}"
    return codes.code_from(codes.derive_digest(intake.code_key, about))


def _show_again(session: Session, submission: Submission, deed: Deed) -> None:
    """The press came twice; each showing is written down."""
    query = select(CodeRequest.made_at).where(CodeRequest.submission_id == submission.id)
    made_at = session.scalars(query.order_by(CodeRequest.id.desc()).limit(1)).first()
    if made_at is None or deed.now - made_at >= SHOWN_AGAIN:
        raise NotAllowed("this form is over: make new words")
    audit.record(session, deed, "code.shown_again", submission_id=submission.id)


def _typed_in(session: Session, member: Member, reference: str) -> Submission:
    query = select(Submission).where(
        Submission.reference == reference,
        Submission.channel == Channel.STAFF,
        Submission.restricted.is_(False),
        Submission.erased_at.is_(None),
        unlocked(member),
    )
    # Two presses at one moment wait for each other here.
    found = session.scalars(query.order_by(Submission.id).with_for_update()).first()
    if found is None:
        raise NotFound("staff typed in no such message")
    return found


def _request(
    session: Session, submission: Submission, member: Member, wanted: Wanted, now: datetime
) -> CodeRequest:
    """The one that waits, or a new one by this member."""
    query = select(CodeRequest).where(
        CodeRequest.submission_id == submission.id, CodeRequest.made_at.is_(None)
    )
    row = session.scalars(query.order_by(CodeRequest.id)).first()
    if row is not None:
        return row
    row = CodeRequest(
        submission_id=submission.id,
        asked_by=member.staff_id,
        asked_at=now,
        reason=wanted.reason,
        checked=wanted.checked,
    )
    session.add(row)
    session.flush()
    deed = Deed(Actor.of(member), now, "code")
    audit.record(session, deed, "code.asked", submission_id=submission.id, request=row.id)
    return row
