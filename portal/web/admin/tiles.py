"""What the start page of administrators leads to: a tile for each section, in this order."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.queries import letters
from portal.web.statuses import Tag


def _nothing(_session: Session) -> Tag | None:
    return None


def _letters(session: Session) -> Tag | None:
    dead = letters.count_dead(session)
    if not dead:
        return None
    many = f"More than {letters.COUNTED}" if dead > letters.COUNTED else str(dead)
    return Tag(f"{many} to look at", "red")


@dataclass(frozen=True)
class Tile:
    """A section: what it is called, what it is for, its page; `state` says if it needs somebody."""

    title: str
    about: str
    endpoint: str
    state: Callable[[Session], Tag | None] = _nothing


TILES = (
    Tile(
        "Letters",
        "What could not be sent, and what is still on its way.",
        "admin.letters",
        _letters,
    ),
)
