"""Fourteen invented months, played through the services with a clock that is wound by hand."""

import heapq
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portal.demonstration import cast, lives, voices
from portal.demonstration.calendar import family_moment, first_day
from portal.demonstration.lives import Life, Stage
from portal.domain.intake import Answers, bodies_to_ask
from portal.domain.partnership import Partnership
from portal.domain.people import Actor, Deed, Role
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind
from portal.domain.working_days import LONDON
from portal.queries.partnership import in_force
from portal.services import import_comments, label
from portal.services.import_comments import Gathered
from portal.services.submit import Intake

SUBMISSIONS, COMMENTS = 400, 2000
DISTRICTS = ("IP1", "IP2", "IP3", "IP4", "IP11", "IP12", "IP28", "IP30", "IP33", "NR32", "NR33")
CONTACT_AT_ALL = 0.4
CONFIRMED = 0.35
"""How many of the gathered comments a person has read for their themes."""


@dataclass
class WoundClock:
    """Passes for `portal.ports.Clock`: it stands where the history has got to."""

    at: datetime

    def now(self) -> datetime:
        """The moment that is being played."""
        return self.at


@dataclass(frozen=True)
class Theatre:
    """What a history is played with: how to open a session, the ports, and what ends a day."""

    sessions: Callable[[], Session]
    intake: Intake
    clock: WoundClock
    end_day: Callable[[], None]
    told: Callable[[str], None]


def play(
    theatre: Theatre, last: date, submissions: int = SUBMISSIONS, comments: int = COMMENTS
) -> None:
    """Everything up to noon of the last day; the same day gives the same history."""
    rng = random.Random(f"{last.isoformat()}|{submissions}|{comments}")
    begin, end = first_day(last), datetime.combine(last, time(12), LONDON).astimezone(UTC)
    with theatre.sessions() as session:
        stage = _stage(session, theatre, rng)
        scheme = in_force(session).partnership
        queue = _arrivals(stage, scheme, begin, end, submissions)
        gathered = _gathered(rng, begin, last, comments)
        day = begin
        while day <= last:
            until = min(datetime.combine(day + timedelta(1), time(0), LONDON).astimezone(UTC), end)
            _play_until(stage, theatre, queue, until)
            _bring_in(stage, theatre, gathered, day, until)
            _end_day(stage, theatre, until)
            day += timedelta(days=1)
            if day.day == 1:
                theatre.told(f"{day:%B %Y}")


def _stage(session: Session, theatre: Theatre, rng: random.Random) -> Stage:
    return Stage(
        session=session,
        now=theatre.clock.now(),
        intake=theatre.intake,
        calendar=in_force(session).calendar,
        cast=cast.members(session),
        phrases=voices.answers(),
        rng=rng,
    )


Queue = list[tuple[datetime, int, Life]]
Harvest = dict[date, list[tuple[Gathered, voices.Comment]]]


def _arrivals(stage: Stage, scheme: Partnership, begin: date, end: datetime, count: int) -> Queue:
    days = (end.date() - begin).days
    known = list(voices.concerns())
    stage.rng.shuffle(known)
    order = [known[n % len(known)] for n in range(count)]
    queue: Queue = []
    for number, voice in enumerate(order):
        arrives = family_moment(begin + timedelta(stage.rng.randrange(days)), stage.rng)
        answers = _answers(voice, scheme, stage.rng, number)
        story = lives.life(stage, voice, answers, f"demonstration-{number}", arrives)
        queue.append((next(story), number, story))
    heapq.heapify(queue)
    return queue


def _answers(voice: voices.Voice, scheme: Partnership, rng: random.Random, number: int) -> Answers:
    district = rng.choice(DISTRICTS)
    young = voice.author_kind == AuthorKind.YOUNG_PERSON.value
    base = Answers(
        author_kind=AuthorKind(voice.author_kind),
        kind=SubmissionKind(voice.kind),
        danger=Danger.YES if voice.danger else Danger.NO,
        needs=voice.needs,
        words=voice.words,
        wanted=voice.wanted or None,
        language=voice.language,
        age=voice.age if voice.age is not None else rng.randint(4, 17),
        postcode_district=district,
        gp_area="waveney" if district.startswith("NR") else "suffolk_east_west",
    )
    asked = bodies_to_ask(base, scheme)
    agreed = tuple(key for key in asked if not young and rng.random() < 0.85)
    contact = _contact(number) if rng.random() < CONTACT_AT_ALL else None
    name = "Invented Person" if rng.random() < 0.5 and not young else None
    return Answers(**{**vars(base), "pass_on": agreed, "contact": contact, "name": name})


def _contact(number: int) -> str:
    """One in three gives a mobile number, of those that Ofcom keeps for plays and films."""
    if number % 3:
        return f"family{number}@demonstration.example"
    return f"+447700900{number % 1000:03}"


def _play_until(stage: Stage, theatre: Theatre, queue: Queue, until: datetime) -> None:
    while queue and queue[0][0] < until:
        moment, number, story = heapq.heappop(queue)
        stage.now = theatre.clock.at = moment
        upcoming = next(story, None)
        if upcoming is not None:
            heapq.heappush(queue, (upcoming, number, story))


def _gathered(rng: random.Random, begin: date, last: date, count: int) -> Harvest:
    kinds = (AuthorKind.PARENT_OR_CARER,) * 8 + (AuthorKind.YOUNG_PERSON, AuthorKind.PROFESSIONAL)
    harvest: Harvest = defaultdict(list)
    for one in voices.comments(count, seed=rng.randrange(10_000)):
        day = begin + timedelta(rng.randrange((last - begin).days))
        area = rng.choice(("suffolk_east_west", "suffolk_east_west", "waveney"))
        row = Gathered(one.words, one.source, day, rng.choice(kinds), area)
        harvest[day].append((row, one))
    return harvest


def _bring_in(stage: Stage, theatre: Theatre, harvest: Harvest, day: date, until: datetime) -> None:
    found = harvest.pop(day, [])
    if not found:
        return
    stage.now = theatre.clock.at = until - timedelta(seconds=1)
    analyst = stage.cast[(Role.ANALYST, None)]
    deed = Deed(Actor.of(analyst), stage.now, f"import-{day}")
    known = {row.words: said for row, said in found}
    rows = [row for row, _ in found]
    for comment in import_comments.bring_in(stage.session, theatre.intake.screen, rows, deed):
        if stage.rng.random() < CONFIRMED:
            said = known[comment.words]
            decision = label.Decision(themes=said.themes, stance=said.stance)
            label.decide(stage.session, analyst, comment, decision, deed)


def _end_day(stage: Stage, theatre: Theatre, until: datetime) -> None:
    stage.now = theatre.clock.at = until
    stage.session.commit()
    stage.session.expunge_all()
    theatre.end_day()
