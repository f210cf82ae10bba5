"""Staff at their browsers, families' messages in the database, and nobody else's."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from portal.domain import code_words
from portal.domain.people import Member, Role
from portal.domain.submissions import Danger
from portal.models import Submission
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.support.families import send
from tests.support.staff import hire
from tests.support.wiring import CHEAP

PASSWORD = "a long walk home"
HASHED = CHEAP.hash(PASSWORD)
TRANSPORT, OTHER = "scc_transport", "scc_send"

Sent = Callable[..., str]


@dataclass
class Worker:
    """One member of staff, signed in by the real door."""

    member: Member
    email: str
    browser: Visitor


@dataclass
class Office:
    """The portal with its staff; each is hired, and signs in, with one line."""

    app: Flask
    wiring: Wiring
    numbers: "itertools.count[int]"

    def hire(self, role: Role, partner: str | None = None, name: str = "Sam") -> Worker:
        email = f"{name.lower()}.{next(self.numbers)}@example.org"
        with self.wiring.writes.begin() as session:
            member = hire(session, role, partner, name=name, email=email, password=HASHED)
        return Worker(member, email, Visitor(self.app.test_client()))

    def sign_in(self, role: Role, partner: str | None = None, name: str = "Sam") -> Worker:
        worker = self.hire(role, partner, name)
        worker.browser.open("/sign-in").send(email=worker.email, password=PASSWORD)
        assert worker.browser.path != "/sign-in", worker.browser.text
        return worker

    def send(self, **changes: object) -> str:
        """A family sends it; its reference."""
        return self.receive(**changes).reference

    def receive(self, **changes: object) -> Receipt:
        """A family sends it; what it keeps."""
        with self.wiring.writes.begin() as session:
            key = f"form-{next(self.numbers)}"
            return send(session, key, self.wiring.clock.now(), **changes)[1]

    def as_family(self, receipt: Receipt) -> Visitor:
        """A browser in which the family has come back to its message."""
        words = " ".join(code_words.words_of(receipt.code, code_words.ENGLISH))
        browser = Visitor(self.app.test_client())
        return browser.open("/return").send(reference=receipt.reference, code=words)

    def restricted(self, **changes: object) -> str:
        return self.send(danger=Danger.YES, **changes)

    def unplaced(self, **changes: object) -> str:
        return self.send(must_not_see="My brother-in-law", **changes)

    def submission(self, reference: str) -> Submission:
        with self.wiring.reads() as session:
            return session.query(Submission).filter_by(reference=reference).one()


@pytest.fixture
def office(app: Flask, wiring: Wiring, clock: FrozenClock) -> Office:
    return Office(app, wiring, itertools.count(1))


@pytest.fixture
def sam(office: Office) -> Worker:
    """A caseworker of school travel."""
    return office.sign_in(Role.CASEWORKER, TRANSPORT)
