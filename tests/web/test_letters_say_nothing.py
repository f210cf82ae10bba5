"""A marker in every field that anybody fills in, played to the end: no letter holds it."""

import dataclasses
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files

import pytest
from flask import Flask
from sqlalchemy import select

from portal.app import create_app
from portal.domain import code_words, codes
from portal.domain.intake import Answers
from portal.domain.legal_routes import LegalRoute
from portal.domain.people import Author, Role
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind
from portal.jobs import worker
from portal.models import OutgoingLetter
from portal.services import formal
from portal.services.submit import Receipt
from portal.wiring import Wiring, carriers
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.support.families import send
from tests.support.mail_server import MailServer, mail_server
from tests.support.notify_server import NotifyServer, notify_server
from tests.web.partner.conftest import PASSWORD, TRANSPORT, Office

MARKER = "quokkazebra"
MARKED = {
    field.name: f"{MARKER} {field.name}"
    for field in dataclasses.fields(Answers)
    if field.type in (str, str | None) and field.name not in ("language", "contact")
}
"""Every answer in words, also those that a later step adds; two of them are no free words."""

NOT_WORDS = {"postcode_district": "IP1", "gp_area": "suffolk_east_west"}
STAYS_WITH_PARTNER = {"must_not_see": None}
KINDS = {one.name for one in files("portal.mail").iterdir() if one.joinpath("en.txt").is_file()}
"""Every letter that there is a text for."""

STEPS, DAYS = 16, 3
"""How the time after goes: long enough for every promise to be late and for silence to close."""


@dataclass
class Post:
    """Everything that arrived at either server."""

    mail: MailServer
    notify: NotifyServer

    def read(self) -> list[str]:
        """Subject and body of each letter, as people would read them."""
        mails = [f"{one['Subject']}\n{one.get_content()}" for one in self.mail.taken]
        texts = ["\n".join(one.told["personalisation"].values()) for one in self.notify.sent]
        return mails + texts

    def raw(self) -> bytes:
        """The bytes of both, with all headers."""
        return b"\n".join([*self.mail.raw, *(one.body for one in self.notify.sent)])


@pytest.fixture
def post() -> Iterator[Post]:
    with mail_server() as mail, notify_server() as notify:
        yield Post(mail, notify)


@pytest.fixture
def wired(wiring: Wiring, post: Post) -> Wiring:
    live = replace(
        wiring.settings,
        demonstration=False,
        smtp=post.mail.address,
        notify=post.notify.settings(),
        base_url="http://localhost",
    )
    return replace(wiring, settings=live, mailer=carriers(live))


@pytest.fixture
def app(wired: Wiring) -> Flask:
    return create_app(wired.settings, wired)


@pytest.fixture
def office(app: Flask, wired: Wiring) -> Office:
    return Office(app, wired, itertools.count(1))


def told(wired: Wiring, key: str, **changes: object) -> Receipt:
    """A family sends it, with the marker in every field that takes words."""
    answers = {**MARKED, **NOT_WORDS, **changes}
    with wired.writes.begin() as session:
        return send(session, key, wired.clock.now(), **answers)[1]


def everybody(wired: Wiring) -> dict[str, Receipt]:
    """One family for each way that a message may go, by e-mail and by text, in two languages."""
    ways: dict[str, dict[str, object]] = {
        "placed": STAYS_WITH_PARTNER,
        "triage": {},
        "restricted": {"danger": Danger.YES},
        "view": {"kind": SubmissionKind.VIEW},
        "young": {"author_kind": AuthorKind.YOUNG_PERSON, "age": 15},
    }
    contacts: dict[str, dict[str, object]] = {
        "email ar": {"contact": "ada@example.org", "language": "ar"},
        "text ar": {"contact": "+447700900123", "language": "ar"},
        "text en": {"contact": "+447700900123", "language": "en"},
    }
    return {
        f"{way} {name}": told(wired, f"{way} {name}", **changes, **contact)
        for way, changes in ways.items()
        for name, contact in contacts.items()
    }


def works(browser: Visitor, reference: str) -> None:
    """A caseworker writes everything that can be written on a case."""
    browser.open(f"/cases/{reference}").send()
    for action in ("acknowledge", "note", "ask", "answer", "message", "propose"):
        browser.open(f"/cases/{reference}/{action}").send(words=f"{MARKER} {action}")
        assert browser.answer.status_code == 200, (action, browser.faults)


def makes_it_formal(wired: Wiring, receipt: Receipt) -> None:
    """The author's one press, of which the body that must answer hears."""
    author = Author(receipt.submission_id, receipt.reference)
    pressed = formal.by_author(wired.clock.now(), "press")
    with wired.writes.begin() as session:
        formal.make(session, author, LegalRoute.COUNCIL_COMPLAINT, pressed)


def leads_ask(office: Office, receipts: dict[str, Receipt]) -> None:
    """Two leads open the way to reach one family; on another nobody decides in time."""
    ann = office.sign_in(Role.SAFEGUARDING, "scc_send", "Ann")
    bryn = office.sign_in(Role.SAFEGUARDING, "wsft", "Bryn")
    for way in ("restricted email ar", "restricted text en"):
        page = ann.browser.open(f"/cases/{receipts[way].reference}/open-contact")
        page.send(whose_life="child", tried=["wrote_here"], because=f"{MARKER} is in danger")
    page = bryn.browser.open(f"/cases/{receipts['restricted email ar'].reference}/answer-opening")
    page.send(outcome="agree", because=f"{MARKER}: yes")


def time_passes(wired: Wiring, clock: FrozenClock) -> None:
    for _ in range(STEPS):
        clock.move(days=DAYS)
        while worker.once(wired):
            pass


def test_no_letter_holds_what_anybody_typed_nor_the_number_nor_the_words(
    wired: Wiring, office: Office, post: Post, clock: FrozenClock
):
    office.hire(Role.SAFEGUARDING, "scc_social_care")
    receipts = everybody(wired)
    sam = office.sign_in(Role.CASEWORKER, TRANSPORT)
    for way, receipt in receipts.items():
        if way.startswith("placed"):
            works(sam.browser, receipt.reference)
    written = MARKER in sam.browser.open(f"/cases/{receipts['placed text ar'].reference}").text

    makes_it_formal(wired, receipts["placed text ar"])

    leads_ask(office, receipts)
    time_passes(wired, clock)

    letters, raw = post.read(), post.raw()
    assert written
    assert len(letters) > 60
    assert len(KINDS) > 5
    assert kinds_sent(wired) >= KINDS
    assert {"news", "receipt"} <= {kind for kind, channel in ways_sent(wired) if channel == "text"}
    for hidden in secrets(receipts.values()):
        assert not any(hidden in one for one in letters), hidden
        assert hidden.encode() not in raw, hidden


def kinds_sent(wired: Wiring) -> set[str]:
    return {kind for kind, _ in ways_sent(wired)}


def ways_sent(wired: Wiring) -> set[tuple[str, str]]:
    with wired.reads() as session:
        letter = OutgoingLetter
        assert session.scalars(select(letter.id).where(letter.sent_at.is_(None))).all() == []
        rows = session.execute(select(letter.kind, letter.channel).distinct())
        return {(kind, channel.value) for kind, channel in rows}


def secrets(receipts: Iterable[Receipt]) -> list[str]:
    """What must be in no letter: the marker, each number in both ways, each code's words."""
    found = [MARKER, PASSWORD]
    for one in receipts:
        words = code_words.words_of(one.code, "en")
        found += [one.reference, codes.format_reference(one.reference)]
        found += [" ".join(words), "-".join(words), str(list(one.code))]
    return found


def test_every_answer_in_words_is_marked():
    assert {"words", "wanted", "must_not_see", "name", "access_needs", "school_name"} <= set(MARKED)
