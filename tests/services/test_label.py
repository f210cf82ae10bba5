"""What the machine suggests and what a person decides are both kept, and never mixed."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.domain.errors import AlreadyChanged
from portal.domain.people import Role
from portal.models import ThemeDecision, ThemeReading
from portal.ports import Reading, Suggested
from portal.queries import themes
from portal.services import label
from portal.services.label import Decision
from tests.support.families import send
from tests.support.staff import deed, hire

READING = Reading(
    suggestions=(
        Suggested("transport", "likely", ("bus",), 0.9),
        Suggested("communication", "possible", ("rings",), 0.4),
    ),
    stance="negative",
    language="en",
    unsure=False,
    version="1",
)


def test_a_reading_keeps_its_suggestions_in_order_with_the_words_that_caused_them(
    session: Session,
) -> None:
    submission, _ = send(session)
    member = hire(session, Role.CASEWORKER, "scc_transport")

    label.keep_reading(session, submission, READING, deed(member))

    session.flush()
    (row,) = session.scalars(
        select(ThemeReading).options(selectinload(ThemeReading.suggestions))
    ).all()
    assert [(s.position, s.theme, s.words) for s in row.suggestions] == [
        (1, "transport", ["bus"]),
        (2, "communication", ["rings"]),
    ]
    assert session.scalars(select(ThemeDecision)).all() == []


def test_a_decision_says_which_themes_were_suggested_and_which_were_the_persons_own(
    session: Session,
) -> None:
    submission, _ = send(session)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    suggested = frozenset({"transport", "communication"})

    row = label.decide(
        session,
        member,
        submission,
        Decision(("delay", "transport"), None, None, suggested),
        deed(member),
    )

    assert [(one.theme, one.was_suggested) for one in row.themes] == [
        ("delay", False),
        ("transport", True),
    ]


def test_none_of_these_is_a_decision_too(session: Session) -> None:
    submission, _ = send(session)
    member = hire(session, Role.CASEWORKER, "scc_transport")

    row = label.decide(session, member, submission, Decision(()), deed(member))

    session.flush()
    assert (row.themes, row.staff_id) == ([], member.staff_id)


def test_a_second_decision_leaves_the_first_where_it_was(session: Session) -> None:
    submission, _ = send(session)
    member = hire(session, Role.CASEWORKER, "scc_transport")

    first = label.decide(session, member, submission, Decision(("delay",)), deed(member))
    session.flush()
    second = label.decide(session, member, submission, Decision(("transport",)), deed(member))
    session.flush()

    assert second.id > first.id
    assert [one.theme for one in first.themes] == ["delay"]


def test_an_undone_decision_counts_no_more_and_the_one_before_it_does_again(
    session: Session,
) -> None:
    submission, _ = send(session)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    first = label.decide(session, member, submission, Decision(("delay",)), deed(member))
    session.flush()
    label.decide(session, member, submission, Decision(("transport",)), deed(member))
    session.flush()

    row = label.undo(session, member, submission, deed(member))

    session.flush()
    assert (row.undone_by_id, row.undone_at) == (member.staff_id, deed(member).now)
    assert themes.decision(session, submission) is first


def test_what_is_undone_already_cannot_be_undone(session: Session) -> None:
    submission, _ = send(session)
    member = hire(session, Role.CASEWORKER, "scc_transport")

    with pytest.raises(AlreadyChanged):
        label.undo(session, member, submission, deed(member))
