"""Putting answers away half-filled and taking them up again with number and words (ruling 29).

What is put away is opened by nothing that a browser still has: its id changes each time, and the
page that saved it is shown its number and words again for half an hour alone.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.domain import codes
from portal.domain.errors import DraftGone
from portal.domain.people import AUTHOR, Deed
from portal.domain.saved_drafts import SHOWN, kept_until, keys_of
from portal.models import Draft, SavedDraft
from portal.ports import CodeHasher, Keyring
from portal.services import audit, drafts
from portal.services.submit import code_phrase


@dataclass(frozen=True)
class PutAway:
    """What the family keeps: the number, the code, and until when (an exclusive instant)."""

    reference: str
    code: codes.Code
    until: datetime


@dataclass(frozen=True)
class Kept:
    """A draft behind a number and words; `sent` is set once its answers were sent."""

    saved_id: int
    sent: bool


def put_away(
    session: Session,
    keyring: Keyring,
    hasher: CodeHasher,
    code_key: bytes,
    draft_id: str,
    now: datetime,
) -> PutAway:
    """Keep the draft for 28 days from today, behind its own number and words alone.

    Saved a second time it has the same ones. Raises `DraftGone`.
    """
    row = drafts.found(session, draft_id, now, lock=True)
    reference, code = keys_of(code_key, _answers(keyring, row)["key"])
    saved = session.scalars(select(SavedDraft).where(SavedDraft.draft_id == row.id)).first()
    if saved is None:
        stored = hasher.hash(code_phrase(code))
        saved = SavedDraft(draft_id=row.id, reference=reference, code_hash=stored)
        session.add(saved)
    saved.saved_by, saved.shown_until = drafts.hashed(draft_id), now + SHOWN
    saved.expires_at = row.expires_at = kept_until(now)
    row.saved = True
    drafts.rebind(keyring, row, secrets.token_urlsafe(32))
    session.flush()
    audit.record(session, Deed(AUTHOR, now, "draft"), "draft.saved", saved=saved.id)
    return PutAway(reference, code, saved.expires_at)


def is_saved(session: Session, draft_id: str) -> bool:
    """Whether this draft was put away before, and so has its number and words."""
    query = select(SavedDraft.id).join(Draft, SavedDraft.draft_id == Draft.id)
    found = query.where(Draft.id_hash == drafts.hashed(draft_id)).order_by(SavedDraft.id)
    return session.scalars(found).first() is not None


def take_back(session: Session, keyring: Keyring, draft_id: str, now: datetime) -> bool:
    """Let the page that saved it press again, within the half hour; whether there was one."""
    query = select(SavedDraft).where(
        SavedDraft.saved_by == drafts.hashed(draft_id),
        SavedDraft.shown_until > now,
        SavedDraft.draft_id.is_not(None),
    )
    saved = session.scalars(query.with_for_update()).first()
    if saved is None or saved.draft_id is None:
        return False
    drafts.rebind(keyring, session.get_one(Draft, saved.draft_id), draft_id)
    session.flush()
    return True


def shown(
    session: Session, keyring: Keyring, code_key: bytes, draft_id: str, now: datetime
) -> PutAway | None:
    """What the page that saved it still shows; None once the half hour is over. Writes nothing."""
    query = select(SavedDraft, Draft).join(Draft, SavedDraft.draft_id == Draft.id)
    query = query.where(
        SavedDraft.saved_by == drafts.hashed(draft_id), SavedDraft.shown_until > now
    )
    found = session.execute(query.order_by(SavedDraft.id)).first()
    if found is None:
        return None
    reference, code = keys_of(code_key, _answers(keyring, found.Draft)["key"])
    return PutAway(reference, code, found.SavedDraft.expires_at)


def hide(session: Session, draft_id: str) -> None:
    """The words are written down: the page that saved it shows them no more."""
    mine = SavedDraft.saved_by == drafts.hashed(draft_id)
    session.execute(update(SavedDraft).where(mine).values(saved_by=None, shown_until=None))


def open_again(
    session: Session, keyring: Keyring, saved_id: int, now: datetime
) -> tuple[str, dict[str, Any]]:
    """A new id that leads to the answers, and the answers; any id that did before is dead.

    To be called only for whoever had its words. Raises `DraftGone`.
    """
    saved = session.get(SavedDraft, saved_id, with_for_update=True, populate_existing=True)
    if saved is None or saved.draft_id is None or saved.expires_at <= now:
        raise DraftGone
    row = session.get_one(Draft, saved.draft_id)
    saved.saved_by = saved.shown_until = None
    draft_id = secrets.token_urlsafe(32)
    drafts.rebind(keyring, row, draft_id)
    audit.record(session, Deed(AUTHOR, now, "draft"), "draft.opened", saved=saved.id)
    return draft_id, _answers(keyring, row)


def mark_sent(session: Session, draft_id: str, now: datetime) -> None:
    """Its answers are a message now, with another number: this one opens nothing any more."""
    mine = select(Draft.id).where(Draft.id_hash == drafts.hashed(draft_id)).scalar_subquery()
    gone = {"draft_id": None, "sent_at": now, "saved_by": None, "shown_until": None}
    session.execute(update(SavedDraft).where(SavedDraft.draft_id == mine).values(gone))


def wipe_expired(session: Session, now: datetime) -> int:
    """Forget every draft whose time is over, saved or not; how many rows went."""
    over = [
        session.execute(delete(table).where(table.expires_at <= now))
        for table in (SavedDraft, Draft)
    ]
    return sum(int(getattr(one, "rowcount", 0)) for one in over)


def anything_expired(session: Session, now: datetime) -> bool:
    """Whether there is something to wipe, asked without the write lock."""
    return any(
        session.scalars(select(table.id).where(table.expires_at <= now).limit(1)).first()
        for table in (SavedDraft, Draft)
    )


def _answers(keyring: Keyring, row: Draft) -> dict[str, Any]:
    answers: dict[str, Any] = json.loads(keyring.open(row.sealed, f"draft:{row.id_hash}"))
    return answers
