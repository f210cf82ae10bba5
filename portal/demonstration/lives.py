"""What becomes of one invented submission, as a story told moment by moment."""

from datetime import datetime

from sqlalchemy import select

from portal.demonstration import moves
from portal.demonstration.stage import Life, Stage, submission_of, turn_of
from portal.demonstration.voices import Voice
from portal.domain.intake import Answers
from portal.domain.messages import MessagePurpose, NoteScope
from portal.domain.people import Author, Member, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionKind, SubmissionStatus
from portal.models import Partner, RouteDecision, SafeguardingItem
from portal.services import casework, label, place, return_visit, safeguard
from portal.services.casework import Words
from portal.services.submit import Receipt, receive

THEIRS = "I read it, and this is what that team does."
"""Why triage chose a body; the family reads it."""


def life(stage: Stage, voice: Voice, answers: Answers, key: str, arrives: datetime) -> Life:
    """One submission from its arrival to wherever it has got to on the last day."""
    yield arrives
    receipt = receive(stage.session, stage.intake, answers, key, stage.now)
    submission = submission_of(stage, receipt)
    if submission.restricted:
        yield from _keep_safe(stage, voice, receipt, key)
    if answers.kind is SubmissionKind.VIEW:
        yield from _count(stage, voice, receipt)
        return
    for turn in range(3):
        if submission_of(stage, receipt).status is SubmissionStatus.IN_TRIAGE:
            yield from _triage(stage, voice, receipt, f"{key}-{turn}")
        yield from _work(stage, voice, receipt, f"{key}-{turn}")
        if submission_of(stage, receipt).status is not SubmissionStatus.IN_TRIAGE:
            break
    for again in range(2):
        yield from _come_back(stage, voice, receipt, f"{key}-{again}")
        if submission_of(stage, receipt).status is SubmissionStatus.DISPUTED:
            yield from _put_right(stage, voice, receipt, f"{key}-{again}-right")
    yield from moves.tell_changed(stage, receipt, key)


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
    if submission_of(stage, receipt).restricted:
        return
    yield stage.later(0, 1)
    triage, submission = stage.cast[(Role.TRIAGE, "triage")], submission_of(stage, receipt)
    if submission.status is not SubmissionStatus.IN_TRIAGE:
        return
    hello = stage.hello(voice.needs[0], f"{key}-hello", triage=True)
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
    place.decide(stage.session, triage, submission_of(stage, receipt), lead, THEIRS, deed)


def _work(stage: Stage, voice: Voice, receipt: Receipt, key: str) -> Life:
    turn = turn_of(stage, receipt)
    if turn is None:
        return
    worker = stage.cast[(Role.CASEWORKER, turn.partner.key)]
    yield stage.later(0, 0 if stage.rng.random() < 0.9 else 3)
    turn = turn_of(stage, receipt)
    if turn is None or turn.status is not ReferralStatus.PLACED:
        return
    if stage.rng.random() < 0.05:
        wrong = "This is not ours to answer."
        place.give_back(stage.session, turn, wrong, stage.deed(worker, f"{key}-back"))
        return
    place.accept(stage.session, worker, turn, stage.deed(worker, f"{key}-accept"))
    yield from _write_first(stage, voice, worker, receipt, key)
    worker = yield from moves.hand_on(stage, worker, receipt, key)
    yield from moves.agree_to_wait(stage, worker, receipt, key)
    yield from _answer(stage, voice, worker, receipt, key)


def _write_first(stage: Stage, voice: Voice, worker: Member, receipt: Receipt, key: str) -> Life:
    yield stage.later(0, 1 if stage.rng.random() < 0.85 else 4)
    submission, turn = submission_of(stage, receipt), turn_of(stage, receipt)
    hello = stage.hello(voice.needs[0], f"{key}-hi", triage=False)
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
    submission, turn = submission_of(stage, receipt), turn_of(stage, receipt)
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
        submission = submission_of(stage, receipt)
        casework.propose_resolved(stage.session, worker, submission, ask, deed, turn)
    else:
        yield from moves.keep_informed(stage, worker, receipt, key)


def _come_back(stage: Stage, voice: Voice, receipt: Receipt, key: str) -> Life:
    if submission_of(stage, receipt).status is not SubmissionStatus.RESOLUTION_PROPOSED:
        return
    yield stage.later(1, 8)
    if submission_of(stage, receipt).status is not SubmissionStatus.RESOLUTION_PROPOSED:
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
    turn = turn_of(stage, receipt)
    if turn is None or stage.rng.random() < 0.04:
        return
    worker = stage.cast[(Role.CASEWORKER, turn.partner.key)]
    yield stage.later(2, 9)
    submission, turn = submission_of(stage, receipt), turn_of(stage, receipt)
    deed = stage.deed(worker, f"{key}-answer")
    said = stage.words(stage.phrases.answers, voice.needs[0], f"{key}-answer")
    casework.answer(stage.session, worker, submission, said, deed, referral=turn)
    yield stage.later(1, 5)
    submission, deed = submission_of(stage, receipt), stage.deed(worker, f"{key}-done")
    ask = Words("It has been put right now. Is it done?", f"{key}-done")
    casework.propose_resolved(stage.session, worker, submission, ask, deed, turn_of(stage, receipt))


def _decide_themes(stage: Stage, member: Member, voice: Voice, receipt: Receipt) -> None:
    submission = submission_of(stage, receipt)
    decision = label.Decision(themes=voice.themes, stance=voice.stance)
    deed = stage.deed(member, f"themes-{receipt.reference}")
    label.decide(stage.session, member, submission, decision, deed)


def _author(receipt: Receipt) -> Author:
    return Author(receipt.submission_id, receipt.reference)
