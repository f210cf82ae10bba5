"""When the next promise runs out, as submissions and turns keep it for inboxes to sort by."""

from collections.abc import Iterable
from datetime import datetime

from portal.domain.clocks import Subject
from portal.domain.promises import ASK_NOBODY
from portal.domain.referrals import ReferralPart
from portal.models import ClockRow, Referral

_OURS = frozenset({Subject.FAMILY, Subject.TRIAGE})


def next_owed(row: ClockRow) -> datetime:
    """When a promise may next be owed: while it waits, not before its wait is over by itself.

    The last day on its row is then of when its wait began, and moves on with every day.
    """
    return max(row.due_at, row.resumes_at) if row.resumes_at else row.due_at


def next_of_submission(going: Iterable[ClockRow]) -> datetime | None:
    """When the next promise runs out that is a family's or triage's, of those that still run.

    What asks nobody for anything is left out, and so is what safeguarding leads alone may see.
    """
    owed = (next_owed(row) for row in going if row.subject in _OURS and row.kind not in ASK_NOBODY)
    return min(owed, default=None)


def next_of_turn(going: Iterable[ClockRow], turn: Referral) -> datetime | None:
    """When the next promise of a turn runs out: its own, and the family's while it leads."""
    leads = turn.open and turn.part is ReferralPart.LEAD
    theirs = (
        next_owed(row)
        for row in going
        if row.kind not in ASK_NOBODY
        and (row.referral_id == turn.id or (leads and row.subject is Subject.FAMILY))
    )
    return min(theirs, default=None)
