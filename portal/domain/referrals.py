"""A referral: one partner's turn to answer, and the states it may be in (rulings 1, 3)."""

from enum import Enum


class ReferralPart(Enum):
    """Whether the partner leads the answer or contributes to it."""

    LEAD = "lead"
    CONTRIBUTING = "contributing"


class ReferralStatus(Enum):
    """Where one partner's turn stands."""

    PLACED = "placed"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    ANSWERED = "answered"
    TRANSFER_REQUESTED = "transfer_requested"
    TRANSFERRED = "transferred"
    DONE = "done"


_R = ReferralStatus

NEXT: dict[ReferralStatus, frozenset[ReferralStatus]] = {
    _R.PLACED: frozenset({_R.ACCEPTED, _R.RETURNED}),
    _R.ACCEPTED: frozenset({_R.ANSWERED, _R.RETURNED, _R.TRANSFER_REQUESTED}),
    _R.TRANSFER_REQUESTED: frozenset({_R.TRANSFERRED, _R.ACCEPTED}),
    _R.ANSWERED: frozenset({_R.DONE, _R.ACCEPTED}),
    _R.RETURNED: frozenset(),
    _R.TRANSFERRED: frozenset(),
    _R.DONE: frozenset(),
}

OPEN = frozenset({_R.PLACED, _R.ACCEPTED, _R.TRANSFER_REQUESTED, _R.ANSWERED})
"""Statuses in which the partner still has a turn."""


class RouteSource(Enum):
    """Who chose the partner: the rules, or a person; both are kept."""

    RULE = "rule"
    PERSON = "person"
