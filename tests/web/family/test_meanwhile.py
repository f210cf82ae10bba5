"""While a slow hash is computed others write, and may end the very words that it is about."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from portal.app import create_app
from portal.domain import code_words
from portal.domain.people import Role
from portal.models import (
    AuthorLink,
    CodeAttempt,
    Membership,
    PortalSession,
    SavedDraft,
    Submission,
    SupporterCode,
)
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import TUESDAY_EVENING
from tests.support.slow_hash import Meanwhile
from tests.support.wiring import CHEAP
from tests.web.family.journeys import code_of, concern_checked, number_of, reopened, sent
from tests.web.partner.conftest import Office, Worker

WRONG = " ".join(code_words.words_of((1, 2, 3, 4, 5), "en"))

Deed = Callable[[Session], object]


def hashing(wiring: Wiring, deed: Deed) -> Meanwhile:
    """A hash during which somebody else writes, in a transaction of their own."""

    def write() -> None:
        with wiring.writes.begin() as session:
            deed(session)

    return Meanwhile(write)


def on_slow_hashes(wiring: Wiring, hasher: Meanwhile) -> Flask:
    return create_app(wiring.settings, replace(wiring, hasher=hasher))


def nothing(_session: Session) -> None:
    """Others look, and end nothing."""


def somebody_else_writes(session: Session) -> None:
    session.add(CodeAttempt(bucket="somebody else", at=TUESDAY_EVENING))


def words_made_anew(session: Session) -> None:
    session.execute(update(Submission).values(code_hash=CHEAP.hash("other words")))


def supporters_ended(session: Session) -> None:
    session.execute(update(SupporterCode).values(ended_at=TUESDAY_EVENING))


def visits_ended(session: Session) -> None:
    session.execute(update(PortalSession).values(ended_at=TUESDAY_EVENING))


def hats_taken_away(session: Session) -> None:
    session.execute(update(Membership).values(ended_at=TUESDAY_EVENING))


def count(wiring: Wiring, column) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(column))).one()


def given(family: Visitor) -> tuple[str, str]:
    """The author makes a supporter's code; its number and words."""
    reopened(family).open("/case/supporters").send("/case/supporters", supporter="Aunt Sam")
    return number_of(family), " ".join(code_of(family))


def come_back(app: Flask, kept: tuple[str, str]) -> Visitor:
    return Visitor(app.test_client()).open("/return").send(reference=kept[0], code=kept[1])


# --- what is ended while somebody opens it ------------------------------------------------------


@pytest.mark.parametrize(
    ("meanwhile", "opens"), [(nothing, True), (words_made_anew, False), (supporters_ended, True)]
)
def test_words_that_were_made_anew_while_they_were_checked_open_nothing(
    family: Visitor, wiring: Wiring, meanwhile: Deed, opens: bool
) -> None:
    kept = sent(family)
    app = on_slow_hashes(wiring, hashing(wiring, meanwhile))

    page = come_back(app, kept)

    assert (page.path == "/case") is opens
    assert count(wiring, PortalSession.submission_id) == int(opens)
    assert count(wiring, CodeAttempt.id) == int(not opens)


@pytest.mark.parametrize(
    ("meanwhile", "opens"), [(nothing, True), (supporters_ended, False), (words_made_anew, True)]
)
def test_a_supporters_code_that_was_ended_while_it_was_checked_opens_nothing(
    family: Visitor, wiring: Wiring, meanwhile: Deed, opens: bool
) -> None:
    sent(family)
    kept = given(family)
    before = count(wiring, PortalSession.submission_id)
    app = on_slow_hashes(wiring, hashing(wiring, meanwhile))

    page = come_back(app, kept)

    assert (page.path == "/supporting") is opens
    assert count(wiring, PortalSession.submission_id) - before == int(opens)


def test_words_that_ended_read_like_words_that_never_were_right(
    family: Visitor, wiring: Wiring
) -> None:
    kept = sent(family)
    wrong = come_back(on_slow_hashes(wiring, hashing(wiring, nothing)), (kept[0], WRONG))

    ended = come_back(on_slow_hashes(wiring, hashing(wiring, words_made_anew)), kept)

    assert ended.answer.status_code == wrong.answer.status_code == 403
    assert ended.faults == wrong.faults != []


@pytest.mark.parametrize(
    ("meanwhile", "together"), [(nothing, 1), (words_made_anew, 0), (visits_ended, 0)]
)
def test_another_message_is_not_put_together_by_words_that_ended(
    family: Visitor, wiring: Wiring, app: Flask, meanwhile: Deed, together: int
) -> None:
    other = sent(Visitor(app.test_client()))
    mine = sent(family)
    hasher = hashing(wiring, nothing)
    author = come_back(on_slow_hashes(wiring, hasher), mine).open("/case/earlier")
    hasher.deed = hashing(wiring, meanwhile).deed

    author.send("/case/earlier", reference=other[0], code=other[1])

    assert count(wiring, AuthorLink.id) == together


# --- nobody waits for a hash --------------------------------------------------------------------


@pytest.fixture
def hasher(wiring: Wiring) -> Meanwhile:
    return hashing(wiring, somebody_else_writes)


@pytest.fixture
def slowly(wiring: Wiring, hasher: Meanwhile) -> Visitor:
    return Visitor(on_slow_hashes(wiring, hasher).test_client())


def test_others_write_while_a_message_gets_its_words(
    slowly: Visitor, hasher: Meanwhile, wiring: Wiring
) -> None:
    sent(slowly)

    assert slowly.heading == "We have your message"
    assert hasher.times == ["hash"]
    assert count(wiring, CodeAttempt.id) == 1
    assert count(wiring, Submission.id) == 1


@pytest.mark.parametrize("answered", [0, 1])
def test_others_write_while_answers_that_are_put_away_get_theirs(
    slowly: Visitor, hasher: Meanwhile, wiring: Wiring, answered: int
) -> None:
    slowly.open("/tell/who")
    for _ in range(answered):
        slowly.send(author_kind="parent_or_carer")

    slowly.send(save="1")

    assert slowly.heading == "We have kept your answers"
    assert hasher.times == ["hash"]
    assert count(wiring, CodeAttempt.id) == 1
    assert count(wiring, SavedDraft.id) == 1


def test_answers_that_another_tab_sends_meanwhile_lead_to_their_receipt(
    slowly: Visitor, hasher: Meanwhile, wiring: Wiring
) -> None:
    concern_checked(slowly)
    address, body = slowly.filled()
    other = slowly.client.application.test_client()
    for name in ("portal", "draft"):
        if found := slowly.client.get_cookie(name):
            other.set_cookie(found.key, found.value)
    hasher.deed = lambda: other.post(address, data=body)

    slowly.post(address, {**body, "save": "1"})

    assert slowly.answer.status_code == 200
    assert slowly.heading == "We have your message"
    assert count(wiring, Submission.id) == 1


def test_answers_put_away_again_are_not_hashed_again(slowly: Visitor, hasher: Meanwhile) -> None:
    slowly.open("/tell/who").send(save="1")
    kept = number_of(slowly)

    slowly.send("/tell/saved", lang="ar")

    assert number_of(slowly) == kept
    assert hasher.times == ["hash"]


def test_others_write_while_a_supporter_gets_a_code(
    slowly: Visitor, hasher: Meanwhile, wiring: Wiring
) -> None:
    sent(slowly)
    reopened(slowly)
    hasher.times.clear()

    slowly.open("/case/supporters").send("/case/supporters", supporter="Aunt Sam")

    assert slowly.heading == "A code for your supporter"
    assert hasher.times == ["hash"]
    assert count(wiring, SupporterCode.id) == 1


def test_a_visit_that_was_ended_meanwhile_makes_no_code(
    slowly: Visitor, hasher: Meanwhile, wiring: Wiring
) -> None:
    sent(slowly)
    reopened(slowly).open("/case/supporters")
    hasher.deed = hashing(wiring, visits_ended).deed

    slowly.send("/case/supporters", supporter="Aunt Sam")

    assert slowly.answer.status_code == 403
    assert count(wiring, SupporterCode.id) == 0


def test_a_page_sent_by_another_press_meanwhile_is_one_message(
    slowly: Visitor, hasher: Meanwhile, wiring: Wiring, app: Flask
) -> None:
    address, body = concern_checked(slowly).filled()
    cookies = [slowly.client.get_cookie(name) for name in ("portal", "draft")]

    def press_again() -> None:
        client = app.test_client()
        for cookie in cookies:
            assert cookie is not None
            client.set_cookie(cookie.key, cookie.value)
        client.post(address, data=body)

    hasher.deed = press_again

    slowly.post(address, body)

    assert slowly.heading == "We have your message"
    assert count(wiring, Submission.id) == 1


# --- staff type it in ----------------------------------------------------------------------------

CALL = {
    "came_by": "call",
    "contact_on": ["18", "11", "2026"],
    "whose_words": "notes",
    "author_kind": "parent_or_carer",
    "danger": "no",
    "words": "The bus has not come since Monday.",
    "kind": "concern",
    "needs": ["send_transport"],
    "age": "9",
    "postcode": "IP1",
    "language": "en",
}


@pytest.fixture
def tess(wiring: Wiring, hasher: Meanwhile) -> Worker:
    """Somebody of triage."""
    house = Office(on_slow_hashes(wiring, hasher), wiring, itertools.count(1))
    worker = house.sign_in(Role.TRIAGE, "triage", name="Tess")
    hasher.times.clear()
    return worker


def test_others_write_while_what_staff_typed_in_gets_its_words(
    tess: Worker, hasher: Meanwhile, wiring: Wiring
) -> None:
    page = tess.browser.open("/enter").send("/enter", **CALL)

    assert "It is sent." in page.text
    assert hasher.times == ["hash"]
    assert count(wiring, Submission.id) == 1


def test_whoever_lost_the_hat_meanwhile_types_nothing_in(
    tess: Worker, hasher: Meanwhile, wiring: Wiring
) -> None:
    page = tess.browser.open("/enter")
    hasher.deed = hashing(wiring, hats_taken_away).deed

    page.send("/enter", **CALL)

    assert page.answer.status_code == 403
    assert count(wiring, Submission.id) == 0
