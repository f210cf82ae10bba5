"""Counting what comes, so that a flood is held; letting what was held go on (ruling 4)."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.domain import floods
from portal.domain.attachments import MOST_OF_NETWORK
from portal.domain.errors import TryAgainLater
from portal.domain.floods import Before, Coming
from portal.domain.people import Deed, Member
from portal.domain.submissions import SubmissionStatus
from portal.models import FloodMark, Submission
from portal.queries import floods as queries
from portal.services import audit
from portal.services.send_on import send_on_again

AT_ONCE = 200
"""Messages that one press lets go on: a few seconds of work, while others wait to write."""

QUICK = "quick"
"""The name under which quick ones of all networks are counted."""


def comes(session: Session, secret: bytes, coming: Coming, now: datetime) -> bool:
    """Count one message, and say whether it is to be held; forgets what is older than a day.

    `secret` lies outside the database: without it nobody can try networks or words. The rows say
    nothing of which message they are of, and their times are of the minute.
    """
    forget(session, now)
    pace = "quick" if coming.quick else "slow"
    network = _named(secret, now, pace, coming.network)
    pieces = _pieces(secret, now, coming.typed)
    before = Before(
        of_network=_seen(session, network, now, floods.WINDOW),
        quick_in_all=_seen(session, QUICK, now, floods.WINDOW),
        alike=floods.times_alike([_seen(session, one, now, floods.ALIKE_WINDOW) for one in pieces]),
    )
    hold = floods.held(coming, before)
    names = [network, *pieces]
    names += [QUICK] if coming.quick else []
    names += [queries.HELD] if hold else []
    minute = now.replace(second=0, microsecond=0)
    session.add_all(FloodMark(name=one, at=minute) for one in names)
    return hold


def file_comes(session: Session, secret: bytes, network: str, now: datetime) -> bool:
    """Count one file of a network, and say whether it is one too many to be kept now."""
    forget(session, now)
    named = _named(secret, now, "file", network)
    minute = now.replace(second=0, microsecond=0)
    if _seen(session, named, now, floods.WINDOW) >= MOST_OF_NETWORK:
        return True
    session.add(FloodMark(name=named, at=minute))
    return False


def save_comes(session: Session, secret: bytes, network: str, now: datetime) -> None:
    """Count answers of a network that are put away for the first time.

    Raises `TryAgainLater` where there were too many: each costs slow work and a row for 28 days.
    """
    forget(session, now)
    named = _named(secret, now, "save", network)
    marks = select(func.count(FloodMark.id), func.min(FloodMark.at))
    recent = FloodMark.name == named, FloodMark.at > now - floods.SAVES_WINDOW
    many, first = session.execute(marks.where(*recent)).one()
    if many >= floods.SAVES_OF_NETWORK:
        left = first + floods.SAVES_WINDOW - now
        raise TryAgainLater(ceil(left.total_seconds()))
    session.add(FloodMark(name=named, at=now.replace(second=0, microsecond=0)))


def hold(session: Session, submission: Submission, deed: Deed) -> None:
    """Triage looks before any partner; the family is told and promised what everybody is."""
    submission.held = True
    audit.record(session, deed, "submission.held", submission_id=submission.id)


def let_go(session: Session, held: Iterable[Submission], deed: Deed) -> int:
    """They go on as the rules say now, as if they had never been held; how many."""
    many = 0
    for submission in held:
        submission.held = submission.part_of_flood = False
        audit.record(session, deed, "submission.let_go", submission_id=submission.id)
        if submission.status is SubmissionStatus.IN_TRIAGE:
            send_on_again(session, submission, deed)
        many += 1
    return many


def set_apart(session: Session, held: Iterable[Submission], deed: Deed) -> int:
    """A person says that they are part of a flood: kept, counted apart, and let go on any time."""
    many = 0
    for submission in held:
        if not submission.part_of_flood:
            submission.part_of_flood = True
            audit.record(session, deed, "submission.set_apart", submission_id=submission.id)
            many += 1
    return many


def chosen(
    session: Session, member: Member, references: Iterable[str] | None, until: datetime
) -> list[Submission]:
    """What a press is about, locked until the end of the transaction; None means all held."""
    found = queries.to_act_on(session, member, references, until, AT_ONCE)
    return sorted(found, key=lambda one: one.id)


def forget(session: Session, now: datetime) -> int:
    """Wipe what was counted more than a day ago; how many rows went."""
    old = FloodMark.at < now - floods.FORGOTTEN_AFTER
    return len(session.scalars(delete(FloodMark).where(old).returning(FloodMark.id)).all())


def anything_old(session: Session, now: datetime) -> bool:
    """Whether there is something to wipe, asked without the write lock."""
    old = select(FloodMark.id).where(FloodMark.at < now - floods.FORGOTTEN_AFTER)
    return session.scalars(old.limit(1)).first() is not None


def _seen(session: Session, name: str, now: datetime, window: timedelta) -> int:
    marks = select(func.count(FloodMark.id)).where(FloodMark.name == name)
    return session.scalars(marks.where(FloodMark.at > now - window)).one()


def _pieces(secret: bytes, now: datetime, typed: str) -> list[str]:
    """The keyed hashes of a text that sort first: what is nearly the same has most of the same."""
    if not typed.strip():
        return []
    return sorted(_named(secret, now, "words", one) for one in floods.shingles(typed))[
        : floods.PIECES
    ]


def _named(secret: bytes, now: datetime, what: str, value: str) -> str:
    """The name under which a thing is counted for one day."""
    text = f"flood|{now.date().isoformat()}|{what}|{value}".encode("utf-8", "replace")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()
