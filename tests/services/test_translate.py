"""A translation by a person, beside what was written and never in its place; on both databases."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.screening import RulesScreen
from portal.domain.erasing import Erased
from portal.domain.errors import NotFound, Unstorable
from portal.domain.people import SYSTEM, Author, Deed, Member, Role
from portal.domain.safeguarding import FlagSource, SafeguardingStatus
from portal.domain.translating import FIRST, MadeBy, NothingToTranslate, Translated
from portal.models import (
    AuditEvent,
    DueWork,
    Message,
    OutgoingLetter,
    Submission,
    ThemeReading,
    Translation,
)
from portal.ports import Reading, Suggested
from portal.queries import decided_texts, second_looks, translations
from portal.services import casework, label, read_texts, return_visit, translate
from portal.services.casework import Words
from portal.services.label import Decision
from tests.support import cases, erasing
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

ARABIC = "لم تأت الحافلة منذ أسبوعين ولا أحد يتصل بنا."
ENGLISH = "The bus has not come for two weeks and nobody rings us."
SCREEN = RulesScreen()
NOTHING = Reading((), "neutral", "ar", unsure=True, version="1", reason="language")
BUS = Reading((Suggested("transport", "likely", ("bus",), 0.9),), "negative", "en", False, "1")


@pytest.fixture
def sent(session: Session) -> Submission:
    """A concern in Arabic, with a safe way to hear that there is news."""
    return send(session, words=ARABIC, language="ar", contact="safe@example.org")[0]


@pytest.fixture
def sam(session: Session) -> Member:
    return hire(session, Role.CASEWORKER, "scc_transport")


def given(words: str = ENGLISH, text: int = FIRST, key: str = "t-1", **more: object) -> Translated:
    return Translated(text, words, MadeBy.COLLEAGUE, key, **more)


def add(session: Session, who: Member, case: Submission, what: Translated) -> Translation:
    row = translate.add(session, who, case, what, SCREEN, deed(who))
    session.flush()
    return row


def author(submission: Submission) -> Author:
    return Author(submission.id, submission.reference)


def reply(session: Session, submission: Submission, words: str = ARABIC) -> Message:
    return return_visit.reply(session, author(submission), words, "r-1", TUESDAY_EVENING, SCREEN)


def answer(session: Session, who: Member, submission: Submission) -> Message:
    turn = cases.taken_on(session, submission)
    said = Words("A bus comes on Monday.", "a-1")
    return casework.answer(session, who, submission, said, deed(who), referral=turn)


def object_to(session: Session, row: Translation, of: Submission, words: str = "") -> Translation:
    return translate.object_to(session, author(of), row.id, words, SCREEN, TUESDAY_EVENING)


def events(session: Session) -> list[str]:
    query = select(AuditEvent.action).where(AuditEvent.action.like("translation.%"))
    return list(session.scalars(query.order_by(AuditEvent.id)))


def letters_left(session: Session) -> None:
    """Every letter has been taken by the server."""
    for one in session.scalars(select(OutgoingLetter)):
        one.sent_at = TUESDAY_EVENING
    session.flush()


# --- keeping one ------------------------------------------------------------------------------


def test_what_was_written_is_kept_as_it_is(session: Session, sent: Submission, sam: Member):
    row = add(session, sam, sent, given(wanted="A bus."))

    assert sent.words == ARABIC
    assert (row.words, row.wanted, row.language) == (ENGLISH, "A bus.", "en")
    assert (row.made_by, row.staff_id) == (MadeBy.COLLEAGUE, sam.staff_id)


def test_a_correction_is_one_more_version_and_the_older_stays(
    session: Session, sent: Submission, sam: Member
):
    add(session, sam, sent, given("The bas."))
    add(session, sam, sent, given("The bus.", key="t-2"))

    found = translations.by_text(translations.of_case(session, sent))[FIRST]
    assert found.shown.words == "The bus."
    assert [one.words for one in found.before] == ["The bas."]
    assert events(session) == ["translation.added", "translation.corrected"]


def test_the_same_form_twice_is_one_version(session: Session, sent: Submission, sam: Member):
    first = add(session, sam, sent, given())
    second = add(session, sam, sent, given("Pressed again."))

    assert first is second
    assert session.scalars(select(Translation.words)).all() == [ENGLISH]
    assert events(session) == ["translation.added"]


@pytest.mark.parametrize("of_message", [False, True])
def test_the_database_itself_takes_no_second_version_of_one_number(
    session: Session, sent: Submission, sam: Member, of_message: bool
):
    text = reply(session, sent).id if of_message else FIRST
    row = add(session, sam, sent, given(text=text))

    with pytest.raises(IntegrityError), session.begin_nested():
        session.add(
            Translation(
                submission_id=sent.id,
                message_id=row.message_id,
                number=1,
                language="en",
                words="Mine.",
                made_by=MadeBy.COLLEAGUE,
                staff_id=sam.staff_id,
                written_at=TUESDAY_EVENING,
                idempotency_hash="another form",
            )
        )


def test_what_a_family_wrote_later_is_translated_on_its_own(
    session: Session, sent: Submission, sam: Member
):
    later = reply(session, sent)

    add(session, sam, sent, given("It came.", text=later.id))

    found = translations.by_text(translations.of_case(session, sent))
    assert list(found) == [later.id]
    assert later.words == ARABIC


def test_a_text_of_another_case_is_not_found(session: Session, sent: Submission, sam: Member):
    other, _ = send(session, "form-2", words=ARABIC, language="ar")
    foreign = reply(session, other)

    with pytest.raises(NotFound):
        add(session, sam, sent, given(text=foreign.id))


def test_what_was_erased_takes_no_translation(session: Session, sent: Submission, sam: Member):
    add(session, sam, sent, given())
    erasing.erased(session, sent)

    with pytest.raises(Erased):
        add(session, sam, sent, given("Once more.", key="t-2"))

    assert session.scalars(select(Translation.words)).all() == [""]


def test_neither_the_audit_nor_a_letter_holds_its_words(
    session: Session, sent: Submission, sam: Member
):
    row = add(session, sam, sent, given("QUIBBLEWICK comes.", wanted="A bus."))
    object_to(session, row, sent, "QUIBBLEWICK is wrong.")
    session.flush()

    assert "QUIBBLEWICK" not in cases.words_in(session, AuditEvent)
    assert "QUIBBLEWICK" not in cases.words_in(session, OutgoingLetter)


# --- of ours, for the family ------------------------------------------------------------------


def test_ours_is_translated_into_the_familys_language_and_it_hears_of_it(
    session: Session, sent: Submission, sam: Member
):
    ours = answer(session, sam, sent)
    letters_left(session)
    before = cases.letters(session, sent)

    row = add(session, sam, sent, given("ستأتي حافلة يوم الاثنين.", text=ours.id))

    assert row.language == "ar"
    assert cases.letters(session, sent) == [*before, "news"]


def test_a_family_is_not_told_twice_while_the_letter_of_the_answer_waits(
    session: Session, sent: Submission, sam: Member
):
    ours = answer(session, sam, sent)
    before = cases.letters(session, sent)
    assert before[-1] == "news"

    add(session, sam, sent, given("ستأتي حافلة يوم الاثنين.", text=ours.id))

    assert cases.letters(session, sent) == before


def test_no_letter_tells_a_family_that_its_own_words_were_translated(
    session: Session, sent: Submission, sam: Member
):
    letters_left(session)
    before = cases.letters(session, sent)

    add(session, sam, sent, given())

    assert cases.letters(session, sent) == before


def test_a_family_that_reads_english_needs_no_translation_of_ours(session: Session, sam: Member):
    english, _ = send(session)
    ours = answer(session, sam, english)

    with pytest.raises(NothingToTranslate):
        add(session, sam, english, given(text=ours.id))


def test_on_the_english_page_ours_goes_into_the_language_that_its_words_are_in(
    session: Session, sam: Member
):
    submission, _ = send(session, words=ARABIC, language="en")
    ours = answer(session, sam, submission)
    label.keep_reading(session, submission, NOTHING, deed(sam))

    assert add(session, sam, submission, given("نعم", text=ours.id)).language == "ar"


# --- looked through for danger ----------------------------------------------------------------


def test_danger_that_only_the_translation_shows_is_flagged(
    session: Session, sent: Submission, sam: Member
):
    assert not sent.restricted

    add(session, sam, sent, given(cases.DISCLOSURE))

    assert sent.restricted
    (flag,) = cases.flags(session, sent)
    assert flag.source is FlagSource.MACHINE


def test_danger_in_what_would_help_is_flagged_too(session: Session, sent: Submission, sam: Member):
    add(session, sam, sent, given("Please.", wanted=cases.DISCLOSURE))

    assert sent.restricted


def test_a_harmless_translation_lowers_no_flag(session: Session, sent: Submission, sam: Member):
    add(session, sam, sent, given(cases.DISCLOSURE))

    add(session, sam, sent, given("She is well.", key="t-2"))

    assert sent.restricted
    assert [one.status for one in cases.flags(session, sent)] == [SafeguardingStatus.OPEN]


def test_our_own_words_are_not_screened(session: Session, sent: Submission, sam: Member):
    ours = answer(session, sam, sent)

    add(session, sam, sent, given(cases.DISCLOSURE, text=ours.id))

    assert not sent.restricted


def test_the_second_look_reads_the_translation(session: Session, sent: Submission, sam: Member):
    assert second_looks.unseen(session, sent) == [ARABIC]

    add(session, sam, sent, given(wanted="A bus that comes."))

    assert second_looks.unseen(session, sent) == [ARABIC, ENGLISH, "A bus that comes."]


def test_what_a_lead_has_read_of_a_translation_is_not_looked_at_again(
    session: Session, sent: Submission, sam: Member
):
    add(session, sam, sent, given(cases.DISCLOSURE))

    assert second_looks.unseen(session, sent) == []


# --- themes -----------------------------------------------------------------------------------


def test_themes_are_read_once_more_from_the_translation(
    session: Session, sent: Submission, sam: Member
):
    _read(session, NOTHING)
    assert _owed(session) is None

    row = add(session, sam, sent, given())

    taken = _read(session, BUS)
    assert (taken.words, taken.translation_id) == (ENGLISH, row.id)
    newest = session.scalars(select(ThemeReading).order_by(ThemeReading.id.desc())).first()
    assert newest is not None
    assert newest.translation_id == row.id


def test_the_language_of_the_words_is_still_known(session: Session, sent: Submission, sam: Member):
    _read(session, NOTHING)
    add(session, sam, sent, given())
    _read(session, BUS)

    assert translations.language_found(session, sent) == "ar"


def test_a_correction_is_read_in_its_newest_version(
    session: Session, sent: Submission, sam: Member
):
    _read(session, NOTHING)
    add(session, sam, sent, given("The bas."))
    add(session, sam, sent, given("The bus.", key="t-2"))

    assert _read(session, BUS).words == "The bus."


def test_where_both_are_owed_its_own_words_are_read_first_and_then_the_translation(
    session: Session, sent: Submission, sam: Member
):
    row = add(session, sam, sent, given())

    read = []
    while (owed := _owed(session)) is not None:
        read.append(owed.translation_id)
        read_texts.finish(session, owed, BUS, Deed(SYSTEM, TUESDAY_EVENING, "worker"))
        session.flush()

    assert read == [None, row.id]


def test_a_translation_of_a_later_message_reads_no_themes(
    session: Session, sent: Submission, sam: Member
):
    later = reply(session, sent)
    before = session.scalars(select(func.count(DueWork.id))).one()

    add(session, sam, sent, given("It came.", text=later.id))

    assert session.scalars(select(func.count(DueWork.id))).one() == before


def test_learning_takes_the_words_for_what_they_are_written_in(
    session: Session, sent: Submission, sam: Member
):
    add(session, sam, sent, given())
    _read(session, BUS)
    reading = session.scalars(select(ThemeReading).order_by(ThemeReading.id.desc())).first()
    assert reading is not None
    assert reading.translation_id is not None
    label.decide(session, sam, sent, Decision(("transport",), "negative", reading.id), deed(sam))
    session.flush()

    (one,) = decided_texts.all_of(session)

    assert (one.words, one.language) == (ARABIC, "ar")


def _owed(session: Session) -> read_texts.Owed | None:
    return read_texts.take(session, Deed(SYSTEM, TUESDAY_EVENING, "worker"))


def _read(session: Session, reading: Reading) -> read_texts.Owed:
    """The worker reads all that is owed; the first that it took."""
    first = owed = _owed(session)
    assert first is not None
    while owed is not None:
        read_texts.finish(session, owed, reading, Deed(SYSTEM, TUESDAY_EVENING, "worker"))
        session.flush()
        owed = _owed(session)
    return first


def test_the_same_key_on_another_case_is_another_form(
    session: Session, sent: Submission, sam: Member
):
    other, _ = send(session, key="another form")
    first = add(session, sam, sent, given(key=""))

    second = add(session, sam, other, given("Of the other.", key=""))

    assert (first.submission_id, second.submission_id) == (sent.id, other.id)
    assert second.words == "Of the other."


# --- "this translation is not right" ----------------------------------------------------------


def test_said_twice_it_is_said_once(session: Session, sent: Submission, sam: Member):
    row = add(session, sam, sent, given())

    object_to(session, row, sent, "Wrong.")
    object_to(session, row, sent, "Wrong.")

    assert row.objected_words == "Wrong."
    assert events(session) == ["translation.added", "translation.objected"]


def test_other_words_are_put_below_those_said_before(
    session: Session, sent: Submission, sam: Member
):
    row = add(session, sam, sent, given())

    object_to(session, row, sent, "Wrong.")
    object_to(session, row, sent, "It was two weeks.")

    assert row.objected_words == "Wrong.\n\nIt was two weeks."


def test_one_press_without_words_is_enough(session: Session, sent: Submission, sam: Member):
    row = object_to(session, add(session, sam, sent, given()), sent, "  ")

    assert row.objected_at == TUESDAY_EVENING
    assert row.objected_words is None


def test_it_stands_until_it_is_corrected(session: Session, sent: Submission, sam: Member):
    other, _ = send(session, "form-2")
    object_to(session, add(session, sam, sent, given()), sent)
    both = [sent.reference, other.reference]
    assert translations.objected_on(session, both) == {sent.reference}

    add(session, sam, sent, given("Better.", key="t-2"))

    assert translations.objected_on(session, both) == set()


def test_what_is_said_of_an_older_version_is_asked_of_the_newest(
    session: Session, sent: Submission, sam: Member
):
    older = add(session, sam, sent, given())
    add(session, sam, sent, given("Better.", key="t-2"))

    object_to(session, older, sent, "Not so.")

    found = translations.by_text(translations.of_case(session, sent))[FIRST]
    assert found.objected
    assert found.shown.objected_words == "Not so."


def test_words_of_danger_with_it_are_flagged(session: Session, sent: Submission, sam: Member):
    row = add(session, sam, sent, given())

    object_to(session, row, sent, cases.DISCLOSURE)

    assert sent.restricted


def test_the_second_look_reads_them_too(session: Session, sent: Submission, sam: Member):
    object_to(session, add(session, sam, sent, given()), sent, "Not so.")

    assert second_looks.unseen(session, sent)[-1] == "Not so."


def test_nobody_says_it_of_anothers_translation(session: Session, sent: Submission, sam: Member):
    row = add(session, sam, sent, given())
    other, _ = send(session, "form-2", words=ARABIC, language="ar")

    with pytest.raises(NotFound):
        object_to(session, row, other)

    assert row.objected_at is None


def test_words_that_no_database_keeps_are_refused(session: Session, sent: Submission, sam: Member):
    row = add(session, sam, sent, given())

    with pytest.raises(Unstorable):
        object_to(session, row, sent, "a\x00b")


def test_nothing_is_said_of_what_was_erased(session: Session, sent: Submission, sam: Member):
    row = add(session, sam, sent, given())
    erasing.erased(session, sent)

    with pytest.raises(Erased):
        object_to(session, row, sent)
