"""The limits that a law or a code sets others, each with its source; none that nobody checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind
from portal.domain.legal_dates import LegalLevel
from portal.domain.promises import Regime
from portal.services import formal_clocks
from portal.web.legal_explained import explained
from portal.web.legal_words import KINDS
from portal.web.pages.amounts import amount_of
from portal.web.pages.date_questions import BASIS, QUESTIONS
from portal.web.statuses import Words

_R = Regime

TITLES: Mapping[Regime, Words] = {
    _R.EHC_ASSESSMENT: _l("A check of what help a child needs (EHC needs assessment)"),
    _R.DRAFT_PLAN: _l("A draft plan"),
    _R.ANNUAL_REVIEW: _l("The yearly review of a plan"),
    _R.AMENDMENT_NOTICE: _l("A change of a plan"),
    _R.APPEAL: _l("An appeal against a decision on a plan"),
    _R.COUNCIL_COMPLAINT_1: _l("A formal complaint to the council"),
    _R.COUNCIL_COMPLAINT_2: _l("A formal complaint to the council, second step"),
    _R.CHILDREN_ACT_1: _l("A formal complaint about social care for a child"),
    _R.CHILDREN_ACT_2: _l("A formal complaint about social care for a child, second step"),
    _R.CHILDREN_ACT_3: _l("A formal complaint about social care for a child, third step"),
    _R.NHS_COMPLAINT: _l("A formal complaint to the NHS"),
    _R.SUBJECT_ACCESS: _l("Asking what is written down about you"),
    _R.DATA_COMPLAINT: _l("A complaint about how your information was used"),
}
"""In the order of the page; a regime that has no title here is not shown."""

_STEPS = {one.regime: one.steps or {} for one in QUESTIONS.values()}
_SINCE = {one.regime: one.day for one in QUESTIONS.values()}
_NEXT_STEP = _l("the day on which you ask for this step")


@dataclass(frozen=True)
class Limit:
    """What must be done, and how long that may take; `amount` is empty where nobody checked it."""

    title: Words
    amount: str
    more: str
    counted: str
    basis: Words
    source: str


@dataclass(frozen=True)
class Group:
    """The limits of one thing, and from which day they are counted."""

    key: str
    title: Words
    since: Words
    limits: tuple[Limit, ...]

    @property
    def counted(self) -> list[Limit]:
        """Those of which it can be said how they are counted."""
        return [one for one in self.limits if one.counted]


def groups(session: Session, today: date) -> list[Group]:
    """Every law and code that holds today, in the order of the page."""
    found = [
        Group(
            regime.value,
            title,
            _SINCE.get(regime, _NEXT_STEP),
            tuple(_limit(one) for one in formal_clocks.levels(session, regime, today)),
        )
        for regime, title in TITLES.items()
    ]
    return [one for one in found if one.limits]


def _limit(one: LegalLevel) -> Limit:
    level, known = one.level, one.verified
    return Limit(
        title=_step(one.regime, level.kind),
        amount=amount_of(level.amount, level.unit) if known else "",
        more=amount_of(one.extend_most, level.unit) if known and one.extend_most else "",
        counted=explained(level) if known else "",
        basis=BASIS[one.basis],
        source=one.source or "",
    )


def _step(regime: Regime, kind: ClockKind) -> Words:
    return _STEPS.get(regime, {}).get(kind) or KINDS[kind]
