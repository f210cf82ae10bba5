"""What invented families send."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.adapters.keyring import AesKeyring
from portal.adapters.screening import RulesScreen
from portal.domain.intake import Answers
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind
from portal.models import Submission
from portal.services.submit import Intake, Receipt, receive
from tests.support.clock import TUESDAY_EVENING
from tests.support.wiring import CHEAP, KEYS

WORDS = "The bus has not come for two weeks and nobody rings us back."


def answers(**changes: object) -> Answers:
    """A parent's concern about SEND transport, which the rules are certain of."""
    base: dict[str, object] = {
        "author_kind": AuthorKind.PARENT_OR_CARER,
        "kind": SubmissionKind.CONCERN,
        "danger": Danger.NO,
        "needs": ("send_transport",),
        "words": WORDS,
        "language": "en",
        "age": 9,
        "postcode_district": "IP1",
    }
    return Answers(**{**base, **changes})  # type: ignore[arg-type]


def intake() -> Intake:
    return Intake(AesKeyring(KEYS), CHEAP, RulesScreen(), b"c" * 32)


def send(
    session: Session, key: str = "form-1", now: datetime = TUESDAY_EVENING, **changes: object
) -> tuple[Submission, Receipt]:
    """A family sends it; the submission and what the family keeps."""
    receipt = receive(session, intake(), answers(**changes), key, now)
    session.flush()
    return session.get_one(Submission, receipt.submission_id), receipt
