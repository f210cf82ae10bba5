"""What a family's pages cost the server, beside the bare macros that they are made of."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, render_template_string
from flask.testing import FlaskClient

from portal.adapters.database import engine_for
from portal.app import create_app
from portal.queries import partnership
from portal.web import transactions
from portal.web.family.forms_child import ChildForm
from portal.web.family.told import Told
from tests.bench.table import Figure
from tests.support import databases
from tests.support.browserless import Visitor
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.wiring import settings_for, wiring_for
from tests.web.family.journeys import CONCERN

ROUNDS = 9
TRIES = 20

BARE = """{% extends "govuk_frontend_jinja/template.html" %}
{% block content %}<form method="post">
{% for field in form %}{{ field() }}{% endfor %}
</form>{% endblock %}"""
"""The macros of a form in the macros' own page: what nobody who uses them can do without."""


def figures(told: Callable[[str], None]) -> list[Figure]:
    """Processor milliseconds of the first page and of a form, and the form's to its macros'."""
    told("serving a family's pages")
    with _portal() as app:
        family = Visitor(app.test_client())
        family.open("/tell/who")
        while not family.path.endswith("/child"):
            family.send(**CONCERN[family.path.rpartition("/")[2]])
        form_page = family.answer.request.full_path
        first, served, bare = [], [], []
        for _ in range(ROUNDS):
            first.append(_milliseconds(lambda: _read(family.client, "/")))
            served.append(_milliseconds(lambda: _read(family.client, form_page)))
            bare.append(_bare(app))
    ratios = [page / alone for page, alone in zip(served, bare, strict=True)]
    return [
        Figure("first page, served", first, 15, "ms"),
        Figure("form page, served", served, 15, "ms"),
        Figure("form page to its bare macros", ratios, 1.3, "times"),
    ]


@contextmanager
def _portal() -> Iterator[Flask]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'portal.db'}"
        engine = engine_for(url)
        databases.make(engine)
        settings = settings_for(url)
        yield create_app(settings, wiring_for(settings, FrozenClock(TUESDAY_EVENING), engine))
        engine.dispose()


def _read(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def _bare(app: Flask) -> float:
    with app.test_request_context("/tell/child"):
        with transactions.wiring().reads() as session:
            file = partnership.in_force(session).partnership
        given = {**CONCERN["who"], **CONCERN["kind"], **CONCERN["about"]}
        form = ChildForm(Told(given, {}, file, TUESDAY_EVENING.date()))
        return _milliseconds(lambda: render_template_string(BARE, form=form))


def _milliseconds(act: Callable[[], object]) -> float:
    """The least of some tries: others use the machine too."""
    best = float("inf")
    for _ in range(TRIES):
        began = time.process_time()
        act()
        best = min(best, time.process_time() - began)
    return best * 1_000
