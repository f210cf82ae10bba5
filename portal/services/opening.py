"""Opening the way to reach a family, to save a life: two leads of two bodies (ruling 25).

Letters about it say nothing of whom it is about; on a case, leads alone read the audit of it.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain import opening
from portal.domain.errors import AlreadyChanged, NotAllowed, NotFound
from portal.domain.opening import (
    NeedsAnotherBody,
    NothingToOpen,
    OpeningStatus,
    Tried,
    WhoseLife,
    may_be_one,
    status_at,
)
from portal.domain.partnership_promises import Opening
from portal.domain.people import Deed, Member, Role
from portal.domain.transitions import move
from portal.models import ContactOpening, Partner, SealedContact, Submission
from portal.ports import Keyring, SealBroken
from portal.queries import openings, partnership
from portal.queries.locks import bodies_away, whole_body
from portal.services import letters, opening_ends

S = OpeningStatus


@dataclass(frozen=True)
class Asking:
    """Whose life is in danger, what was tried before, and why this, in the lead's words."""

    whose_life: WhoseLife
    tried: tuple[Tried, ...]
    because: str


def ask(
    session: Session, member: Member, submission: Submission, asking: Asking, deed: Deed
) -> ContactOpening:
    """Ask a lead of another body to agree; they hear of it at once.

    Raises `NothingToOpen` without a contact, `NeedsAnotherBody` where no other body has a lead,
    and `AlreadyChanged` while another asking goes on.
    """
    partner_id = _lead_of(session, member, submission)
    if openings.contact(session, submission.id) is None:
        raise NothingToOpen("this family has no way to be reached here")
    others = openings.other_bodies(session, submission.id, partner_id)
    if not others:
        raise NeedsAnotherBody("no other body has a lead who could agree")
    _settled(session, submission, deed)
    row = _row(session, submission, asking, deed)
    row.asked_by_id, row.asked_for_id = member.staff_id, partner_id
    _add(session, row)
    opening_ends.record(session, deed, "opening_asked", row)
    for body in others:
        letters.to_partner(session, body, "opening_asked", deed)
    return row


def agree(
    session: Session, member: Member, submission: Submission, because: str, deed: Deed
) -> ContactOpening:
    """A lead of another body agrees: from now on the two can read it, for a short while.

    Raises `NeedsAnotherBody` for whoever asked, for anybody who may be the same person, and for
    the same body; `AlreadyChanged` where nothing waits; `NothingToOpen` where it is gone.
    """
    row = _answerable(session, member, submission, deed)
    _openable(session, row)
    if not openings.is_lead(session, row.asked_by_id, row.asked_for_id):
        raise AlreadyChanged("whoever asked is no lead any more")
    row.shown_until = deed.now + timedelta(hours=_terms(session).shown_hours)
    _answered(session, row, member, S.AGREED, because, deed)
    return row


def refuse(
    session: Session, member: Member, submission: Submission, because: str, deed: Deed
) -> ContactOpening:
    """A lead of another body refuses, with a reason. Raises as `agree` does."""
    row = _answerable(session, member, submission, deed)
    _answered(session, row, member, S.REFUSED, because, deed)
    return row


def withdraw(session: Session, member: Member, submission: Submission, deed: Deed) -> None:
    """Whoever asked takes it back; raises `NotAllowed` for anybody else."""
    row = _going(session, member, submission, deed, S.ASKED)
    if row.asked_by_id != member.staff_id:
        raise NotAllowed("only whoever asked takes it back")
    row.status = move(opening.NEXT, row.status, S.WITHDRAWN)
    opening_ends.record(session, deed, "opening_withdrawn", row)


def tell_family(session: Session, member: Member, submission: Submission, deed: Deed) -> None:
    """A lead lets the family read that it was opened, and by which services (ruling 21).

    Raises `AlreadyChanged` where nothing was opened, or the family can read of it already.
    """
    _lead_of(session, member, submission)
    opened = (S.AGREED, S.OVER)
    rows = openings.of_case(session, member, submission)
    untold = [one for one in rows if one.status in opened and one.told_at is None]
    if not untold:
        raise AlreadyChanged("there is nothing to tell, or it was told")
    for row in untold:
        row.told_at = deed.now
        opening_ends.record(session, deed, "opening_told", row)


def read(session: Session, keyring: Keyring, row: ContactOpening) -> str:
    """The contact of an opening that `openings.readable` gave; write down that it is read first.

    Raises `NothingToOpen` where it was deleted or changed since, or its key is lost.
    """
    kept = _openable(session, row)
    try:
        return keyring.open(kept.sealed, f"contact:{row.submission.reference}").decode()
    except SealBroken as fault:
        raise NothingToOpen("its key is lost") from fault


def _lead_of(session: Session, member: Member, submission: Submission) -> int:
    """The body that a lead acts for, with the message locked: two at one moment take turns."""
    if member.role is not Role.SAFEGUARDING or member.partner_id is None:
        raise NotAllowed("safeguarding leads alone")
    session.get_one(Submission, submission.id, with_for_update=True)
    own = whole_body(session.get_one(Partner, member.partner_id))
    if own in {one.key for one in bodies_away(session, submission.id)}:
        raise NotFound("this body is kept away from the case")
    return member.partner_id


def _going(
    session: Session, member: Member, submission: Submission, deed: Deed, status: OpeningStatus
) -> ContactOpening:
    _lead_of(session, member, submission)
    row = openings.latest(session, submission.id)
    if row is None or status_at(row.status, row.agree_by, row.shown_until, deed.now) is not status:
        raise AlreadyChanged("it is decided, or too late")
    return row


def _answerable(
    session: Session, member: Member, submission: Submission, deed: Deed
) -> ContactOpening:
    row = _going(session, member, submission, deed, S.ASKED)
    asker, own = (openings.known(session, one) for one in (row.asked_by_id, member.staff_id))
    if may_be_one(asker, own):
        raise NeedsAnotherBody("whoever asked, or may be the same person, does not decide")
    bodies = [session.get_one(Partner, one) for one in (row.asked_for_id, member.partner_id)]
    if whole_body(bodies[0]) == whole_body(bodies[1]):
        raise NeedsAnotherBody("a lead of another body decides")
    return row


def _openable(session: Session, row: ContactOpening) -> SealedContact:
    kept = openings.contact(session, row.submission_id)
    if kept is None or kept.sealed_at > row.asked_at:
        # What was given since is not what two people looked at and agreed to open.
        raise NothingToOpen("it was deleted, or another one was given since")
    return kept


def _answered(
    session: Session,
    row: ContactOpening,
    member: Member,
    status: OpeningStatus,
    because: str,
    deed: Deed,
) -> None:
    row.status = move(opening.NEXT, row.status, status)
    row.answered_by_id, row.answered_for_id = member.staff_id, member.partner_id
    row.answer, row.answered_at = because, deed.now
    opening_ends.record(session, deed, f"opening_{status.value}", row)
    asker = session.get_one(Partner, row.asked_for_id)
    letters.to_partner(session, asker, "opening_answered", deed)


def _settled(session: Session, submission: Submission, deed: Deed) -> None:
    """What time has ended makes room for a new asking, though no worker came by."""
    row = openings.latest(session, submission.id)
    if row is not None and row.status in opening.GOING:
        if status_at(row.status, row.agree_by, row.shown_until, deed.now) is row.status:
            raise AlreadyChanged("somebody has asked already")
        opening_ends.end(session, row, deed)
        session.flush()


def _row(session: Session, submission: Submission, asking: Asking, deed: Deed) -> ContactOpening:
    within = timedelta(minutes=_terms(session).agree_minutes)
    return ContactOpening(
        submission_id=submission.id,
        status=S.ASKED,
        whose_life=asking.whose_life,
        tried=opening.codes(asking.tried),
        because=asking.because,
        asked_at=deed.now,
        agree_by=deed.now + within,
    )


def _add(session: Session, row: ContactOpening) -> None:
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as fault:
        raise AlreadyChanged("somebody has asked already") from fault


def _terms(session: Session) -> Opening:
    return partnership.in_force(session).partnership.opening
