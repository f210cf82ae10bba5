"""Deleted means gone: no word of a family is left in any column, sealed or not; counts are."""

from sqlalchemy.orm import Session

from tests.support import erasing as family


def test_before_it_is_erased_every_word_is_there_to_be_found(session: Session) -> None:
    family.drafted(session)
    family.everywhere(session)

    assert family.marks_in(family.every_text(session)) == set(family.MARKS)


def test_after_it_no_word_is_anywhere_in_the_database(session: Session) -> None:
    draft = family.drafted(session)
    submission = family.everywhere(session)
    family.sent(session, draft)

    family.erased(session, submission)

    assert family.marks_in(family.every_text(session)) == set()
