"""Answers between questions: sealed, short-lived, seen by nobody until Send (ruling 29)."""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, select
from sqlalchemy.orm import Session

from portal.domain.errors import DraftGone
from portal.models import Draft
from portal.ports import Keyring

KEPT = timedelta(hours=24)
RECEIPT_KEPT = timedelta(minutes=30)
"""How long the page with the five words can be seen again after sending."""


def begin(session: Session, keyring: Keyring, answers: dict[str, Any], now: datetime) -> str:
    """Keep a first answer; the random id that alone opens it."""
    draft_id = secrets.token_urlsafe(32)
    row = Draft(
        id_hash=hashed(draft_id),
        sealed=keyring.seal(_bytes(answers), f"draft:{hashed(draft_id)}"),
        saved=False,
        expires_at=now + KEPT,
    )
    session.add(row)
    session.execute(delete(Draft).where(Draft.expires_at < now))
    return draft_id


def read(
    session: Session, keyring: Keyring, draft_id: str, now: datetime, *, lock: bool = False
) -> dict[str, Any]:
    """The answers so far; with `lock` until the end of the transaction. Raises `DraftGone`."""
    sealed = found(session, draft_id, now, lock=True).sealed if lock else None
    if sealed is None:
        # Every page of questions asks this: it needs no row that could be changed.
        sealed = session.scalar(_SEALED, {"id": hashed(draft_id), "now": now})
    if sealed is None:
        raise DraftGone
    answers: dict[str, Any] = json.loads(keyring.open(sealed, f"draft:{hashed(draft_id)}"))
    return answers


def keep(
    session: Session, keyring: Keyring, draft_id: str, answers: dict[str, Any], now: datetime
) -> None:
    """Replace the answers, and let them live another day at least; raises `DraftGone`."""
    # Put away meanwhile, it is sealed for another id: to seal it for this one would lose it.
    row = touch(session, draft_id, now)
    row.sealed = keyring.seal(_bytes(answers), f"draft:{row.id_hash}")


def touch(session: Session, draft_id: str, now: datetime) -> Draft:
    """Let it live another day at least, locked; raises `DraftGone`."""
    row = found(session, draft_id, now, lock=True)
    row.expires_at = max(row.expires_at, now + KEPT) if row.saved else now + KEPT
    return row


def turn_into_receipt(
    session: Session, keyring: Keyring, draft_id: str, receipt: dict[str, Any], now: datetime
) -> None:
    """After sending, only what the receipt page needs remains, for half an hour."""
    keep(session, keyring, draft_id, receipt, now)
    found(session, draft_id, now).expires_at = now + RECEIPT_KEPT


def wipe(session: Session, draft_id: str) -> None:
    """Forget it now; nothing is said if it was not there."""
    session.execute(delete(Draft).where(Draft.id_hash == hashed(draft_id)))


def found(session: Session, draft_id: str, now: datetime, *, lock: bool = False) -> Draft:
    """The row that the id leads to; with `lock` nobody else may change it. Raises `DraftGone`."""
    query = select(Draft).where(*_alive(draft_id, now))
    if lock:
        # Whoever still holds the row from before must not read answers of then.
        query = query.with_for_update().execution_options(populate_existing=True)
    row = session.scalars(query).first()
    if row is None:
        raise DraftGone
    return row


_SEALED = (
    select(Draft.sealed)
    .where(Draft.id_hash == bindparam("id"), Draft.expires_at > bindparam("now"))
    .order_by(Draft.id)
)
"""Built once: every page of questions asks it."""


def _alive(draft_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Draft.id_hash == hashed(draft_id), Draft.expires_at > now


def rebind(keyring: Keyring, row: Draft, draft_id: str) -> None:
    """Seal the same answers anew for another id: the one that led to them does so no more."""
    answers = keyring.open(row.sealed, f"draft:{row.id_hash}")
    row.id_hash = hashed(draft_id)
    row.sealed = keyring.seal(answers, f"draft:{row.id_hash}")


def hashed(draft_id: str) -> str:
    """What is stored of an id; a lone surrogate in what a browser sends is no reason to fall."""
    return hashlib.sha256(draft_id.encode("utf-8", "replace")).hexdigest()


def _bytes(answers: dict[str, Any]) -> bytes:
    return json.dumps(answers, ensure_ascii=False).encode()
