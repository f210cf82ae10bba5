"""Whose desk hears of what is over, and of what safeguarding leads hold."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import Role
from portal.domain.promises import Recipient
from portal.domain.submissions import Danger
from portal.models import OutgoingLetter, Partner
from portal.queries.digests import counts
from tests.services.test_escalate import sweeps
from tests.services.test_inform import closed
from tests.support import cases
from tests.support.families import send
from tests.support.staff import hire

LATE = datetime(2026, 12, 14, 10, tzinfo=ZoneInfo("Europe/London"))
MONTHS_LATER = datetime(2027, 6, 1, 10, tzinfo=ZoneInfo("Europe/London"))
OFFICER = "the senior officer"


def told(session: Session) -> list[tuple[str, Recipient | None, int]]:
    """Every desk that has a digest, and of how many promises it says something."""
    query = select(OutgoingLetter).where(OutgoingLetter.kind == "digest")
    found = []
    for letter in session.scalars(query.order_by(OutgoingLetter.id)):
        body = session.get(Partner, letter.partner_id) if letter.partner_id else None
        number = counts(session, letter, MONTHS_LATER)
        found.append((body.key if body else OFFICER, letter.recipient, number.soon + number.late))
    return found


def test_to_tell_what_changed_is_for_the_body_that_led_to_the_end(session: Session) -> None:
    story = closed(session)

    sweeps(session, MONTHS_LATER)

    last = [one for one in told(session) if one[2]]
    assert {key for key, _, _ in last} == {"scc_transport", OFFICER}
    assert cases.turn(session, story.submission).open is False


@pytest.fixture
def lead(session: Session) -> str:
    """The key of the body that has a safeguarding lead."""
    hire(session, Role.SAFEGUARDING, "wsft")
    return "wsft"


def test_what_leads_hold_is_told_to_their_desk_alone(session: Session, lead: str) -> None:
    submission, _ = send(session, danger=Danger.YES)
    assert submission.restricted

    sweeps(session, LATE)

    found = told(session)
    assert {(key, desk) for key, desk, _ in found} == {(lead, Recipient.SAFEGUARDING)}
    assert all(number > 1 for _, _, number in found)


def test_nobody_else_s_digest_counts_what_leads_hold(session: Session, lead: str) -> None:
    send(session, must_not_see="My brother-in-law")
    sweeps(session, LATE)
    before = [one for one in told(session) if one[0] in ("triage", OFFICER)]
    assert any(number for _, _, number in before)

    send(session, "form-2", danger=Danger.YES)
    sweeps(session, LATE)

    assert [one for one in told(session) if one[0] in ("triage", OFFICER)] == before


def test_the_leads_digest_does_not_count_what_triage_keeps(session: Session, lead: str) -> None:
    send(session, danger=Danger.YES)
    sweeps(session, LATE)
    before = [one for one in told(session) if one[0] == lead]
    assert before

    send(session, "form-2", must_not_see="My brother-in-law")
    sweeps(session, LATE)

    assert [one for one in told(session) if one[0] == lead] == before


def test_without_any_lead_triage_hears_of_it_at_a_desk_of_its_own(session: Session) -> None:
    send(session, danger=Danger.YES)

    sweeps(session, LATE)

    assert {one[:2] for one in told(session)} == {("triage", Recipient.SAFEGUARDING)}
