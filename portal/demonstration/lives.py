"""What becomes of one invented submission, as a story told moment by moment."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.demonstration.calendar import office_moment
from portal.demonstration.voices import Answers as Phrases
from portal.demonstration.voices import Voice, Wording
from portal.domain.intake import Answers
from portal.domain.messages import MessagePurpose, NoteScope
from portal.domain.people import Actor, Author, Deed, Member, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionKind, SubmissionStatus
from portal.domain.working_days import Calendar
from portal.models import Partner, Referral, RouteDecision, SafeguardingItem, Submission
from portal.services import casework, label, place, return_visit, safeguard
from portal.services.casework import Words
from portal.services.submit import Intake, Receipt, receive

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


def life(stage: Stage, voice: Voice, answers: Answers, key: str, arrives: datetime) -> Life:
    """One submission from its arrival to wherever it has got to on the last day."""
    yield arrives
    receipt = receive(stage.session, stage.intake, answers, key, stage.now)
    submission = _submission(stage, receipt)
    if submission.restricted:
        yield from _keep_safe(stage, voice, receipt, key)
    if answers.kind is SubmissionKind.VIEW:
        yield from _count(stage, voice, receipt)
        return
    for turn in range(3):
        if _submission(stage, receipt).status is SubmissionStatus.IN_TRIAGE:
            yield from _triage(stage, voice, receipt, f"{key}-{turn}")
        yield from _work(stage, voice, receipt, f"{key}-{turn}")
        if _submission(stage, receipt).status is not SubmissionStatus.IN_TRIAGE:
            break
    for again in range(2):
        yield from _come_back(stage, voice, receipt, f"{key}-{again}")
        if _submission(stage, receipt).status is SubmissionStatus.DISPUTED:
            yield from _put_right(stage, voice, receipt, f"{key}-{again}-right")


def _submission(stage: Stage, receipt: Receipt) -> Submission:
    return stage.session.get_one(Submission, receipt.submission_id)


def _count(stage: Stage, voice: Voice, receipt: Receipt) -> Life:
    if stage.rng.random() < 0.7:
        yield stage.later(1, 6)
        triage = stage.cast[(Role.TRIAGE, "triage")]
        _decide_themes(stage, triage, voice, receipt)


def _keep_safe(stage: Stage, voice: Voice, receipt: Receipt, key: str) -> Life:
    leads = [member for (role, _), member in stage.cast.items() if role is Role.SAFEGUARDING]
    query = select(SafeguardingItem.id).where(
        SafeguardingItem.submission_id == receipt.submission_id
    )
    confirms = voice.danger
    for lead in leads:
        yield stage.later(0, 1)
        item = safeguard.with_steps(stage.session, stage.session.scalars(query).one())
        deed = stage.deed(lead, f"{key}-safe-{lead.staff_id}")
        if confirms:
            safeguard.confirm(
                stage.session, lead, item, "Rang the family. Told the duty team.", deed
            )
            return
        if safeguard.release(stage.session, lead, item, "Nobody is in danger now.", deed):
            return


def _triage(stage: Stage, voice: Voice, receipt: Receipt, key: str) -> Life:
    if _submission(stage, receipt).restricted:
        return
    yield stage.later(0, 1)
    triage, submission = stage.cast[(Role.TRIAGE, "triage")], _submission(stage, receipt)
    if submission.status is not SubmissionStatus.IN_TRIAGE:
        return
    hello = stage.words(stage.phrases.acknowledgements, voice.needs[0], f"{key}-hello")
    purpose = MessagePurpose.ACKNOWLEDGEMENT
    casework.write(
        stage.session, triage, submission, purpose, hello, stage.deed(triage, f"{key}-hello")
    )
    query = select(RouteDecision).where(RouteDecision.submission_id == submission.id)
    wanted = stage.session.scalars(query.order_by(RouteDecision.id).limit(1)).one().lead_key
    partner = stage.session.scalars(select(Partner).where(Partner.key == wanted)).one()
    plays = any(part == wanted for _, part in stage.cast)
    lead = wanted if plays and wanted != "triage" else "scc_send"
    if lead == wanted and not place.may_place(stage.session, submission, partner):
        lead = "scc_send"
    yield stage.later(0, 1)
    deed = stage.deed(triage, f"{key}-placed")
    place.decide(stage.session, triage, _submission(stage, receipt), lead, "They know it.", deed)


def _work(stage: Stage, voice: Voice, receipt: Receipt, key: str) -> Life:
    turn = _turn(stage, receipt)
    if turn is None:
        return
    worker = stage.cast[(Role.CASEWORKER, turn.partner.key)]
    yield stage.later(0, 0 if stage.rng.random() < 0.9 else 3)
    turn = _turn(stage, receipt)
    if turn is None or turn.status is not ReferralStatus.PLACED:
        return
    if stage.rng.random() < 0.05:
        wrong = "This is not ours to answer."
        place.give_back(stage.session, turn, wrong, stage.deed(worker, f"{key}-back"))
        return
    place.accept(stage.session, worker, turn, stage.deed(worker, f"{key}-accept"))
    yield from _write_first(stage, voice, worker, receipt, key)
    yield from _answer(stage, voice, worker, receipt, key)


def _write_first(stage: Stage, voice: Voice, worker: Member, receipt: Receipt, key: str) -> Life:
    yield stage.later(0, 1 if stage.rng.random() < 0.85 else 4)
    submission, turn = _submission(stage, receipt), _turn(stage, receipt)
    hello = stage.words(stage.phrases.acknowledgements, voice.needs[0], f"{key}-hi")
    purpose = MessagePurpose.ACKNOWLEDGEMENT
    deed = stage.deed(worker, f"{key}-hi")
    casework.write(stage.session, worker, submission, purpose, hello, deed, turn)
    if stage.rng.random() < 0.85:
        _decide_themes(stage, worker, voice, receipt)
    if stage.rng.random() < 0.3:
        said = stage.words(stage.phrases.notes, voice.needs[0], f"{key}-note")
        casework.note(stage.session, worker, submission, NoteScope.OWN_PARTNER, said, deed)


def _answer(stage: Stage, voice: Voice, worker: Member, receipt: Receipt, key: str) -> Life:
    if stage.rng.random() < 0.25:
        yield stage.later(1, 3)
        said = stage.words(stage.phrases.replies, voice.needs[0], f"{key}-more").text
        return_visit.reply(stage.session, _author(receipt), said, f"{key}-more", stage.now)
    yield stage.later(3, 7) if stage.rng.random() < 0.75 else stage.later(8, 25)
    submission, turn = _submission(stage, receipt), _turn(stage, receipt)
    if turn is None or turn.status is not ReferralStatus.ACCEPTED:
        return
    said_so = stage.words(stage.phrases.answers, voice.needs[0], f"{key}-answer")
    deed = stage.deed(worker, f"{key}-answer")
    casework.answer(
        stage.session, worker, submission, said_so, deed, referral=turn, points=(1, 2, 3)
    )
    if stage.rng.random() < 0.7:
        yield stage.later(2, 9)
        ask = Words("We think this is done. Is it?", f"{key}-done")
        deed = stage.deed(worker, f"{key}-done")
        submission = _submission(stage, receipt)
        casework.propose_resolved(stage.session, worker, submission, ask, deed, turn)


def _come_back(stage: Stage, voice: Voice, receipt: Receipt, key: str) -> Life:
    if _submission(stage, receipt).status is not SubmissionStatus.RESOLUTION_PROPOSED:
        return
    yield stage.later(1, 8)
    if _submission(stage, receipt).status is not SubmissionStatus.RESOLUTION_PROPOSED:
        return
    author, chance = _author(receipt), stage.rng.random()
    if chance < 0.6:
        return_visit.agree(stage.session, author, stage.now)
    elif chance < 0.8:
        said = stage.words(stage.phrases.replies, voice.needs[0], f"{key}-no").text
        return_visit.reply(stage.session, author, said, f"{key}-no", stage.now)
        return_visit.disagree(stage.session, author, stage.now)


def _put_right(stage: Stage, voice: Voice, receipt: Receipt, key: str) -> Life:
    """Not done after all: answered once more, and proposed once more."""
    turn = _turn(stage, receipt)
    if turn is None or stage.rng.random() < 0.04:
        return
    worker = stage.cast[(Role.CASEWORKER, turn.partner.key)]
    yield stage.later(2, 9)
    submission, turn = _submission(stage, receipt), _turn(stage, receipt)
    deed = stage.deed(worker, f"{key}-answer")
    said = stage.words(stage.phrases.answers, voice.needs[0], f"{key}-answer")
    casework.answer(stage.session, worker, submission, said, deed, referral=turn)
    yield stage.later(1, 5)
    submission, deed = _submission(stage, receipt), stage.deed(worker, f"{key}-done")
    ask = Words("It has been put right now. Is it done?", f"{key}-done")
    casework.propose_resolved(stage.session, worker, submission, ask, deed, _turn(stage, receipt))


def _decide_themes(stage: Stage, member: Member, voice: Voice, receipt: Receipt) -> None:
    submission = _submission(stage, receipt)
    decision = label.Decision(themes=voice.themes, stance=voice.stance)
    deed = stage.deed(member, f"themes-{receipt.reference}")
    label.decide(stage.session, member, submission, decision, deed)


def _turn(stage: Stage, receipt: Receipt) -> Referral | None:
    query = (
        select(Referral)
        .options(joinedload(Referral.partner), joinedload(Referral.submission))
        .where(Referral.submission_id == receipt.submission_id, Referral.open)
        .order_by(Referral.id.desc())
        .limit(1)
    )
    return stage.session.scalars(query).first()


def _author(receipt: Receipt) -> Author:
    return Author(receipt.submission_id, receipt.reference)
