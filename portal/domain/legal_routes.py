"""Other ways than telling us: which are open, what each is for, and the last days of the law.

Sources: SEND Regulations 2014 (mediation, appeal); Complaint Handling Code of the Local Government
and Social Care Ombudsman (council); SI 2006/1738 (children's social care); SI 2009/309 (NHS);
Education Act 2002, section 29, and SI 2014/3283, part 7 (schools); UK GDPR, article 15, and Data
(Use and Access) Act 2025, section 103 (what is written down). What a family chose decides what is
open, never a guess from its free text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from portal.domain.consents import PartnerKind, outside_council
from portal.domain.errors import PortalError
from portal.domain.intake import Answers
from portal.domain.partnership import Partnership
from portal.domain.partnership_terms import NeedGroup
from portal.domain.promises import Regime
from portal.domain.routing import Facts as RoutingFacts
from portal.domain.routing import route
from portal.domain.submissions import AuthorKind

OF_AGE = 18
"""From then on social care is that of adults, and complaints follow other regulations."""

NHS_KINDS = frozenset({PartnerKind.ICB, PartnerKind.PROVIDER})


class LegalRoute(Enum):
    """A way that the law or a code gives, whether or not anybody told us first."""

    APPEAL = "appeal"
    COUNCIL_COMPLAINT = "council_complaint"
    SOCIAL_CARE_COMPLAINT = "social_care_complaint"
    NHS_COMPLAINT = "nhs_complaint"
    SCHOOL_COMPLAINT = "school_complaint"
    SUBJECT_ACCESS = "subject_access"
    DATA_COMPLAINT = "data_complaint"


class Outcome(Enum):
    """How a formal route ended, as far as we hold it."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    ANSWERED = "answered"
    HANDED_OVER = "handed_over"
    OMBUDSMAN = "ombudsman"
    PASSED_ON = "passed_on"
    WITHDRAWN = "withdrawn"


_R = LegalRoute

FIRST_STAGE: Mapping[LegalRoute, Regime] = {
    _R.COUNCIL_COMPLAINT: Regime.COUNCIL_COMPLAINT_1,
    _R.SOCIAL_CARE_COMPLAINT: Regime.CHILDREN_ACT_1,
    _R.NHS_COMPLAINT: Regime.NHS_COMPLAINT,
    _R.SUBJECT_ACCESS: Regime.SUBJECT_ACCESS,
    _R.DATA_COMPLAINT: Regime.DATA_COMPLAINT,
}
"""Under which promises it begins. A school's procedure has no dates in law: each sets its own."""

NEXT_STAGE: Mapping[Regime, Regime] = {
    Regime.COUNCIL_COMPLAINT_1: Regime.COUNCIL_COMPLAINT_2,
    Regime.CHILDREN_ACT_1: Regime.CHILDREN_ACT_2,
    Regime.CHILDREN_ACT_2: Regime.CHILDREN_ACT_3,
}

_OF_REGIME = {
    Regime.APPEAL: _R.APPEAL,
    Regime.COUNCIL_COMPLAINT_2: _R.COUNCIL_COMPLAINT,
    Regime.CHILDREN_ACT_2: _R.SOCIAL_CARE_COMPLAINT,
    Regime.CHILDREN_ACT_3: _R.SOCIAL_CARE_COMPLAINT,
} | {regime: one for one, regime in FIRST_STAGE.items()}

_JUDGED = (Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD, Outcome.OMBUDSMAN)

MADE_FORMAL = frozenset(LegalRoute) - {_R.APPEAL}
"""What one press makes. An appeal goes to the tribunal, which nobody can do for a family here."""


class UnknownRoute(PortalError):
    """A code that names no route of law."""


@dataclass(frozen=True)
class Facts:
    """What decides which ways are open: only what the family chose or what the rules named.

    `letter` says that there is a decision letter, whether or not its date is known. `bodies` are
    the kinds of body that may be responsible, empty while nobody knows.
    """

    needs: frozenset[NeedGroup]
    author: AuthorKind
    age: int | None = None
    letter: bool = False
    decision_on: date | None = None
    bodies: frozenset[PartnerKind] = frozenset()

    @property
    def young(self) -> bool:
        """Whether a child or young person reads it: other words, an advocate, no school."""
        return self.author is AuthorKind.YOUNG_PERSON


def facts_of(answers: Answers, partnership: Partnership, on: date, letter: bool = False) -> Facts:
    """The facts in what a family answered, with the bodies that the rules name for it."""
    kinds = {one.key: one.kind for one in partnership.partners}
    found: set[PartnerKind] = set()
    for key in answers.needs or ("other",):
        rules = RoutingFacts(key, answers.age, answers.postcode_district, answers.gp_area)
        named = route(rules, partnership, on)
        found |= {kinds[one] for one in (named.lead, *named.also)}
    needs = (partnership.need(key) for key in answers.needs)
    return Facts(
        needs=frozenset(one.group for one in needs if one is not None),
        author=answers.author_kind,
        age=answers.least_age,
        letter=letter or answers.decision_letter_on is not None,
        decision_on=answers.decision_letter_on,
        bodies=frozenset(found - {PartnerKind.TRIAGE}),
    )


def open_routes(facts: Facts) -> tuple[LegalRoute, ...]:
    """The ways that are open, the most pressing first.

    A decision on a plan goes to mediation or appeal, which the Ombudsman cannot look at (Local
    Government Act 1974, section 26(6)); how it was done, delay and silence go to a complaint. The
    council's own procedure is not for what a statute has a procedure for. The last two are open
    to everybody. A school is never named to a young person: nothing of theirs goes there.
    """
    wanted = {
        _R.APPEAL: facts.letter or NeedGroup.PLANS in facts.needs,
        _R.COUNCIL_COMPLAINT: _is_for_council(facts),
        _R.SOCIAL_CARE_COMPLAINT: NeedGroup.CARE in facts.needs and not _of_age(facts),
        _R.NHS_COMPLAINT: bool(facts.bodies & NHS_KINDS),
        _R.SCHOOL_COMPLAINT: _is_for_school(facts),
        _R.SUBJECT_ACCESS: True,
        _R.DATA_COMPLAINT: True,
    }
    return tuple(one for one, holds in wanted.items() if holds)


def stage_of(code: str) -> Regime | None:
    """The promises under which a stored route runs; None for a school's own procedure."""
    return None if code == _R.SCHOOL_COMPLAINT.value else Regime(code)


def route_of(code: str) -> LegalRoute:
    """The route that a stored code belongs to, whatever its stage. Raises `UnknownRoute`."""
    if code == _R.SCHOOL_COMPLAINT.value:
        return _R.SCHOOL_COMPLAINT
    try:
        return _OF_REGIME[Regime(code)]
    except (KeyError, ValueError) as fault:
        raise UnknownRoute(code) from fault


def code_of(one: LegalRoute) -> str:
    """What is stored of a route when it is made: its first stage. Raises `UnknownRoute`."""
    if one is _R.SCHOOL_COMPLAINT:
        return str(one.value)
    if one not in FIRST_STAGE:
        raise UnknownRoute(one.value)
    return str(FIRST_STAGE[one].value)


def outcomes_of(one: LegalRoute) -> tuple[Outcome, ...]:
    """How a body may say that it ended; taking it back is the family's alone."""
    if one is _R.SCHOOL_COMPLAINT:
        return (Outcome.HANDED_OVER, *_JUDGED[:3])
    if one is _R.SUBJECT_ACCESS:
        return (Outcome.ANSWERED, Outcome.NOT_UPHELD)
    return _JUDGED


def _is_for_council(facts: Facts) -> bool:
    inside = any(not outside_council(kind) for kind in facts.bodies)
    statutory = facts.needs == {NeedGroup.CARE} and not _of_age(facts)
    return (inside or not facts.bodies) and not statutory


def _is_for_school(facts: Facts) -> bool:
    about = NeedGroup.SCHOOL in facts.needs or PartnerKind.SCHOOL in facts.bodies
    return about and not facts.young


def _of_age(facts: Facts) -> bool:
    return facts.age is not None and facts.age >= OF_AGE
