"""Letters to services leave in their working hours; about a flag, and to families, at once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import SYSTEM, Deed
from portal.models import OutgoingLetter
from portal.queries import partnership
from portal.services import letters
from tests.support.families import send

SUNDAY_NIGHT = datetime(2026, 11, 29, 22, tzinfo=UTC)
MONDAY_NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)
MONDAY_NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
MONDAY_EVENING = datetime(2026, 11, 30, 21, tzinfo=UTC)
TUESDAY_NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["referral_placed", "formal_route"])
@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        (SUNDAY_NIGHT, MONDAY_NINE),
        (MONDAY_NOON, MONDAY_NOON),
        (MONDAY_EVENING, TUESDAY_NINE),
    ],
)
def test_a_letter_to_a_service_leaves_when_it_is_open(
    session: Session, kind: str, written: datetime, leaves: datetime
) -> None:
    body = partnership.partner(session, "scc_transport")

    letter = letters.to_partner(session, body, kind, Deed(SYSTEM, written, "test"))

    assert (letter.written_at, letter.next_attempt_at) == (written, leaves)


@pytest.mark.parametrize("kind", ["safeguarding_flag", "safeguarding_late"])
def test_a_letter_about_a_flag_leaves_at_once(session: Session, kind: str) -> None:
    body = partnership.partner(session, "scc_social_care")

    letter = letters.to_partner(session, body, kind, Deed(SYSTEM, SUNDAY_NIGHT, "test"))

    assert letter.next_attempt_at == SUNDAY_NIGHT


def test_a_letter_to_a_family_leaves_at_once(session: Session) -> None:
    submission, _ = send(session, contact="ada@example.org")
    letters.to_family(session, submission, "news", Deed(SYSTEM, SUNDAY_NIGHT, "test"))

    query = select(OutgoingLetter).where(OutgoingLetter.kind == "news")
    assert session.scalars(query).one().next_attempt_at == SUNDAY_NIGHT
