"""What one author wrote is put together: by both codes, or by triage for who lost the words."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.erasing import Erased
from portal.domain.errors import AlreadyChanged, NotAllowed, NotFound
from portal.domain.people import Author, Role
from portal.domain.submissions import AuthorKind
from portal.models import AuthorLink, Submission
from portal.queries import own_links as queries
from portal.queries import tracking
from portal.services import own_links
from portal.services.own_links import Checked
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

LATER = TUESDAY_EVENING + timedelta(days=1)
OLD = "The words of the old message."


def author(submission: Submission) -> Author:
    return Author(submission.id, submission.reference)


def sent(session: Session, key: str, **changes: object) -> Submission:
    return send(session, key, **{"must_not_see": "My brother-in-law", **changes})[0]


@pytest.fixture
def old(session: Session) -> Submission:
    return sent(session, "old", words=OLD)


@pytest.fixture
def new(session: Session, old: Submission) -> Submission:
    return sent(session, "new", sent_before=True, earlier_reference=old.reference)


def rows(session: Session) -> int:
    return session.scalars(select(func.count(AuthorLink.id))).one()


def test_both_codes_put_two_together_for_both(
    session: Session, old: Submission, new: Submission
) -> None:
    link = own_links.by_both_codes(session, author(new), author(old), LATER)
    own_links.by_both_codes(session, author(old), author(new), LATER)

    assert rows(session) == 1
    assert [one.id for one in queries.of_author(session, author(old))] == [link.id]
    assert queries.numbers_of(queries.find(session, author(old), link.key), author(old)) == (
        new.reference
    )
    assert queries.numbers_of(queries.find(session, author(new), link.key), author(new)) == (
        old.reference
    )


def test_a_young_persons_and_a_parents_are_never_put_together_even_by_both_codes(
    session: Session, old: Submission
) -> None:
    young = sent(session, "young", author_kind=AuthorKind.YOUNG_PERSON, age=None)

    for one, other in ((old, young), (young, old)):
        with pytest.raises(NotAllowed):
            own_links.by_both_codes(session, author(one), author(other), LATER)
    assert rows(session) == 0


def test_two_of_one_young_persons_are_put_together(session: Session) -> None:
    kind = {"author_kind": AuthorKind.YOUNG_PERSON, "age": None}
    one, other = sent(session, "y1", **kind), sent(session, "y2", words="More.", **kind)

    own_links.by_both_codes(session, author(one), author(other), LATER)

    assert rows(session) == 1


def test_a_message_is_not_put_together_with_itself(session: Session, old: Submission) -> None:
    with pytest.raises(NotAllowed):
        own_links.by_both_codes(session, author(old), author(old), LATER)


def test_triage_puts_together_and_the_new_code_reads_nothing_old(
    session: Session, old: Submission, new: Submission
) -> None:
    tess = hire(session, Role.TRIAGE, "triage")

    checked = Checked(old.reference, "Rang the number on file.")
    own_links.confirm(session, tess, new.reference, checked, deed(tess))

    link = queries.of_author(session, author(new))[0]
    assert link.earlier_id == old.id
    assert queries.numbers_of(link, author(new)) is None
    assert queries.of_author(session, author(old)) == []
    tracked = tracking.find(session, author(new))
    assert OLD not in tracked.submission.words
    assert tracked.messages == ()
    assert not queries.is_asked(session, tess, new)


def test_triage_sees_both_where_it_reads_both_and_another_body_neither(
    session: Session, old: Submission, new: Submission
) -> None:
    tess = hire(session, Role.TRIAGE, "triage")
    own_links.confirm(session, tess, new.reference, Checked(old.reference, "Asked."), deed(tess))
    sam = hire(session, Role.CASEWORKER, "scc_transport")

    assert [one.id for one in queries.seen_from(session, tess, old)] == [new.id]
    assert queries.seen_from(session, sam, old) == []


@pytest.mark.parametrize("wrong", ["restricted", "another kind", "nobody's", "its own"])
def test_triage_cannot_put_it_together_with_what_cannot_be_it(
    session: Session, old: Submission, new: Submission, wrong: str
) -> None:
    tess = hire(session, Role.TRIAGE, "triage")
    number = {"nobody's": "00011ZGWC", "its own": new.reference}.get(wrong, old.reference)
    old.restricted = wrong == "restricted"
    if wrong == "another kind":
        old.author_kind = AuthorKind.YOUNG_PERSON
    session.flush()

    with pytest.raises(AlreadyChanged):
        own_links.confirm(session, tess, new.reference, Checked(number, "Asked."), deed(tess))
    assert rows(session) == 0


def test_what_nobody_asked_for_is_not_put_together(
    session: Session, old: Submission, new: Submission
) -> None:
    tess = hire(session, Role.TRIAGE, "triage")

    with pytest.raises(NotFound):
        own_links.confirm(
            session, tess, old.reference, Checked(new.reference, "Asked."), deed(tess)
        )


def test_a_decline_is_said_to_the_author_and_ends_the_asking(
    session: Session, new: Submission
) -> None:
    tess = hire(session, Role.TRIAGE, "triage")
    assert [one.id for one in queries.asked(session, tess)] == [new.id]

    own_links.decline(session, tess, new.reference, "Nobody could say.", deed(tess))

    assert queries.of_author(session, author(new))[0].earlier_id is None
    assert list(queries.asked(session, tess)) == []
    with pytest.raises(NotFound):
        own_links.decline(session, tess, new.reference, "Again.", deed(tess))


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.TRIAGE])
def test_nobody_but_triage_is_asked(session: Session, new: Submission, role: Role) -> None:
    member = hire(session, role)

    assert list(queries.asked(session, member)) == []
    with pytest.raises(NotFound):
        queries.find_asked(session, member, new.reference)


def test_a_restricted_wish_waits_for_the_leads(session: Session, new: Submission) -> None:
    new.restricted = True
    session.flush()

    assert list(queries.asked(session, hire(session, Role.TRIAGE, "triage"))) == []


def test_the_author_takes_them_apart_and_a_stranger_cannot(
    session: Session, old: Submission, new: Submission
) -> None:
    link = own_links.by_both_codes(session, author(new), author(old), LATER)
    stranger = sent(session, "stranger", words="Another matter.")

    with pytest.raises(NotFound):
        own_links.end(session, author(stranger), link.key, LATER)
    own_links.end(session, author(old), link.key, LATER)

    assert queries.of_author(session, author(new)) == []
    assert queries.seen_from(session, hire(session, Role.TRIAGE, "triage"), old) == []


def test_what_is_erased_is_put_together_with_nothing(
    session: Session, old: Submission, new: Submission
) -> None:
    tess = hire(session, Role.TRIAGE, "triage", name="Tess")
    assert queries.find_asked(session, tess, new.reference) is new
    old.erased_at = LATER
    session.flush()

    with pytest.raises(Erased):
        own_links.by_both_codes(session, author(new), author(old), LATER)
    assert queries.earlier_of(session, new, old.reference) is None


def test_nobody_looks_for_what_an_erased_message_asked_for(
    session: Session, new: Submission
) -> None:
    tess = hire(session, Role.TRIAGE, "triage", name="Tess")
    new.erased_at = LATER
    session.flush()

    with pytest.raises(NotFound):
        queries.find_asked(session, tess, new.reference)
