"""From the facts of a message to the partner that should lead, and why, by the file's rules.

Health goes by the doctor's surgery, then age, then need; the council's matters by home. What is
unknown or uncertain goes to triage, never nowhere.
"""

from dataclasses import dataclass
from datetime import date

from portal.domain.consents import PartnerKind
from portal.domain.partnership import Partner, Partnership
from portal.domain.partnership_promises import RoutingRule
from portal.domain.places import Whereabouts, say_home, say_where, whereabouts

_GROWN = 16
"""From this age we write of a young person; below it of a child."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What routing may know: need's key, age in years, first half of a postcode, surgery's area."""

    need: str
    age: int | None = None
    postcode_district: str | None = None
    gp_area: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Who leads and why. `also` is sorted and gives no access; `rank` is the rule's, 0 for none.

    `certain` is false exactly when triage leads; only a certain route places a referral by itself.
    """

    lead: str
    also: tuple[str, ...]
    because: str
    rank: int
    certain: bool


def route(facts: Facts, partnership: Partnership, on: date | None = None) -> Route:
    """Return the route of the first rule that fits, with successors in force on a day.

    Never raises for odd facts: what no rule knows goes to triage.
    """
    at = whereabouts(facts.postcode_district, facts.gp_area, partnership)
    for rule in partnership.rules:
        if _fits(rule, facts, at):
            return _settle(rule, facts, at, partnership, on)
    return Route(partnership.triage.key, (), "No rule fits, so a person will read it.", 0, False)


def _fits(rule: RoutingRule, facts: Facts, at: Whereabouts) -> bool:
    return (
        rule.is_about(facts.need)
        and _fits_age(rule, facts.age)
        and rule.health_area in (None, at.area_key)
        and rule.acute_trust in (None, at.acute_trust)
        and (not rule.home or at.home in rule.home)
    )


def _fits_age(rule: RoutingRule, age: int | None) -> bool:
    if age is None:
        return rule.age_from is None and rule.age_to is None
    if rule.age_unknown or (rule.age_from is not None and age < rule.age_from):
        return False
    return rule.age_to is None or age <= rule.age_to


def _settle(
    rule: RoutingRule, facts: Facts, at: Whereabouts, partnership: Partnership, on: date | None
) -> Route:
    because = rule.because.format(
        age=_say_age(facts.age), where=say_where(at, partnership), home=say_home(at, partnership)
    )
    lead, more = _lead(rule.lead, at, partnership, on)
    also = {_standing_key(key, partnership, on) for key in rule.also} - {None, lead.key}
    return Route(
        lead=lead.key,
        also=tuple(sorted(key for key in also if key)),
        because=because + more,
        rank=rule.rank,
        certain=lead.kind is not PartnerKind.TRIAGE,
    )


def _lead(
    key: str, at: Whereabouts, partnership: Partnership, on: date | None
) -> tuple[Partner, str]:
    """Return who leads in the place of `key`, and what that adds to the reason."""
    lead = partnership.standing(key, on)
    if lead is None:
        return partnership.triage, " That team is not there on this day, so a person will find out."
    if lead.kind is not PartnerKind.PROVIDER:
        return lead, ""
    if not lead.verified:
        return partnership.triage, " We have not checked this, so a person will."
    if lead.standing_agreement:
        return lead, ""
    payer = partnership.standing(at.area.commissioner, on) if at.area else None
    if payer is None:
        return (
            partnership.triage,
            " We do not know who pays for this care, so a person will find out.",
        )
    return payer, f" {payer.name} pays for this care and leads until it agrees otherwise."


def _standing_key(key: str, partnership: Partnership, on: date | None) -> str | None:
    """Return the key that stands for a suggestion, None for one that is gone or not verified."""
    partner = partnership.standing(key, on)
    if partner is None or (partner.kind is PartnerKind.PROVIDER and not partner.verified):
        return None
    return partner.key


def _say_age(age: int | None) -> str:
    if age is None:
        return "We do not know the age."
    return f"The {'young person' if age >= _GROWN else 'child'} is {age}."
