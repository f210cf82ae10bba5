"""Consents by use, and the one function that decides where words may go (rulings 16, 24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class ConsentUse(Enum):
    """What the author was asked, each off until said yes to."""

    PASS_ON = "pass_on"  # noqa: S105 - a use, not a pass word
    CONTACT = "contact"
    QUOTE_BOARD = "quote_board"
    QUOTE_PUBLIC = "quote_public"


class PartnerKind(Enum):
    """What kind of body a partner is; only the council's own need no `pass_on`."""

    COUNCIL = "council"
    COUNCIL_TEAM = "council_team"
    ICB = "icb"
    PROVIDER = "provider"
    SCHOOL = "school"
    TRIAGE = "triage"


_INSIDE = frozenset({PartnerKind.COUNCIL, PartnerKind.COUNCIL_TEAM, PartnerKind.TRIAGE})


@dataclass(frozen=True)
class Given:
    """One answer to one question of consent; the last for a use and body counts."""

    use: ConsentUse
    partner_key: str | None
    yes: bool
    at: datetime


def outside_council(kind: PartnerKind) -> bool:
    """Whether the body is outside the council, so that words reach it only with `pass_on`."""
    return kind not in _INSIDE


def may_pass_to(partner_key: str, kind: PartnerKind, given: Iterable[Given]) -> bool:
    """Whether the author's words may be placed with, transferred to or shared with this body.

    Source: ruling 16. Only the last answer for exactly this body counts; a withdrawn yes is a no,
    and so is a yes and a no of one instant.
    """
    if not outside_council(kind):
        return True
    answers = [
        one for one in given if one.use is ConsentUse.PASS_ON and one.partner_key == partner_key
    ]
    return bool(answers) and max(answers, key=lambda one: (one.at, not one.yes)).yes
