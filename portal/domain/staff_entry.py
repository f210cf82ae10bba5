"""What staff typed in for somebody: how it came, on which day, in whose words."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from portal.domain.consents import outside_council
from portal.domain.errors import PortalError
from portal.domain.intake import require_storable
from portal.domain.partnership import Partner, Partnership
from portal.domain.people import Member, Role

OLDEST_CONTACT = timedelta(days=366)
"""What came longer ago than a year is most likely a mistyped year."""

MAY_ENTER = frozenset({Role.CASEWORKER, Role.MANAGER, Role.TRIAGE, Role.SAFEGUARDING, Role.ANALYST})
"""Who may type in for somebody: `security/permissions.md`, "Send a view or concern", c1."""


class CameBy(Enum):
    """How the words reached the member of staff who typed them in."""

    CALL = "call"
    LETTER = "letter"
    EMAIL = "email"
    IN_PERSON = "in_person"
    EVENT = "event"


class WhoseWords(Enum):
    """Whether it is what was said or written, word for word, or notes of it."""

    VERBATIM = "verbatim"
    NOTES = "notes"


class SaidHow(Enum):
    """How somebody gave a yes to a member of staff."""

    SPOKEN = "spoken"
    SIGNED = "signed"


class ContactInFuture(PortalError):
    """A contact that has been cannot have tomorrow's date."""


class ContactTooOld(PortalError):
    """The date is so long ago that a figure of it must be mistyped."""


@dataclass(frozen=True)
class Entry:
    """Who typed it in, and what only that person knows of how it came.

    `contact_on` is a day in Europe/London: the family's promises count from it (ruling 7).
    `event` names a gathering where several people spoke; `safe_contact` is when and how the
    person may be reached without harm. Raises `Unstorable`.
    """

    by: Member
    came_by: CameBy
    contact_on: date
    whose_words: WhoseWords
    said_how: SaidHow | None = None
    event: str | None = None
    safe_contact: str | None = None

    def __post_init__(self) -> None:
        require_storable(self.event, self.safe_contact)


@dataclass(frozen=True)
class Heard:
    """A family's word that staff heard or read: how it came, and on which day (c15).

    `said_how` is how it said yes to a body's seeing its words, where it was asked.
    """

    came_by: CameBy
    day: date
    said_how: SaidHow | None = None


def contact_day(day: date, today: date) -> date:
    """The day of a contact that has been. Raises ContactInFuture, ContactTooOld."""
    if day > today:
        raise ContactInFuture
    if day < today - OLDEST_CONTACT:
        raise ContactTooOld
    return day


def typed_after(contact_on: date, typed_on: date) -> int:
    """How many days after the contact it was typed in, 0 for the same day."""
    return (typed_on - contact_on).days


def may_be_named(partnership: Partnership, today: date) -> list[Partner]:
    """The bodies outside the council that somebody can say yes to by name, in the file's order.

    The row that stands for every school is none: a yes to it would help nobody (ruling 16).
    """
    return [
        one
        for one in partnership.partners
        if outside_council(one.kind)
        and one.key != "school"
        and one.valid_from <= today
        and (one.valid_to is None or today <= one.valid_to)
    ]
