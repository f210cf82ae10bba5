"""The shape of a partnership file: its tables, the keys of each, and the faults found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from portal.domain import partnership_terms as terms
from portal.domain.clock_levels import MOST_STEPS, MOST_UNITS
from portal.domain.clock_terms import ClockKind, Roll, Starts, Subject, Unit
from portal.domain.consents import PartnerKind
from portal.domain.partnership_lines import Lines, Path
from portal.domain.partnership_values import (
    ItemUnfit,
    Reader,
    Unfit,
    address,
    clock_time,
    colour,
    day,
    district,
    flag,
    key,
    key_or_empty,
    language,
    many,
    one_of,
    one_word,
    text,
    weekday,
    whole,
)
from portal.domain.promises import Basis, Recipient, Regime
from portal.domain.submissions import AuthorKind


class Fault(NamedTuple):
    """One thing wrong, in a sentence, with its line in the file."""

    line: int
    sentence: str


class Row(NamedTuple):
    """One table that fits: where it stands and what it holds."""

    path: Path
    values: dict[str, Any]


@dataclass
class Findings:
    """What has been read so far and what was wrong with it."""

    lines: Lines
    faults: list[Fault] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    unfit: set[str] = field(default_factory=set)

    def fault(self, path: Path, sentence: str) -> None:
        """Note a fault at `path`."""
        self.faults.append(Fault(self.lines.of(path), sentence))


class Table(NamedTuple):
    """The keys of one kind of table; `many` when it is written in double brackets."""

    must: Mapping[str, Reader]
    may: Mapping[str, Reader]
    many: bool = True
    optional: bool = False


_AGE = whole(0, 120)
_DIVISIONS = one_word("england-and-wales", "scotland", "northern-ireland")
_DAYS = whole(1, 366)
_CAPS = {"silence": _DAYS, "pause_cap": _DAYS, "hold_cap": _DAYS}
_KEYS = many(key)
_DISTRICTS = many(district)

TABLES: dict[str, Table] = {
    "area": Table(
        {"key": key, "name": text, "council": text, "council_short": text},
        {},
        many=False,
    ),
    "area.colours": Table({"brand": colour, "link": colour, "button": colour}, {}, many=False),
    "area.operator": Table(
        {
            "name": text,
            "email": text,
            "telephone": text,
            "post": text,
            "verified": flag,
        },
        {},
        many=False,
    ),
    "area.officer": Table({"title": text, "mailbox": address, "verified": flag}, {}, many=False),
    "language": Table({"key": language, "name": text, "dir": one_of(terms.Direction)}, {}),
    "partner": Table(
        {
            "key": key,
            "name": text,
            "official_name": text,
            "kind": one_of(PartnerKind),
        }
        | {"valid_from": day, "verified": flag},
        {"parent": key_or_empty, "successor": key_or_empty, "valid_to": day}
        | {"standing_agreement": flag, "mailbox": address}
        | {"manager_mailbox": address, "lead_mailbox": address},
    ),
    "place": Table({"key": key, "name": text, "says": text, "commissioner": key}, {}),
    "districts": Table(
        {"status": one_of(terms.DistrictStatus), "codes": _DISTRICTS}, {"area": key}
    ),
    "acute": Table({"trust": key, "codes": _DISTRICTS}, {}),
    "need": Table({"key": key, "label": text, "group": one_of(terms.NeedGroup)}, {}),
    "rule": Table(
        {"rank": whole(1, 999_999), "lead": key, "because": text},
        {
            "needs": _KEYS,
            "also": _KEYS,
            "age_from": _AGE,
            "age_to": _AGE,
            "age_unknown": flag,
        }
        | {"health_area": key, "home": many(one_of(terms.Home)), "acute_trust": key},
    ),
    "service_level": Table(
        {"regime": one_of(Regime), "subject": one_of(Subject), "clock": one_of(ClockKind)}
        | {"rank": whole(1, 999_999), "amount": whole(1, MOST_UNITS), "unit": one_of(Unit)}
        | {"effective_from": day, "basis": one_of(Basis), "verified": flag},
        {"status": one_of(terms.LevelStatus), "partner": key, "author": one_of(AuthorKind)}
        | {"starts": one_of(Starts), "roll": one_of(Roll), "source": text}
        | {"warn_working_days": whole(0, 366), "chase_percent": whole(0, 100)}
        | {"first_leg": _DAYS, "extend_most": whole(0, MOST_UNITS)}
        | {"cut_off": clock_time, "next_by": clock_time},
    ),
    "ladder": Table(
        {"step": whole(1, MOST_STEPS), "working_days_late": whole(0, 366)}
        | {"recipient": one_of(Recipient)},
        {"subject": one_of(Subject), "partner": key},
    ),
    "letters": Table({"digests": many(clock_time)}, {}, many=False),
    "hours": Table({"days": many(weekday), "open": clock_time, "close": clock_time}, {}),
    "waiting": Table(_CAPS, {"link": _DAYS}, many=False),
    "opening": Table(
        {"agree_minutes": whole(10, 1440), "shown_hours": whole(1, 72)}, {}, False, optional=True
    ),
    "calendar": Table(
        {"bank_holidays": _DIVISIONS, "time_zone": one_word("Europe/London")}, {}, many=False
    ),
    "closure": Table({"date": day, "why": text}, {"partner": key}, optional=True),
    "correction": Table(
        {"date": day, "holiday": flag, "label": text, "why": text, "noted_on": day},
        {},
        optional=True,
    ),
    "help": Table(
        {"key": key, "name": text, "kind": one_of(terms.HelpKind), "what_to_do": text}
        | {"audience": one_of(terms.Audience), "verified": flag},
        dict.fromkeys(
            (
                "telephone",
                "relay",
                "text_word",
                "text_number",
                "web",
                "hours",
                "source",
            ),
            text,
        ),
    ),
}


def take_apart(document: Mapping[str, Any], findings: Findings) -> None:
    """Read every table of `document` into `findings.rows`; note what does not fit."""
    for name in document:
        if name not in TABLES:
            findings.fault((name,), f"nothing here is called {name!r}")
    for name, table in TABLES.items():
        path = tuple(name.split("."))
        findings.rows[name] = []
        for at, found in _tables(name, path, document, findings):
            _take(name, table, at, found, findings)


def _tables(
    name: str, path: Path, document: Mapping[str, Any], findings: Findings
) -> list[tuple[Path, object]]:
    """Return the tables called `name` with their paths; note a missing or wrongly bracketed one."""
    table = TABLES[name]
    here: Any = document
    for step in path:
        here = here.get(step) if isinstance(here, Mapping) else None
    header = f"[[{name}]]" if table.many else f"[{name}]"
    if here is None or here == []:
        if not table.optional:
            findings.fault(path[:-1], f"{header} is missing")
            findings.unfit.add(name)
        return []
    if table.many and isinstance(here, list):
        return [((*path, at), found) for at, found in enumerate(here)]
    if not table.many and isinstance(here, Mapping):
        return [(path, here)]
    findings.fault(path, f"this must be written {header}")
    findings.unfit.add(name)
    return []


def _take(name: str, table: Table, path: Path, found: object, findings: Findings) -> None:
    """Read one table; it counts only when all of it fits."""
    before = len(findings.faults)
    if not isinstance(found, Mapping):
        findings.fault(path, f"this must be written [[{name}]]")
        findings.unfit.add(name)
        return
    for missing in table.must.keys() - found.keys():
        findings.fault(path, f"{missing} is missing")
    readers = {**table.must, **table.may}
    values = {
        at: _value(at, readers, (*path, at), value, findings)
        for at, value in found.items()
        if f"{name}.{at}" not in TABLES
    }
    if len(findings.faults) == before:
        findings.rows[name].append(Row(path, values))
    else:
        findings.unfit.add(name)


def _value(
    name: str,
    readers: Mapping[str, Reader],
    path: Path,
    value: object,
    findings: Findings,
) -> object:
    if name not in readers:
        findings.fault(path, f"nothing here is called {name!r}; known are {', '.join(readers)}")
        return None
    try:
        return readers[name](value)
    except ItemUnfit as unfit:
        findings.fault((*path, unfit.at), f"{name} {unfit}")
    except Unfit as unfit:
        findings.fault(path, f"{name} {unfit}")
    return None
