"""Three invented families with other ways as well: to the council, to the NHS, and an appeal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from portal.demonstration.calendar import office_moment
from portal.demonstration.stage import Life, Stage
from portal.demonstration.voices import Voice
from portal.domain.consents import ConsentUse
from portal.domain.intake import Answers
from portal.domain.legal_routes import LegalRoute
from portal.domain.people import Author, Member, Role
from portal.domain.submissions import AuthorKind, SubmissionKind
from portal.domain.working_days import LONDON
from portal.models import FormalRoute, Submission
from portal.queries import formal as found
from portal.queries import partnership
from portal.services import consent, formal, formal_work
from portal.services.casework import fingerprint
from portal.services.formal_work import Case

FIRST, SECOND = "nsft", "snee_icb"
"""The bodies of the NHS that a complaint came to, wrongly, and went on to."""


@dataclass(frozen=True)
class Part:
    """What one family does besides, and how many days before the last it writes."""

    need: str
    days_ago: int
    letter_days: int = 0
    pass_on: tuple[str, ...] = ()


COUNCIL = Part("send_transport", 9)
NHS = Part("mental_health", 17, pass_on=(FIRST,))
APPEAL = Part("ehc_plan", 8, letter_days=20)
PARTS = (COUNCIL, NHS, APPEAL)


def cast(stage: Stage, order: Sequence[Voice]) -> dict[int, Part]:
    """Which of the messages are theirs, by number: the first that suits each part."""
    chosen: dict[int, Part] = {}
    for part in PARTS:
        suits = (
            n for n, voice in enumerate(order) if n not in chosen and _suits(stage, voice, part)
        )
        number = next(suits, None)
        if number is not None:
            chosen[number] = part
    return chosen


def answers(part: Part, base: Answers, last: date) -> Answers:
    """What the family answered, with the date on its letter and its yes."""
    arrives = last - timedelta(days=part.days_ago)
    letter = arrives - timedelta(days=part.letter_days) if part.letter_days else None
    health = {"gp_area": "suffolk_east_west", "postcode_district": "IP1"} if part is NHS else {}
    told = {**vars(base), **health, "decision_letter_on": letter, "age": 12}
    return Answers(**{**told, "pass_on": part.pass_on or base.pass_on})


def arrival(part: Part, last: date) -> datetime:
    """The morning on which it writes."""
    day = last - timedelta(days=part.days_ago)
    return datetime(day.year, day.month, day.day, 8, 20, tzinfo=LONDON)


def life(stage: Stage, part: Part, key: str, arrives: datetime) -> Life:
    """What it does besides, after its message has come in; nothing for a letter's date alone."""
    if part is COUNCIL:
        yield from _council(stage, key, arrives)
    elif part is NHS:
        yield from _nhs(stage, key, arrives)


def _council(stage: Stage, key: str, arrives: datetime) -> Iterator[datetime]:
    yield office_moment(arrives, 1, stage.calendar, stage.rng)
    _press(stage, key, LegalRoute.COUNCIL_COMPLAINT, None)
    yield stage.later(2, 2)
    case, member = _held(stage, key)
    deed = stage.deed(member, f"{key}-formal-ack")
    formal_work.acknowledge(stage.session, case, None, deed)
    formal_work.number(stage.session, case, "CC-2026-0417", replace(deed, source=f"{key}-number"))


def _nhs(stage: Stage, key: str, arrives: datetime) -> Iterator[datetime]:
    yield office_moment(arrives, 1, stage.calendar, stage.rng)
    _press(stage, key, LegalRoute.NHS_COMPLAINT, FIRST)
    yield stage.later(2, 2)
    submission = _submission(stage, key)
    author = Author(submission.id, submission.reference)
    consent.give(stage.session, author, ConsentUse.PASS_ON, stage.now, SECOND)
    yield stage.later(1, 1)
    case, member = _held(stage, key)
    right = partnership.partner(stage.session, SECOND)
    formal_work.pass_on(stage.session, case, right, stage.deed(member, f"{key}-formal-on"))
    yield stage.later(1, 1)
    case, member = _held(stage, key)
    deed = stage.deed(member, f"{key}-formal-ack")
    formal_work.acknowledge(stage.session, case, None, deed)


def _press(stage: Stage, key: str, wanted: LegalRoute, body: str | None) -> FormalRoute:
    submission = _submission(stage, key)
    author = Author(submission.id, submission.reference)
    deed = formal.by_author(stage.now, f"{key}-formal")
    return formal.make(stage.session, author, wanted, deed, body_key=body, pass_on=True)


def _held(stage: Stage, key: str) -> tuple[Case, Member]:
    submission = _submission(stage, key)
    route = found.of_submission(stage.session, submission)[-1]
    triage = route.partner_key == found.council(stage.session).key
    hat = (Role.TRIAGE, "triage") if triage else (Role.CASEWORKER, route.partner_key)
    return Case(route, submission), stage.cast[hat]


def _submission(stage: Stage, key: str) -> Submission:
    query = select(Submission).where(Submission.idempotency_hash == fingerprint(key))
    return stage.session.scalars(query).one()


def _suits(stage: Stage, voice: Voice, part: Part) -> bool:
    parent = voice.author_kind == AuthorKind.PARENT_OR_CARER.value
    concern = voice.kind == SubmissionKind.CONCERN.value
    plain = voice.needs == (part.need,) and voice.language == "en" and not voice.danger
    texts = (voice.words, voice.wanted)
    return parent and concern and plain and not any(stage.intake.screen.look(one) for one in texts)
