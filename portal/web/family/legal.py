"""Other ways, and their last days: what a family's pages show, the same for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind
from portal.domain.legal_dates import last_dates
from portal.domain.legal_routes import MADE_FORMAL, Facts, LegalRoute, Outcome, open_routes
from portal.domain.people import Author
from portal.domain.promises import Regime
from portal.domain.working_days import local_date
from portal.models import ClockRow, FormalRoute, Submission
from portal.queries import formal, partnership
from portal.services import formal as making
from portal.services import formal_clocks, projections
from portal.services.formal_clocks import ToldLate
from portal.web.appearance import Contact, look
from portal.web.legal_next import Next, after
from portal.web.legal_words import OUTCOMES, TITLES, WayWords, way
from portal.web.legal_working import LastDay, last_day, of_clock
from portal.web.statuses import Tag, Words

OMBUDSMAN = (Regime.COUNCIL_COMPLAINT_1.value, Regime.COUNCIL_COMPLAINT_2.value)
"""Where the Code asks for the Ombudsman's details when more time is taken (6.5)."""


@dataclass(frozen=True)
class Way:
    """One open way; `href` leads to the press that makes it, "" where there is none to make."""

    key: str
    words: WayWords
    dates: tuple[LastDay, ...]
    href: str


@dataclass(frozen=True)
class Block:
    """Everything under "Other ways"; `asks_date` says that a date on a letter would give a day."""

    ways: tuple[Way, ...]
    helpers: tuple[Contact, ...]
    young: bool
    asks_date: bool


@dataclass(frozen=True)
class More:
    """Time that a body took besides, and why, in its own words."""

    reason: str
    due: date


@dataclass(frozen=True)
class Made:
    """One route that was made formal, as its author reads it."""

    number: int
    title: Words
    body: str
    first_on: date
    requested_on: date
    other_number: str
    dates: tuple[LastDay, ...]
    more: tuple[More, ...]
    told: tuple[ToldLate, ...]
    outcome: Tag | None
    ended_on: date | None
    back: str
    ombudsman: bool
    next: Next | None


def block(session: Session, facts: Facts, now: datetime, hrefs: Mapping[str, str]) -> Block:
    """The ways that are open for these facts, with the last days that a letter's date gives."""
    found = open_routes(facts)
    ways = [
        Way(
            key=one.value,
            words=way(one, facts.young),
            dates=_appeal(session, facts, now) if one is LegalRoute.APPEAL else (),
            href=hrefs.get(one.value, ""),
        )
        for one in found
    ]
    return Block(
        ways=tuple(ways),
        helpers=tuple(look().advisers),
        young=facts.young,
        asks_date=LegalRoute.APPEAL in found and facts.decision_on is None,
    )


def of_message(
    session: Session, author: Author, submission: Submission, now: datetime, *, press: bool
) -> Block:
    """The block beside a message that was sent; with `press` each way that can be made formal."""
    today = local_date(now)
    facts = making.facts(session, submission, today)
    hrefs = {}
    made = formal.of_author(session, author) if press else []
    for one in open_routes(facts) if press else ():
        may = one in MADE_FORMAL and making.standing(made, one) is None
        if may and making.bodies(session, submission, one, today):
            hrefs[one.value] = url_for("family.formal", way=one.value)
    return block(session, facts, now, hrefs)


def made(session: Session, author: Author, now: datetime) -> list[Made]:
    """Every route that this author made, in order, with its own dates."""
    routes = formal.of_author(session, author)
    clocks = formal.clocks_of(session, routes)
    names = {key: one.name for key, one in partnership.partners_by_key(session).items()}
    return [_made(session, one, clocks[one.id], names, now) for one in routes]


def dates_of(session: Session, rows: Sequence[ClockRow], now: datetime) -> tuple[LastDay, ...]:
    """The promises of one route with their working; what was cancelled is none any more."""
    kept = [one for one in rows if one.state is not ClockState.CANCELLED]
    levels = [formal_clocks.level_of(one.service_level) for one in kept]
    states = [projections.fold(session, one, now) for one in kept]
    return tuple(of_clock(*pair, now) for pair in zip(levels, states, strict=True))


def appeal_dates(session: Session, decision_on: date, now: datetime) -> tuple[LastDay, ...]:
    """The last days to speak to a mediation adviser and to appeal, from the letter's date."""
    return days_from(session, Regime.APPEAL, decision_on, now)


def days_from(session: Session, regime: Regime, began: date, now: datetime) -> tuple[LastDay, ...]:
    """The last days that a law or code sets for what began that day; an appeal's comes last."""
    levels = sorted(
        formal_clocks.levels(session, regime, began),
        key=lambda one: one.level.kind is ClockKind.APPEAL,
    )
    calendar = partnership.in_force(session).calendar
    found = last_dates(began, levels, calendar, now)
    return tuple(last_day(one, _appeal_note(one.kind)) for one in found)


def _appeal(session: Session, facts: Facts, now: datetime) -> tuple[LastDay, ...]:
    return appeal_dates(session, facts.decision_on, now) if facts.decision_on else ()


def _appeal_note(kind: ClockKind) -> str:
    if kind is not ClockKind.APPEAL:
        return ""
    return str(
        _("Or within one month of the date on your mediation certificate, if that is later.")
    )


def _made(
    session: Session,
    route: FormalRoute,
    rows: list[ClockRow],
    names: Mapping[str, str],
    now: datetime,
) -> Made:
    running = route.ended_on is None
    dates = dates_of(session, rows, now)
    if route.outcome == Outcome.PASSED_ON.value:
        dates = tuple(
            replace(one, title=_("From your own first date: they answer")) for one in dates
        )
    more = _more(session, rows, now)
    return Made(
        number=route.id,
        title=TITLES[route.regime],
        body=_(names.get(route.partner_key or "", "")),
        first_on=route.first_on,
        requested_on=route.requested_on,
        other_number=route.other_number or "",
        dates=dates,
        more=more,
        told=formal_clocks.told_late(rows),
        outcome=OUTCOMES[Outcome(route.outcome)] if route.outcome else None,
        ended_on=route.ended_on,
        back=url_for("family.take_back", number=route.id) if running else "",
        ombudsman=bool(more) and running and route.regime in OMBUDSMAN,
        next=after(session, route),
    )


def _more(session: Session, rows: list[ClockRow], now: datetime) -> tuple[More, ...]:
    return tuple(
        More(event.reason, projections.fold(session, row, now).due_on)
        for row in rows
        for event in row.events
        if event.kind is EventKind.EXTEND
    )


def is_made(session: Session, author: Author, one: LegalRoute) -> bool:
    """Whether this way has been made formal and not taken back."""
    return making.standing(formal.of_author(session, author), one) is not None


def route_named(code: str) -> LegalRoute | None:
    """The way of that name in an address, if it can be made formal by a press."""
    return next((one for one in MADE_FORMAL if one.value == code), None)
