"""Looking is free: no GET of the family's side writes anything."""

import hashlib
import sqlite3

from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.journeys import concern_checked, sent

PAGES = (
    "/",
    "/concern",
    "/concern/appeal",
    "/tell/who",
    "/tell/who?door=view",
    "/tell/notice?door=young",
    "/tell/saved",
    "/tell/danger",
    "/tell/words",
    "/tell/check",
    "/tell/sent",
    "/return",
    "/case",
    "/goodbye",
)


def fingerprint(wiring: Wiring) -> str:
    path = wiring.settings.database_url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as database:
        dump = "\n".join(database.iterdump())
    database.close()
    return hashlib.sha256(dump.encode()).hexdigest()


def look_around(family: Visitor) -> None:
    for page in PAGES:
        assert family.open(page).answer.status_code < 500


def test_a_stranger_who_looks_around_changes_nothing(family: Visitor, wiring: Wiring) -> None:
    before = fingerprint(wiring)

    look_around(family)

    assert fingerprint(wiring) == before


def test_a_family_half_way_that_looks_around_changes_nothing(
    family: Visitor, wiring: Wiring
) -> None:
    concern_checked(family)
    before = fingerprint(wiring)

    look_around(family)

    assert fingerprint(wiring) == before


def test_a_family_that_came_back_and_looks_around_changes_nothing(
    family: Visitor, wiring: Wiring
) -> None:
    number, words = sent(family)
    family.open("/return").send(reference=number, code=words)
    before = fingerprint(wiring)

    look_around(family)

    assert fingerprint(wiring) == before


def test_answering_a_question_is_a_change(family: Visitor, wiring: Wiring) -> None:
    before = fingerprint(wiring)

    family.open("/tell/who").send(author_kind="helper")

    assert fingerprint(wiring) != before
