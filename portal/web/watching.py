"""What is wrong though pages are served, in a sentence each: for `/health` and administrators."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from portal.domain.horizon import ROUNDS, Horizon, beats, horizon
from portal.domain.working_days import local_date
from portal.ports import BROKE_OFF, TOO_SLOW, Clock
from portal.queries import floods, letters, second_looks, watching
from portal.queries import model_state as queries
from portal.queries.partnership import in_force
from portal.services import model_state
from portal.services.beats import troubles


def calendar_ahead(session: Session, now: datetime) -> Horizon:
    """How far ahead holidays are known, and how far they must be."""
    furthest = watching.furthest(session)
    known_to = in_force(session).calendar.last
    return horizon(known_to, local_date(now), local_date(furthest) if furthest else None)


def warnings(session: Session, clock: Clock, now: datetime) -> Iterator[str]:
    """A sentence for each thing that somebody should look at; none makes the portal unfit."""
    ahead = calendar_ahead(session, now)
    if not ahead.far_enough:
        yield of_calendar(ahead)
    yield from _of_worker(watching.last_beats(session), now)
    yield from troubles(session)
    if (model := of_model(session)) and model.trouble:
        yield model.sentence
    if (look := of_second_look(session)) and look.trouble:
        yield look.sentence
    if dead := letters.count_dead(session):
        many = f"more than {letters.COUNTED}" if dead > letters.COUNTED else str(dead)
        yield f"{many} letter{'s were' if dead > 1 else ' was'} given up"
    if held := floods.in_the_last_hour(session, now):
        yield of_flood(held)
    if skewed := skew(clock):
        yield skewed


def _of_worker(seen: Mapping[str, datetime], now: datetime) -> Iterator[str]:
    # Letters may go out for days while nothing is swept: each round answers for itself.
    last = max(seen.values(), default=None)
    if last is None:
        yield "no worker has been seen"
    elif not beats(last, now):
        yield f"the worker was last seen at {last.isoformat(timespec='seconds')}"
    else:
        for name in ROUNDS:
            if name not in seen:
                yield f"the worker has never gone its round {name}"
            elif not beats(seen[name], now):
                at = seen[name].isoformat(timespec="seconds")
                yield f"the worker last went its round {name} at {at}"


@dataclass(frozen=True)
class ModelHealth:
    """What somebody who keeps the portal running is told of the model.

    `trouble` is empty while it reads; `waiting` counts the texts that no machine has read.
    """

    version: str | None
    trouble: str
    since: datetime
    to_do: str
    waiting: int

    what: ClassVar[str] = "the model that suggests themes does not read"
    left: ClassVar[str] = "Texts that wait for a person to say what they are about"

    @property
    def sentence(self) -> str:
        """All of it on one line."""
        since = self.since.isoformat(timespec="seconds")
        return (
            f"{self.what} since {since}: {self.trouble}. {self.left}: {self.waiting}. {self.to_do}"
        )


class LookHealth(ModelHealth):
    """The same of the model that looks for danger where the rules found nothing."""

    what = "the model of the safeguarding screen does not look"
    left = "Texts that its rules alone have looked at"


MODEL_TROUBLES = {
    model_state.DAMAGED: (
        "its files are missing or were changed",
        "Put the folder classifier/model back as it was released; "
        "the worker notices by itself within seconds",
    ),
    TOO_SLOW: (
        "a text was not read in time",
        "See whether the worker's machine is busy; the worker tries again by itself",
    ),
    BROKE_OFF: (
        "the process that reads ended before its time",
        "See whether the worker's machine is short of memory; the worker tries again by itself",
    ),
}
"""By kind: what is wrong, and what to do about it."""


SCREEN_TROUBLES = {
    model_state.DAMAGED: (
        "its files are missing or were changed",
        "The rules look at every text all the same. Put the folder classifier/screen_model back "
        "as it was released; the worker notices by itself within seconds",
    ),
}


def of_model(session: Session) -> ModelHealth | None:
    """How it stands with the model; None before the first text was read."""
    row = queries.state(session)
    if row is None:
        return None
    trouble, to_do = MODEL_TROUBLES.get(row.trouble or "", (row.trouble or "", ""))
    waiting = queries.unread(session) if row.trouble else 0
    return ModelHealth(row.version, trouble, row.since, to_do, waiting)


def of_second_look(session: Session) -> LookHealth | None:
    """How it stands with the model of the screen; None before its first text."""
    row = queries.state(session, queries.SCREEN)
    if row is None:
        return None
    trouble, to_do = SCREEN_TROUBLES.get(row.trouble or "", (row.trouble or "", ""))
    waiting = second_looks.waiting(session) if row.trouble else 0
    return LookHealth(row.version, trouble, row.since, to_do, waiting)


def as_json(found: list[str], model: ModelHealth | None) -> dict[str, Any]:
    """The same for a machine: what is wrong, since when, and what to do."""
    told = None
    if model is not None:
        told = {**asdict(model), "since": model.since.isoformat(timespec="seconds")}
    return {"status": "ok", "warnings": found, "model": told}


def of_calendar(ahead: Horizon) -> str:
    """That too little of the calendar lies ahead."""
    return (
        f"bank holidays are known to {ahead.known_to.isoformat()} alone, "
        f"and are needed to {ahead.needed_to.isoformat()}"
    )


def of_flood(held: int) -> str:
    """That many messages came at once."""
    many = "1 message was" if held == 1 else f"{held} messages were"
    return f"{many} held as part of a flood in the last hour; triage looks at them"


def skew(clock: Clock) -> str | None:
    """A sentence where a clock that compares itself with the database's rings an alarm."""
    alarm = getattr(clock, "alarm", None)
    told: str | None = alarm() if alarm else None
    return told
