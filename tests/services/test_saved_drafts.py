"""Answers put away half-filled: opened by their number and words alone, wiped after 28 days."""

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from portal.adapters.keyring import AesKeyring
from portal.domain import code_words, codes
from portal.domain.errors import CodeWrong, DraftGone
from portal.domain.people import Author
from portal.models import AuditEvent, Draft, SavedDraft
from portal.ports import SealBroken
from portal.services import drafts, return_visit, saved_drafts
from portal.services.saved_drafts import Kept, PutAway
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.wiring import CHEAP, KEYS

KEYRING = AesKeyring(KEYS)
CODE_KEY = b"c" * 32
TOLD = {"key": "k" * 43, "fields": {"words": "The bus has not come. مرحبا"}, "asked": {}}
DAY = timedelta(days=1)
NOW = TUESDAY_EVENING


def begun(session: Session, **changes: object) -> str:
    draft_id = drafts.begin(session, KEYRING, {**TOLD, **changes}, NOW)
    session.flush()
    return draft_id


def put_away(session: Session, draft_id: str, now=NOW) -> PutAway:
    return saved_drafts.put_away(session, KEYRING, CHEAP, CODE_KEY, draft_id, now)


def door(session: Session, saved: PutAway, now=NOW) -> Author | Kept:
    return return_visit.open_door(session, CHEAP, saved.reference, saved.code, now).who


def opened(session: Session, saved: PutAway, now=NOW) -> str:
    kept = door(session, saved, now)
    assert isinstance(kept, Kept)
    draft_id, _answers = saved_drafts.open_again(session, KEYRING, kept.saved_id, now)
    session.flush()
    return draft_id


def test_number_and_words_lead_back_to_the_answers(session: Session) -> None:
    saved = put_away(session, begun(session))

    again = opened(session, saved, NOW + 20 * DAY)

    assert drafts.read(session, KEYRING, again, NOW + 20 * DAY) == TOLD


def test_what_the_browser_still_has_opens_nothing_once_it_is_put_away(session: Session) -> None:
    draft_id = begun(session)

    put_away(session, draft_id)

    with pytest.raises(DraftGone):
        drafts.read(session, KEYRING, draft_id, NOW)
    with pytest.raises(DraftGone):
        drafts.keep(session, KEYRING, draft_id, TOLD, NOW)


def test_opened_a_second_time_the_first_browser_is_shut_out(session: Session) -> None:
    saved = put_away(session, begun(session))
    first = opened(session, saved)

    second = opened(session, saved)

    with pytest.raises(DraftGone):
        drafts.read(session, KEYRING, first, NOW)
    assert drafts.read(session, KEYRING, second, NOW) == TOLD


def test_the_database_alone_holds_neither_answers_nor_words_nor_ids(session: Session) -> None:
    draft_id = begun(session)
    saved = put_away(session, draft_id)
    again = opened(session, saved)

    stored = cases.words_in(session, Draft) + cases.words_in(session, SavedDraft)
    assert "bus" not in stored
    assert TOLD["key"] not in stored
    assert draft_id not in stored
    assert again not in stored
    assert str(list(saved.code)) not in stored
    assert not set(code_words.words_of(saved.code, "en")) & set(stored.split())


def test_the_number_is_no_key_to_the_words(session: Session) -> None:
    saved = put_away(session, begun(session))
    row = session.scalars(select(Draft)).one()

    with pytest.raises(SealBroken):
        KEYRING.open(row.sealed, f"draft:{saved.reference}")


def test_saved_again_it_has_the_same_number_and_words_and_28_days_more(session: Session) -> None:
    first = put_away(session, begun(session))

    second = put_away(session, opened(session, first, NOW + 10 * DAY), NOW + 10 * DAY)

    assert (second.reference, second.code) == (first.reference, first.code)
    assert second.until == first.until + 10 * DAY
    assert session.scalars(select(func.count(SavedDraft.id))).one() == 1


def test_what_is_typed_after_opening_does_not_shorten_the_28_days(session: Session) -> None:
    saved = put_away(session, begun(session))
    again = opened(session, saved)

    drafts.keep(session, KEYRING, again, {**TOLD, "fields": {}}, NOW + DAY)

    assert opened(session, saved, NOW + 27 * DAY)


def test_on_the_29th_day_it_opens_nothing_and_reads_like_a_number_that_is_nobodys(
    session: Session,
) -> None:
    saved = put_away(session, begun(session))

    assert door(session, saved, saved.until - timedelta(seconds=1))
    with pytest.raises(CodeWrong):
        door(session, saved, saved.until)


def test_a_sweep_wipes_what_is_over_and_leaves_what_is_not(session: Session) -> None:
    saved = put_away(session, begun(session))
    begun(session, key="another")
    assert not saved_drafts.anything_expired(session, NOW)

    assert saved_drafts.wipe_expired(session, NOW + 2 * DAY) == 1
    session.expire_all()
    assert door(session, saved, NOW + 2 * DAY)

    assert saved_drafts.anything_expired(session, saved.until)
    assert saved_drafts.wipe_expired(session, saved.until) >= 1
    session.expire_all()
    for table in (Draft, SavedDraft):
        assert session.scalars(select(func.count(table.id))).one() == 0


def test_deleting_the_answers_takes_their_number_with_them(session: Session) -> None:
    saved = put_away(session, begun(session))
    again = opened(session, saved)

    drafts.wipe(session, again)
    session.expire_all()

    with pytest.raises(CodeWrong):
        door(session, saved)


def test_once_sent_the_number_says_so_to_whoever_has_the_words_and_opens_nothing(
    session: Session,
) -> None:
    saved = put_away(session, begun(session))
    again = opened(session, saved)

    saved_drafts.mark_sent(session, again, NOW)
    session.expire_all()

    kept = door(session, saved)
    assert isinstance(kept, Kept)
    assert kept.sent
    with pytest.raises(DraftGone):
        saved_drafts.open_again(session, KEYRING, kept.saved_id, NOW)


def test_another_draft_that_is_sent_leaves_this_one_alone(session: Session) -> None:
    saved = put_away(session, begun(session))

    saved_drafts.mark_sent(session, begun(session, key="another"), NOW)
    session.expire_all()

    assert opened(session, saved)


def test_the_page_that_saved_it_may_press_again_within_half_an_hour(session: Session) -> None:
    draft_id = begun(session)
    saved = put_away(session, draft_id)

    assert saved_drafts.take_back(session, KEYRING, draft_id, NOW + timedelta(minutes=29))

    assert put_away(session, draft_id).code == saved.code


def test_after_half_an_hour_or_once_the_words_are_kept_that_page_shows_nothing(
    session: Session,
) -> None:
    draft_id, other = begun(session), begun(session, key="another")
    put_away(session, draft_id)
    put_away(session, other)

    saved_drafts.hide(session, other)

    assert not saved_drafts.take_back(session, KEYRING, other, NOW)
    assert not saved_drafts.take_back(session, KEYRING, draft_id, NOW + timedelta(minutes=30))


def test_once_it_was_opened_elsewhere_that_page_shows_nothing(session: Session) -> None:
    draft_id = begun(session)
    opened(session, put_away(session, draft_id))

    assert not saved_drafts.take_back(session, KEYRING, draft_id, NOW)


@pytest.mark.parametrize("number", ["nobodys", "a message's", "a draft's"])
def test_each_wrong_try_costs_the_same_work(session: Session, number: str) -> None:
    saved = put_away(session, begun(session))
    _, receipt = send(session)
    references = {
        "nobodys": codes.make_reference(b"\x01\x02\x03\x04\x05"),
        "a message's": receipt.reference,
        "a draft's": saved.reference,
    }
    asked: list[str] = []

    class Counting:
        decoy = CHEAP.decoy

        def hash(self, secret: str) -> str:
            return CHEAP.hash(secret)

        def matches(self, stored: str, secret: str) -> bool:
            asked.append(stored)
            return CHEAP.matches(stored, secret)

    wrong = (*saved.code[:-1], (saved.code[-1] + 1) % codes.LIST_LENGTH)
    said: list[str] = []
    event.listen(
        session.connection().engine,
        "before_cursor_execute",
        lambda *given: said.append(str(given[2])),
    )
    with pytest.raises(CodeWrong):
        return_visit.open_door(session, Counting(), references[number], wrong, NOW)

    assert len(asked) == 1
    # One statement, and of what it fetches only the hash grows: a whole row takes longer to read.
    (statement,) = said
    assert "words" not in statement


def test_a_messages_number_and_words_still_open_the_message(session: Session) -> None:
    put_away(session, begun(session))
    submission, receipt = send(session)

    opened = return_visit.open_door(session, CHEAP, receipt.reference, receipt.code, NOW)

    assert opened.who == Author(submission.id, receipt.reference)


def test_saving_and_opening_are_written_down_without_a_number(session: Session) -> None:
    saved = put_away(session, begun(session))
    opened(session, saved)
    session.flush()

    events = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [one.action for one in events][-2:] == ["draft.saved", "draft.opened"]
    assert saved.reference not in str([one.detail for one in events])
