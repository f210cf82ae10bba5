"""Save and come back: the answers put away behind their own number and words, without account."""
# mypy: disallow-subclassing-any=False

from math import ceil

from flask import make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from portal.domain import code_words, codes
from portal.domain.floods import network_of
from portal.domain.timing import last_day
from portal.ports import CodeHasher
from portal.services import floods, hashed_before, saved_drafts
from portal.services.saved_drafts import Kept, PutAway
from portal.web import locale
from portal.web.access import anyone
from portal.web.family import bp, drafting, tabs
from portal.web.family.drafting import SAVE, Drafted
from portal.web.family.fields import FamilyForm
from portal.web.family.forms import StepForm
from portal.web.family.steps import Step
from portal.web.transactions import commits, db, let_go, now, wiring

CLOSE = "close"


def wanted() -> bool:
    """Whether the button that saves was pressed."""
    return SAVE in request.form


def keep(drafted: Drafted, step: Step | None = None, form: StepForm | None = None) -> Drafted:
    """Keep what is typed, right or not, in the draft of this browser."""
    return drafting.keep_typed(drafted, locale.language().code, step, form)


def put_away(kept: Drafted) -> ResponseReturnValue:
    """Put it away, and show what opens it again: the browser has nothing.

    Raises `TryAgainLater` where very many of one network were put away: the draft stays as it is.
    """
    parts, draft_id = wiring(), kept.draft_id
    hasher = _hasher(kept)
    # The same button may have been pressed a second time meanwhile, or another tab have sent it.
    if drafting.pressed(draft_id).receipt is not None:
        return redirect(url_for("family.sent"), 303)
    saved = saved_drafts.put_away(
        db(), parts.keyring, hasher, parts.settings.code_key, draft_id, now()
    )
    return tabs.take(make_response(_page(saved, draft_id)), draft_id)


def _hasher(kept: Drafted) -> CodeHasher:
    """With the slow work done, where there is any; what is put away again has its code already."""
    parts = wiring()
    secret = parts.settings.code_key
    if saved_drafts.is_saved(db(), kept.draft_id):
        return parts.hasher
    floods.save_comes(db(), secret, network_of(request.remote_addr or ""), now())
    let_go()
    return hashed_before.of_saved(parts.hasher, secret, kept.key)


def page_again() -> str | None:
    """The page with number and words once more, while it may be shown; nothing is written."""
    parts, draft_id = wiring(), request.form.get("draft", "")
    found = saved_drafts.shown(db(), parts.keyring, parts.settings.code_key, draft_id, now())
    return _page(found, draft_id) if found else None


def not_yet(seconds: int) -> str:
    """What is said to whoever must wait to put answers away: nothing is lost, and what to do."""
    minutes = ceil(seconds / 60)
    said: str = ngettext(
        "We cannot save your answers for 28 days yet. Many people near you have saved theirs. All"
        " that you typed is still here for 24 hours. You can go on and send it now. Or save it in"
        " %(num)d minute.",
        "We cannot save your answers for 28 days yet. Many people near you have saved theirs. All"
        " that you typed is still here for 24 hours. You can go on and send it now. Or save it in"
        " %(num)d minutes.",
        minutes,
    )
    return said


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
    return put_away(keep(drafted))


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
