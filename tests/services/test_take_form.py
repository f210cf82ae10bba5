"""A form of staff is taken once, and only while the case is as its writer saw it."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.errors import AlreadyChanged
from portal.domain.people import Role
from portal.services import take_form
from portal.services.take_form import Seen
from tests.support.families import send
from tests.support.staff import deed, hire


def test_a_form_that_was_taken_is_known_again(session: Session):
    submission, _ = send(session)
    by = deed(hire(session, Role.CASEWORKER, "scc_transport"))
    before = take_form.was_taken(session, submission, "form-key")

    take_form.take(session, submission, take_form.seen_now(session, submission), "form-key", by)

    assert (before, take_form.was_taken(session, submission, "form-key")) == (False, True)


def test_every_form_moves_the_case_on(session: Session):
    submission, _ = send(session)
    by = deed(hire(session, Role.CASEWORKER, "scc_transport"))
    seen = take_form.seen_now(session, submission)

    take_form.take(session, submission, seen, "one", by)

    with pytest.raises(AlreadyChanged):
        take_form.take(session, submission, seen, "two", by)


@pytest.mark.parametrize("text", [None, "", "x", "1", "1.2.3", "-1.0", "²"])
def test_what_we_did_not_write_has_seen_nothing(text: str | None):
    assert Seen.read(text) == Seen(0, 0)


def test_what_was_seen_survives_the_form():
    assert Seen.read(str(Seen(7, 12))) == Seen(7, 12)
