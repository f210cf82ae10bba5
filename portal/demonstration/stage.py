"""Where invented lives are played: the session of the day, the clock, and everybody of the cast."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.demonstration.calendar import office_moment
from portal.demonstration.voices import ANY_NEED, Wording
from portal.demonstration.voices import Answers as Phrases
from portal.domain.people import Actor, Deed, Member, Role
from portal.domain.working_days import Calendar
from portal.models import Referral, Submission
from portal.services.casework import Words
from portal.services.submit import Intake, Receipt

Life = Iterator[datetime]
"""Each value is the moment of the next thing that happens; the stage moves its clock there."""


@dataclass
class Stage:
    """Where lives are played: the session of the day, the clock, and everybody of the cast."""

    session: Session
    now: datetime
    intake: Intake
    calendar: Calendar
    cast: dict[tuple[Role, str | None], Member]
    phrases: Phrases
    rng: random.Random

    def later(self, least: int, most: int) -> datetime:
        """A moment in office hours, between so many working days from now."""
        days = self.rng.randint(least, most)
        return office_moment(self.now, days, self.calendar, self.rng)

    def deed(self, member: Member, source: str) -> Deed:
        """Something that this member does now."""
        return Deed(Actor.of(member), self.now, source)

    def words(self, among: tuple[Wording, ...], need: str, key: str) -> Words:
        """Something to say about that need."""
        return Words(self.rng.choice(self.phrases.suiting(among, need)).words, key)

    def hello(self, need: str, key: str, *, triage: bool) -> Words:
        """A first message: triage speaks of finding a team, a service of its own work.

        The dice are thrown among all of them, so that who speaks changes nothing of the story.
        """
        every = self.phrases.suiting(self.phrases.acknowledgements, need)
        thrown = every.index(self.rng.choice(every))
        own = [one for one in every if (one.group == ANY_NEED) is triage] or every
        return Words(own[thrown % len(own)].words, key)


def submission_of(stage: Stage, receipt: Receipt) -> Submission:
    """The submission as it stands now."""
    return stage.session.get_one(Submission, receipt.submission_id)


def turn_of(stage: Stage, receipt: Receipt) -> Referral | None:
    """The newest open turn on it."""
    query = (
        select(Referral)
        .options(joinedload(Referral.partner), joinedload(Referral.submission))
        .where(Referral.submission_id == receipt.submission_id, Referral.open)
        .order_by(Referral.id.desc())
        .limit(1)
    )
    return stage.session.scalars(query).first()
