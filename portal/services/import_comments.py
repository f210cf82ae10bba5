"""Bringing in comments gathered elsewhere, for their themes alone; brought in twice is once."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.due import DueKind
from portal.domain.people import Deed
from portal.domain.quarters import quarter_of
from portal.domain.submissions import AuthorKind
from portal.models import Comment, DueWork
from portal.ports import Screen
from portal.services import audit, second_look


@dataclass(frozen=True)
class Gathered:
    """One comment as it was gathered: who said it, when, where, and the words."""

    words: str
    source: str
    gathered_on: date
    author_kind: AuthorKind
    area_key: str | None = None


def bring_in(
    session: Session, screen: Screen, gathered: Iterable[Gathered], deed: Deed
) -> list[Comment]:
    """Keep what is new and owe a reading of each; one that trips the screen is restricted."""
    rows: list[Comment] = []
    known = set(session.scalars(select(Comment.fingerprint).order_by(Comment.id)))
    for one in gathered:
        fingerprint = _fingerprint(one)
        if fingerprint in known:
            continue
        known.add(fingerprint)
        rows.append(
            Comment(
                source=one.source,
                fingerprint=fingerprint,
                gathered_on=one.gathered_on,
                quarter=str(quarter_of(one.gathered_on)),
                author_kind=one.author_kind,
                area_key=one.area_key,
                words=one.words,
                restricted=bool(screen.look(one.words)),
                imported_at=deed.now,
            )
        )
    session.add_all(rows)
    session.flush()
    for row in rows:
        _owe(session, row, deed)
    audit.record(session, deed, "comments.imported", comments=len(rows))
    return rows


def _owe(session: Session, row: Comment, deed: Deed) -> None:
    work = DueWork(kind=DueKind.READ_THEMES, comment_id=row.id, next_attempt_at=deed.now, tries=0)
    session.add(work)
    if not row.restricted:
        second_look.owe(session, row, deed)


def _fingerprint(one: Gathered) -> str:
    text = "|".join((one.source, one.gathered_on.isoformat(), one.author_kind.value, one.words))
    return hashlib.sha256(text.encode()).hexdigest()
