"""What families made formal with one body, as its list shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.people import Member
from portal.queries import formal, partnership
from portal.queries.formal import MOST, Running
from portal.web.partner.formal_page import STEPS, title_of
from portal.web.partner.promises import Countdown, countdown

__all__ = ["MOST", "Line", "lines"]


@dataclass(frozen=True)
class Line:
    """One route: on which case, what is owed next and by when."""

    reference: str
    title: str
    requested_on: date
    other_number: str
    owed: str
    soon: Countdown | None


def lines(session: Session, member: Member, now: datetime) -> list[Line]:
    """What is still to be answered, the soonest last day first."""
    return [_line(session, one, now) for one in formal.to_do(session, member)]


def _line(session: Session, one: Running, now: datetime) -> Line:
    calendar = partnership.in_force(session).calendar_for(one.route.partner_key)
    return Line(
        reference=one.submission.reference,
        title=title_of(one.route),
        requested_on=one.route.requested_on,
        other_number=one.route.other_number or "",
        owed=STEPS[one.next.kind] if one.next else "Hand it over, and write down the end",
        soon=countdown(one.next.due_at, now, calendar) if one.next else None,
    )
