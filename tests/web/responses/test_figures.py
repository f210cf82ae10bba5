"""Figures reach the public only after two people have let them out, and only the protected ones."""

import re
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.people import Role
from portal.models import FigureRelease, Snapshot
from portal.queries.snapshots import QUARTER
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.partner.conftest import Office, Worker
from tests.web.responses.conftest import deeds

AT = datetime(2026, 10, 14, tzinfo=UTC)


def freeze(
    wiring: Wiring, share: object = 85, due: object = 40, version: int = 1, quarter: int = 3
) -> int:
    """A frozen quarter with these protected figures of the two promises."""
    month = 3 * quarter
    table = {
        "id": "promises",
        "rows": ["acknowledge", "respond"],
        "columns": ["on_time", "late"],
        "cells": [[35, 5], [20, "*"]],
        "totals": [due, "*"],
        "percentages": [[share, "*"], ["*", "*"]],
    }
    row = Snapshot(
        period=f"2026-{QUARTER}{quarter}",
        version=version,
        first_day=date(2026, month - 2, 1),
        last_day=date(2026, month, 30),
        frozen_at=AT,
        fingerprint="f" * 64,
        tables={
            "as_at": AT.isoformat(),
            "tables": [table],
            "codebook": {"priorities": [], "themes": []},
        },
    )
    with wiring.writes.begin() as session:
        session.add(row)
        session.flush()
        return row.id


def press(worker: Worker, words: str) -> Visitor:
    """Press the button with these words on the list."""
    page = worker.browser.open("/responses")
    button = page.page.xpath(f"//main//button[contains(., '{words}')]")
    assert button, page.text
    return page.send(button[0].getparent().get("action"))


def told(app: Flask) -> str:
    text = Visitor(app.test_client()).open("/how-long").text
    return text[text.index("How we did", text.index("What the law or a code says", 200)) :]


def test_before_anybody_let_them_out_there_are_no_figures(app: Flask, wiring: Wiring):
    freeze(wiring)

    assert "There are no figures yet." in told(app)
    assert "85" not in told(app)


def test_two_people_let_the_figures_out(app: Flask, wiring: Wiring, pia: Worker, omar: Worker):
    freeze(wiring)

    press(pia, "Ask to let these figures out")
    before = told(app)
    press(omar, "Agree, and let these figures out")

    assert "There are no figures yet." in before
    assert "Kept in time: 85 of every 100" in told(app)
    assert "How many fell due: about 40" in told(app)
    assert deeds(wiring) == ["figures.asked", "figures.released"]


def test_whoever_asked_may_not_agree(app: Flask, wiring: Wiring, pia: Worker, omar: Worker):
    number = freeze(wiring)
    press(pia, "Ask to let these figures out")
    assert "You asked to let out the figures" in pia.browser.text
    token = pia.browser.page.xpath("//input[@name='csrf_token']/@value")[0]
    address = f"/responses/figures/{number}/agree"

    own = pia.browser.client.post(address, data={"csrf_token": token})
    other = press(omar, "Agree")

    assert own.status_code == 403
    assert "The public can read these figures now." in other.text


def test_a_hidden_figure_is_told_in_words(app: Flask, wiring: Wiring, pia: Worker, omar: Worker):
    freeze(wiring, share="*", due="*")
    press(pia, "Ask")
    press(omar, "Agree")

    assert "No share is shown" in told(app)
    assert "too few to show (1 to 7)" in told(app)
    assert not re.search(r"\b35\b|\b20\b", told(app))


def test_a_corrected_version_must_be_let_out_anew(
    app: Flask, wiring: Wiring, pia: Worker, omar: Worker
):
    freeze(wiring)
    press(pia, "Ask")
    press(omar, "Agree")
    freeze(wiring, share=60, version=2)

    assert "There are no figures yet." in told(app)
    press(pia, "Ask")
    press(omar, "Agree")
    assert "Kept in time: 60 of every 100" in told(app)


def test_a_newer_quarter_waits_while_the_older_is_read(
    app: Flask, wiring: Wiring, pia: Worker, omar: Worker
):
    freeze(wiring, quarter=2, share=70)
    press(pia, "Ask")
    press(omar, "Agree")
    freeze(wiring, quarter=3, share=90)

    assert "70 of every 100" in told(app)
    assert "90 of every 100" not in told(app)


def test_asking_and_agreeing_twice_is_told(wiring: Wiring, pia: Worker, office: Office):
    number = freeze(wiring)
    omar = office.sign_in(Role.ANALYST, name="Omar")
    press(pia, "Ask")
    token = omar.browser.open("/responses").page.xpath("//input[@name='csrf_token']/@value")[0]

    answers = [
        omar.browser.client.post(f"/responses/figures/{number}/{what}", data={"csrf_token": token})
        for what in ("ask", "agree", "agree")
    ]

    assert [one.status_code for one in answers] == [409, 303, 409]
    with wiring.reads() as session:
        assert len(session.scalars(select(FigureRelease)).all()) == 1


@pytest.mark.parametrize("what", ["ask", "agree"])
def test_what_is_not_frozen_is_not_found(pia: Worker, what: str):
    token = pia.browser.open("/responses").page.xpath("//input[@name='csrf_token']/@value")[0]

    answer = pia.browser.client.post(f"/responses/figures/7/{what}", data={"csrf_token": token})

    assert answer.status_code == 404
