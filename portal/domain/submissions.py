"""A submission: what a family sends, who sent it, and the states it may be in (rulings 1, 3, 4)."""

from enum import Enum


class SubmissionKind(Enum):
    """A view is counted; a concern is promised an answer."""

    VIEW = "view"
    CONCERN = "concern"


class AuthorKind(Enum):
    """Who wrote it, in the writer's own words."""

    PARENT_OR_CARER = "parent_or_carer"
    YOUNG_PERSON = "young_person"
    HELPER = "helper"
    PROFESSIONAL = "professional"


class Channel(Enum):
    """How the words reached us."""

    PORTAL = "portal"
    STAFF = "staff"


class Danger(Enum):
    """The answer to "Is anyone in danger right now?"."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class SubmissionStatus(Enum):
    """Where a submission stands; the words for it live in `portal.web.statuses`."""

    RECEIVED = "received"
    IN_TRIAGE = "in_triage"
    WITH_PARTNER = "with_partner"
    COUNTED = "counted"
    ANSWERED = "answered"
    RESOLUTION_PROPOSED = "resolution_proposed"
    RESOLVED = "resolved"
    DISPUTED = "disputed"
    CLOSED_BY_SILENCE = "closed_by_silence"
    REOPENED = "reopened"


_S = SubmissionStatus

NEXT: dict[SubmissionStatus, frozenset[SubmissionStatus]] = {
    _S.RECEIVED: frozenset({_S.IN_TRIAGE, _S.WITH_PARTNER, _S.COUNTED}),
    _S.IN_TRIAGE: frozenset({_S.WITH_PARTNER, _S.ANSWERED}),
    _S.WITH_PARTNER: frozenset({_S.IN_TRIAGE, _S.ANSWERED}),
    _S.ANSWERED: frozenset({_S.WITH_PARTNER, _S.RESOLUTION_PROPOSED}),
    _S.RESOLUTION_PROPOSED: frozenset({_S.RESOLVED, _S.DISPUTED, _S.CLOSED_BY_SILENCE}),
    _S.DISPUTED: frozenset({_S.IN_TRIAGE, _S.WITH_PARTNER}),
    _S.RESOLVED: frozenset({_S.REOPENED}),
    _S.CLOSED_BY_SILENCE: frozenset({_S.REOPENED}),
    _S.COUNTED: frozenset({_S.REOPENED}),
    _S.REOPENED: frozenset({_S.IN_TRIAGE, _S.WITH_PARTNER}),
}

OPEN = frozenset(
    {
        _S.RECEIVED,
        _S.IN_TRIAGE,
        _S.WITH_PARTNER,
        _S.ANSWERED,
        _S.RESOLUTION_PROPOSED,
        _S.DISPUTED,
        _S.REOPENED,
    }
)
"""Statuses in which somebody still owes somebody something."""


class PointStatus(Enum):
    """Each numbered matter is answered, or not yet."""

    OPEN = "open"
    ANSWERED = "answered"


class IdentityCheck(Enum):
    """Whether anyone has checked who the author is (ruling 6)."""

    NOT_CHECKED = "not_checked"
    CHECKED = "checked"
