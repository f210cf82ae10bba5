"""The draft behind the pages: found by the id in the form, or in the cookie; begun by a POST."""

import secrets
from dataclasses import dataclass
from typing import Any

from flask import request

from portal.domain.errors import DraftGone
from portal.domain.working_days import local_date
from portal.queries import partnership
from portal.services import drafts
from portal.services.submit import Receipt
from portal.web import private_cookies
from portal.web.family.steps import Step
from portal.web.family.told import Told
from portal.web.transactions import db, now, wiring


@dataclass(frozen=True)
class Drafted:
    """A draft as it is kept: its id ("" before the first answer), and what is in it.

    `key` is the idempotency key of the message that it may become; `receipt` is there once it
    was sent, and then nothing else is.
    """

    draft_id: str
    told: Told
    key: str
    receipt: dict[str, Any] | None


def reading(*, may_begin: bool = False) -> Drafted:
    """The draft of this browser; where it may begin, an empty one for one gone or sent.

    Raises `DraftGone` for a draft that is over.
    """
    try:
        drafted = _open(private_cookies.read(private_cookies.DRAFT))
    except DraftGone:
        if not may_begin:
            raise
        return fresh()
    return fresh() if drafted.receipt is not None else drafted


def posted(*, may_begin: bool = False) -> Drafted:
    """The draft that the page was about, also when another tab has begun one since.

    Raises `DraftGone` for a draft that is over, or, save where it may begin, for none.
    """
    typed = request.form.get("draft", "")
    drafted = _open(typed or ("" if may_begin else private_cookies.read(private_cookies.DRAFT)))
    if not (drafted.draft_id or may_begin):
        raise DraftGone
    return drafted


@dataclass(frozen=True)
class Sent:
    """A draft that was sent: its id, and what its message became."""

    draft_id: str
    receipt: Receipt


def sent() -> Sent | None:
    """What the message of this page, or of this browser, became, if it was sent a while ago.

    Raises `DraftGone` once the short while is over.
    """
    draft_id = request.form.get("draft") or private_cookies.read(private_cookies.DRAFT)
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
    told = _told(fields, dict(drafted.told.asked))
    asked = {**told.asked, step.name: sorted(step.asks(told))}
    key = drafted.key or secrets.token_urlsafe(32)
    kept = {"key": key, "fields": fields, "asked": asked}
    draft_id = drafted.draft_id
    if draft_id:
        drafts.keep(db(), wiring().keyring, draft_id, kept, now())
    else:
        draft_id = drafts.begin(db(), wiring().keyring, kept, now())
    return _drafted(draft_id, kept)


def to_receipt(drafted: Drafted, sent: Receipt) -> None:
    """After sending: the words are gone from the draft, the number and code remain a while."""
    kept = {
        "receipt": {
            "reference": sent.reference,
            "code": list(sent.code),
            "submission_id": sent.submission_id,
        }
    }
    drafts.turn_into_receipt(db(), wiring().keyring, drafted.draft_id, kept, now())


def wipe() -> None:
    """Forget the draft of this page, or of this browser."""
    for draft_id in (request.form.get("draft", ""), private_cookies.read(private_cookies.DRAFT)):
        if draft_id:
            drafts.wipe(db(), draft_id)


def _open(draft_id: str) -> Drafted:
    if not draft_id:
        return fresh()
    return _drafted(draft_id, drafts.read(db(), wiring().keyring, draft_id, now()))


def _drafted(draft_id: str, kept: dict[str, Any]) -> Drafted:
    told = _told(kept.get("fields", {}), kept.get("asked", {}))
    return Drafted(draft_id, told, kept.get("key", ""), kept.get("receipt"))


def _told(fields: dict[str, Any], asked: dict[str, list[str]]) -> Told:
    force = partnership.in_force(db())
    return Told(fields, asked, force.partnership, local_date(now()))
