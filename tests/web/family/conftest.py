"""A family's browser without a screen: it reads pages, fills in forms, and follows redirects."""

import itertools

import pytest
from flask import Flask

from portal.domain.people import Role
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import TRANSPORT, Office, Worker


@pytest.fixture
def family(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def office(app: Flask, wiring: Wiring, clock: FrozenClock) -> Office:
    return Office(app, wiring, itertools.count(1))


@pytest.fixture
def sam(office: Office) -> Worker:
    """A caseworker of school travel."""
    return office.sign_in(Role.CASEWORKER, TRANSPORT)
