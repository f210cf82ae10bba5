"""Bringing a partnership file into force: a new version beside the old ones (ruling 46)."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain.clocks import Unit
from portal.domain.partnership import Partner as PartnerTerms
from portal.domain.partnership import Partnership, RoutingRule, read
from portal.domain.partnership_terms import LevelStatus
from portal.domain.people import Deed
from portal.domain.working_days import Calendar
from portal.models import (
    ClosedDay,
    HelpContact,
    Need,
    Partner,
    PartnerContact,
    PartnershipVersion,
    PlaceDistrict,
    ServiceLevel,
)
from portal.models import RoutingRule as RuleRow
from portal.queries.partnership import ASKED
from portal.services import audit, clocks


def load(session: Session, text: str, calendar: Calendar, deed: Deed) -> bool:
    """Bring the file into force as the newest version; whether it was new.

    Raises `PartnershipFault` with every fault and its line. The same text and calendar again
    change nothing. Running promises are worked out anew, each still under its own version.
    """
    partnership = read(text)
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    newest = select(PartnershipVersion).order_by(PartnershipVersion.id.desc()).limit(1)
    in_force = session.scalars(newest).first()
    same_text = in_force is not None and in_force.fingerprint == fingerprint
    if in_force is not None and same_text and _closed(session, in_force) == dict(calendar.closed):
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
    clocks.project_again(session, deed.now)
    return True


def _closed(session: Session, version: PartnershipVersion) -> dict[date, str]:
    """The closed days of a version: a bank holiday may be proclaimed while the file stays."""
    query = select(ClosedDay).where(ClosedDay.version_id == version.id).order_by(ClosedDay.day)
    return {row.day: row.label for row in session.scalars(query)}


def closures_of(partnership: Partnership) -> Mapping[date, str]:
    """The partnership's own closed days, for building its calendar."""
    return {one.date: one.why for one in partnership.calendar.closures}


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
    """One mailbox a partner, as the file says now; one that the file leaves out keeps its own."""
    session.flush()
    named = {one.key: one.mailbox for one in partnership.partners}
    asked = select(PartnerContact).options(joinedload(PartnerContact.partner))
    for row in session.scalars(asked.order_by(PartnerContact.id)).all():
        if row.partner.key in named:
            address = named.pop(row.partner.key)
            if address is None:
                session.delete(row)
            else:
                row.address = address
    known = select(Partner).where(Partner.key.in_(list(named))).order_by(Partner.id)
    session.add_all(
        PartnerContact(partner_id=one.id, address=address)
        for one in session.scalars(known)
        if (address := named[one.key])
    )


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
    return rows + _help(partnership, version)


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
    return [
        ServiceLevel(
            version_id=version,
            # A promise to one body outranks the promise to all.
            rank=1 if one.partner else 2,
            subject=one.subject,
            kind=one.clock,
            submission_kind=one.submission,
            partner_key=one.partner,
            amount=one.working_days,
            unit=Unit.WORKING_DAY,
            effective_from=one.effective_from,
            reason="the partnership's own promise",
            agreed=one.status is LevelStatus.AGREED,
        )
        for one in partnership.service_levels
    ]


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
