"""A page left open too long comes back with everything typed on it, and one press sends it."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain import code_words
from portal.domain.people import Role
from portal.domain.submissions import AuthorKind
from portal.models import Message, Submission
from portal.web.family.shut_too_long import AGAIN
from portal.wiring import Wiring
from tests.support.browserless import Fields, Visitor
from tests.support.clock import FrozenClock
from tests.support.translated import ARABIC, put
from tests.web.family.journeys import (
    code_of,
    concern_checked,
    number_of,
    reach_check,
    reopened,
    sent,
)
from tests.web.partner.conftest import TRANSPORT, Office

LONG = "The taxi came an hour late again and my son missed his maths lesson."


def without_session(family: Visitor, body: Fields) -> Fields:
    """The browser was closed and has opened its tabs again: its token is nobody's any more."""
    family.client.delete_cookie("portal")
    return {**body, "csrf_token": "an old one"}


def count(wiring: Wiring, column) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(column))).one()


@pytest.fixture
def writing(family: Visitor) -> Visitor:
    family.open("/tell/who?door=concern").send(author_kind="parent_or_carer")
    return family.send(danger="no").send(needs=["send_transport"])


def test_two_hours_of_typing_are_taken_as_if_no_time_had_gone(
    writing: Visitor, clock: FrozenClock
) -> None:
    address, body = writing.filled(words=LONG)
    clock.move(hours=2)

    writing.post(address, body)

    assert writing.path == "/tell/child"


def test_the_page_comes_back_with_everything_and_one_press_sends_it(writing: Visitor) -> None:
    address, body = writing.filled(words=LONG, wanted="A taxi in time.")

    writing.post(address, without_session(writing, body))

    assert writing.answer.status_code == 400
    assert writing.faults[0].startswith("This page was open for a long time.")
    assert writing.filled()[1]["words"].strip() == LONG
    writing.send()
    assert writing.path == "/tell/child"
    assert LONG in reach_check(writing, words=LONG).text


def test_the_check_page_comes_back_and_one_press_sends_it(family: Visitor, wiring: Wiring) -> None:
    address, body = concern_checked(family).filled()

    family.post(address, without_session(family, body))
    assert family.heading == "Check your answers"
    assert count(wiring, Submission.id) == 0
    family.send()

    assert family.heading == "We have your message"
    assert count(wiring, Submission.id) == 1


def test_a_reply_comes_back_and_one_press_sends_it(family: Visitor, wiring: Wiring) -> None:
    sent(family)
    address, body = reopened(family).filled("/case", words=LONG)

    family.post(address, without_session(family, body))
    assert family.faults[0].startswith("This page was open for a long time.")
    family.post(*family.filled("/case"))

    with wiring.reads() as session:
        assert [one.strip() for one in session.scalars(select(Message.words))] == [LONG]


def test_a_first_page_comes_back_with_its_choice(family: Visitor) -> None:
    address, body = family.open("/tell/who?door=view").filled(author_kind="helper")

    family.post(address, without_session(family, body))

    assert family.filled()[1]["author_kind"] == ["helper"]
    assert family.send().path == "/tell/danger"


def test_answers_that_are_gone_are_given_back_to_copy(writing: Visitor, clock: FrozenClock) -> None:
    address, body = writing.filled(words=LONG)
    clock.move(hours=25)

    writing.post(address, without_session(writing, body))

    assert writing.answer.status_code in (400, 410)
    assert LONG in writing.page.xpath("//textarea")[0].text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_what_another_site_posts_is_never_drawn_into_our_form(
    writing: Visitor, headers: dict[str, str]
) -> None:
    address, body = writing.filled(words="Words of a stranger, put into this page.")
    body["csrf_token"] = ""

    page = writing.client.post(address, data=body, headers=headers)

    assert page.status_code == 400
    assert 'id="question"' not in page.get_data(as_text=True)


def test_our_own_page_is_drawn_again_where_the_browser_says_so(writing: Visitor) -> None:
    address, body = writing.filled(words=LONG)
    body["csrf_token"] = ""
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}

    page = writing.client.post(address, data=body, headers=headers)

    assert 'id="question"' in page.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/tell/horse", "/case/quotes", "/tell/forget", "/return"])
def test_other_pages_say_what_to_do(family: Visitor, address: str) -> None:
    family.post(address, {"csrf_token": "an old one"})

    assert family.answer.status_code in (400, 404)
    assert family.heading


# --- every form that somebody types into --------------------------------------------------------


Filling = tuple[Visitor, str | None, Fields]
Way = Callable[[Visitor, Office], Filling]


def at_a_question(family: Visitor, _office: Office) -> Filling:
    family.open("/tell/who?door=concern").send(author_kind="parent_or_carer")
    family.send(danger="no").send(needs=["send_transport"])
    return family, None, {"words": LONG, "wanted": "A taxi that comes in time."}


def at_the_check(family: Visitor, _office: Office) -> Filling:
    return concern_checked(family), None, {}


def at_the_door(family: Visitor, office: Office) -> Filling:
    receipt = office.receive()
    words = " ".join(code_words.words_of(receipt.code, "en"))
    return family.open("/return"), None, {"reference": receipt.reference, "code": words}


def of_message(page: str, action: str = "", **typed: object) -> Way:
    def way(_family: Visitor, office: Office) -> Filling:
        author = office.as_family(office.receive(contact="ada@example.org"))
        return author.open(page), action or page, dict(typed)

    return way


def other_message(_family: Visitor, office: Office) -> Filling:
    other = office.receive(words="More of it.")
    words = " ".join(code_words.words_of(other.code, "en"))
    author = office.as_family(office.receive()).open("/case/earlier")
    return author, "/case/earlier", {"reference": other.reference, "code": words}


def as_a_supporter(family: Visitor, office: Office) -> Filling:
    author = office.as_family(office.receive()).open("/case/supporters")
    author.send("/case/supporters", supporter="Aunt Sam")
    kept = {"reference": number_of(author), "code": " ".join(code_of(author))}
    return family.open("/return").send(**kept), "/supporting", {"words": LONG}


def when_answered(_family: Visitor, office: Office) -> Filling:
    receipt, sam = office.receive(), office.sign_in(Role.CASEWORKER, TRANSPORT)
    for deed, said in (("accept", {}), ("answer", {"words": "A taxi comes."})):
        sam.browser.open(f"/cases/{receipt.reference}/{deed}").send(**said)
    return office.as_family(receipt), "/case/helped", {"helped": ["no"], "more": LONG}


def just_sent(action: str, **typed: object) -> Way:
    def way(family: Visitor, _office: Office) -> Filling:
        sent(family)
        return family, action, dict(typed)

    return way


def asked_about_a_link(_family: Visitor, office: Office) -> Filling:
    young = office.receive(author_kind=AuthorKind.YOUNG_PERSON, age=None, words="It is loud.")
    tess = office.sign_in(Role.TRIAGE, "triage", name="Tess")
    page = tess.browser.open(f"/cases/{young.reference}/link")
    page.send(number=office.receive(must_not_see="Him").reference)
    family = office.as_family(young).open("/case/together")
    return family, "/case/together", {"together": ["no"]}


def who_may_see_it(_family: Visitor, office: Office) -> Filling:
    author = office.as_family(office.receive(needs=("speech_language",)))
    boxes = author.page.xpath("//input[@name='share']/@value")
    return author, "/case/share", {"share": boxes[:1]}


def about_me(family: Visitor, _office: Office) -> Filling:
    sent(family)
    return family.open("/tell/sent/about-you"), None, {"sex": ["female"]}


def formally(_family: Visitor, office: Office) -> Filling:
    author = office.as_family(office.receive(needs=("speech_language",)))
    author.open("/case/formal/nhs_complaint")
    assert author.path == "/case/formal/nhs_complaint"
    return author, None, {"yes": ["y"]}


def read_in_english(_family: Visitor, office: Office) -> Filling:
    receipt, sam = (
        office.receive(words=ARABIC, language="ar"),
        office.hire(Role.CASEWORKER, TRANSPORT),
    )
    number = put(office.wiring, sam.member, receipt.reference)
    author = office.as_family(receipt).open("/case")
    action = f"/case/translations/{number}/not-right"
    return author, action, {f"translation-{number}-words": "No: two weeks."}


FORMS: dict[str, Way] = {
    "family.answer": at_a_question,
    "family.send": at_the_check,
    "family.open_message": at_the_door,
    "family.reply": of_message("/case", words=LONG),
    "family.not_right": of_message("/case/why", words=LONG),
    "family.make_supporter": of_message("/case/supporters", supporter="Aunt Sam"),
    "family.give_contact": of_message("/case/contact", contact="ada.other@example.org"),
    "family.keep_contact": of_message("/case/contact", "/case/contact/after", after=["keep"]),
    "family.change_quotes": of_message("/case", "/case/quotes", quotes=["quote_board"]),
    "family.change_share": who_may_see_it,
    "family.put_together": other_message,
    "family.support": as_a_supporter,
    "family.say_helped": when_answered,
    "family.say_together": asked_about_a_link,
    "family.choose_quotes": just_sent("/tell/sent", quotes=["quote_board"]),
    "family.kept_them": just_sent("/tell/kept", kept=["yes"]),
    "family.take_about_you": about_me,
    "family.make_formal": formally,
    "family.wrong_translation": read_in_english,
}
"""By endpoint: how somebody comes to the form, where it goes, and what is typed or chosen."""

NOTHING_TYPED = frozenset({"family.saved"})
"""Pages that come back, although nothing is typed on them."""

PRESSES = frozenset(
    f"family.{one}"
    for one in (
        *("agree", "disagree", "ask_to_delete", "ask_for_the_rest", "copy", "forget", "leave"),
        *("begin_young", "end_supporter", "end_together", "take_apart", "taken_back"),
        *("erase_contact", "add_files", "add_draft_files", "delete_file", "delete_draft_file"),
    )
)
"""What is pressed, or a file: a browser cannot be given a file back."""


@pytest.mark.parametrize("endpoint", FORMS)
def test_what_was_typed_stands_in_the_form_again_and_one_press_sends_it(
    family: Visitor, office: Office, endpoint: str
) -> None:
    who, action, typed = FORMS[endpoint](family, office)
    address, body = who.filled(action, **typed)

    who.post(address, without_session(who, body))

    assert who.answer.status_code == 400
    assert who.faults[0].startswith("This page was open for a long time."), who.text[:300]
    again = who.filled(action)[1]
    assert {name: trimmed(again[name]) for name in typed} == typed
    who.send(action)
    assert (who.answer.status_code, who.faults) == (200, [])


def trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def test_the_number_and_words_of_what_was_put_away_are_shown_again(family: Visitor) -> None:
    family.open("/tell/who").send(save="1")
    shown = number_of(family), code_of(family)
    address, body = family.filled("/tell/saved", lang="pl")

    family.post(address, without_session(family, body))

    assert family.answer.status_code == 400
    assert (number_of(family), code_of(family)) == shown
    family.send("/tell/saved", close="1")
    assert family.heading == "This page is closed"


def test_they_are_not_shown_again_once_they_are_kept(family: Visitor) -> None:
    family.open("/tell/who").send(save="1")
    address, body = family.filled("/tell/saved", lang="pl")
    family.send("/tell/saved", close="1")

    family.post(address, without_session(family, body))

    assert code_of(family) == []


def test_words_whose_form_has_gone_meanwhile_are_given_back_to_copy(office: Office) -> None:
    author = office.as_family(office.receive()).open("/case/why")
    address, body = author.filled("/case/why", words=LONG)
    author.send("/case/why", words="The other tab was sooner.")

    author.post(address, without_session(author, body))

    assert author.heading == "We could not take what you sent"
    assert LONG in author.page.xpath("//textarea")[0].text


def test_whatever_a_family_sends_comes_back_or_is_a_press_alone(app: Flask) -> None:
    rules = app.url_map.iter_rules()
    posts = {rule.endpoint for rule in rules if "POST" in (rule.methods or ())}
    taken = {one for one in posts if one.startswith("family.")}

    new = sorted(taken - set(FORMS) - NOTHING_TYPED - PRESSES)
    assert not new, f"Draw it again in portal.web.family.shut_too_long, and test it: {new}"
    assert not PRESSES - taken


def test_every_page_that_comes_back_is_tested() -> None:
    assert set(AGAIN) == set(FORMS) | NOTHING_TYPED
