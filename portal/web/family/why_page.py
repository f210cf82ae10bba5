"""Why a message went where it went, as its author reads it; nothing on it betrays a flag.

Themes are those of every message, read by the same program whether a lead looks at it or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.people import Author
from portal.domain.referrals import RouteSource
from portal.models import Referral, RouteObjection, Submission
from portal.ports import Codebook
from portal.queries import objections, themes, tracking
from portal.queries.partnership import in_force
from portal.services.objections import MAY_OBJECT
from portal.web.picture_words import AGE_BAND
from portal.web.statuses import Words
from portal.web.theme_words import plain

BY_PERSON = _l("A person decided this.")
BY_RULE = _l("A rule that people wrote decided this. It is the same for everybody.")


@dataclass(frozen=True)
class Fact:
    """One thing that the rules look at, and what was said of it."""

    name: Words
    value: Words


@dataclass(frozen=True)
class Why:
    """All of it. `lead` is the team's turn, None while a person works out who should help.

    `decided` says whether a person has said what it is about; `themes` may be empty even then.
    `open` and `answered` are what the author said of it.
    """

    lead: Referral | None
    kept_by_triage: str | None
    view: bool
    how: Words
    facts: Sequence[Fact]
    decided: bool
    themes: Sequence[Words]
    open: RouteObjection | None
    answered: Sequence[RouteObjection]
    may_object: bool


def load(session: Session, codebook: Codebook, author: Author) -> Why:
    """The page of this author's message and no other; raises `NotFound`."""
    tracked = tracking.find(session, author)
    submission, lead = tracked.submission, tracked.lead
    person = bool(lead and lead.decision.source is RouteSource.PERSON) or tracked.kept_by_triage
    said = objections.of_author(session, author)
    decided = themes.decision(session, submission)
    return Why(
        lead=lead,
        kept_by_triage=tracked.kept_by_triage,
        view=submission.kind.value == "view",
        how=BY_PERSON if person else BY_RULE,
        facts=_facts(session, submission),
        decided=decided is not None,
        themes=plain(_keys(session, submission), codebook),
        open=next((one for one in said if one.answered_at is None), None),
        answered=[one for one in said if one.answered_at is not None],
        may_object=submission.status in MAY_OBJECT,
    )


def _keys(session: Session, submission: Submission) -> list[str]:
    """The themes that a person decided, or else those that the program suggests."""
    decided = themes.decision(session, submission)
    if decided is not None:
        return [one.theme for one in decided.themes]
    return [one.theme for one in themes.suggested(themes.reading(session, submission))]


def _facts(session: Session, submission: Submission) -> list[Fact]:
    """What the author told, and the rules look at; what was not told is said to be so."""
    scheme = in_force(session).partnership
    labels = {one.key: one.label for one in scheme.needs}
    needs = ", ".join(_(labels.get(key, key)) for key in submission.needs)
    area = scheme.place(submission.gp_area)
    not_said = _("You did not say")
    return [
        Fact(_l("What it is about"), needs or not_said),
        Fact(_l("Age"), _age(submission) or not_said),
        Fact(_l("First half of the postcode"), submission.postcode_district or not_said),
        Fact(_l("Area of the doctor's surgery"), _(area.name) if area else not_said),
    ]


def _age(submission: Submission) -> Words:
    if submission.age_band is not None:
        return AGE_BAND[submission.age_band]
    return str(submission.age) if submission.age is not None else ""
