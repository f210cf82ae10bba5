"""What is over, who led it to the end, and whether its family is still to hear what changed."""

from sqlalchemy import ColumnElement, select

from portal.domain.clocks import GOING, ClockKind
from portal.domain.referrals import ReferralPart, ReferralStatus
from portal.models import ClockRow, Referral, Submission
from portal.queries.locks import keeps_away

LED_TO_THE_END = (Referral.status == ReferralStatus.DONE, Referral.part == ReferralPart.LEAD)


def led_by(partner_id: int) -> ColumnElement[bool]:
    """Whether the body led to the end."""
    turn = select(Referral.id).where(Referral.submission_id == Submission.id)
    return turn.where(*LED_TO_THE_END, Referral.partner_id == partner_id).exists()


def ended_by_triage() -> ColumnElement[bool]:
    """Whether it is over, no body ended it, and the family is still to hear what changed.

    A body that is kept away tells nobody anything: what it ended is triage's.
    """
    turn = select(Referral.id).where(Referral.submission_id == Submission.id)
    done = turn.where(Referral.status == ReferralStatus.DONE)
    return still_to_tell() & ~done.where(~keeps_away(Submission.id, Referral.partner_id)).exists()


def still_to_tell() -> ColumnElement[bool]:
    """Whether it is promised and not yet done to tell the family what changed."""
    clock = select(ClockRow.id).where(
        ClockRow.submission_id == Submission.id,
        ClockRow.kind == ClockKind.TELL_WHAT_CHANGED,
        ClockRow.state.in_(GOING),
    )
    return clock.exists()
