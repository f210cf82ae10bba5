"""When the next promise runs out, as submissions and turns keep it for inboxes to sort by."""

from collections.abc import Iterable
from datetime import datetime

from portal.domain.clocks import Subject
from portal.domain.promises import ASK_NOBODY
from portal.domain.referrals import ReferralPart
from portal.models import ClockRow, Referral

_OURS = frozenset({Subject.FAMILY, Subject.TRIAGE})


def next_of_submission(going: Iterable[ClockRow]) -> datetime | None:
    """When the next promise runs out that is a family's or triage's, of those that still run.

    What asks nobody for anything is left out, and so is what safeguarding leads alone may see.
    """
    owed = (row.due_at for row in going if row.subject in _OURS and row.kind not in ASK_NOBODY)
    return min(owed, default=None)


def next_of_turn(going: Iterable[ClockRow], turn: Referral) -> datetime | None:
    """When the next promise of a turn runs out: its own, and the family's while it leads."""
    leads = turn.open and turn.part is ReferralPart.LEAD
    theirs = (
        row.due_at
        for row in going
        if row.kind not in ASK_NOBODY
        and (row.referral_id == turn.id or (leads and row.subject is Subject.FAMILY))
    )
    return min(theirs, default=None)
