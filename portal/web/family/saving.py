"""Save and come back: the answers put away behind their own number and words, without account."""
# mypy: disallow-subclassing-any=False

from flask import make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from portal.domain import code_words, codes
from portal.domain.timing import last_day
from portal.services import saved_drafts
from portal.services.saved_drafts import Kept, PutAway
from portal.web import locale
from portal.web.access import anyone
from portal.web.family import bp, drafting, tabs
from portal.web.family.drafting import SAVE, Drafted
from portal.web.family.fields import FamilyForm
from portal.web.family.forms import StepForm
from portal.web.family.steps import Step
from portal.web.transactions import commits, db, now, wiring

CLOSE = "close"


def wanted() -> bool:
    """Whether the button that saves was pressed."""
    return SAVE in request.form


def put_away(
    drafted: Drafted, step: Step | None = None, form: StepForm | None = None
) -> ResponseReturnValue:
    """Keep what is typed, put it away, and show what opens it again: the browser has nothing."""
    language = locale.language().code
    kept = drafting.keep_typed(drafted, language, step, form)
    parts = wiring()
    saved = saved_drafts.put_away(
        db(), parts.keyring, parts.hasher, parts.settings.code_key, kept.draft_id, now()
    )
    return tabs.take(make_response(_page(saved, kept.draft_id)), kept.draft_id)


@bp.post("/tell/saved")
@anyone
@commits
def saved() -> ResponseReturnValue:
    """The page again in another language, for half an hour; or close it for good."""
    if CLOSE in request.form:
        saved_drafts.hide(db(), request.form.get("draft", ""))
        return redirect(url_for("family.goodbye"), 303)
    locale.switched()
    drafted = drafting.posted()
    if drafted.receipt is not None:
        return redirect(url_for("family.sent"), 303)
    return put_away(drafted)


@bp.get("/tell/saved")
@anyone
def saved_before() -> ResponseReturnValue:
    """Opened again by its address alone, it shows nothing: the door is where the words go."""
    return redirect(url_for("family.come_back"), 303)


def open_again(kept: Kept) -> ResponseReturnValue:
    """Go on where the writer stopped, in the language of then, under a new id."""
    if kept.sent:
        return render_template("family/sent_since.html"), 410
    draft_id, answers = saved_drafts.open_again(db(), wiring().keyring, kept.saved_id, now())
    if locale.KEY not in session:
        locale.remember(answers.get("language", ""))
    tabs.speak_of(draft_id)
    return tabs.give(redirect(url_for("family.check"), 303), draft_id)


def _page(saved: PutAway, draft_id: str) -> str:
    language = code_words.listed(locale.language().code)
    return render_template(
        "family/saved.html",
        form=FamilyForm(),
        draft_id=draft_id,
        reference=codes.format_reference(saved.reference),
        words=code_words.words_of(saved.code, language),
        words_language=language,
        until=last_day(saved.until),
        address=wiring().settings.base_url,
    )
