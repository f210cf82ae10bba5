"""A family presses Send: all of what it sent is kept and goes on, or nothing of it."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.consents import ConsentUse
from portal.domain.errors import Unstorable
from portal.domain.referrals import ReferralPart, ReferralStatus, RouteSource
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind, SubmissionStatus
from portal.models import Consent, DueWork, Point, SealedContact, SealedIdentity, Submission
from portal.services import audit, clocks, letters, safeguard, send_on, submit
from portal.services.submit import code_phrase
from portal.web.limits import mended
from tests.support import cases
from tests.support.families import WORDS, intake, send
from tests.support.wiring import CHEAP

AUTISM = {"needs": ("autism_assessment",), "gp_area": "suffolk_east_west"}
LONDON = ZoneInfo("Europe/London")


def test_a_certain_concern_goes_to_the_partner_that_the_rules_name(session: Session) -> None:
    submission, _ = send(session)

    turn = cases.turn(session, submission)
    assert submission.status is SubmissionStatus.WITH_PARTNER
    assert (turn.partner.key, turn.part) == ("scc_transport", ReferralPart.LEAD)
    assert (turn.status, turn.open) == (ReferralStatus.PLACED, True)


def test_the_rules_decision_is_kept_with_the_rule_that_made_it(session: Session) -> None:
    submission, _ = send(session)

    (decision,) = cases.decisions(session, submission)
    assert (decision.source, decision.lead_key) == (RouteSource.RULE, "scc_transport")
    assert decision.certain
    assert decision.rule_id is not None
    assert "travel to school" in decision.because


def test_the_family_gets_its_promises_and_the_partner_its_two(session: Session) -> None:
    submission, _ = send(session)

    found = {(one.subject, one.kind): one.due_on for one in cases.promises(session, submission)}
    assert found == {
        (Subject.FAMILY, ClockKind.ACKNOWLEDGE): date(2026, 11, 26),
        (Subject.FAMILY, ClockKind.TRIAGE): date(2026, 12, 1),
        (Subject.FAMILY, ClockKind.RESPOND): date(2026, 12, 8),
        (Subject.FAMILY, ClockKind.RESOLVE): date(2026, 12, 22),
        (Subject.FAMILY, ClockKind.DOOR_TO_DOOR): date(2026, 12, 22),
        (Subject.PARTNER, ClockKind.ACCEPT): date(2026, 11, 25),
        (Subject.PARTNER, ClockKind.RESPOND): date(2026, 12, 4),
    }


def test_the_next_promise_is_written_where_inboxes_sort_by_it(session: Session) -> None:
    submission, _ = send(session)

    assert submission.due_at == datetime(2026, 11, 27, tzinfo=LONDON)
    assert cases.turn(session, submission).due_at == datetime(2026, 11, 26, tzinfo=LONDON)


def test_a_promise_made_in_summer_ends_at_londons_midnight(session: Session) -> None:
    submission, _ = send(session, now=datetime(2026, 6, 8, 22, 59, tzinfo=LONDON))

    assert submission.due_at == datetime(2026, 6, 11, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("sent", "day", "quarter"),
    [
        (datetime(2026, 9, 30, 23, 59, 59, tzinfo=LONDON), date(2026, 9, 30), "2026-Q3"),
        (datetime(2026, 10, 1, 0, 0, tzinfo=LONDON), date(2026, 10, 1), "2026-Q4"),
    ],
)
def test_day_and_quarter_are_those_of_londons_date(
    session: Session, sent: datetime, day: date, quarter: str
) -> None:
    submission, _ = send(session, now=sent)

    assert (submission.received_on, submission.quarter) == (day, quarter)


def test_each_line_becomes_a_numbered_point(session: Session) -> None:
    submission, _ = send(session, words="The bus is late.\n\nNobody rings.")

    points = session.scalars(select(Point).where(Point.submission_id == submission.id)).all()
    assert {(one.number, one.words) for one in points} == {
        (1, "The bus is late."),
        (2, "Nobody rings."),
    }


def test_every_yes_is_kept_with_the_version_of_the_question(session: Session) -> None:
    submission, _ = send(session, pass_on=("wsft", "nsft"), contact="a@example.org")

    rows = session.scalars(
        select(Consent).where(Consent.submission_id == submission.id).order_by(Consent.id)
    ).all()
    assert [(one.use, one.partner_key, one.yes) for one in rows] == [
        (ConsentUse.PASS_ON, "wsft", True),
        (ConsentUse.PASS_ON, "nsft", True),
        (ConsentUse.CONTACT, None, True),
    ]
    assert {one.wording for one in rows} == {submit.WORDING}


def test_no_quote_is_agreed_to_by_sending(session: Session) -> None:
    submission, _ = send(session)

    rows = session.scalars(select(Consent).where(Consent.submission_id == submission.id)).all()
    assert {(one.use, one.yes) for one in rows} == {(ConsentUse.CONTACT, False)}


def test_name_and_address_are_sealed_and_in_no_other_place(session: Session) -> None:
    submission, _ = send(session, name="Marigold Quill", contact="marigold@example.org")

    name = session.scalars(select(SealedIdentity)).one()
    contact = session.scalars(select(SealedContact)).one()
    keyring = intake().keyring
    reference = submission.reference
    assert keyring.open(name.sealed, f"identity:{reference}") == b"Marigold Quill"
    assert keyring.open(contact.sealed, f"contact:{reference}") == b"marigold@example.org"
    assert "arigold" not in cases.words_in(session, Submission)


def test_somebody_who_gives_neither_is_wholly_anonymous(session: Session) -> None:
    send(session)

    assert session.scalars(select(SealedIdentity)).all() == []
    assert session.scalars(select(SealedContact)).all() == []


def test_only_a_hash_of_the_code_is_kept(session: Session) -> None:
    submission, receipt = send(session)

    assert CHEAP.matches(submission.code_hash, code_phrase(receipt.code))
    assert code_phrase(receipt.code) not in cases.words_in(session, Submission)
    assert "form-1" not in cases.words_in(session, Submission)


def test_a_reading_of_the_words_is_owed_at_once(session: Session) -> None:
    submission, _ = send(session)

    owed = session.scalars(select(DueWork)).one()
    assert (owed.submission_id, owed.next_attempt_at) == (submission.id, submission.received_at)


# --- where a person looks first -------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"author_kind": AuthorKind.YOUNG_PERSON, "age": 16},
        {"author_kind": AuthorKind.YOUNG_PERSON, **AUTISM, "pass_on": ("wsft",)},
        {"must_not_see": "my uncle who drives the bus"},
        {"needs": ("other",)},
        {"needs": ("send_transport", "social_care")},
        {"postcode_district": "CO10"},
        {**AUTISM},
        {**AUTISM, "pass_on": ("nsft",)},
        {"needs": ("school_support",), "pass_on": ("school",)},
        {**AUTISM, "age": None, "pass_on": ("wsft", "nsft")},
    ],
)
def test_whatever_a_person_must_look_at_goes_to_triage_with_its_own_promise(
    session: Session, changes: dict[str, object]
) -> None:
    submission, _ = send(session, **changes)

    placing = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE)
    (decision,) = cases.decisions(session, submission)
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert cases.turns(session, submission) == 0
    assert not decision.certain
    assert (placing.state, placing.due_on) == (ClockState.RUNNING, date(2026, 11, 26))


def test_words_reach_the_nhs_at_once_when_the_family_said_yes_to_that_body(
    session: Session,
) -> None:
    submission, _ = send(session, **AUTISM, pass_on=("wsft",))

    assert cases.turn(session, submission).partner.key == "wsft"


def test_triage_sees_which_teams_the_rules_would_name_for_several_needs(session: Session) -> None:
    submission, _ = send(session, needs=("send_transport", "social_care"))

    (decision,) = cases.decisions(session, submission)
    assert decision.lead_key == "scc_transport"
    assert decision.also_keys == ["scc_send", "scc_social_care"]


def test_the_familys_promises_are_the_same_in_triage_as_with_a_partner(session: Session) -> None:
    placed, _ = send(session, "form-1")
    waiting, _ = send(session, "form-2", needs=("other",))

    def family(one: Submission) -> list[tuple[ClockKind, date]]:
        rows = cases.promises(session, one)
        return [(row.kind, row.due_on) for row in rows if row.subject is Subject.FAMILY]

    assert family(placed) == family(waiting)
    assert len(family(placed)) == 5


# --- views ----------------------------------------------------------------------------------


def test_a_view_is_counted_and_has_neither_promise_nor_turn_nor_route(session: Session) -> None:
    submission, _ = send(session, kind=SubmissionKind.VIEW)

    assert submission.status is SubmissionStatus.COUNTED
    assert cases.promises(session, submission) == []
    assert cases.turns(session, submission) == 0
    assert cases.decisions(session, submission) == []
    assert submission.due_at is None


def test_a_view_is_read_for_its_themes_and_gets_a_receipt(session: Session) -> None:
    submission, _ = send(session, kind=SubmissionKind.VIEW, contact="a@example.org")

    assert session.scalars(select(DueWork)).one().submission_id == submission.id
    assert cases.letters(session, submission) == ["receipt"]


def test_a_view_with_a_disclosure_shows_its_writer_nothing_different(session: Session) -> None:
    plain, _ = send(session, "form-1", kind=SubmissionKind.VIEW)
    flagged, _ = send(session, "form-2", kind=SubmissionKind.VIEW, words=cases.DISCLOSURE)

    assert flagged.restricted
    assert flagged.status is plain.status is SubmissionStatus.COUNTED
    assert {one.subject for one in cases.promises(session, flagged)} == {Subject.SAFEGUARDING}


# --- letters --------------------------------------------------------------------------------


def test_a_letter_goes_to_the_family_only_when_it_gave_an_address(session: Session) -> None:
    silent, _ = send(session, "form-1")
    reached, _ = send(session, "form-2", contact="a@example.org")

    assert cases.letters(session, silent) == []
    assert cases.letters(session, reached) == ["receipt"]


def test_the_partner_gets_one_letter_that_somebody_waits(session: Session) -> None:
    send(session)

    assert cases.letters(session) == ["referral_placed"]


# --- twice ----------------------------------------------------------------------------------


def test_the_same_form_twice_is_one_submission_with_the_same_number_and_words(
    session: Session,
) -> None:
    _, first = send(session)
    before = cases.row_counts(session)

    _, second = send(session)

    assert (second.reference, second.code) == (first.reference, first.code)
    assert (first.again, second.again) == (False, True)
    assert cases.row_counts(session) == before


def test_the_same_form_with_other_words_keeps_the_words_that_came_first(session: Session) -> None:
    send(session)

    submission, receipt = send(session, words="Something else.")

    assert receipt.again
    assert submission.words == WORDS


def test_two_forms_with_the_same_words_are_two_submissions(session: Session) -> None:
    one, first = send(session, "form-1")
    two, second = send(session, "form-2")

    assert one.id != two.id
    assert first.reference != second.reference
    assert first.code != second.code


# --- all or nothing -------------------------------------------------------------------------


class Trouble(Exception):
    pass


STEPS: list[tuple[object, str]] = [
    (submit, "_seal"),
    (safeguard, "look"),
    (safeguard, "flag"),
    (audit, "record"),
    (letters, "to_family"),
    (letters, "to_partner"),
    (clocks, "start"),
    (clocks, "refresh_due"),
    (send_on, "place"),
    (send_on, "_decision"),
    (send_on, "place_referral"),
]


@pytest.mark.parametrize(("module", "name"), STEPS, ids=lambda one: getattr(one, "__name__", one))
def test_a_fault_after_any_step_leaves_nothing_of_the_submission(
    session: Session, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    before = cases.row_counts(session)
    step: Callable[..., object] = getattr(module, name)

    def fails_afterwards(*args: object, **kwargs: object) -> None:
        step(*args, **kwargs)
        session.flush()
        raise Trouble

    monkeypatch.setattr(module, name, fails_afterwards)
    danger = Danger.YES if name == "flag" else Danger.NO
    with pytest.raises(Trouble), session.begin_nested():
        send(session, contact="a@example.org", name="Ada", danger=danger)

    assert cases.row_counts(session) == before


def test_after_such_a_fault_the_same_form_can_be_sent_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(submit.letters, "to_family", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            send(session)

    _, receipt = send(session)

    assert not receipt.again


# --- words that no database can keep --------------------------------------------------------


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_words_that_cannot_be_kept_are_refused_before_a_row_is_written(
    session: Session, bad: str
) -> None:
    before = cases.row_counts(session)

    with pytest.raises(Unstorable):
        send(session, words=bad)

    assert cases.row_counts(session) == before


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_the_edge_mends_them_so_that_the_family_is_not_refused(session: Session, bad: str) -> None:
    submission, _ = send(session, words=mended(bad))

    session.expire(submission)
    assert submission.words == "a\ufffdb"


@pytest.mark.parametrize(
    "odd", ["زينب تنتظر", "a\u202eb\u200bc", "👩‍👧 \U0010ffff", "O'Brien; DROP TABLE --", "% _ \\"]
)
def test_every_script_and_sign_comes_back_as_it_was_sent(session: Session, odd: str) -> None:
    submission, _ = send(session, words=odd, wanted=odd, must_not_see=odd, access_needs=odd)

    session.expire(submission)
    fresh = session.scalars(select(Submission).options(selectinload(Submission.points))).one()
    assert {fresh.words, fresh.wanted, fresh.must_not_see, fresh.access_needs} == {odd}
    assert [one.words for one in fresh.points] == [odd]
