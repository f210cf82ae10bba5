"""What later parts keep: who wrote for a family, openings, links, files, translations."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.attachments import FileKind, FileStatus
from portal.domain.on_behalf import FamilyKnows
from portal.domain.opening import OpeningStatus, WhoseLife
from portal.domain.people import Member
from portal.domain.staff_entry import CameBy, WhoseWords
from portal.domain.translating import MadeBy
from portal.domain.voices import Proof
from portal.models import (
    Attachment,
    AuthorLink,
    CodeRequest,
    ConflictLock,
    ContactOpening,
    OnBehalf,
    Partner,
    StaffEntry,
    Submission,
    Translation,
)
from portal.ports import Keyring
from tests.support.clock import TUESDAY_EVENING

SENT = ("QRELATION", "QWORKPLACE")
OF_STAFF = ("QEVENT", "QREASON", "QCHECKED", "QLINKED", "QENGLISH", "QHELPFUL", "QWRONG")
KEPT_BY_LEADS = ("QOPENING", "QDECIDED", "QAWAY")
SEALED = ("QSAFE", "QFILE")


def since(session: Session, keyring: Keyring, submission: Submission, lead: Member) -> None:
    """One row of each, as its service would have left it."""
    now, name = TUESDAY_EVENING, f"file-{submission.id}"
    body = session.scalars(select(Partner.id).where(Partner.key == "nsft")).one()
    safe = keyring.seal(b"QSAFE after six", f"safe_contact:{submission.reference}")
    session.add_all(
        [
            OnBehalf(
                submission_id=submission.id,
                relation="QRELATION of hers",
                knows=FamilyKnows.AGREES,
                body="QWORKPLACE Hill",
            ),
            StaffEntry(
                submission_id=submission.id,
                staff_id=lead.staff_id,
                came_by=CameBy.CALL,
                contact_on=date(2026, 11, 20),
                typed_at=now,
                whose_words=WhoseWords.NOTES,
                event="QEVENT in the hall",
                safe_contact=safe,
            ),
            CodeRequest(
                submission_id=submission.id,
                asked_by=lead.staff_id,
                asked_at=now,
                reason="QREASON they are lost",
                checked="QCHECKED by ringing",
                made_by=lead.staff_id,
                made_at=now,
            ),
            AuthorLink(
                key=f"link-{submission.id}",
                submission_id=submission.id,
                proof=Proof.TRIAGE,
                how_checked="QLINKED by its words",
                made_at=now,
            ),
            ContactOpening(
                submission_id=submission.id,
                status=OpeningStatus.REFUSED,
                whose_life=WhoseLife.CHILD,
                tried=[],
                because="QOPENING of a child",
                answer="QDECIDED against it",
                asked_by_id=lead.staff_id,
                asked_for_id=body,
                asked_at=now,
                agree_by=now,
                answered_at=now,
            ),
            ConflictLock(
                submission_id=submission.id,
                partner_id=body,
                because="QAWAY it is about them",
                staff_id=lead.staff_id,
                set_at=now,
            ),
            Translation(
                submission_id=submission.id,
                number=1,
                language="en",
                words="QENGLISH: the bus has not come.",
                wanted="QHELPFUL a bus",
                made_by=MadeBy.COLLEAGUE,
                staff_id=lead.staff_id,
                written_at=now,
                idempotency_hash=f"translation-{submission.id}",
                objected_at=now,
                objected_words="QWRONG it is not so",
            ),
            Attachment(
                submission_id=submission.id,
                name=name,
                once=name,
                kind=FileKind.PDF,
                size=1,
                digest="0" * 64,
                status=FileStatus.HELD,
                sealed_key=keyring.seal(b"a key", f"file:{name}"),
                sealed_name=keyring.seal(b"QFILE.pdf", f"name of file:{name}"),
                added_at=now,
            ),
        ]
    )
