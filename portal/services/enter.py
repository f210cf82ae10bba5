"""Staff type in a call, a letter or what was said at an event, for whoever said it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.domain.errors import NotAllowed
from portal.domain.intake import Answers
from portal.domain.people import Actor, Deed, Member
from portal.domain.staff_entry import MAY_ENTER, Entry, contact_day, typed_after
from portal.domain.working_days import local_date
from portal.models import Submission
from portal.services import audit, submit
from portal.services.submit import Intake, Receipt, code_phrase

SHOWN_AGAIN = timedelta(minutes=10)
"""For so long the same form, pressed twice, shows its words once more."""


def enter(
    session: Session, intake: Intake, answers: Answers, entry: Entry, key: str, now: datetime
) -> Receipt:
    """Take it in as a family's own: screened, routed, promised and answered the same way.

    The promises to the family count from the day of the contact. `key` is the form's: the same
    form twice is one. Raises `NotAllowed` under a hat that may not, and as `contact_day` does.
    """
    if entry.by.role not in MAY_ENTER:
        raise NotAllowed("this hat types nothing in for a family")
    contact_day(entry.contact_on, local_date(now))
    own = own_key(entry.by, key)
    receipt = submit.receive(session, intake, answers, own, now, entry=entry)
    if not receipt.again:
        audit.record(
            session,
            Deed(Actor.of(entry.by), now, "entered"),
            "submission.entered",
            submission_id=receipt.submission_id,
            came_by=entry.came_by.value,
            days_later=typed_after(entry.contact_on, local_date(now)),
        )
    return receipt


def own_key(by: Member, key: str) -> str:
    """A form's key as its writer's own: nobody asks with it for the words of another's form."""
    return f"staff:{by.staff_id}:{key}"


def may_show(session: Session, intake: Intake, receipt: Receipt, now: datetime) -> bool:
    """Whether the words of a receipt may still be shown to who typed it in: only just now.

    Not once the time is over, nor where others were made since.
    """
    row = session.get_one(Submission, receipt.submission_id)
    fresh = now - row.received_at < SHOWN_AGAIN
    return fresh and intake.hasher.matches(row.code_hash, code_phrase(receipt.code))
