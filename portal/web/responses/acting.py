"""What the views of this side share: who acts, and how things are called."""

from babel.dates import format_date

from portal.domain.people import Actor, Deed, Member
from portal.ports import OUTSIDE
from portal.queries.snapshots import Frozen
from portal.web.transactions import now, wiring


def deed_of(member: Member) -> Deed:
    """Who acts now."""
    return Deed(Actor.of(member), now(), "responses")


def name_of_area(key: str) -> str:
    """An area of the inspection as the codebook calls it."""
    if key == OUTSIDE:
        return "Outside these five areas"
    return next((one.name for one in wiring().codebook.priorities if one.key == key), key)


def name_of_theme(key: str | None) -> str:
    """A theme as the codebook calls it; "" for none."""
    return next((one.name for one in wiring().codebook.themes if one.key == key), key or "")


def period_name(period: Frozen) -> str:
    """July to September 2026."""
    first = format_date(period.first_day, "MMMM", locale="en_GB")
    return f"{first} to {format_date(period.last_day, 'MMMM y', locale='en_GB')}"
