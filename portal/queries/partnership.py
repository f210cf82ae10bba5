"""The partnership in force: one immutable version, read once per process."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sqlalchemy import Date, Select, bindparam, case, select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, Subject
from portal.domain.errors import NotFound, PortalError
from portal.domain.partnership import Partnership, PartnershipFault, read
from portal.domain.promises import OURS, Regime
from portal.domain.submissions import AuthorKind
from portal.domain.working_days import OFFICE_HOURS, Calendar, Frame
from portal.models import (
    ClosedDay,
    HelpContact,
    LadderRung,
    Partner,
    PartnershipVersion,
    ServiceLevel,
    WorkingHours,
)


@dataclass(frozen=True)
class Calendars:
    """The calendars of a version: the shared one, and those of bodies with own closed days."""

    version_id: int
    calendar: Calendar
    calendars: Mapping[str, Calendar]

    def calendar_for(self, partner_key: str | None) -> Calendar:
        """The calendar of one body, with its own closures; of the partnership for none."""
        return self.calendars.get(partner_key or "", self.calendar)


@dataclass(frozen=True)
class InForce(Calendars):
    """A version of the partnership with its calendars; safe to share between threads."""

    partnership: Partnership


def in_force(session: Session) -> InForce:
    """The newest version, asked once a session; raises `NotFound` before the first load."""
    known: InForce | None = session.info.get(ASKED)
    if known is not None:
        return known
    row = session.execute(_NEWEST).first()
    if row is None:
        raise NotFound("no partnership has been loaded: run `portal partnership load`")
    cached = _CACHE.get((row.id, row.fingerprint))
    if cached is None:
        cached = _build(session, row.id)
        _CACHE.clear()
        _CACHE[(row.id, row.fingerprint)] = cached
    session.info[ASKED] = cached
    return cached


_NEWEST = select(PartnershipVersion.id, PartnershipVersion.fingerprint)
_NEWEST = _NEWEST.order_by(PartnershipVersion.id.desc()).limit(1)  # Built once for every page.


class OldDocument(PortalError):
    """The partnership in force is in the form of an older portal, and cannot be read any more."""

    def __init__(self, fault: PartnershipFault) -> None:
        super().__init__(
            "the partnership in force was written for an older portal: bring the file up to date "
            f"and run `portal partnership load FILE` ({len(fault.faults)} faults, the first: "
            f"{fault.faults[0].sentence})"
        )


_CACHE: dict[tuple[int, str], InForce] = {}
ASKED = "partnership in force"
"""Where a session keeps what it was told; whoever loads a newer version takes it away."""


def partners_by_key(session: Session) -> dict[str, Partner]:
    """Every partner, ended ones too, by key."""
    return {one.key: one for one in session.scalars(select(Partner).order_by(Partner.id))}


def partner(session: Session, key: str) -> Partner:
    """One partner; raises `NotFound`."""
    found = session.scalars(select(Partner).where(Partner.key == key)).first()
    if found is None:
        raise NotFound(f"no partner is called {key}")
    return found


def help_contacts(session: Session) -> list[HelpContact]:
    """Emergency numbers and help of the newest version, in the order of the page."""
    version = in_force(session).version_id
    query = select(HelpContact).where(HelpContact.version_id == version)
    return list(session.scalars(query.order_by(HelpContact.position, HelpContact.id)))


@dataclass(frozen=True)
class About:
    """What a promise is matched against: the regime, and who wrote."""

    regime: Regime
    author: AuthorKind | None = None


def service_level(
    session: Session,
    subject: Subject,
    kind: ClockKind,
    *,
    on: date,
    about: About,
    partner_key: str | None = None,
) -> ServiceLevel:
    """The promise that a clock begins under: lowest rank that matches, newest from that day.

    Before our first promise the earliest counts, for a worker that was away; no law binds before
    its day. Raises `NotFound` when nothing of the kind is promised.
    """
    matched = {
        "version": in_force(session).version_id,
        "subject": subject,
        "kind": kind,
        "regime": about.regime,
        "author": about.author,
        "partner": partner_key,
        "on": on,
        "until": date.max if about.regime in OURS else on,
    }
    found = session.scalars(_MATCHING, matched).first()
    if found is None:
        raise NotFound(f"the partnership promises no {about.regime.value} {kind.value}")
    return found


def _matching() -> Select[ServiceLevel]:
    row, since, on = ServiceLevel, ServiceLevel.effective_from, bindparam("on", type_=Date())
    not_yet = case((since > on, since), else_=date.min)
    return (
        select(row)
        .where(row.version_id == bindparam("version"))
        .where(row.subject == bindparam("subject"), row.kind == bindparam("kind"))
        .where(row.regime == bindparam("regime"))
        .where(row.author_kind.is_(None) | (row.author_kind == bindparam("author")))
        .where(row.partner_key.is_(None) | (row.partner_key == bindparam("partner")))
        .where(since <= bindparam("until"))
        .order_by(not_yet, row.rank, since.desc(), row.id)
        .limit(1)
    )


_MATCHING = _matching()
"""Built once: every clock that begins asks it."""


def ladder(
    session: Session, version_id: int, subject: Subject, partner_key: str | None
) -> tuple[LadderRung, ...]:
    """The steps of the escalation of one version, first step first.

    A partner's own ladder wins over one of the subject, and that over the one for all. A version
    of an older portal had none: what began under it climbs the one in force.
    """
    rungs = _ladders(session, version_id)
    if not rungs:
        rungs = _ladders(session, in_force(session).version_id)
    for narrowed in ((None, partner_key), (subject, None)):
        own = tuple(one for one in rungs if (one.subject, one.partner_key) == narrowed)
        if own and narrowed != (None, None):
            return own
    return tuple(one for one in rungs if (one.subject, one.partner_key) == (None, None))


def has_ladder(session: Session, version_id: int) -> bool:
    """Whether a version says who hears of what is late; one of an older portal did not."""
    return bool(_ladders(session, version_id))


def _ladders(session: Session, version_id: int) -> tuple[LadderRung, ...]:
    """Every step of a version; asked once a session, for a version never changes."""
    kept: dict[int, tuple[LadderRung, ...]] = session.info.setdefault("ladders", {})
    if version_id not in kept:
        query = select(LadderRung).where(LadderRung.version_id == version_id)
        kept[version_id] = tuple(session.scalars(query.order_by(LadderRung.step, LadderRung.id)))
    return kept[version_id]


def calendars_of(session: Session, version_id: int) -> Calendars:
    """The calendars that a version had, whether or not it is in force; read anew."""
    days = session.scalars(
        select(ClosedDay)
        .where(ClosedDay.version_id == version_id)
        .order_by(ClosedDay.day, ClosedDay.id)
    ).all()
    shared = [row for row in days if row.partner_key is None]
    calendar = Calendar(
        name="england-and-wales",
        closed={row.day: row.label for row in shared},
        first=date(shared[0].day.year, 1, 1),
        last=date(shared[-1].day.year, 12, 31),
        own_closures=frozenset(row.day for row in shared if row.source == "own"),
        hours=_hours(session, version_id),
    )
    own: dict[str, dict[date, str]] = defaultdict(dict)
    for row in days:
        if row.partner_key is not None and row.day not in calendar.closed:
            own[row.partner_key][row.day] = row.label
    calendars = {key: _with_closures(calendar, key, closed) for key, closed in own.items()}
    return Calendars(version_id, calendar, calendars)


def _build(session: Session, version_id: int) -> InForce:
    partnership = _parsed(session.get_one(PartnershipVersion, version_id).document)
    told = calendars_of(session, version_id)
    return InForce(version_id, told.calendar, told.calendars, partnership)


def _hours(session: Session, version_id: int) -> Mapping[int, tuple[Frame, ...]]:
    query = select(WorkingHours).where(WorkingHours.version_id == version_id)
    rows = session.scalars(query.order_by(WorkingHours.weekday, WorkingHours.opens)).all()
    found: dict[int, list[Frame]] = defaultdict(list)
    for row in rows:
        found[row.weekday].append(Frame(row.opens, row.closes))
    # A version of an older portal named none, and counted by the hours of an office.
    return {weekday: tuple(frames) for weekday, frames in found.items()} or OFFICE_HOURS


def _with_closures(shared: Calendar, key: str, closed: dict[date, str]) -> Calendar:
    return replace(
        shared,
        name=key,
        closed={**shared.closed, **closed},
        own_closures=shared.own_closures | closed.keys(),
    )


@lru_cache(maxsize=8)
def _parsed(document: str) -> Partnership:
    try:
        return read(document)
    except PartnershipFault as fault:
        raise OldDocument(fault) from None
