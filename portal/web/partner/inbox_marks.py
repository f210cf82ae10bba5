"""What families say is not right, as a mark on the lines of an inbox."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from portal.queries import objections, translations
from portal.web.statuses import Tag

NOT_RIGHT = Tag("That's not right, they say", "orange")
TRANSLATION = Tag("Translation not right, they say", "orange")


def of_lines(session: Session, references: Sequence[str]) -> dict[str, tuple[Tag, ...]]:
    """The marks of each message, by number."""
    routed = objections.open_on(session, references)
    translated = translations.objected_on(session, references)
    said = ((routed, NOT_RIGHT), (translated, TRANSLATION))
    return {one: tuple(mark for found, mark in said if one in found) for one in references}
