"""A code for what staff typed in for a family: made to be read out, printed or posted at once.

The words are in the answer alone: they cannot be shown again, and making new ones ends the old.
A message that a family sent itself keeps the words that only the family has.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain import codes
from portal.domain.errors import NotAllowed
from portal.domain.people import CASEWORK, Actor, Deed, Member, Role
from portal.domain.submissions import Channel
from portal.models import PortalSession, Submission
from portal.ports import CodeHasher
from portal.queries import cases
from portal.services import audit
from portal.services.submit import code_phrase

MAY_HAND_OVER = CASEWORK | {Role.TRIAGE, Role.SAFEGUARDING}


class HandedBy(Enum):
    """How the words reach the family."""

    READ_OUT = "read_out"
    PRINTED = "printed"
    POSTED = "posted"


@dataclass(frozen=True)
class Handed:
    """What is handed over now and kept nowhere; `repr` shows no code, so that no log can."""

    reference: str
    code: codes.Code

    def __repr__(self) -> str:
        return f"Handed({self.reference!r})"


def make_anew(
    session: Session,
    hasher: CodeHasher,
    member: Member,
    reference: str,
    how: HandedBy,
    now: datetime,
) -> Handed:
    """New words for a case that this member may read and that staff entered.

    The words before open nothing from now on, and what they had opened is closed. Raises
    `NotFound` for a case that the member may not read, `NotAllowed` for one that a family sent
    itself: nobody but the family ever has its words.
    """
    submission = cases.find(session, member, reference)
    if submission.channel is not Channel.STAFF or member.role not in MAY_HAND_OVER:
        raise NotAllowed("only the family has the words of what it sent itself")
    code = codes.code_from(secrets.token_bytes(codes.CODE_BYTES))
    submission.code_hash = hasher.hash(code_phrase(code))
    _close_visits(session, submission, now)
    audit.record(
        session,
        Deed(Actor.of(member), now, "code"),
        "code.handed_over",
        submission_id=submission.id,
        how=how.value,
    )
    return Handed(submission.reference, code)


def _close_visits(session: Session, submission: Submission, now: datetime) -> None:
    opened = PortalSession.submission_id == submission.id, PortalSession.supporter.is_(False)
    session.execute(
        update(PortalSession).where(*opened, PortalSession.ended_at.is_(None)).values(ended_at=now)
    )
