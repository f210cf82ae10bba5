"""A young person is asked first, and its no goes nowhere (ruling 5, threat B26)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.errors import AlreadyChanged, IllegalMove, NotFound
from portal.domain.people import Author, Member, Role
from portal.domain.submissions import AuthorKind
from portal.domain.voices import LinkStatus, Said
from portal.models import AuditEvent, Submission, VoiceLink
from portal.queries import voices as queries
from portal.services import place, voices
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

LATER = TUESDAY_EVENING + timedelta(days=1)
L = LinkStatus
YOUNG, PARENT = "young", "parent"


class Two:
    """A young person's and a parent's message that triage reads, and triage."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.young = young_person(session)
        self.parent = parent(session)
        self.tess = hire(session, Role.TRIAGE, "triage", name="Tess")

    def propose(self, by: Member | None = None, now: datetime = TUESDAY_EVENING) -> VoiceLink:
        link = self.press(by or self.tess, now)
        assert link is not None
        return link

    def press(self, who: Member, now: datetime = TUESDAY_EVENING) -> VoiceLink | None:
        number = self.parent.reference
        return voices.propose(self.session, who, self.young, number, deed(who, now=now))

    def ask_parent(self, link: VoiceLink, now: datetime = TUESDAY_EVENING) -> None:
        voices.ask_parent(self.session, self.tess, link.key, deed(self.tess, now=now))
        self.session.flush()

    def say(self, who: str, link: VoiceLink, said: Said, now: datetime = TUESDAY_EVENING) -> None:
        voices.answer(self.session, author(getattr(self, who)), link.key, said, now)
        self.session.flush()

    def knows(self, who: str, now: datetime = TUESDAY_EVENING) -> list[L]:
        found = queries.of_author(self.session, author(getattr(self, who)), now)
        return [one.link.status for one in found]

    def linked(self) -> VoiceLink:
        link = self.propose()
        self.say(YOUNG, link, Said.YES)
        self.ask_parent(link)
        self.say(PARENT, link, Said.YES)
        return link


def author(submission: Submission) -> Author:
    return Author(submission.id, submission.reference)


def young_person(session: Session, key: str = "young", **changes: object) -> Submission:
    given = {"author_kind": AuthorKind.YOUNG_PERSON, "age": None, "contact": "kit@example.org"}
    return send(session, key, **{**given, **changes})[0]


def parent(session: Session, key: str = "parent", **changes: object) -> Submission:
    given = {"must_not_see": "My brother-in-law", "contact": "ada@example.org"}
    return send(session, key, **{**given, **changes})[0]


@pytest.fixture
def two(session: Session) -> Two:
    return Two(session)


def test_the_young_person_is_asked_and_the_parent_knows_nothing(two: Two) -> None:
    link = two.propose()

    assert link.status is L.ASKED_YOUNG
    assert two.knows(YOUNG) == [L.ASKED_YOUNG]
    assert two.knows(PARENT) == []
    assert cases.letters(two.session, two.young)[-1] == "news"


def test_after_a_no_the_parent_is_never_asked(two: Two) -> None:
    link = two.propose()
    before = cases.letters(two.session, two.parent)

    two.say(YOUNG, link, Said.NO)

    with pytest.raises(AlreadyChanged):
        two.ask_parent(link)
    assert two.knows(PARENT) == []
    assert cases.letters(two.session, two.parent) == before
    with pytest.raises(AlreadyChanged):
        two.propose(now=LATER)


def test_after_a_yes_triage_asks_the_parent_and_both_are_linked(two: Two) -> None:
    link = two.propose()
    two.say(YOUNG, link, Said.YES)
    assert two.knows(PARENT) == []

    two.ask_parent(link)

    assert two.knows(PARENT) == [L.ASKED_PARENT]
    assert cases.letters(two.session, two.parent)[-1] == "news"
    two.say(PARENT, link, Said.YES)
    assert (two.knows(YOUNG), two.knows(PARENT)) == ([L.LINKED], [L.LINKED])


@pytest.mark.parametrize(("said", "tells"), [(Said.YES, True), (Said.YES_QUIETLY, False)])
def test_the_parent_hears_who_it_is_only_with_the_young_persons_yes(
    two: Two, said: Said, tells: bool
) -> None:
    link = two.propose()

    two.say(YOUNG, link, said)

    assert link.tells_parent is tells


def test_nothing_is_written_down_on_the_parents_message(two: Two) -> None:
    def rows() -> int:
        query = select(func.count(AuditEvent.id))
        mine = query.where(AuditEvent.submission_id == two.parent.id)
        return two.session.scalars(mine).one()

    before, version = rows(), two.parent.version
    link = two.linked()
    two.say(YOUNG, link, Said.NO)

    assert (rows(), two.parent.version) == (before, version)
    actions = select(AuditEvent.action).where(AuditEvent.submission_id == two.young.id)
    assert {"voices.linked", "voices.unlinked"} <= set(two.session.scalars(actions))


@pytest.mark.parametrize("who", [YOUNG, PARENT])
def test_either_ends_it_at_any_time(two: Two, who: str) -> None:
    link = two.linked()

    two.say(who, link, Said.NO, TUESDAY_EVENING + timedelta(days=400))
    two.say(who, link, Said.NO, TUESDAY_EVENING + timedelta(days=400))

    assert link.status is L.UNLINKED
    assert (two.knows(YOUNG), two.knows(PARENT)) == ([], [])
    with pytest.raises(AlreadyChanged):
        two.propose(now=LATER)


@pytest.mark.parametrize("reached", ["yes", "parent asked", "parent no"])
def test_a_young_person_takes_its_yes_back(two: Two, reached: str) -> None:
    link = two.propose()
    two.say(YOUNG, link, Said.YES)
    if reached != "yes":
        two.ask_parent(link)
    if reached == "parent no":
        two.say(PARENT, link, Said.NO)

    two.say(YOUNG, link, Said.NO)

    assert link.status is L.YOUNG_NO
    assert two.knows(PARENT) == []
    two.say(PARENT, link, Said.YES)
    assert link.status is L.YOUNG_NO


def test_a_no_may_become_a_yes_by_itself(two: Two) -> None:
    link = two.propose()
    two.say(YOUNG, link, Said.NO)

    two.say(YOUNG, link, Said.YES_QUIETLY)
    two.ask_parent(link)
    two.say(PARENT, link, Said.NO)
    two.say(PARENT, link, Said.YES)

    assert link.status is L.LINKED
    assert link.tells_parent is False


def test_a_young_person_cannot_tell_what_the_parent_said_by_its_own_yes(two: Two) -> None:
    link = two.propose()
    two.say(YOUNG, link, Said.YES)
    two.ask_parent(link)
    two.say(PARENT, link, Said.NO)

    two.say(YOUNG, link, Said.YES)

    assert link.status is L.PARENT_NO


def test_a_parent_has_no_quiet_yes(two: Two) -> None:
    link = two.propose()
    two.say(YOUNG, link, Said.YES)
    two.ask_parent(link)

    with pytest.raises(IllegalMove):
        two.say(PARENT, link, Said.YES_QUIETLY)
    assert link.status is L.ASKED_PARENT


def test_a_parent_that_guesses_at_a_link_before_it_is_asked_changes_nothing(two: Two) -> None:
    link = two.propose()

    two.say(PARENT, link, Said.YES)

    assert link.status is L.ASKED_YOUNG


def test_a_strangers_answer_finds_nothing(two: Two) -> None:
    link = two.propose()
    stranger = parent(two.session, "stranger", words="Something else altogether.")

    with pytest.raises(NotFound):
        voices.answer(two.session, author(stranger), link.key, Said.NO, LATER)
    assert link.status is L.ASKED_YOUNG


def test_a_question_lapses_after_twenty_working_days_and_may_be_asked_anew(two: Two) -> None:
    link = two.propose()
    # From Tuesday 24 November: twenty working days end on Tuesday 22 December.
    last = datetime(2026, 12, 22, 23, 59, tzinfo=TUESDAY_EVENING.tzinfo)
    assert two.knows(YOUNG, last) == [L.ASKED_YOUNG]
    after = last + timedelta(minutes=1)

    assert two.knows(YOUNG, after) == []
    two.say(YOUNG, link, Said.YES, after)

    assert link.status is L.ASKED_YOUNG
    again = two.propose(now=after)
    assert (link.status, again.status) == (L.LAPSED, L.ASKED_YOUNG)


def test_a_yes_that_nobody_took_up_lapses_and_the_parent_is_not_asked(two: Two) -> None:
    link = two.propose()
    two.say(YOUNG, link, Said.YES)
    late = TUESDAY_EVENING + timedelta(days=40)

    with pytest.raises(AlreadyChanged):
        two.ask_parent(link, late)
    assert list(queries.to_ask_parents(two.session, two.tess, late)) == []


@pytest.mark.parametrize("which", [YOUNG, PARENT])
def test_nothing_is_asked_while_either_is_restricted(two: Two, which: str) -> None:
    getattr(two, which).restricted = True
    two.session.flush()

    with pytest.raises(AlreadyChanged):
        two.propose()
    assert two.session.scalars(select(func.count(VoiceLink.id))).one() == 0


@pytest.mark.parametrize("which", [YOUNG, PARENT])
def test_a_flag_raised_after_the_yes_keeps_the_parent_from_being_asked(
    two: Two, which: str
) -> None:
    link = two.propose()
    two.say(YOUNG, link, Said.YES)
    assert len(queries.to_ask_parents(two.session, two.tess, LATER)) == 1

    getattr(two, which).restricted = True
    two.session.flush()

    assert list(queries.to_ask_parents(two.session, two.tess, LATER)) == []
    with pytest.raises(AlreadyChanged):
        two.ask_parent(link)


def test_a_young_persons_answer_is_taken_while_a_lead_looks(two: Two) -> None:
    link = two.propose()
    two.young.restricted = True
    two.session.flush()

    two.say(YOUNG, link, Said.NO)

    assert link.status is L.YOUNG_NO


def test_a_caseworker_asks_only_about_what_its_own_body_has(two: Two) -> None:
    sam = hire(two.session, Role.CASEWORKER, "scc_transport")

    with pytest.raises(AlreadyChanged):
        two.propose(by=sam)
    assert two.propose().status is L.ASKED_YOUNG


@pytest.mark.parametrize(
    "kind", [AuthorKind.HELPER, AuthorKind.PROFESSIONAL, AuthorKind.YOUNG_PERSON]
)
def test_no_other_voice_is_linked_with_a_young_persons(two: Two, kind: AuthorKind) -> None:
    two.parent.author_kind = kind
    two.session.flush()

    with pytest.raises(AlreadyChanged):
        two.propose()


def test_one_question_at_a_time(two: Two) -> None:
    two.propose()

    with pytest.raises(AlreadyChanged):
        two.propose()
    two.parent = parent(two.session, "another", words="The other parent writes.")
    with pytest.raises(AlreadyChanged):
        two.propose()


@pytest.mark.parametrize("said", [None, Said.NO, Said.YES])
def test_a_caseworker_that_asks_once_more_hears_nothing(two: Two, said: Said | None) -> None:
    for one in (two.young, two.parent):
        place.decide(two.session, two.tess, one, "scc_transport", "Theirs.", deed(two.tess))
    sam = hire(two.session, Role.CASEWORKER, "scc_transport")
    link = two.propose(by=sam)
    if said is not None:
        two.say(YOUNG, link, said)
    before = cases.row_counts(two.session)

    assert two.press(sam) is None

    assert cases.row_counts(two.session) == before


def test_staff_see_a_linked_voice_only_where_they_read_both(two: Two) -> None:
    two.linked()
    sam = hire(two.session, Role.CASEWORKER, "scc_transport")

    seen = queries.seen_from(two.session, two.tess, two.young)
    back = queries.seen_from(two.session, two.tess, two.parent)

    assert [other.id for _, other in seen] == [two.parent.id]
    assert [other.id for _, other in back] == [two.young.id]
    assert queries.seen_from(two.session, sam, two.young) == []


@pytest.mark.parametrize("which", [YOUNG, PARENT])
def test_nothing_linked_is_seen_while_either_is_restricted(two: Two, which: str) -> None:
    two.linked()
    getattr(two, which).restricted = True
    two.session.flush()

    assert queries.seen_from(two.session, two.tess, two.young) == []
    assert queries.seen_from(two.session, two.tess, two.parent) == []


def test_only_triage_and_leads_read_of_a_no_and_only_on_the_young_persons_case(two: Two) -> None:
    two.say(YOUNG, two.propose(), Said.NO)
    told = {
        role: len(queries.told_to(two.session, hire(two.session, role), two.young, LATER))
        for role in Role
    }

    assert {role for role, many in told.items() if many} == {Role.TRIAGE, Role.SAFEGUARDING}
    assert queries.told_to(two.session, two.tess, two.parent, LATER) == []


@pytest.mark.parametrize("whose", [YOUNG, PARENT])
def test_nothing_is_asked_or_read_together_once_one_of_them_is_erased(two: Two, whose: str) -> None:
    link = two.linked()
    gone = getattr(two, whose)

    voices.end_all(two.session, gone, deed(two.tess))
    gone.erased_at = TUESDAY_EVENING
    two.session.flush()

    assert (link.status, link.tells_parent) == (L.UNLINKED, False)
    assert two.knows(YOUNG) == two.knows(PARENT) == []


def test_a_young_persons_yes_ends_with_the_words(two: Two) -> None:
    link = two.propose()
    two.say(YOUNG, link, Said.YES)

    voices.end_all(two.session, two.young, deed(two.tess))

    assert (link.status, link.tells_parent) == (L.LAPSED, False)
    with pytest.raises(AlreadyChanged):
        two.ask_parent(link)


def test_triage_is_not_offered_to_ask_about_what_is_erased(two: Two) -> None:
    link = two.propose()
    two.say(YOUNG, link, Said.YES)
    assert queries.to_ask(two.session, two.tess, link.key, TUESDAY_EVENING) is link

    two.young.erased_at = TUESDAY_EVENING
    two.session.flush()

    assert queries.to_ask(two.session, two.tess, link.key, TUESDAY_EVENING) is None
