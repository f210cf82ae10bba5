"""Doing the second looks that are owed: they add flags and take none away; safe to do twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.people import Deed
from portal.domain.safeguarding import FlagSource
from portal.models import Comment, SecondLook, Submission
from portal.ports import Flag, ModelAway, SecondLooker
from portal.queries import second_looks
from portal.queries.model_state import SCREEN
from portal.services import clocks, model_state, safeguard, tries


@dataclass(frozen=True)
class Owed:
    """What is to be looked at: the row of the work, and the texts that no lead has seen."""

    work_id: int
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Failure:
    """A look that did not come about; `kind` names the fault and holds no words.

    `away` says that there is no model now, so that it was no try of this text.
    """

    kind: str
    away: bool = False


Outcome = Sequence[Flag] | Failure


def take(session: Session, deed: Deed) -> Owed | None:
    """The next look that is owed, its try counted; None when nothing is. Commit before looking."""
    while (row := second_looks.due(session, deed.now)) is not None:
        if tries.begin(row, deed):
            return Owed(row.id, tuple(_texts(session, row)))
        session.flush()
    return None


def attempt(looker: SecondLooker, owed: Owed) -> Outcome:
    """What the model raises, or why it did not look; no transaction is open."""
    try:
        return [flag for text in owed.texts for flag in looker.look(text)]
    except ModelAway:
        return Failure(model_state.DAMAGED, away=True)
    except Exception as fault:
        return Failure(type(fault).__name__)


def finish(session: Session, owed: Owed, outcome: Outcome, version: str, deed: Deed) -> None:
    """Raise what was found as the rules would have; the words are held from that moment on."""
    row = session.get_one(SecondLook, owed.work_id, with_for_update=True, populate_existing=True)
    if isinstance(outcome, Failure):
        if outcome.away:
            model_state.fails(session, outcome.kind, deed, SCREEN)
            tries.put_back(row, deed)
        else:
            tries.failed(row, outcome.kind, deed)
        return
    model_state.reads(session, version, deed, SCREEN)
    if row.done_at is not None:
        return
    row.done_at = deed.now
    if outcome:
        _hold(session, row, outcome, deed)


def _hold(session: Session, row: SecondLook, found: Sequence[Flag], deed: Deed) -> None:
    if row.comment_id is not None:
        session.get_one(Comment, row.comment_id).restricted = True
        return
    # A family that writes at the same moment goes first or waits; what it had erased stays so.
    submission = session.get_one(
        Submission, row.submission_id, with_for_update=True, populate_existing=True
    )
    if submission.erased_at is not None:
        return
    clocks.read_anew(session, submission)
    rules = [{"rule": one.rule, "words": one.words} for one in found]
    safeguard.flag(session, submission, FlagSource.MACHINE, rules, deed)


def _texts(session: Session, row: SecondLook) -> list[str]:
    if row.comment_id is not None:
        return [session.get_one(Comment, row.comment_id).words]
    return second_looks.unseen(session, session.get_one(Submission, row.submission_id))
