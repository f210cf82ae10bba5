"""Invented entries of "You said, we did", and figures let out, each on its day of the play."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.demonstration import cast
from portal.domain.people import Actor, Deed, Member, Role
from portal.domain.public_responses import ResponseOutcome
from portal.domain.working_days import local_date
from portal.queries import figure_releases, partnership
from portal.services import release_figures, respond_publicly
from portal.services.respond_publicly import Entry

_O = ResponseOutcome


IN_THE_AFTERNOON = timedelta(hours=9, minutes=20)
"""Before midnight."""


@dataclass(frozen=True)
class Invented:
    """An entry: so many days before the last day, and again looked at so many days after it."""

    before: int
    look: int
    outcome: ResponseOutcome
    area: str
    theme: str
    body: str
    said: str
    did: str
    later: str | None = None


ENTRIES = (
    Invented(
        150, 30, _O.DONE, "AFI2", "communication", "scc_send",
        "You rang about a plan and nobody rang back.",
        "Each plan now has a named person and a deputy. Their telephone number is on every letter.",
    ),
    Invented(
        118, 60, _O.COULD_NOT, "AFI3", "neurodiversity", "snee_icb",
        "You wait very long for an autism assessment, and nobody says how long it will be.",
        "There is no money this year for more assessors. Until there is, we write to each family"
        " every three months and say where they are on the list.",
    ),
    Invented(
        83, 21, _O.DID_NOT_WORK, "outside", "transport", "scc_transport",
        "Buses to school came late, or with a driver whom the children did not know.",
        "A spare driver was hired for the long routes.",
        "After some weeks buses were late again. The spare driver covers too many routes.",
    ),
    Invented(
        47, 75, _O.UNDER_WAY, "APA2", "assessment_timeliness", "scc_send",
        "Draft plans come after the time that the law allows.",
        "Two teams now write plans together. Whether that is faster can be seen when the"
        " next three months are over.",
    ),
    Invented(
        19, 90, _O.DONE, "APA1", "transitions", "scc_inclusion",
        "Nobody told young people what comes after school until it was too late to choose.",
        "The yearly review in year 9 now begins with that question, and the answer goes into the"
        " plan.",
    ),
)  # fmt: skip


def of_day(session: Session, now: datetime, last: date) -> None:
    """What the secretary and the analyst do on the day that ends at `now`; `last` ends the play."""
    today = local_date(now - timedelta(seconds=1))
    members = cast.members(session)
    pia, omar = members[Role.SECRETARY, None], members[Role.ANALYST, None]
    for number, one in enumerate(ENTRIES, start=1):
        if today == _weekday(last - timedelta(days=one.before)):
            _publish(session, one, number, (pia, omar), now - IN_THE_AFTERNOON, last)
    if today == last:
        _let_out(session, pia, omar, now)


def _publish(
    session: Session,
    one: Invented,
    number: int,
    people: tuple[Member, Member],
    now: datetime,
    last: date,
) -> None:
    pia, omar = people
    entry = Entry(
        form_key=f"demonstration-{number}",
        outcome=one.outcome,
        priority=one.area,
        theme=one.theme,
        partner_id=partnership.partner(session, one.body).id,
        said=one.said,
        did=one.did,
        later=one.later,
        next_look_on=_weekday(last + timedelta(days=one.look)),
    )
    made = respond_publicly.add(session, entry, pia, _deed(pia, now))
    session.flush()
    respond_publicly.publish(session, made.id, 1, omar, _deed(omar, now))


def _let_out(session: Session, pia: Member, omar: Member, now: datetime) -> None:
    newest = figure_releases.newest(session)
    if newest is None or newest.release is not None:
        return
    release_figures.ask(session, newest.snapshot_id, pia, _deed(pia, now))
    release_figures.agree(session, newest.snapshot_id, omar, _deed(omar, now))


def _weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _deed(member: Member, now: datetime) -> Deed:
    return Deed(Actor.of(member), now, "demonstration")
