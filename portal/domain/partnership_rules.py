"""Whether the routing rules of a file hold together: known names, no gap, none in vain."""

from collections.abc import Mapping
from string import Formatter

from portal.domain.partnership_promises import UNKNOWN_AREA, RoutingRule
from portal.domain.partnership_sense import must_know, named
from portal.domain.partnership_shape import Findings, Row

SENTENCES = ("age", "where", "home")
"""What `because` may hold in braces; `portal.domain.routing` fills them in."""


def check_rules(document: Mapping[str, object], findings: Findings) -> None:
    """Note rules that name the unknown, can never fit, or leave a need without an end."""
    partners, needs = named(document, "partner"), named(document, "need")
    areas = named(document, "place") | {UNKNOWN_AREA}
    acute = {row.values["trust"] for row in findings.rows["acute"]}
    for row in findings.rows["rule"]:
        must_know(row, "lead", partners, "partner", findings)
        must_know(row, "also", partners, "partner", findings)
        must_know(row, "needs", needs, "need", findings)
        must_know(row, "health_area", areas, "place", findings)
        if "acute" not in findings.unfit:
            must_know(row, "acute_trust", acute, "trust of an [[acute]] table", findings)
        _ages(row, findings)
        _because(row, findings)
        if row.values["lead"] in row.values.get("also", ()):
            findings.fault((*row.path, "also"), "the lead cannot be in also")
    if not findings.unfit & {"rule", "need"}:
        _ends(findings)


def in_order(findings: Findings) -> list[Row]:
    """Return the rows of the rules, lowest rank first."""
    return sorted(findings.rows["rule"], key=lambda row: int(row.values["rank"]))


def _ages(row: Row, findings: Findings) -> None:
    values = row.values
    if values.get("age_to", 999) < values.get("age_from", 0):
        findings.fault((*row.path, "age_to"), "age_to is below age_from")
    if values.get("age_unknown") and ("age_from" in values or "age_to" in values):
        sentence = "age_unknown and an age can never fit together"
        findings.fault((*row.path, "age_unknown"), sentence)


def _because(row: Row, findings: Findings) -> None:
    path = (*row.path, "because")
    try:
        fields = list(Formatter().parse(row.values["because"]))
    except ValueError:
        findings.fault(path, "because has a brace without its other half")
        return
    for _, name, form, conversion in fields:
        if name is not None and (name not in SENTENCES or form or conversion):
            known = ", ".join(f"{{{word}}}" for word in SENTENCES)
            findings.fault(path, f"because may hold {known}, not {{{name}}}")


def _ends(findings: Findings) -> None:
    """Each need ends in a rule that always fits; a rule behind all its ends is in vain."""
    ended: dict[str, int] = {}
    needs = [str(row.values["key"]) for row in findings.rows["need"]]
    for row in in_order(findings):
        rule = RoutingRule(**row.values)
        about = [need for need in needs if rule.is_about(need)]
        if rule.needs and about and all(need in ended for need in about):
            before = max(ended[need] for need in about)
            sentence = f"rank {rule.rank} can never be reached: rank {before} always fits before it"
            findings.fault(row.path, sentence)
        if rule.always_fits:
            for need in about:
                ended.setdefault(need, rule.rank)
    for row in findings.rows["need"]:
        if row.values["key"] not in ended:
            sentence = f"no rule always fits {row.values['key']}: it could lead nowhere"
            findings.fault((*row.path, "key"), sentence)
