"""Bringing a partnership file into force: a new version beside the old ones (ruling 46)."""

import hashlib
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain.clocks import PauseReason, pausable
from portal.domain.partnership import Partner as PartnerTerms
from portal.domain.partnership import Partnership, PartnershipFault, RoutingRule, read, to_come
from portal.domain.partnership import ServiceLevel as LevelTerms
from portal.domain.partnership_terms import LevelStatus
from portal.domain.people import Deed
from portal.domain.promises import Recipient, Regime
from portal.domain.working_days import Calendar, local_date
from portal.models import (
    ClosedDay,
    HelpContact,
    LadderRung,
    Need,
    Partner,
    PartnerContact,
    PartnershipVersion,
    PlaceDistrict,
    ServiceLevel,
    WorkingHours,
)
from portal.models import RoutingRule as RuleRow
from portal.queries.partnership import ASKED
from portal.services import audit


def load(session: Session, text: str, calendar: Calendar, deed: Deed) -> bool:
    """Bring the file into force as the newest version; whether it was new.

    Raises `PartnershipFault` with every fault and its line, a promise of ours that begins later
    too. The same text and calendar again change nothing. `recount` works out what runs, afterwards.
    """
    partnership = read(text)
    if faults := to_come(text, local_date(deed.now)):
        raise PartnershipFault(faults)
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    newest = select(PartnershipVersion).order_by(PartnershipVersion.id.desc()).limit(1)
    in_force = session.scalars(newest).first()
    same_text = in_force is not None and in_force.fingerprint == fingerprint
    if in_force and same_text and _closed(session, in_force) == dict(calendar.closed):
        return False
    version = PartnershipVersion(
        loaded_at=deed.now,
        fingerprint=fingerprint,
        area_name=partnership.area.name,
        document=text,
    )
    session.add(version)
    session.flush()
    session.info.pop(ASKED, None)
    _keep_partners(session, partnership)
    _keep_mailboxes(session, partnership)
    session.add_all(_rows(partnership, calendar, version.id))
    audit.record(session, deed, "partnership.loaded", version=version.id)
    session.flush()
    return True


def _closed(session: Session, version: PartnershipVersion) -> dict[date, str]:
    """The closed days of a version: a bank holiday may be proclaimed while the file stays."""
    query = select(ClosedDay).where(ClosedDay.version_id == version.id)
    query = query.where(ClosedDay.partner_key.is_(None)).order_by(ClosedDay.day)
    return {row.day: row.label for row in session.scalars(query)}


def _keep_partners(session: Session, partnership: Partnership) -> None:
    """Partners outlive versions: referrals point at them, so they change and are never deleted."""
    known = {one.key: one for one in session.scalars(select(Partner).order_by(Partner.id))}
    for terms in partnership.partners:
        row = known.get(terms.key)
        if row is None:
            session.add(Partner(key=terms.key, **_partner(terms)))
            continue
        for name, value in _partner(terms).items():
            setattr(row, name, value)


def _keep_mailboxes(session: Session, partnership: Partnership) -> None:
    """A mailbox for each desk of a partner, as the file says now.

    A partner that the file does not name keeps its own; one that it names loses what it leaves out.
    """
    session.flush()
    named = {
        (one.key, desk): address
        for one in partnership.partners
        for desk, address in _desks(one).items()
    }
    asked = select(PartnerContact).options(joinedload(PartnerContact.partner))
    for row in session.scalars(asked.order_by(PartnerContact.id)).all():
        if (row.partner.key, row.recipient) in named:
            address = named.pop((row.partner.key, row.recipient))
            if address is None:
                session.delete(row)
            else:
                row.address = address
    known = select(Partner).where(Partner.key.in_([key for key, _ in named])).order_by(Partner.id)
    rows = {one.key: one.id for one in session.scalars(known)}
    session.add_all(
        PartnerContact(partner_id=rows[key], recipient=desk, address=address)
        for (key, desk), address in named.items()
        if address
    )


def _desks(terms: PartnerTerms) -> dict[Recipient, str | None]:
    return {
        Recipient.SERVICE: terms.mailbox,
        Recipient.MANAGER: terms.manager_mailbox,
        Recipient.PARTNER_LEAD: terms.lead_mailbox,
    }


def _partner(terms: PartnerTerms) -> dict[str, Any]:
    return {
        "name": terms.name,
        "official_name": terms.official_name,
        "kind": terms.kind,
        "parent_key": terms.parent,
        "valid_from": terms.valid_from,
        "valid_to": terms.valid_to,
        "successor_key": terms.successor,
        "verified": terms.verified,
        "standing_agreement": terms.standing_agreement,
    }


def _rows(partnership: Partnership, calendar: Calendar, version: int) -> list[Any]:
    rows: list[Any] = [
        Need(version_id=version, key=n.key, label=n.label) for n in partnership.needs
    ]
    rows += [
        PlaceDistrict(
            version_id=version, district=one.code, area_key=one.area, certainty=one.status.value
        )
        for one in partnership.districts
    ]
    rows += [_rule(one, version) for one in partnership.rules]
    rows += _levels(partnership, version)
    rows += [
        ClosedDay(
            version_id=version,
            day=day,
            label=label,
            source="own" if day in calendar.own_closures else calendar.name,
        )
        for day, label in sorted(calendar.closed.items())
    ]
    return rows + _times(partnership, version) + _help(partnership, version)


def _times(partnership: Partnership, version: int) -> list[Any]:
    told = partnership.calendar
    rows: list[Any] = [
        ClosedDay(
            version_id=version, day=one.date, label=one.why, source="own", partner_key=one.partner
        )
        for one in told.closures
        if one.partner is not None
    ]
    rows += [
        LadderRung(
            version_id=version,
            subject=one.subject,
            partner_key=one.partner,
            step=one.step,
            working_days_late=one.working_days_late,
            recipient=one.recipient,
        )
        for one in partnership.ladder
    ]
    rows += [
        WorkingHours(version_id=version, weekday=weekday, opens=one.open, closes=one.close)
        for one in told.hours
        for weekday in one.days
    ]
    return rows


def _rule(rule: RoutingRule, version: int) -> RuleRow:
    match = {
        name: value
        for name, value in asdict(rule).items()
        if name not in {"rank", "lead", "also", "because"} and value
    }
    match["home"] = [one.value for one in rule.home]
    return RuleRow(
        version_id=version,
        rank=rule.rank,
        match=match,
        lead_key=rule.lead,
        also_keys=list(rule.also),
        reason=rule.because,
    )


def _levels(partnership: Partnership, version: int) -> list[ServiceLevel]:
    waiting = partnership.waiting
    caps = {
        PauseReason.WAITING_FOR_FAMILY: waiting.pause_cap,
        PauseReason.AGREED_HOLD: waiting.hold_cap,
    }
    return [_level(one, version, caps) for one in partnership.service_levels]


_AS_TOLD = (
    "rank", "subject", "regime", "amount", "unit", "starts", "roll", "warn_working_days",
    "chase_percent", "first_leg", "extend_most", "cut_off", "next_by", "effective_from", "basis",
    "source", "verified",
)  # fmt: skip


def _level(terms: LevelTerms, version: int, caps: dict[PauseReason, int]) -> ServiceLevel:
    ours = terms.regime is Regime.CONCERN
    reasons = pausable(terms.clock) if ours else frozenset()
    return ServiceLevel(
        version_id=version,
        kind=terms.clock,
        partner_key=terms.partner,
        author_kind=terms.author,
        caps={reason.value: cap for reason, cap in caps.items() if reason in reasons},
        reason=terms.source or "the partnership's own promise",
        agreed=terms.status is LevelStatus.AGREED,
        **{name: getattr(terms, name) for name in _AS_TOLD},
    )


def _help(partnership: Partnership, version: int) -> list[HelpContact]:
    return [
        HelpContact(
            version_id=version,
            position=position,
            name=one.name,
            reach=one.telephone or one.text_number or one.web or "",
            purpose=one.what_to_do,
            kind=one.kind.value,
            verified=one.verified,
        )
        for position, one in enumerate(partnership.help, start=1)
    ]
