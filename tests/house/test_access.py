"""Every page says who may open it, and a page that only reads never commits."""

from collections import defaultdict

import pytest
from flask import Flask

from portal.web import access
from portal.web.transactions import commits
from tests.house.tree import report

READING = frozenset({"GET", "HEAD", "OPTIONS"})
SHUT = {
    "security.static": "its own pages are not drawn, so nobody needs their styles",
    "security.verify": "asking again for a password belongs to doors that we have not opened",
}
"""Endpoints of libraries that nobody may open, each with its reason; ours are never here."""


def unmarked(app: Flask) -> list[str]:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    return [one for one in endpoints if access.of_endpoint(app, one) is None and one not in SHUT]


def committing_readers(app: Flask) -> list[str]:
    methods: dict[str, set[str]] = defaultdict(set)
    for rule in app.url_map.iter_rules():
        methods[rule.endpoint] |= rule.methods or set()
    return [
        endpoint
        for endpoint, allowed in methods.items()
        if allowed <= READING and getattr(app.view_functions[endpoint], "commits", False)
    ]


def test_every_page_says_who_may_open_it(app: Flask):
    faults = unmarked(app)

    assert len(app.view_functions) > 5
    assert not faults, report(
        faults, "Add one of @anyone, @author_only, @member_of(Role.…), @signed_in under the route:"
    )


def test_only_pages_of_libraries_are_named_apart(app: Flask):
    faults = [one for one in (*access.OF_OTHERS, *SHUT)
              if not one.startswith(("static", "security."))]  # fmt: skip

    assert not faults, report(faults, "Mark the view itself instead of naming it in a table:")


def test_no_page_that_only_reads_commits(app: Flask):
    faults = committing_readers(app)

    assert not faults, report(faults, "Take @commits away, or make it a POST:")


def test_what_is_shut_is_refused(app: Flask):
    shut = [rule for rule in app.url_map.iter_rules() if rule.endpoint in SHUT]

    answers = [app.test_client().get(rule.rule.replace("<path:filename>", "x")) for rule in shut]

    assert {rule.endpoint for rule in shut} == set(SHUT)
    assert {answer.status_code for answer in answers} == {404}


def test_a_page_without_a_mark_is_noticed_and_refused(app: Flask):
    app.add_url_rule("/planted", "pages.planted", lambda: "open to nobody")
    app.add_url_rule("/planted-too", "pages.too", access.anyone(lambda: "open to all"))

    refused, opened = app.test_client().get("/planted"), app.test_client().get("/planted-too")

    assert "pages.planted" in unmarked(app)
    assert "pages.too" not in unmarked(app)
    assert (refused.status_code, opened.status_code) == (404, 200)


@pytest.mark.parametrize(("method", "noticed"), [("GET", True), ("POST", False)])
def test_a_reading_page_that_commits_is_noticed(app: Flask, method: str, noticed: bool):
    app.add_url_rule("/planted", "pages.planted", commits(lambda: "written"), methods=[method])

    assert ("pages.planted" in committing_readers(app)) is noticed
