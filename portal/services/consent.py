"""The author says yes to a use of its words, or takes the yes back (ruling 24)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.consents import (
    QUOTES,
    WORDING,
    ConsentUse,
    Given,
    may_consent,
    stands,
)
from portal.domain.errors import NotAllowed
from portal.domain.people import AUTHOR, Author, Deed
from portal.models import Consent, Submission
from portal.services import audit


def choose_quotes(
    session: Session, author: Author, chosen: Collection[ConsentUse], now: datetime
) -> None:
    """Yes to the uses chosen, no to the other quotes; what was so already is not said again.

    Raises `NotAllowed` for a yes that this writer may not give.
    """
    for use in QUOTES:
        say = give if use in chosen else withdraw
        say(session, author, use, now)


def give(session: Session, author: Author, use: ConsentUse, now: datetime) -> None:
    """Say yes to one use. Said twice, it is said once. Raises `NotAllowed` (`may_consent`)."""
    submission = _locked(session, author)
    if not may_consent(use, submission.author_kind, submission.age):
        raise NotAllowed(f"this writer is not asked for {use.value}")
    if not _stands(session, submission, use):
        _say(session, submission, use, True, now)


def withdraw(session: Session, author: Author, use: ConsentUse, now: datetime) -> None:
    """Take back a yes to one use; nothing is written where there was none."""
    submission = _locked(session, author)
    if _stands(session, submission, use):
        _say(session, submission, use, False, now)


def _locked(session: Session, author: Author) -> Submission:
    # Two presses at one moment wait for each other here, so that one answer is one row.
    return session.get_one(Submission, author.submission_id, with_for_update=True)


def _stands(session: Session, submission: Submission, use: ConsentUse) -> bool:
    query = select(Consent).where(Consent.submission_id == submission.id, Consent.use == use)
    rows = session.scalars(query.order_by(Consent.id))
    return stands(
        use, None, [Given(one.use, one.partner_key, one.yes, one.given_at) for one in rows]
    )


def _say(
    session: Session, submission: Submission, use: ConsentUse, yes: bool, now: datetime
) -> None:
    session.add(
        Consent(
            submission_id=submission.id,
            use=use,
            partner_key=None,
            yes=yes,
            wording=WORDING,
            given_at=now,
            given_by="author",
        )
    )
    session.flush()
    deed = Deed(AUTHOR, now, "consent")
    action = "consent.given" if yes else "consent.withdrawn"
    audit.record(session, deed, action, submission_id=submission.id, use=use.value)
