"""Taking in what a family sends: all of it at once, or nothing of it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain import codes, submissions
from portal.domain.consents import WORDING, ConsentUse
from portal.domain.due import DueKind
from portal.domain.floods import Coming
from portal.domain.intake import Answers, points_of
from portal.domain.people import AUTHOR, Actor, Deed
from portal.domain.quarters import quarter_of
from portal.domain.staff_entry import Entry
from portal.domain.submissions import (
    Channel,
    IdentityCheck,
    PointStatus,
    SubmissionKind,
    SubmissionStatus,
)
from portal.domain.telling import channel_of
from portal.domain.transitions import move
from portal.domain.working_days import local_date
from portal.models import (
    Consent,
    DueWork,
    Point,
    SealedContact,
    SealedIdentity,
    Submission,
)
from portal.ports import CodeHasher, Keyring, Screen
from portal.services import audit, clocks, floods, letters, safeguard, spoken_for
from portal.services.formal_clocks import day_to_instant
from portal.services.send_on import send_on

_AS_TOLD = (
    *("kind", "author_kind", "language", "easy_words", "words", "wanted", "danger", "age"),
    *("age_band", "feeling", "postcode_district", "gp_area", "decision_letter_on"),
    *("must_not_see", "young_person_knows", "access_needs", "school_name", "sent_before"),
    "earlier_reference",
)
"""Answers that a column of the same name keeps as they are."""


@dataclass(frozen=True)
class Intake:
    """The ports that taking in needs; `code_key` is 32 bytes from outside the database."""

    keyring: Keyring
    hasher: CodeHasher
    screen: Screen
    code_key: bytes


@dataclass(frozen=True)
class Receipt:
    """What the family keeps: the reference, and the code as numbers of any language's list."""

    reference: str
    code: codes.Code
    submission_id: int
    again: bool


def receive(
    session: Session,
    intake: Intake,
    answers: Answers,
    key: str,
    now: datetime,
    coming: Coming | None = None,
    entry: Entry | None = None,
) -> Receipt:
    """Save, screen, route, start the clocks and write the letters; the same key twice is one.

    `key` is the form's idempotency key. With `coming` it is counted, and held if it is part of a
    flood: kept, screened and answered like any other. With `entry` staff typed it in, and the
    family's promises count from the day of the contact. Nothing is committed here.
    """
    code = codes.code_from(codes.derive_digest(intake.code_key, key))
    fingerprint = hashlib.sha256(key.encode()).hexdigest()
    known = _known(session, fingerprint)
    if known is not None:
        return Receipt(known.reference, code, known.id, again=True)
    submission = _submission(answers, code, key, intake, now, entry)
    twin = _add_once(session, submission)
    if twin is not None:
        return Receipt(twin.reference, code, twin.id, again=True)
    _seal(session, intake.keyring, submission, answers, now)
    flood = coming is not None and floods.comes(session, intake.code_key, coming, now)
    deed = Deed(Actor.of(entry.by) if entry else AUTHOR, now, "received")
    spoken_for.keep(session, intake.keyring, submission, answers.authority, entry, now)
    _go_on(session, intake, submission, answers, deed, flood=flood, entry=entry)
    return Receipt(submission.reference, code, submission.id, again=False)


def code_phrase(code: codes.Code) -> str:
    """What is hashed for a code: its numbers, so that any language's words open it."""
    return json.dumps(list(code))


def _known(session: Session, fingerprint: str) -> Submission | None:
    query = select(Submission).where(Submission.idempotency_hash == fingerprint)
    return session.scalars(query).first()


def _add_once(session: Session, submission: Submission) -> Submission | None:
    """Keep it; the other one, where the same form was pressed twice at the same moment."""
    try:
        with session.begin_nested():
            session.add(submission)
            session.flush()
    except IntegrityError:
        twin = _known(session, submission.idempotency_hash)
        if twin is None:
            raise
        return twin
    return None


def _submission(
    answers: Answers,
    code: codes.Code,
    key: str,
    intake: Intake,
    now: datetime,
    entry: Entry | None,
) -> Submission:
    day = entry.contact_on if entry else local_date(now)
    submission = Submission(
        reference=codes.make_reference(codes.derive_digest(intake.code_key, f"number {key}")),
        code_hash=intake.hasher.hash(code_phrase(code)),
        idempotency_hash=hashlib.sha256(key.encode()).hexdigest(),
        channel=Channel.STAFF if entry else Channel.PORTAL,
        status=SubmissionStatus.RECEIVED,
        held=False,
        file_held=False,
        restricted=False,
        identity_check=IdentityCheck.NOT_CHECKED,
        received_at=now,
        received_on=day,
        quarter=str(quarter_of(day)),
        points=[
            Point(number=number, words=words, status=PointStatus.OPEN)
            for number, words in enumerate(points_of(answers.words), start=1)
        ],
        consents=_consents(answers, "staff" if entry else "author", now),
    )
    _tell(submission, answers)
    return submission


def _tell(submission: Submission, answers: Answers) -> None:
    for name in _AS_TOLD:
        setattr(submission, name, getattr(answers, name))
    submission.needs = list(answers.needs)
    submission.pictures = [one.value for one in answers.pictures]


def _consents(answers: Answers, by: str, now: datetime) -> list[Consent]:
    said: list[tuple[ConsentUse, str | None, bool]] = [
        *((ConsentUse.PASS_ON, key, True) for key in answers.pass_on),
        (ConsentUse.CONTACT, None, answers.contact is not None),
    ]
    return [
        Consent(use=use, partner_key=key, yes=yes, wording=WORDING, given_at=now, given_by=by)
        for use, key, yes in said
    ]


def _seal(
    session: Session, keyring: Keyring, submission: Submission, answers: Answers, now: datetime
) -> None:
    if answers.name:
        sealed = keyring.seal(answers.name.encode(), f"identity:{submission.reference}")
        session.add(
            SealedIdentity(
                submission_id=submission.id,
                sealed=sealed,
                hidden_from_services=False,
                sealed_at=now,
            )
        )
    if answers.contact:
        sealed = keyring.seal(answers.contact.encode(), f"contact:{submission.reference}")
        session.add(
            SealedContact(
                submission_id=submission.id,
                sealed=sealed,
                channel=channel_of(answers.contact),
                keep_when_closed=False,
                sealed_at=now,
            )
        )


def _go_on(
    session: Session,
    intake: Intake,
    submission: Submission,
    answers: Answers,
    deed: Deed,
    *,
    flood: bool,
    entry: Entry | None,
) -> None:
    typed = spoken_for.texts(answers.authority, entry)
    flagged = safeguard.look(session, intake.screen, submission, deed, *typed)
    _came(session, submission, deed)
    if flood and not flagged:
        # A flagged one goes the safeguarding way: a person looks at it before anything else.
        floods.hold(session, submission, deed)
    letters.to_family(session, submission, "receipt", deed)
    if submission.kind is SubmissionKind.VIEW:
        # Flagged too: a family must not read from its page that it was.
        submission.status = move(submissions.NEXT, submission.status, SubmissionStatus.COUNTED)
        return
    began = day_to_instant(entry.contact_on, deed.now) if entry else deed.now
    clocks.promise_family(session, submission, deed, began)
    send_on(session, submission, answers, deed, flagged=flagged)


def _came(session: Session, submission: Submission, deed: Deed) -> None:
    audit.record(
        session,
        deed,
        "submission.received",
        submission_id=submission.id,
        kind=submission.kind.value,
        author=submission.author_kind.value,
    )
    session.add(
        DueWork(
            kind=DueKind.READ_THEMES,
            submission_id=submission.id,
            next_attempt_at=deed.now,
            tries=0,
        )
    )
