"""What can come after the end of a formal route, as its family reads it.

Council: the Complaint Handling Code has a second stage, and each council sets by when it is asked
for. Social care: SI 2006/1738; 20 working days to ask is practice, so only "soon" is said. Beyond
them, and for the NHS, an Ombudsman, whose time limits nobody has checked here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.legal_routes import LegalRoute, Outcome, route_of
from portal.domain.promises import Regime
from portal.models import FormalRoute
from portal.services import formal_work
from portal.web.statuses import Words

_ANSWERED = frozenset({Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD, Outcome.ANSWERED})


@dataclass(frozen=True)
class Next:
    """Sentences, and the name and address of whom to turn to, or none."""

    sentences: tuple[Words, ...]
    name: Words = ""
    href: str = ""


_STAGE: Mapping[Regime, tuple[Words, ...]] = {
    Regime.COUNCIL_COMPLAINT_2: (
        _l(
            "You can ask for the second step. Then another person looks at it. Write to us on this"
            " page that you want it, or write to the team that answered you."
        ),
        _l("Each council says by when. Ask soon."),
    ),
    Regime.CHILDREN_ACT_2: (
        _l(
            "You can ask for the second step. Then somebody from outside the team looks at it."
            " Write to us on this page that you want it, or write to the team that answered you."
        ),
        _l("Ask soon, so that it is not too late."),
    ),
    Regime.CHILDREN_ACT_3: (
        _l(
            "You can ask for the third step. Then three people from outside the council look at it."
            " Write to us on this page that you want it, or write to the team that answered you."
        ),
        _l("Ask soon, so that it is not too late."),
    ),
}

_COUNCIL = Next(
    (
        _l(
            "If you are not happy at the end, you can go to the Ombudsman, who is not part of the"
            " council."
        ),
    ),
    _l("Local Government and Social Care Ombudsman"),
    "https://www.lgo.org.uk/make-a-complaint",
)

_AFTER: Mapping[LegalRoute, Next] = {
    LegalRoute.COUNCIL_COMPLAINT: _COUNCIL,
    LegalRoute.SOCIAL_CARE_COMPLAINT: _COUNCIL,
    LegalRoute.NHS_COMPLAINT: Next(
        (
            _l(
                "If you are not happy with this answer, you can go to the Health Ombudsman, who is"
                " not part of the NHS. Ask them by when you must do it."
            ),
        ),
        _l("Parliamentary and Health Service Ombudsman"),
        "https://www.ombudsman.org.uk/making-complaint",
    ),
    LegalRoute.SUBJECT_ACCESS: Next(
        (_l("If you are not happy at the end, you can go to the Information Commissioner."),)
    ),
    LegalRoute.DATA_COMPLAINT: Next(
        (_l("If you are not happy at the end, you can go to the Information Commissioner."),)
    ),
}


def after(session: Session, route: FormalRoute) -> Next | None:
    """What can come next; None while it runs, and where it is with others or taken back."""
    if route.outcome is None or Outcome(route.outcome) not in _ANSWERED:
        return None
    beyond = _AFTER.get(route_of(route.regime))
    stage = formal_work.stage_after(session, route)
    if beyond is None or stage is None:
        return beyond
    return Next((*_STAGE[stage], *beyond.sentences), beyond.name, beyond.href)
