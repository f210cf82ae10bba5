"""What the start page of administrators leads to: a tile for each section, in this order."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.queries import letters, service_status
from portal.web.statuses import Tag
from portal.web.transactions import now
from portal.web.watching import calendar_ahead, of_model, of_second_look


def _nothing(_session: Session) -> Tag | None:
    return None


def _calendar(session: Session) -> Tag | None:
    if calendar_ahead(session, now()).far_enough:
        return None
    return Tag("Bank holidays run out", "red")


def _letters(session: Session) -> Tag | None:
    dead = letters.count_dead(session)
    if not dead:
        return None
    many = f"More than {letters.COUNTED}" if dead > letters.COUNTED else str(dead)
    return Tag(f"{many} to look at", "red")


def _themes(session: Session) -> Tag | None:
    if (look := of_second_look(session)) and look.trouble:
        return Tag("Looks for no danger", "red")
    found = of_model(session)
    return Tag("Reads no text", "red") if found and found.trouble else None


def _work(session: Session) -> Tag | None:
    planned = service_status.planned(session, now())
    return Tag("Announced", "yellow") if planned else None


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
    Tile(
        "Promises",
        "Every promise of time, what it rests on, and what changed.",
        "admin.promises",
    ),
    Tile(
        "Calendar",
        "Bank holidays, closed days and working hours, and how far ahead they are known.",
        "admin.calendar",
        _calendar,
    ),
    Tile(
        "Themes",
        "Whether the models read texts, and how many wait for a person.",
        "admin.model",
        _themes,
    ),
    Tile(
        "Planned work",
        "Say beforehand on the public page when something will not work.",
        "admin.work",
        _work,
    ),
)
