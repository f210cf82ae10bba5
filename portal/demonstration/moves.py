"""What happens to some invented cases only: handed on, held, kept informed, told what changed.

Which ones follows from their number and not from chance, so that each can always be found.
"""

from collections.abc import Generator
from datetime import datetime

from sqlalchemy import select

from portal.demonstration.stage import Life, Stage, submission_of, turn_of
from portal.domain.messages import MessagePurpose
from portal.domain.people import Member, Role
from portal.domain.referrals import ReferralPart, ReferralStatus
from portal.domain.submissions import OPEN, SubmissionStatus
from portal.models import Partner, Referral
from portal.services import casework, hold, place
from portal.services.casework import Words
from portal.services.submit import Receipt

ASKS = {"scc_send": "scc_inclusion"}
"""Whom a body asks to take a case over; every other body asks the council's SEND team."""


def hand_on(
    stage: Stage, worker: Member, receipt: Receipt, key: str
) -> Generator[datetime, None, Member]:
    """Every twelfth case turns out to be another team's, which takes it; who works on it then."""
    if _number(receipt) % 12 != 5:
        return worker
    yield stage.later(0, 1)
    turn = turn_of(stage, receipt)
    to = ASKS.get(turn.partner.key, "scc_send") if turn else ""
    taker = stage.cast.get((Role.CASEWORKER, to))
    if turn is None or taker is None or turn.status is not ReferralStatus.ACCEPTED:
        return worker
    why, said = "It is about the plan itself.", stage.deed(worker, f"{key}-on")
    place.hand_on(stage.session, worker, turn, to, why, said)
    yield stage.later(0, 0)
    asked = turn_of(stage, receipt)
    if asked is None or asked.status is not ReferralStatus.PLACED:
        return worker
    place.accept(stage.session, taker, asked, stage.deed(taker, f"{key}-taken"))
    return taker


def agree_to_wait(stage: Stage, worker: Member, receipt: Receipt, key: str) -> Life:
    """Every fifth case of a team with a manager waits for something that the family wants too."""
    manager = stage.cast.get((Role.MANAGER, worker.partner_key))
    if manager is None or _number(receipt) % 5 != 1:
        return
    yield stage.later(0, 1)
    turn = turn_of(stage, receipt)
    if turn is None or turn.status is not ReferralStatus.ACCEPTED:
        return
    if hold.left(stage.session, submission_of(stage, receipt), turn, stage.now) >= 5:
        why = "You asked us to wait until the meeting at school. We wait for it."
        said = stage.deed(manager, f"{key}-hold")
        hold.begin(stage.session, manager, turn, 5, Words(why, f"{key}-hold"), said)


def keep_informed(stage: Stage, worker: Member, receipt: Receipt, key: str) -> Life:
    """Answered and not over: told how it goes, once in time, and in every other case once late."""
    for least, most in ((5, 9), (12, 14))[: 1 + _number(receipt) % 2]:
        yield stage.later(least, most)
        submission, turn = submission_of(stage, receipt), turn_of(stage, receipt)
        if submission.status is not SubmissionStatus.ANSWERED or turn is None:
            return
        said = Words("We are still on it. The next step is the meeting.", f"{key}-{most}-news")
        deed, purpose = stage.deed(worker, f"{key}-{most}-news"), MessagePurpose.MESSAGE
        casework.write(stage.session, worker, submission, purpose, said, deed, turn)


def tell_changed(stage: Stage, receipt: Receipt, key: str) -> Life:
    """After the end: in most cases whoever led tells what changed."""
    yield stage.later(15, 40)
    submission = submission_of(stage, receipt)
    led = _led(stage, receipt)
    if submission.status in OPEN or led is None or _number(receipt) % 3 == 0:
        return
    worker = stage.cast[(Role.CASEWORKER, led)]
    words = Words("We changed how we plan this for every family.", f"{key}-changed")
    deed = stage.deed(worker, f"{key}-changed")
    casework.tell_changed(stage.session, worker, submission, words, deed)


def _led(stage: Stage, receipt: Receipt) -> str | None:
    query = (
        select(Partner.key)
        .join(Referral, Referral.partner_id == Partner.id)
        .where(Referral.submission_id == receipt.submission_id)
        .where(Referral.status == ReferralStatus.DONE, Referral.part == ReferralPart.LEAD)
    )
    return stage.session.scalars(query.order_by(Referral.id.desc()).limit(1)).first()


def _number(receipt: Receipt) -> int:
    return receipt.submission_id
