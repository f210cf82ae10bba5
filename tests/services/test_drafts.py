"""Answers between questions: sealed, short-lived, opened by one random id alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.keyring import AesKeyring
from portal.domain.errors import DraftGone
from portal.models import Draft
from portal.ports import SealBroken
from portal.services import drafts
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.wiring import KEYS

KEYRING = AesKeyring(KEYS)
TOLD = {"words": "The bus has not come. مرحبا", "needs": ["send_transport"]}
HOUR = timedelta(hours=1)


def begun(session: Session) -> str:
    draft_id = drafts.begin(session, KEYRING, TOLD, TUESDAY_EVENING)
    session.flush()
    return draft_id


def test_answers_come_back_as_they_were_given(session: Session) -> None:
    draft_id = begun(session)

    assert drafts.read(session, KEYRING, draft_id, TUESDAY_EVENING) == TOLD


def test_the_database_holds_neither_the_answers_nor_the_id(session: Session) -> None:
    draft_id = begun(session)

    stored = cases.words_in(session, Draft)
    assert "bus" not in stored
    assert draft_id not in stored


def test_another_id_opens_nothing(session: Session) -> None:
    begun(session)

    with pytest.raises(DraftGone):
        drafts.read(session, KEYRING, "another", TUESDAY_EVENING)


def test_a_draft_lives_a_day(session: Session) -> None:
    draft_id = begun(session)

    assert drafts.read(session, KEYRING, draft_id, TUESDAY_EVENING + 23 * HOUR) == TOLD
    with pytest.raises(DraftGone):
        drafts.read(session, KEYRING, draft_id, TUESDAY_EVENING + 24 * HOUR)


def test_each_answer_lets_it_live_another_day(session: Session) -> None:
    draft_id = begun(session)

    drafts.keep(session, KEYRING, draft_id, {"age": 9}, TUESDAY_EVENING + 20 * HOUR)

    assert drafts.read(session, KEYRING, draft_id, TUESDAY_EVENING + 43 * HOUR) == {"age": 9}


def test_a_draft_that_is_gone_cannot_be_kept_alive(session: Session) -> None:
    draft_id = begun(session)

    with pytest.raises(DraftGone):
        drafts.keep(session, KEYRING, draft_id, {"age": 9}, TUESDAY_EVENING + 25 * HOUR)


def test_after_sending_only_the_receipt_is_left_for_half_an_hour(session: Session) -> None:
    draft_id = begun(session)

    drafts.turn_into_receipt(session, KEYRING, draft_id, {"code": [1]}, TUESDAY_EVENING)

    assert drafts.read(session, KEYRING, draft_id, TUESDAY_EVENING + HOUR / 3) == {"code": [1]}
    with pytest.raises(DraftGone):
        drafts.read(session, KEYRING, draft_id, TUESDAY_EVENING + HOUR / 2)


def test_a_wiped_draft_is_gone_and_wiping_twice_does_no_harm(session: Session) -> None:
    draft_id = begun(session)

    drafts.wipe(session, draft_id)
    drafts.wipe(session, draft_id)

    with pytest.raises(DraftGone):
        drafts.read(session, KEYRING, draft_id, TUESDAY_EVENING)


def test_old_drafts_of_others_are_swept_out_when_somebody_begins(session: Session) -> None:
    begun(session)

    drafts.begin(session, KEYRING, TOLD, TUESDAY_EVENING + 25 * HOUR)
    session.flush()

    assert len(session.scalars(select(Draft)).all()) == 1


def test_a_draft_moved_into_another_row_does_not_open(session: Session) -> None:
    first, _ = begun(session), begun(session)
    rows = session.scalars(select(Draft).order_by(Draft.id)).all()
    rows[0].sealed, rows[1].sealed = rows[1].sealed, rows[0].sealed
    session.flush()

    with pytest.raises(SealBroken):
        drafts.read(session, KEYRING, first, TUESDAY_EVENING)
