"""Consents by use, and the one function that decides where words may go (rulings 16, 24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from portal.domain.submissions import AuthorKind

WORDING = "2026-11"
"""Version of the consent questions as shown; a change of words is a new version."""

YOUNGEST_QUOTED = 13
"""A child under 13, or of unknown age, is not asked for its words (ruling 24)."""


class ConsentUse(Enum):
    """What the author was asked, each off until said yes to."""

    PASS_ON = "pass_on"  # noqa: S105 - a use, not a pass word
    CONTACT = "contact"
    QUOTE_BOARD = "quote_board"
    QUOTE_PUBLIC = "quote_public"


QUOTES = (ConsentUse.QUOTE_BOARD, ConsentUse.QUOTE_PUBLIC)
"""Uses of the words themselves, asked only after sending; in the order in which they are asked."""


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
    return not outside_council(kind) or stands(ConsentUse.PASS_ON, partner_key, given)


def stands(use: ConsentUse, partner_key: str | None, given: Iterable[Given]) -> bool:
    """Whether a yes to this use, for this body or for none, was the last answer."""
    answers = [one for one in given if (one.use, one.partner_key) == (use, partner_key)]
    return bool(answers) and max(answers, key=lambda one: (one.at, not one.yes)).yes


def may_consent(use: ConsentUse, author_kind: AuthorKind, age: int | None) -> bool:
    """Whether this writer may be asked for this use, and may say yes to it.

    Source: ruling 24. Quotes are for the author of the words alone: not for who helps or works
    with a family, and not for a child under 13 or of unknown age. `age` is the child's, in
    years: a parent or carer who writes may say yes to its own words whatever it is.
    """
    if use not in QUOTES or author_kind is AuthorKind.PARENT_OR_CARER:
        return True
    old_enough = age is not None and age >= YOUNGEST_QUOTED
    return author_kind is AuthorKind.YOUNG_PERSON and old_enough
