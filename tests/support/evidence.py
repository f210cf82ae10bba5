"""Invented evidence: gathered comments, and what the machine and people say they are about."""

import secrets
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain import bands
from portal.domain.people import Member
from portal.domain.quarters import quarter_of
from portal.domain.submissions import AuthorKind
from portal.domain.working_days import start_of
from portal.models import Comment, Submission
from portal.ports import Codebook, PriorityTerm, Reading, Suggested, ThemeTerm
from portal.services import label
from tests.support.staff import deed

PRIORITIES = {
    "APA1": "Working together and planning",
    "APA2": "EHC plans",
    "AFI1": "Data, places and commissioning",
    "AFI2": "Listening and early help with concerns",
    "AFI3": "Mental health and neurodiversity",
}
THEMES = {
    "governance": ("Leadership and decisions", "APA1"),
    "plan_quality": ("What plans say", "APA2"),
    "therapies": ("Therapies", "AFI1"),
    "communication": ("Being told and answered", "AFI2"),
    "mental_health": ("Mental health", "AFI3"),
    "school_inclusion": ("Support in school", "outside"),
    "transport": ("Travel", "outside"),
}
CODEBOOK = Codebook(
    version="test",
    priorities=tuple(PriorityTerm(key, name, "") for key, name in PRIORITIES.items()),
    themes=tuple(ThemeTerm(key, name, "", counts) for key, (name, counts) in THEMES.items()),
)
"""A short codebook that no change of the real one can upset."""


def gather(
    session: Session,
    many: int,
    on: date,
    *,
    words: str = "The bus is late.",
    author: AuthorKind = AuthorKind.PARENT_OR_CARER,
    imported: datetime | None = None,
    restricted: bool = False,
) -> list[Comment]:
    """So many comments said on one day, and brought in on the same unless said otherwise."""
    at = imported or start_of(on)
    rows = [
        Comment(
            source="event",
            fingerprint=secrets.token_hex(32),
            gathered_on=on,
            quarter=str(quarter_of(on)),
            author_kind=author,
            words=f"{words} ({n})",
            restricted=restricted,
            imported_at=at,
        )
        for n in range(many)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def confirm(
    session: Session,
    member: Member,
    texts: list[Comment] | list[Submission],
    *themes: str,
    at: datetime,
    stance: str | None = "negative",
) -> None:
    """A person says what each of them is about."""
    for text in texts:
        decision = label.Decision(themes=themes, stance=stance)
        label.decide(session, member, text, decision, deed(member, now=at))
    session.flush()


def read(
    session: Session,
    member: Member,
    texts: list[Comment],
    *themes: str,
    at: datetime,
    unsure: bool = False,
    stance: str = "negative",
    band: str = bands.LIKELY,
) -> None:
    """The machine says what each of them is about, or that it is unsure."""
    suggestions = tuple(Suggested(theme, band, (), 1.0) for theme in themes)
    reading = Reading(suggestions, stance, "en", unsure, "1")
    for text in texts:
        label.keep_reading(session, text, reading, deed(member, now=at))
    session.flush()
