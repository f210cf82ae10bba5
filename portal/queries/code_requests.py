"""New words that one person asked for, and that wait for another to say so too."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import Member, Role
from portal.models import CodeRequest, Submission
from portal.queries.locks import unlocked

MOST = 50


def waiting(session: Session, member: Member) -> list[tuple[CodeRequest, str]]:
    """Those that wait, with the number, the oldest first; to triage alone, and no words."""
    if member.role is not Role.TRIAGE:
        return []
    query = (
        select(CodeRequest, Submission.reference)
        .join(Submission, Submission.id == CodeRequest.submission_id)
        .where(CodeRequest.made_at.is_(None), Submission.erased_at.is_(None))
        # What nobody of triage may make words for is not there, and so tells nothing.
        .where(Submission.restricted.is_(False), unlocked(member))
        .order_by(CodeRequest.asked_at, CodeRequest.id)
        .limit(MOST)
    )
    return [(row, reference) for row, reference in session.execute(query)]
