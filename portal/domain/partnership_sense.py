"""Whether the tables of a partnership file agree with each other: names, dates, promises."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date

from portal.domain.consents import PartnerKind
from portal.domain.partnership_lines import Path
from portal.domain.partnership_promises import UNKNOWN_AREA, HelpContact
from portal.domain.partnership_shape import Findings, Row
from portal.domain.partnership_terms import District, DistrictStatus

_WHOLLY = (DistrictStatus.CERTAIN, DistrictStatus.SUFFOLK)


def named(document: Mapping[str, object], table: str) -> set[str]:
    """Return the keys of a table, also of rows that do not fit: one fault stays one fault."""
    rows = document.get(table)
    found = (
        [row.get("key") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    )
    return {key for key in found if isinstance(key, str)}


def check_sense(document: Mapping[str, object], findings: Findings) -> None:
    """Note what does not agree among languages, partners, places, districts, promises and help."""
    for table, column in [("language", "key"), ("partner", "key"), ("place", "key")]:
        only_once(
            ((r.values[column], (*r.path, column)) for r in findings.rows[table]),
            findings,
        )
    for table, column in [
        ("need", "key"),
        ("help", "key"),
        ("correction", "date"),
        ("rule", "rank"),
    ]:
        only_once(
            ((r.values[column], (*r.path, column)) for r in findings.rows[table]),
            findings,
        )
    partners = named(document, "partner")
    for row in findings.rows["partner"]:
        _partner(row, partners, findings)
    _successors(findings)
    _one_triage(findings)
    _places(document, partners, findings)
    for row in findings.rows["help"]:
        if row.values["verified"] and not HelpContact(**row.values).reachable:
            findings.fault((*row.path, "verified"), "verified, but with no way to reach it")


def only_once(found: Iterable[tuple[Hashable, Path]], findings: Findings) -> None:
    """Note every second use of what may be used once, naming the line of the first."""
    first: dict[Hashable, Path] = {}
    for value, path in found:
        if value in first:
            line = findings.lines.of(first[value])
            findings.fault(path, f"{value} is already on line {line}")
        first.setdefault(value, path)


def must_know(row: Row, column: str, known: set[str], what: str, findings: Findings) -> None:
    """Note a name, or each name of a list, that no row of the file bears."""
    value = row.values.get(column)
    if isinstance(value, tuple):
        for at, item in enumerate(value):
            if item not in known:
                findings.fault((*row.path, column, at), f"{column}: no {what} is called {item!r}")
    elif value is not None and value not in known:
        findings.fault((*row.path, column), f"{column}: no {what} is called {value!r}")


def _partner(row: Row, partners: set[str], findings: Findings) -> None:
    must_know(row, "parent", partners, "partner", findings)
    must_know(row, "successor", partners, "partner", findings)
    values = row.values
    if values.get("parent") == values["key"]:
        findings.fault((*row.path, "parent"), "a partner cannot be its own parent")
    if values.get("valid_to", date.max) < values["valid_from"]:
        findings.fault((*row.path, "valid_to"), "valid_to is before valid_from")
    if values.get("successor") and "valid_to" not in values:
        sentence = "a partner with a successor needs valid_to, its last day"
        findings.fault((*row.path, "successor"), sentence)
    provider = values["kind"] is PartnerKind.PROVIDER
    if provider and "standing_agreement" not in values:
        findings.fault(row.path, "standing_agreement is missing: a provider needs it")
    if not provider and "standing_agreement" in values:
        findings.fault(
            (*row.path, "standing_agreement"),
            "only a provider has a standing_agreement",
        )


def _successors(findings: Findings) -> None:
    rows = {row.values["key"]: row for row in findings.rows["partner"]}
    for key, row in rows.items():
        seen = [key]
        step = row.values.get("successor")
        while step in rows and step not in seen:
            seen.append(step)
            step = rows[step].values.get("successor")
        if step == key:
            chain = " → ".join([*seen, key])
            findings.fault(
                (*row.path, "successor"),
                f"the successors go round in a circle: {chain}",
            )


def _one_triage(findings: Findings) -> None:
    rows = [r for r in findings.rows["partner"] if r.values["kind"] is PartnerKind.TRIAGE]
    if not rows and "partner" not in findings.unfit:
        findings.fault(("partner",), "no partner is of the kind triage, and exactly one must be")
    for row in rows[1:]:
        findings.fault((*row.path, "kind"), "a second partner of the kind triage; one is enough")


def _places(document: Mapping[str, object], partners: set[str], findings: Findings) -> None:
    places = named(document, "place")
    for row in findings.rows["place"]:
        must_know(row, "commissioner", partners, "partner", findings)
        if row.values["key"] == UNKNOWN_AREA:
            findings.fault((*row.path, "key"), f"a place cannot be called {UNKNOWN_AREA!r}")
    for row in findings.rows["districts"]:
        must_know(row, "area", places, "place", findings)
        wholly = row.values["status"] in _WHOLLY
        if wholly and "area" not in row.values:
            findings.fault(row.path, "area is missing: these districts lie in one place")
        if not wholly and "area" in row.values:
            findings.fault((*row.path, "area"), "districts to ask about have no area")
    for row in findings.rows["acute"]:
        must_know(row, "trust", partners, "partner", findings)
    only_once(_codes(findings.rows["districts"]), findings)
    only_once(_codes(findings.rows["acute"]), findings)


def _codes(rows: list[Row]) -> Iterable[tuple[Hashable, Path]]:
    for row in rows:
        for at, code in enumerate(row.values["codes"]):
            yield code, (*row.path, "codes", at)


def districts(findings: Findings) -> tuple[District, ...]:
    """Return one district a code, with its acute trust if any, in the order of the file."""
    trusts = {
        code: row.values["trust"] for row in findings.rows["acute"] for code in row.values["codes"]
    }
    return tuple(
        District(code, row.values["status"], row.values.get("area"), trusts.get(code))
        for row in findings.rows["districts"]
        for code in row.values["codes"]
    )
