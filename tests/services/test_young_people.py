"""What a young person picked is kept as codes, goes to a person first, and into no letter."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from portal.domain.consents import QUOTES, ConsentUse
from portal.domain.errors import NotAllowed
from portal.domain.people import Author
from portal.domain.picking import AgeBand, Feeling, Picture
from portal.domain.submissions import AuthorKind, SubmissionKind, SubmissionStatus
from portal.models import AuditEvent, OutgoingLetter, Referral, Submission
from portal.queries import partnership
from portal.services import consent
from portal.services.formal import facts
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send

PICKED = {
    "author_kind": AuthorKind.YOUNG_PERSON,
    "age": None,
    "postcode_district": None,
    "needs": ("school_support",),
    "words": "I picked: School or college. I feel: Very sad.",
    "pictures": (Picture.SCHOOL, Picture.MEAN),
    "feeling": Feeling.VERY_SAD,
}


def test_what_was_picked_is_kept_as_codes(session: Session):
    sent, _ = send(session, **{**PICKED, "age_band": AgeBand.FROM_13_TO_15})
    session.expire(sent)

    kept = session.get_one(Submission, sent.id)

    assert kept.pictures == ["school", "mean"]
    assert (kept.feeling, kept.age_band) == (Feeling.VERY_SAD, AgeBand.FROM_13_TO_15)
    assert kept.age is None


def test_who_picks_nothing_keeps_nothing(session: Session):
    sent, _ = send(session)
    session.expire(sent)

    kept = session.get_one(Submission, sent.id)

    assert (kept.pictures, kept.feeling, kept.age_band) == ([], None, None)


def test_the_database_itself_refuses_a_face_that_is_none(session: Session):
    sent, _ = send(session, **PICKED)
    table = Submission.__table__

    with pytest.raises((IntegrityError, StatementError, LookupError)), session.begin_nested():
        session.execute(table.update().where(table.c.id == sent.id).values(feeling="furious"))


@pytest.mark.parametrize("needs", [("send_transport",), ("school_support",), ()])
def test_it_goes_to_a_person_first_and_to_no_team(session: Session, needs: tuple[str, ...]):
    sent, _ = send(session, **{**PICKED, "needs": needs, "pass_on": ("school",)})

    assert sent.status is SubmissionStatus.IN_TRIAGE
    assert session.scalars(select(Referral)).all() == []


def test_no_letter_and_no_audit_line_holds_what_was_picked(session: Session):
    changes = {**PICKED, "age_band": AgeBand.FROM_13_TO_15, "contact": "kit@example.org"}
    sent, _ = send(session, **changes)

    letters = session.scalars(select(OutgoingLetter)).all()
    lines = session.scalars(select(AuditEvent).where(AuditEvent.submission_id == sent.id)).all()

    assert letters
    assert lines
    said = " ".join(str(vars(one)) for one in (*letters, *lines))
    for code in ("very_sad", "from_13", "mean", "pictures", "feeling", "age_band"):
        assert code not in said


@pytest.mark.parametrize("band", [None, AgeBand.UNDER_13])
@pytest.mark.parametrize("use", QUOTES)
def test_nobody_under_thirteen_says_yes_to_a_quote(
    session: Session, use: ConsentUse, band: AgeBand | None
):
    sent, _ = send(session, **{**PICKED, "age_band": band})

    with pytest.raises(NotAllowed):
        consent.choose_quotes(session, Author(sent.id, sent.reference), [use], TUESDAY_EVENING)


def test_from_thirteen_somebody_may_say_yes_to_a_quote(session: Session):
    sent, _ = send(session, **{**PICKED, "age_band": AgeBand.FROM_13_TO_15})

    consent.choose_quotes(session, Author(sent.id, sent.reference), QUOTES, TUESDAY_EVENING)

    session.refresh(sent, ["consents"])
    assert {one.use for one in sent.consents if one.yes} == set(QUOTES)


def test_a_band_counts_as_its_least_age_for_what_the_law_offers(session: Session):
    sent, _ = send(session, **{**PICKED, "age_band": AgeBand.FROM_18})

    assert facts(session, sent, sent.received_on).age == 18


def test_a_band_is_told_to_no_rule_as_an_age_in_years(session: Session):
    sent, _ = send(session, **{**PICKED, "age_band": AgeBand.FROM_16_TO_17})
    known = consent.facts(sent, session)

    assert known.age is None
    assert replace(known, age=12).least_age == 12
    assert partnership.in_force(session).partnership.need(sent.needs[0])


def test_a_view_is_counted_and_is_no_teams(session: Session):
    sent, _ = send(session, **{**PICKED, "kind": SubmissionKind.VIEW})

    assert sent.status is SubmissionStatus.COUNTED
    assert session.scalars(select(Referral)).all() == []
