"""When the next promise runs out, as submissions and turns keep it for inboxes to sort by."""

from collections.abc import Iterable
from datetime import datetime

from portal.domain.clocks import Subject
from portal.domain.referrals import ReferralPart
from portal.models import ClockRow, Referral


def next_of_submission(going: Iterable[ClockRow]) -> datetime | None:
    """When the next promise runs out that is not a partner's own, of those that still run."""
    return min((row.due_at for row in going if row.subject is not Subject.PARTNER), default=None)


def next_of_turn(going: Iterable[ClockRow], turn: Referral) -> datetime | None:
    """When the next promise of a turn runs out: its own, and the family's while it leads."""
    leads = turn.open and turn.part is ReferralPart.LEAD
    theirs = (
        row.due_at
        for row in going
        if row.referral_id == turn.id or (leads and row.subject is Subject.FAMILY)
    )
    return min(theirs, default=None)
