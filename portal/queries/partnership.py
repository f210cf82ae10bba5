"""The partnership in force: one immutable version, read once per process."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, Subject
from portal.domain.errors import NotFound
from portal.domain.partnership import Partnership, read
from portal.domain.submissions import SubmissionKind
from portal.domain.working_days import Calendar
from portal.models import ClosedDay, HelpContact, Partner, PartnershipVersion, ServiceLevel


@dataclass(frozen=True)
class InForce:
    """A version of the partnership with its calendar; safe to share between threads."""

    version_id: int
    partnership: Partnership
    calendar: Calendar


def in_force(session: Session) -> InForce:
    """The newest version, asked once a session; raises `NotFound` before the first load."""
    known: InForce | None = session.info.get(ASKED)
    if known is not None:
        return known
    newest = select(PartnershipVersion.id, PartnershipVersion.fingerprint)
    row = session.execute(newest.order_by(PartnershipVersion.id.desc()).limit(1)).first()
    if row is None:
        raise NotFound("no partnership has been loaded: run `portal partnership load`")
    cached = _CACHE.get((row.id, row.fingerprint))
    if cached is None:
        cached = _build(session, row.id)
        _CACHE.clear()
        _CACHE[(row.id, row.fingerprint)] = cached
    session.info[ASKED] = cached
    return cached


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


def service_level(
    session: Session,
    subject: Subject,
    kind: ClockKind,
    *,
    on: date,
    about: SubmissionKind,
    partner_key: str | None = None,
) -> ServiceLevel:
    """The promise that a clock begins under: lowest rank that matches, newest from that day.

    Raises `NotFound` when the partnership promises nothing of the kind.
    """
    query = (
        select(ServiceLevel)
        .where(ServiceLevel.version_id == in_force(session).version_id)
        .where(ServiceLevel.subject == subject, ServiceLevel.kind == kind)
        .where(ServiceLevel.effective_from <= on)
        .where(ServiceLevel.submission_kind.is_(None) | (ServiceLevel.submission_kind == about))
        .where(ServiceLevel.partner_key.is_(None) | (ServiceLevel.partner_key == partner_key))
        .order_by(ServiceLevel.rank, ServiceLevel.effective_from.desc(), ServiceLevel.id)
    )
    found = session.scalars(query.limit(1)).first()
    if found is None:
        raise NotFound(f"the partnership promises no {subject.value} {kind.value}")
    return found


def _build(session: Session, version_id: int) -> InForce:
    version = session.get_one(PartnershipVersion, version_id)
    days = session.execute(
        select(ClosedDay.day, ClosedDay.label, ClosedDay.source)
        .where(ClosedDay.version_id == version_id)
        .order_by(ClosedDay.day)
    ).all()
    calendar = Calendar(
        name="england-and-wales",
        closed={row.day: row.label for row in days},
        first=date(days[0].day.year, 1, 1),
        last=date(days[-1].day.year, 12, 31),
        own_closures=frozenset(row.day for row in days if row.source == "own"),
    )
    return InForce(version_id, _parsed(version.document), calendar)


@lru_cache(maxsize=8)
def _parsed(document: str) -> Partnership:
    return read(document)
