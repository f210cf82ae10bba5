"""Two people at one case: the second loses nothing, and overwrites nobody."""

import pytest
from sqlalchemy import select

from portal.domain.errors import AlreadyChanged, NoConsent
from portal.domain.people import Author, Role
from portal.models import Message, Note
from portal.services import casework, return_visit
from portal.web.partner import acting
from portal.web.transactions import db
from portal.wiring import Wiring
from tests.web.partner.conftest import TRANSPORT, Office, Worker

WORDS = "I had worked on this answer for a whole hour."


def sent(wiring: Wiring) -> list[str]:
    with wiring.reads() as session:
        return list(session.scalars(select(Message.words).order_by(Message.id)))


def accepted(office: Office, sam: Worker) -> str:
    page = f"/cases/{office.send()}"
    sam.browser.open(page).send()
    return page


def test_the_second_of_two_answers_is_refused_and_kept(office: Office, sam: Worker, wiring: Wiring):
    page = accepted(office, sam)
    bea = office.sign_in(Role.CASEWORKER, TRANSPORT, "Bea")
    address, body = bea.browser.open(f"{page}/answer").filled(words=WORDS)
    sam.browser.open(f"{page}/answer").send(words="A new bus comes on Monday.")

    bea.browser.post(address, body)

    assert bea.browser.answer.status_code == 409
    assert "Somebody changed this case before you" in bea.browser.text
    assert "A new bus comes on Monday." in bea.browser.text
    assert bea.browser.page.xpath("//textarea")[0].text.strip() == WORDS
    assert sent(wiring) == ["A new bus comes on Monday."]


def test_after_reading_what_is_new_the_same_words_may_be_sent(
    office: Office, sam: Worker, wiring: Wiring
):
    page = accepted(office, sam)
    bea = office.sign_in(Role.CASEWORKER, TRANSPORT, "Bea")
    address, body = bea.browser.open(f"{page}/message").filled(words=WORDS)
    sam.browser.open(f"{page}/message").send(words="Which school is it?")

    bea.browser.post(address, body)
    bea.browser.send()

    assert bea.browser.answer.status_code == 200
    assert sent(wiring) == ["Which school is it?", WORDS]


def test_what_the_family_wrote_meanwhile_is_read_before_an_answer(
    office: Office, sam: Worker, wiring: Wiring
):
    page = accepted(office, sam)
    address, body = sam.browser.open(f"{page}/answer").filled(words=WORDS)
    reference = page.rpartition("/")[2]
    author = Author(office.submission(reference).id, reference)
    with wiring.writes.begin() as session:
        return_visit.reply(session, author, "The bus came today.", "reply-1", wiring.clock.now())

    sam.browser.post(address, body)

    assert sam.browser.answer.status_code == 409
    assert "The bus came today." in sam.browser.text
    assert WORDS not in sent(wiring)


def test_a_case_that_was_given_back_meanwhile_still_gives_the_words_back(
    office: Office, sam: Worker, wiring: Wiring
):
    page = accepted(office, sam)
    bea = office.sign_in(Role.CASEWORKER, TRANSPORT, "Bea")
    address, body = bea.browser.open(f"{page}/note").filled(words=WORDS)
    sam.browser.open(f"{page}/give-back").send(because="Not ours.")

    bea.browser.post(address, body)

    assert bea.browser.answer.status_code == 404
    assert WORDS in bea.browser.answer.text
    with wiring.reads() as session:
        assert session.scalars(select(Note)).all() == []


def test_an_action_that_is_not_offered_any_more_leads_back_to_the_case(office: Office, sam: Worker):
    page = accepted(office, sam)

    sam.browser.open(f"{page}/accept")

    assert sam.browser.heading.startswith("Case ")


def test_a_form_that_forges_what_it_saw_is_refused(office: Office, sam: Worker, wiring: Wiring):
    page = accepted(office, sam)
    address, body = sam.browser.open(f"{page}/message").filled(words=WORDS)

    sam.browser.post(address, body | {"seen": "999999.0"})

    assert sam.browser.answer.status_code == 409
    assert sent(wiring) == []


@pytest.mark.parametrize("fault", [NoConsent, AlreadyChanged])
def test_a_refused_form_is_undone_before_the_case_is_read_again(
    office: Office, sam: Worker, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
):
    page, half_done, read = accepted(office, sam), [], acting.read
    address, body = sam.browser.open(f"{page}/message").filled(words=WORDS)

    def refuse(*_: object) -> None:
        raise fault("refused half-way")

    def watched(*of_case: str) -> object:
        half_done.append(db().in_transaction())
        return read(*of_case)

    monkeypatch.setattr(casework, "write", refuse)
    monkeypatch.setattr(acting, "read", watched)
    sam.browser.post(address, body)

    assert half_done == [False]
    assert WORDS in sam.browser.page.xpath("//textarea")[0].text
