"""What a form offers on this very case: its points, the partners, the themes."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.domain import bands
from portal.domain.consents import PartnerKind
from portal.domain.referrals import ReferralPart, RouteSource
from portal.domain.submissions import PointStatus
from portal.domain.working_days import local_date
from portal.models import ClockMilestone, Partner, RouteDecision, Submission, ThemeSuggestion
from portal.ports import ThemeTerm
from portal.queries import annulling, cases, locks, partnership, themes
from portal.services import hold, place
from portal.web import sessions
from portal.web.filters import date_long
from portal.web.partner import (
    formal_actions,
    forms,
    forms_links,
    forms_translate,
    forms_turns,
    link_actions,
    opening_forms,
    opening_page,
    themes_page,
    translating,
)
from portal.web.partner.events import breach_words
from portal.web.partner.forms import CaseForm
from portal.web.transactions import db, now, wiring

NOT_ASKED = "The family has not said that this body may see its words. Ask them first."


def fill(form: CaseForm, submission: Submission) -> None:
    """Put the choices of this case into a form, and what stands there before anyone types."""
    for kind, filler in FILLERS.items():
        if isinstance(form, kind):
            filler(form, submission)
    formal_actions.fill(form, submission)


def check(form: CaseForm, submission: Submission) -> bool:
    """What only this case can tell of a form that is filled in rightly."""
    if isinstance(form, forms_links.LinkForm):
        return link_actions.check(form, submission)
    if not isinstance(form, forms_turns.PlaceForm):
        return formal_actions.check(form, submission)
    if place.may_place(db(), submission, partnership.partner(db(), form.partner.data)):
        return True
    form.partner.errors = [*form.partner.errors, NOT_ASKED]
    return False


def _points(form: Any, submission: Submission) -> None:
    waiting = [one for one in submission.points if one.status is PointStatus.OPEN]
    form.points.choices = [
        SelectChoice(one.number, f"{one.number}. {one.words}") for one in waiting
    ]
    if not form.is_submitted():
        form.points.data = [one.number for one in waiting]


def _partners(form: Any, submission: Submission) -> None:
    today = local_date(now())
    away = {one.key for one in locks.bodies_away(db(), submission.id)}
    found = [
        one
        for one in partnership.partners_by_key(db()).values()
        if _takes_turns(one, today) and locks.whole_body(one) not in away
    ]
    hints = {one.key: NOT_ASKED for one in found if not place.may_place(db(), submission, one)}
    # What the rules said comes first, then where it may go, then whom the family must be asked of.
    said = next((one for one in cases.decisions(db(), submission) if _by_rules(one)), None)
    lead = said.lead_key if said else ""
    found.sort(key=lambda one: (one.key != lead, one.key in hints))
    if said is not None:
        hints[lead] = f"The rules suggest this one. {said.because} {hints.get(lead, '')}".strip()
    form.partner.choices = [SelectChoice(one.key, one.name) for one in found]
    if not submission.must_not_see and "nobody_named" in form:
        del form.nobody_named
    form.hints["partner"] = hints


def _by_rules(decision: RouteDecision) -> bool:
    return decision.source is RouteSource.RULE


def _takes_turns(partner: Partner, today: date) -> bool:
    # Only what is worth offering; `place` itself refuses whatever else is posted.
    if partner.kind is PartnerKind.TRIAGE or partner.key == place.ANY_SCHOOL:
        return False
    begun = partner.valid_from is None or partner.valid_from <= today
    return begun and (partner.valid_to is None or partner.valid_to >= today)


def _themes(form: Any, submission: Submission) -> None:
    reading, decided = themes.reading(db(), submission), themes.decision(db(), submission)
    terms = wiring().codebook.themes
    form.themes.choices = [SelectChoice(one.key, one.name) for one in terms]
    caused = {one.theme: one for one in reading.suggestions} if reading else {}
    form.hints["themes"] = {one.key: _hint(one, caused.get(one.key)) for one in terms}
    if form.is_submitted():
        return
    form.reading.data = str(reading.id) if reading else ""
    if decided is not None:
        form.themes.data = [one.theme for one in decided.themes]
        form.stance.data = decided.stance
    elif reading is not None and not reading.unsure:
        form.themes.data = list(themes_page.likely(reading))
        form.stance.data = reading.stance


def _hint(term: ThemeTerm, found: ThemeSuggestion | None) -> str:
    """The codebook's own wording, after what the machine says of it."""
    told = ""
    if found is not None:
        quoted = ", ".join(f"“{one}”" for one in found.words)
        begun = "Suggested" if found.band in bands.SUGGESTED else "Close, for you to decide:"
        told = f"{begun} because of {quoted}." if quoted else f"{begun.rstrip(':')}."
    otherwise = f"Not when: {term.not_when}" if term.not_when else ""
    return " ".join(one for one in (told, term.meaning, otherwise) if one)


def _suggested(form: Any, submission: Submission) -> None:
    if not form.is_submitted():
        renew(form, submission)


def renew(form: CaseForm, submission: Submission) -> None:
    """Let a form that came too late stand for what its page shows from now on."""
    if isinstance(form, forms.SuggestedForm):
        reading = themes.reading(db(), submission)
        form.reading.data = str(reading.id) if reading else ""


def _others(form: Any, submission: Submission) -> None:
    """Whoever may take it over: not who has a turn already."""
    _partners(form, submission)
    has = {one.partner.key for one in cases.turns(db(), submission) if one.open}
    form.partner.choices = [one for one in form.partner.choices if one.value not in has]


def _hold(form: Any, submission: Submission) -> None:
    turns = cases.turns(db(), submission)
    leads = [one for one in turns if one.open and one.part is ReferralPart.LEAD]
    form.most = hold.left(db(), submission, leads[0], now()) if leads else 0
    form.days.description = f"At most {form.most}. Each family's date waits only so long in all."


def _bodies(form: Any, submission: Submission) -> None:
    away = {one.key for one in locks.bodies_away(db(), submission.id)}
    found = [one for one in opening_page.whole_bodies(db()) if one.key not in away]
    form.partner.choices = [SelectChoice(one.key, one.name) for one in found]


def _bodies_away(form: Any, submission: Submission) -> None:
    found = locks.bodies_away(db(), submission.id)
    form.partner.choices = [SelectChoice(one.key, one.name) for one in found]


def _breaches(form: Any, submission: Submission) -> None:
    member = sessions.member()
    if member is None:
        return
    turn = cases.own_turn(db(), member, submission)
    form.breach.choices = [
        SelectChoice(one.id, f"{breach_words(one)}, by the end of {date_long(_last_day(one))}")
        for one in annulling.breaches(db(), member, submission, turn)
    ]


def _last_day(one: ClockMilestone) -> date:
    return date.fromisoformat(one.basis)


FILLERS: Mapping[type[CaseForm], Callable[[Any, Submission], None]] = {
    forms.AnswerForm: _points,
    forms_turns.PlaceForm: _partners,
    forms_turns.HandOnForm: _others,
    forms_turns.HoldForm: _hold,
    forms_turns.AnnulForm: _breaches,
    forms.ThemesForm: _themes,
    forms.SuggestedForm: _suggested,
    forms_translate.TranslateForm: translating.fill,
    opening_forms.KeepAwayForm: _bodies,
    opening_forms.LetBackForm: _bodies_away,
}
