"""Every pair of statuses is tried: the tables allow what ruling 3 says, and nothing else."""

from itertools import product

import pytest

from portal.domain import referrals, submissions
from portal.domain.errors import IllegalMove
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.domain.transitions import move

# Written down by hand from ruling 3, so that a slip in the table is not copied here.
SUBMISSION_MOVES = """
received > in_triage with_partner counted
in_triage > with_partner answered
with_partner > in_triage answered
answered > with_partner resolution_proposed
resolution_proposed > resolved disputed closed_by_silence
disputed > in_triage with_partner
resolved > reopened
closed_by_silence > reopened
counted > reopened
reopened > in_triage with_partner
"""
REFERRAL_MOVES = """
placed > accepted returned
accepted > answered returned transfer_requested
transfer_requested > transferred accepted
answered > done accepted
returned >
transferred >
done >
"""


def pairs(text: str) -> set[tuple[str, str]]:
    lines = [line.split(" >") for line in text.strip().splitlines()]
    return {(before, after) for before, rest in lines for after in rest.split()}


@pytest.mark.parametrize(("before", "after"), [*product(SubmissionStatus, repeat=2)])
def test_a_submission_moves_only_as_ruling_3_says(
    before: SubmissionStatus, after: SubmissionStatus
) -> None:
    if (before.value, after.value) in pairs(SUBMISSION_MOVES):
        assert move(submissions.NEXT, before, after) is after
    else:
        with pytest.raises(IllegalMove):
            move(submissions.NEXT, before, after)


@pytest.mark.parametrize(("before", "after"), [*product(ReferralStatus, repeat=2)])
def test_a_partners_turn_moves_only_as_ruling_3_says(
    before: ReferralStatus, after: ReferralStatus
) -> None:
    if (before.value, after.value) in pairs(REFERRAL_MOVES):
        assert move(referrals.NEXT, before, after) is after
    else:
        with pytest.raises(IllegalMove):
            move(referrals.NEXT, before, after)


def test_every_status_has_its_line_in_a_table() -> None:
    assert set(submissions.NEXT) == set(SubmissionStatus)
    assert set(referrals.NEXT) == set(ReferralStatus)


def test_a_submission_is_open_until_it_is_resolved_counted_or_closed_by_silence() -> None:
    closed = {
        SubmissionStatus.RESOLVED,
        SubmissionStatus.COUNTED,
        SubmissionStatus.CLOSED_BY_SILENCE,
    }

    assert set(SubmissionStatus) - submissions.OPEN == closed


def test_a_turn_is_open_until_no_way_leads_out_of_it() -> None:
    assert {status for status, after in referrals.NEXT.items() if after} == referrals.OPEN


def test_a_closed_submission_can_only_be_opened_again() -> None:
    closed = set(SubmissionStatus) - submissions.OPEN

    assert all(submissions.NEXT[one] == {SubmissionStatus.REOPENED} for one in closed)
