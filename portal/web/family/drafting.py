"""The draft behind the pages: found by the id in the form, or in the cookie; begun by a POST."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import request

from portal.domain.errors import DraftGone
from portal.domain.working_days import local_date
from portal.queries import partnership
from portal.services import drafts, saved_drafts
from portal.services.submit import Receipt
from portal.web.family import doors, tabs
from portal.web.family.doors import Door
from portal.web.family.forms import StepForm
from portal.web.family.steps import Step
from portal.web.family.told import Told
from portal.web.transactions import db, now, wiring

SAVE = "save"
"""The name of the button that puts the answers away."""


@dataclass(frozen=True)
class Drafted:
    """A draft as it is kept: its id ("" before the first answer), and what is in it.

    `key` is the idempotency key of the message that it may become; `receipt` is there once it
    was sent, and then nothing else is. `begun_at` is when its first answer was kept.
    """

    draft_id: str
    told: Told
    key: str
    receipt: dict[str, Any] | None
    begun_at: datetime | None = None


def reading(*, may_begin: bool = False, door: Door | None = None) -> Drafted:
    """The draft of this tab; where it may begin, an empty one for one gone or sent.

    A door says what it says of the draft; the door of children never opens what an adult began,
    nor the other way round. Raises `DraftGone` for a draft that is over.
    """
    if door is not None and doors.is_new():
        return _through(door, fresh())
    try:
        drafted = _open(tabs.draft_id())
    except DraftGone:
        if not (may_begin or door):
            raise
        drafted = fresh()
    if drafted.receipt is not None or (door and drafted.told.young != door.young):
        drafted = fresh()
    return _through(door, drafted) if door else drafted


def posted(*, may_begin: bool = False, door: Door | None = None) -> Drafted:
    """The draft that the page was about, also when another tab has begun one since.

    Raises `DraftGone` for a draft that is over, or, save where it may begin, for none.
    """
    may_begin = may_begin or door is not None
    typed = request.form.get("draft", "")
    drafted = pressed(typed or ("" if may_begin else tabs.draft_id()))
    if not (drafted.draft_id or may_begin):
        raise DraftGone
    return _through(door, drafted) if door and drafted.receipt is None else drafted


@dataclass(frozen=True)
class Sent:
    """A draft that was sent: its id, and what its message became."""

    draft_id: str
    receipt: Receipt


def sent() -> Sent | None:
    """What the message of this page, or of this browser, became, if it was sent a while ago.

    Raises `DraftGone` once the short while is over.
    """
    draft_id = request.form.get("draft") or tabs.draft_id()
    found = _open(draft_id).receipt
    if found is None:
        return None
    code = tuple(found["code"])
    return Sent(draft_id, Receipt(found["reference"], code, found["submission_id"], again=True))


def fresh() -> Drafted:
    """A draft without any answer, not kept yet."""
    return _drafted("", {})


def keep(drafted: Drafted, step: Step, answers: dict[str, Any]) -> Drafted:
    """Keep the answers of one page; the first answer begins the draft."""
    fields = {**drafted.told.fields, **answers}
    told = _told({"fields": fields, "asked": dict(drafted.told.asked)})
    asked = {**told.asked, step.name: sorted(step.asks(told))}
    typed = {name: page for name, page in drafted.told.typed.items() if name != step.name}
    return _kept(drafted, {"fields": fields, "asked": asked, "typed": typed})


def keep_typed(
    drafted: Drafted, language: str, step: Step | None, form: StepForm | None
) -> Drafted:
    """Keep what is typed on a page as it is, right or not, and the language it is read in."""
    told = drafted.told
    page = {step.name: form.unfinished()} if step and form else {}
    typed = {**told.typed, **page}
    kept = {"fields": dict(told.fields), "asked": dict(told.asked), "typed": typed}
    return _kept(drafted, {**kept, "language": language})


def to_receipt(drafted: Drafted, sent: Receipt) -> None:
    """After sending: the words are gone from the draft, the number and code remain a while."""
    kept = {
        "receipt": {
            "reference": sent.reference,
            "code": list(sent.code),
            "submission_id": sent.submission_id,
        }
    }
    saved_drafts.mark_sent(db(), drafted.draft_id, now())
    drafts.turn_into_receipt(db(), wiring().keyring, drafted.draft_id, kept, now())


def wipe() -> str:
    """Forget the draft of this page, or else of this tab; its id."""
    draft_id = request.form.get("draft") or tabs.draft_id()
    if draft_id:
        drafts.wipe(db(), draft_id)
    return draft_id


def pressed(draft_id: str) -> Drafted:
    """The draft of a form, locked; raises `DraftGone`.

    The button that put it away may be pressed again for a while.
    """
    try:
        return _open(draft_id, lock=True)
    except DraftGone:
        again = SAVE in request.form
        if not (again and saved_drafts.take_back(db(), wiring().keyring, draft_id, now())):
            raise
        return _open(draft_id, lock=True)


def _through(door: Door, drafted: Drafted) -> Drafted:
    return replace(drafted, told=door.through(drafted.told))


def _kept(drafted: Drafted, changed: dict[str, Any]) -> Drafted:
    begun_at = drafted.begun_at or (None if drafted.draft_id else now())
    kept = {**changed, "key": drafted.key or secrets.token_urlsafe(32)}
    kept |= {"begun_at": begun_at.isoformat()} if begun_at else {}
    draft_id = drafted.draft_id
    if draft_id:
        drafts.keep(db(), wiring().keyring, draft_id, kept, now())
    else:
        draft_id = drafts.begin(db(), wiring().keyring, kept, now())
        db().flush()
    return _drafted(draft_id, kept)


def _open(draft_id: str, *, lock: bool = False) -> Drafted:
    if not draft_id:
        return fresh()
    return _drafted(draft_id, drafts.read(db(), wiring().keyring, draft_id, now(), lock=lock))


def _drafted(draft_id: str, kept: dict[str, Any]) -> Drafted:
    tabs.speak_of(draft_id)
    began = kept.get("begun_at")
    begun_at = datetime.fromisoformat(began) if began else None
    return Drafted(draft_id, _told(kept), kept.get("key", ""), kept.get("receipt"), begun_at)


def _told(kept: dict[str, Any]) -> Told:
    force = partnership.in_force(db())
    return Told(
        kept.get("fields", {}),
        kept.get("asked", {}),
        force.partnership,
        local_date(now()),
        kept.get("typed", {}),
    )
