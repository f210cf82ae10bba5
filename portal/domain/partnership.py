"""A partnership as data: read one TOML file into frozen nouns, or say line by line what is wrong.

`read` is the only door. The nouns are in `partnership_terms` and `partnership_promises`; the file
packaged with the portal is `packaged()`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from portal.domain.consents import PartnerKind
from portal.domain.errors import PortalError
from portal.domain.partnership_lines import Lines
from portal.domain.partnership_promises import (
    Calendar,
    Closure,
    Correction,
    HelpContact,
    Hours,
    Letters,
    Opening,
    RoutingRule,
    Rung,
    ServiceLevel,
    Waiting,
)
from portal.domain.partnership_rules import check_rules, in_order
from portal.domain.partnership_sense import check_sense, districts
from portal.domain.partnership_shape import Fault, Findings, take_apart
from portal.domain.partnership_terms import (
    Area,
    Colours,
    District,
    Language,
    Need,
    Officer,
    Operator,
    Partner,
    Place,
)
from portal.domain.partnership_times import check_times, not_yet

__all__ = [
    "Area",
    "Calendar",
    "Closure",
    "Colours",
    "Correction",
    "District",
    "Fault",
    "HelpContact",
    "Hours",
    "Language",
    "Letters",
    "Need",
    "Officer",
    "Opening",
    "Operator",
    "Partner",
    "Partnership",
    "PartnershipFault",
    "Place",
    "RoutingRule",
    "Rung",
    "ServiceLevel",
    "Waiting",
    "packaged",
    "read",
    "to_come",
]

_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class PartnershipFault(PortalError):
    """A file that cannot be used; `faults` are in the order of their lines."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults, ordered."""
        self.faults = sorted(set(faults))
        super().__init__("; ".join(f"line {fault.line}: {fault.sentence}" for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Partnership:
    """One area: partners, places, needs, rules (lowest rank first), promises, calendar, help."""

    area: Area
    languages: tuple[Language, ...]
    partners: tuple[Partner, ...]
    places: tuple[Place, ...]
    districts: tuple[District, ...]
    needs: tuple[Need, ...]
    rules: tuple[RoutingRule, ...]
    service_levels: tuple[ServiceLevel, ...]
    ladder: tuple[Rung, ...]
    letters: Letters
    waiting: Waiting
    calendar: Calendar
    help: tuple[HelpContact, ...]
    opening: Opening

    def partner(self, key: str) -> Partner | None:
        """Return the partner called `key`."""
        return next((partner for partner in self.partners if partner.key == key), None)

    def place(self, key: str | None) -> Place | None:
        """Return the place called `key`."""
        return next((place for place in self.places if place.key == key), None)

    def district(self, code: str | None) -> District | None:
        """Return the district whose first half of a postcode is `code`."""
        return next((district for district in self.districts if district.code == code), None)

    def need(self, key: str) -> Need | None:
        """Return the need called `key`."""
        return next((need for need in self.needs if need.key == key), None)

    @property
    def triage(self) -> Partner:
        """The one body that finds out who should help."""
        return next(partner for partner in self.partners if partner.kind is PartnerKind.TRIAGE)

    @property
    def unverified_help(self) -> tuple[HelpContact, ...]:
        """The contacts that somebody must check, or take out, before going live."""
        return tuple(contact for contact in self.help if not contact.verified)

    def standing(self, key: str, on: date | None = None) -> Partner | None:
        """Return who stands for `key`: itself, or its successor from the day after its last day.

        Without a day a named successor has taken over. None before the first day, or after the last
        when nobody took over.
        """
        partner = self.partner(key)
        while partner and partner.successor and (on is None or on > (partner.valid_to or date.max)):
            partner = self.partner(partner.successor)
        if partner is None or on is None:
            return partner
        return partner if partner.valid_from <= on <= (partner.valid_to or date.max) else None


def packaged() -> str:
    """Return the text of the partnership file that comes with the portal."""
    return files("portal.partnership").joinpath("suffolk.toml").read_text(encoding="utf-8")


def read(text: str) -> Partnership:
    """Read a partnership file; raise `PartnershipFault` with every fault found."""
    document, findings = _taken_apart(text)
    check_sense(document, findings)
    check_times(document, findings)
    check_rules(document, findings)
    if findings.faults:
        raise PartnershipFault(findings.faults)
    return _build(findings)


def to_come(text: str, on: date) -> list[Fault]:
    """Our own promises that are not in force on a day, in the order of their lines.

    A file with any would have nothing to promise to whoever writes on that day.
    """
    _, findings = _taken_apart(text)
    not_yet(findings.rows["service_level"], on, findings)
    return sorted(findings.faults)


def _taken_apart(text: str) -> tuple[dict[str, Any], Findings]:
    document, findings = _parse(text), Findings(Lines(text))
    take_apart(document, findings)
    return document, findings


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _WHERE.search(str(error))
        last = text.rstrip().count("\n") + 1
        line = int(found[1]) if found and found[1] else last
        sentence = _WHERE.sub("", str(error)).rstrip(".")
        raise PartnershipFault([Fault(line, f"this is not TOML: {sentence}")]) from None
    except (RecursionError, ValueError):
        sentence = "this is not TOML: it is nested too deeply, or holds too long a number"
        raise PartnershipFault([Fault(1, sentence)]) from None


def _build(findings: Findings) -> Partnership:
    rows = {name: [row.values for row in found] for name, found in findings.rows.items()}
    area = rows["area"][0] | {
        "colours": Colours(**rows["area.colours"][0]),
        "operator": Operator(**rows["area.operator"][0]),
        "officer": Officer(**rows["area.officer"][0]),
    }
    return Partnership(
        area=Area(**area),
        languages=tuple(Language(**row) for row in rows["language"]),
        partners=tuple(Partner(**row) for row in rows["partner"]),
        places=tuple(Place(**row) for row in rows["place"]),
        districts=districts(findings),
        needs=tuple(Need(**row) for row in rows["need"]),
        rules=tuple(RoutingRule(**row.values) for row in in_order(findings)),
        service_levels=tuple(ServiceLevel(**row) for row in rows["service_level"]),
        ladder=tuple(Rung(**row) for row in rows["ladder"]),
        letters=Letters(**rows["letters"][0]),
        waiting=Waiting(**rows["waiting"][0]),
        calendar=_calendar(rows),
        help=tuple(HelpContact(**row) for row in rows["help"]),
        # A file of an older portal does not speak of it.
        opening=Opening(**rows["opening"][0]) if rows["opening"] else Opening(),
    )


def _calendar(rows: Mapping[str, list[dict[str, Any]]]) -> Calendar:
    return Calendar(
        **rows["calendar"][0],
        closures=tuple(Closure(**row) for row in rows["closure"]),
        corrections=tuple(Correction(**row) for row in rows["correction"]),
        hours=tuple(Hours(**row) for row in rows["hours"]),
    )
