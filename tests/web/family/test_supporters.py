"""A supporter reads how it goes and writes; whatever belongs to the author alone is refused."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain.people import Author
from portal.domain.submissions import SubmissionStatus
from portal.models import (
    AuditEvent,
    Consent,
    FormalRoute,
    Message,
    RouteObjection,
    SafeguardingItem,
    Submission,
    SupporterCode,
)
from portal.services import return_visit
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.family.journeys import code_of, number_of, sent

WORDS = "The bus has not come for two weeks."


@pytest.fixture
def kept(family: Visitor) -> tuple[str, str]:
    """A message that was sent and opened again by its author."""
    kept = sent(family)
    come_back(family, kept)
    return kept


def come_back(visitor: Visitor, kept: tuple[str, str]) -> Visitor:
    return visitor.open("/return").send(reference=kept[0], code=kept[1])


def given(family: Visitor, name: str = "Aunt Sam", **ticked: str) -> tuple[str, str]:
    """The author makes a code; its number and words."""
    family.open("/case/supporters").send("/case/supporters", supporter=name, **ticked)
    assert family.heading == "A code for your supporter", family.text
    return number_of(family), " ".join(code_of(family))


def helper(app: Flask, kept: tuple[str, str]) -> Visitor:
    return come_back(Visitor(app.test_client()), kept)


def one(wiring: Wiring, query):
    with wiring.reads() as session:
        return session.scalars(query).one()


def test_a_supporter_reads_how_it_goes_and_not_what_was_sent(
    family: Visitor, kept: tuple[str, str], app: Flask
) -> None:
    sam = helper(app, given(family))

    assert sam.heading == "A message that you support"
    assert "What was promised" in sam.text
    assert WORDS not in sam.text
    assert kept[0] not in sam.answer.get_data(as_text=True)
    assert kept[0].replace("-", "") not in sam.answer.get_data(as_text=True)


def test_a_supporter_reads_the_words_where_the_author_ticked_that(
    family: Visitor, kept: tuple[str, str], app: Flask
) -> None:
    sam = helper(app, given(family, reads_words="y"))

    assert WORDS in sam.text


def test_what_a_supporter_writes_reaches_the_author_and_the_teams(
    family: Visitor, kept: tuple[str, str], app: Flask, wiring: Wiring
) -> None:
    sam = helper(app, given(family))

    sam.send("/supporting", words="I was there on Monday.")
    sam.send("/supporting", words="I was there on Tuesday.")

    assert "I was there on Monday." in sam.text
    author = family.open("/case")
    assert "Your supporter wrote at" in author.text
    assert "I was there on Tuesday." in author.text
    with wiring.reads() as session:
        assert session.scalars(select(func.count(Message.id))).one() == 2


def test_one_supporter_does_not_read_what_another_or_the_author_wrote(
    family: Visitor, kept: tuple[str, str], app: Flask
) -> None:
    sam, alex = helper(app, given(family)), helper(app, given(family, "Alex"))
    sam.send("/supporting", words="Said by Sam alone.")
    family.open("/case").send("/case", words="Said by the author alone.")

    alex.open("/supporting")

    assert "Said by Sam alone." not in alex.text
    assert "Said by the author alone." not in alex.text


def test_the_same_form_sent_twice_is_one_message(
    family: Visitor, kept: tuple[str, str], app: Flask, wiring: Wiring
) -> None:
    sam = helper(app, given(family))
    address, body = sam.filled("/supporting", words="I was there.")

    sam.post(address, body)
    sam.post(address, body)

    assert one(wiring, select(func.count(Message.id))) == 1


def test_words_of_danger_from_a_supporter_are_flagged(
    family: Visitor, kept: tuple[str, str], app: Flask, wiring: Wiring
) -> None:
    sam = helper(app, given(family))

    sam.send("/supporting", words="He wants to kill himself tonight.")

    assert one(wiring, select(func.count(SafeguardingItem.id))) == 1
    assert sam.heading == "A message that you support"


FORBIDDEN = [
    ("GET", "/case"),
    ("POST", "/case"),
    ("GET", "/case/why"),
    ("POST", "/case/why"),
    ("POST", "/case/quotes"),
    ("POST", "/case/share"),
    ("POST", "/case/changed"),
    ("POST", "/case/not-changed"),
    ("GET", "/case/supporters"),
    ("POST", "/case/supporters"),
    ("POST", "/case/supporters/1/end"),
    ("GET", "/case/formal/council_complaint"),
    ("POST", "/case/formal/council_complaint"),
    ("GET", "/case/formal/back/1"),
    ("POST", "/case/formal/back/1"),
    ("GET", "/case/rights"),
    ("POST", "/case/rights/copy"),
    ("POST", "/case/rights/delete"),
    ("GET", "/case/who-looked"),
    ("GET", "/case/contact"),
    ("POST", "/case/contact"),
    ("POST", "/case/contact/after"),
    ("POST", "/case/contact/erase"),
    ("POST", "/case/helped"),
    ("GET", "/case/together"),
    ("POST", "/case/together"),
    ("POST", "/case/together/end"),
    ("GET", "/case/earlier"),
    ("POST", "/case/earlier"),
    ("POST", "/case/earlier/end"),
    ("GET", "/case/files"),
    ("POST", "/case/files"),
    ("POST", "/case/files/0123456789abcdef0123456789abcdef/delete"),
    ("POST", "/case/translations/1/not-right"),
]


def of_authors(app: Flask) -> set[tuple[str, str]]:
    """Each page of the author, as the application knows it."""
    return {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "access", "") == "author"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_page_of_the_author_is_in_the_list_of_what_a_supporter_is_refused(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")

    listed = {(method, adapter.match(path, method=method)[0]) for method, path in FORBIDDEN}

    assert listed == of_authors(app)


@pytest.mark.parametrize(("method", "path"), FORBIDDEN)
def test_a_page_of_the_author_is_refused_to_a_supporter_and_open_to_the_author(
    family: Visitor, kept: tuple[str, str], app: Flask, wiring: Wiring, method: str, path: str
) -> None:
    sam = helper(app, given(family))
    about = [kept[0].replace("-", ""), one(wiring, select(SupporterCode.reference))]
    before = standing(wiring)

    for reference in about:
        body = {**sam.open("/supporting").filled("/supporting")[1], "about": reference}
        refused = sam.client.open(path, method=method, data=body if method == "POST" else None)
        assert refused.status_code == 403
        assert WORDS not in refused.get_data(as_text=True)

    assert standing(wiring) == before
    body = {**family.open("/case").filled("/case")[1], "about": about[0]}
    opened = family.client.open(path, method=method, data=body if method == "POST" else None)
    # Taken, led on, found wanting, or nothing there: never refused for who is asking.
    assert opened.status_code in (200, 303, 404, 422)


def standing(wiring: Wiring) -> tuple[object, ...]:
    """What a supporter must not have changed."""
    with wiring.reads() as session:
        counts = [
            session.scalars(select(func.count(table.id))).one()
            for table in (Consent, FormalRoute, Message, RouteObjection, SupporterCode)
        ]
        status = session.scalars(select(Submission.status)).one()
        ended = session.scalars(select(SupporterCode.ended_at)).one()
        return (*counts, status, ended)


def test_the_author_is_refused_the_page_of_supporters_as_another_kind_of_code(
    family: Visitor, kept: tuple[str, str]
) -> None:
    assert family.open("/supporting").answer.status_code == 403


def test_only_the_author_opens_again_what_is_over(
    family: Visitor, kept: tuple[str, str], app: Flask, wiring: Wiring, clock: FrozenClock
) -> None:
    sam = helper(app, given(family))
    address, body = sam.filled("/supporting", words="It is not over at all, I think.")
    with wiring.writes() as session:
        submission = session.scalars(select(Submission)).one()
        submission.status = SubmissionStatus.RESOLUTION_PROPOSED
        session.flush()
        return_visit.agree(session, Author(submission.id, submission.reference), clock.now())
        session.commit()

    sam.post(address, body)

    assert sam.answer.status_code == 409
    assert "It is not over at all, I think." in sam.page.xpath("//textarea")[0].text
    assert one(wiring, select(Submission.status)) is SubmissionStatus.RESOLVED
    assert "Only the person who sent it can open it again" in sam.open("/supporting").text
    come_back(family, kept).send("/case", words="It is not over.")
    assert one(wiring, select(Submission.status)) is SubmissionStatus.IN_TRIAGE
    assert sam.post(address, body).heading == "A message that you support"


def test_an_ended_code_opens_nothing_and_closes_what_was_open(
    family: Visitor, kept: tuple[str, str], app: Flask
) -> None:
    code = given(family)
    sam = helper(app, code)
    assert sam.open("/supporting").heading == "A message that you support"

    family.open("/case/supporters").send("/case/supporters/1/end")

    assert "You ended it at" in family.text
    assert sam.open("/supporting").path == "/return"
    assert come_back(sam, code).answer.status_code == 403
    assert come_back(family, kept).heading == "Your message"


def test_ending_one_code_leaves_another_open(
    family: Visitor, kept: tuple[str, str], app: Flask
) -> None:
    given(family)
    alex = helper(app, given(family, "Alex"))

    family.open("/case/supporters").send("/case/supporters/1/end")

    assert alex.open("/supporting").heading == "A message that you support"


def test_each_visit_is_listed_for_the_author(
    family: Visitor, kept: tuple[str, str], app: Flask, clock: FrozenClock
) -> None:
    code = given(family)
    assert "They have not opened it yet." in family.open("/case/supporters").text

    helper(app, code)
    clock.move(minutes=5)
    helper(app, code)

    assert family.open("/case/supporters").text.count("They opened it at") == 2
    assert "Aunt Sam" in family.text


def test_the_same_form_shows_the_same_code_for_half_an_hour_and_no_longer(
    family: Visitor, kept: tuple[str, str], wiring: Wiring, clock: FrozenClock
) -> None:
    address, body = family.open("/case/supporters").filled("/case/supporters", supporter="Sam")
    first = code_of(family.post(address, body))

    again = code_of(family.post(address, body))
    clock.move(minutes=29)
    family.open("/case")
    clock.move(minutes=2)
    family.post(address, body)

    assert again == first
    assert family.answer.status_code == 410
    assert " ".join(first) not in family.text
    assert one(wiring, select(func.count(SupporterCode.id))) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "Enter who it is for"), ("   ", "Enter who it is for"), ("x" * 101, "Your words are 1")],
)
def test_a_code_needs_to_say_for_whom_it_is(
    family: Visitor, kept: tuple[str, str], wiring: Wiring, name: str, said: str
) -> None:
    family.open("/case/supporters").send("/case/supporters", supporter=name)

    assert family.answer.status_code == 422
    assert family.faults[0].startswith(said)
    assert one(wiring, select(func.count(SupporterCode.id))) == 0


def test_five_codes_may_be_in_use_at_once(family: Visitor, kept: tuple[str, str]) -> None:
    for number in range(5):
        given(family, f"Helper {number}")

    assert "End one before you make another" in family.open("/case/supporters").text
    family.send("/case/supporters/2/end")
    given(family, "Helper 6")


def test_another_familys_code_cannot_be_ended(
    family: Visitor, kept: tuple[str, str], app: Flask, wiring: Wiring
) -> None:
    given(family)
    stranger = Visitor(app.test_client())
    come_back(stranger, sent(stranger, words="Another matter."))
    _, body = stranger.open("/case").filled("/case")

    stranger.post("/case/supporters/1/end", body)

    assert stranger.answer.status_code == 404
    assert one(wiring, select(SupporterCode.ended_at)) is None


def test_neither_name_nor_code_is_stored_or_logged_in_the_clear(
    family: Visitor, kept: tuple[str, str], wiring: Wiring, caplog: pytest.LogCaptureFixture
) -> None:
    words = given(family, "Marker Name")[1]

    row = one(wiring, select(SupporterCode))

    assert b"Marker Name" not in row.sealed_name.blob
    assert row.code_hash.startswith("$argon2id$")
    assert words not in caplog.text
    with wiring.reads() as session:
        details = [str(each) for each in session.scalars(select(AuditEvent.detail))]
    assert not any("Marker" in each for each in details)
