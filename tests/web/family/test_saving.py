"""A tired parent stops half-way, and goes on another day on another phone: nothing is lost."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain import codes, floods
from portal.jobs.wipe_drafts import wipe_drafts
from portal.models import CodeAttempt, Draft, SavedDraft, Submission
from portal.services import floods as flood_counts
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.family.journeys import code_of, concern_checked, number_of, reach_check, sent

HALF = "The bus has not come for two weeks, and today"


@pytest.fixture
def writing(family: Visitor) -> Visitor:
    """A parent at the page of the words."""
    family.open("/tell/who").send(author_kind="parent_or_carer").send(kind="concern")
    return family.send(danger="no").send(needs=["send_transport"])


@pytest.fixture
def elsewhere(app: Flask) -> Visitor:
    """Another phone."""
    return Visitor(app.test_client())


def save(family: Visitor, **typed: object) -> tuple[str, str]:
    """Press the button that saves; the number and the words that the page shows."""
    family.send(save="1", **typed)
    assert family.heading == "We have kept your answers", (family.faults, family.text[:300])
    return number_of(family), " ".join(code_of(family))


def go_on(family: Visitor, number: str, words: str) -> Visitor:
    return family.open("/return").send(reference=number, code=words)


def area(family: Visitor, name: str) -> str:
    return family.page.xpath(f"//textarea[@name='{name}']")[0].text.strip()


def box(family: Visitor, name: str) -> list[str]:
    return family.page.xpath(f"//input[@name='{name}']/@value")


def count(wiring: Wiring, column) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(column))).one()


def test_answers_saved_half_way_are_found_on_another_phone(
    writing: Visitor, elsewhere: Visitor, wiring: Wiring
) -> None:
    kept = save(writing, words=HALF, wanted="A bus.")

    go_on(elsewhere, *kept)

    assert elsewhere.path == "/tell/words"
    assert (area(elsewhere, "words"), area(elsewhere, "wanted")) == (HALF, "A bus.")
    assert elsewhere.faults == []
    reach_check(elsewhere.send(words=f"{HALF} again."), words=f"{HALF} again.")
    elsewhere.send()
    assert elsewhere.heading == "We have your message"
    with wiring.reads() as session:
        assert session.scalars(select(Submission.words)).all() == [f"{HALF} again."]


@pytest.mark.parametrize(
    "page",
    ["who", "kind", "danger", "about", "words", "child", "letter", "share", "reach", "check"],
)
def test_every_page_can_be_saved(family: Visitor, elsewhere: Visitor, page: str) -> None:
    concern_checked(family, needs=["ehc_plan"])
    family.open(f"/tell/{page}")
    assert family.path == f"/tell/{page}"
    buttons = family.page.xpath("//main//form//button[@name='save']")
    assert [" ".join(one.text_content().split()) for one in buttons] == ["Save and come back later"]

    kept = save(family)

    assert go_on(elsewhere, *kept).path == f"/tell/{page}"


def test_a_young_persons_pages_can_be_saved_too(family: Visitor, elsewhere: Visitor) -> None:
    family.open("/tell/notice?door=young").send().send(danger="no")

    kept = save(family, words="I hate the taxi")

    assert go_on(elsewhere, *kept).path == "/tell/say"
    assert area(elsewhere, "words") == "I hate the taxi"


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("child", {"age": "nine and a half", "postcode": "somewhere"}),
        ("letter", {"letter_on": ["31", "2", "x"]}),
        ("reach", {"contact": "robin at home", "name": "Robin Invented"}),
        ("share", {"must_not_see": "", "hide": "yes"}),
        ("words", {"words": "The bus is late. " * 3_000}),
    ],
)
def test_what_is_not_right_yet_is_kept_just_as_it_was_typed(
    family: Visitor, elsewhere: Visitor, page: str, typed: dict[str, object]
) -> None:
    concern_checked(family, needs=["ehc_plan"])
    kept = save(family.open(f"/tell/{page}?change=1"), **typed)

    go_on(elsewhere, *kept)

    assert elsewhere.path == f"/tell/{page}"
    assert elsewhere.faults == []
    now = elsewhere.filled()[1]
    for name, value in typed.items():
        if name == "letter_on":
            assert box(elsewhere, name) == value
        elif name == "hide":
            assert now[name] == ["yes"]
        else:
            assert str(now[name]).strip() == str(value).strip()


def test_what_was_changed_and_saved_is_asked_again_before_it_can_be_sent(
    family: Visitor, elsewhere: Visitor
) -> None:
    concern_checked(family)
    kept = save(family.open("/tell/words?change=1"), words="It is the taxi.")

    go_on(elsewhere, *kept)

    assert elsewhere.open("/tell/check").path == "/tell/words"
    elsewhere.send()
    assert elsewhere.path == "/tell/child"
    assert "It is the taxi." in elsewhere.open("/tell/check").text


def test_a_whole_postcode_is_cut_before_it_is_kept(family: Visitor, elsewhere: Visitor) -> None:
    concern_checked(family)
    kept = save(family.open("/tell/child?change=1"), postcode="IP1 2BX")

    go_on(elsewhere, *kept)

    assert box(elsewhere, "postcode") == ["IP1"]


def test_the_page_says_until_when_and_who_can_see_it(writing: Visitor) -> None:
    save(writing, words=HALF)

    for sentence in (
        "You have not sent them yet. Nobody can see them until you press Send.",
        "We keep them for 28 days, until the end of Tuesday 22 December 2026.",
        "If you lose your number and words, nobody can let you back in.",
        "This browser cannot open your answers any more.",
    ):
        assert sentence in writing.text
    assert HALF not in writing.answer.get_data(as_text=True)
    assert writing.answer.headers["Cache-Control"] == "no-store"
    assert len(code_of(writing)) == 6


def test_saving_clears_the_cookie_and_no_old_id_opens_anything(
    writing: Visitor, app: Flask
) -> None:
    cookie = writing.client.get_cookie("draft")
    address, body = writing.filled(words=HALF)
    save(writing, words=HALF)

    assert cookie is not None
    assert writing.client.get_cookie("draft") is None
    writing.client.set_cookie("draft", cookie.value)
    assert writing.client.get("/tell/words").status_code == 410
    assert writing.post(address, body).answer.status_code == 410
    assert HALF in writing.page.xpath("//textarea")[0].text


def test_the_button_pressed_twice_shows_the_same_words_and_keeps_one_draft(
    writing: Visitor, wiring: Wiring
) -> None:
    address, body = writing.filled(words=HALF, save="1")
    writing.post(address, body)
    first = number_of(writing), code_of(writing)

    writing.post(address, body)

    assert (number_of(writing), code_of(writing)) == first
    assert (count(wiring, Draft.id), count(wiring, SavedDraft.id)) == (1, 1)


def test_the_button_pressed_many_times_at_once_keeps_one_draft(
    writing: Visitor, elsewhere: Visitor, app: Flask, wiring: Wiring
) -> None:
    address, body = writing.filled(words=HALF, save="1")
    cookies = [writing.client.get_cookie(name) for name in ("portal", "draft")]

    def press(_: int) -> tuple[int, str]:
        client = app.test_client()
        for cookie in cookies:
            assert cookie is not None
            client.set_cookie(cookie.key, cookie.value)
        page = client.post(address, data=body)
        return page.status_code, re.sub(r'value="[^"]*"', "", page.get_data(as_text=True))

    with ThreadPoolExecutor(4) as presses:
        answers = list(presses.map(press, range(4)))

    assert {status for status, _ in answers} == {200}
    assert len({page for _, page in answers}) == 1
    assert count(wiring, Draft.id) == 1
    writing.post(address, body)
    kept = number_of(writing), " ".join(code_of(writing))
    assert area(go_on(elsewhere, *kept), "words") == HALF


def test_after_half_an_hour_the_page_does_not_show_the_words_again(
    writing: Visitor, clock: FrozenClock
) -> None:
    address, body = writing.filled(words=HALF, save="1")
    writing.post(address, body)
    clock.move(minutes=31)

    writing.post(address, body)

    assert writing.answer.status_code == 410
    assert code_of(writing) == []


def test_once_they_are_kept_the_page_does_not_show_the_words_again(
    writing: Visitor, elsewhere: Visitor
) -> None:
    address, body = writing.filled(words=HALF, save="1")
    writing.post(address, body)
    kept = number_of(writing), " ".join(code_of(writing))

    writing.send("/tell/saved", close="1")

    assert writing.heading == "This page is closed"
    assert writing.post(address, body).answer.status_code == 410
    assert area(go_on(elsewhere, *kept), "words") == HALF


def test_the_page_can_be_read_in_another_language_and_the_words_open_it_all_the_same(
    writing: Visitor, elsewhere: Visitor
) -> None:
    number, words = save(writing, words=HALF)

    writing.send("/tell/saved", lang="ar")

    assert writing.page.get("lang") == "ar"
    assert number_of(writing) == number
    assert area(go_on(elsewhere, number, words), "words") == HALF


def test_the_language_is_remembered(family: Visitor, elsewhere: Visitor) -> None:
    family.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ar"
    family.open("/tell/who").send(save="1", author_kind="helper")
    kept = number_of(family), " ".join(code_of(family))

    go_on(elsewhere, *kept)

    assert elsewhere.page.get("lang") == "ar"
    assert elsewhere.filled()[1]["author_kind"] == ["helper"]


def test_a_language_chosen_on_this_phone_stays(family: Visitor, elsewhere: Visitor) -> None:
    family.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "ar"
    family.open("/tell/who").send(save="1")
    kept = number_of(family), " ".join(code_of(family))
    token = elsewhere.open("/return").filled()[1]["csrf_token"]
    elsewhere.post("/language", {"csrf_token": token, "lang": "en", "next": "/return"})

    assert go_on(elsewhere, *kept).page.get("lang") == "en"


def test_opening_it_is_a_new_session_and_shuts_out_the_browser_before(
    writing: Visitor, elsewhere: Visitor, app: Flask
) -> None:
    kept = save(writing, words=HALF)
    go_on(elsewhere, *kept)
    address, body = elsewhere.filled(words="typed on the first phone")
    third = Visitor(app.test_client())

    go_on(third, *kept)

    assert area(third, "words") == HALF
    assert elsewhere.post(address, body).answer.status_code == 410
    assert "typed on the first phone" in elsewhere.page.xpath("//textarea")[0].text
    assert "If you saved them, open them with their number and secret words." in elsewhere.text


def test_saved_again_the_number_and_words_are_the_same(
    writing: Visitor, elsewhere: Visitor
) -> None:
    kept = save(writing, words=HALF)

    again = save(go_on(elsewhere, *kept), words=f"{HALF} too")

    assert again == kept
    assert area(go_on(writing, *kept), "words") == f"{HALF} too"


def test_after_sending_the_number_opens_nothing_and_says_so(
    writing: Visitor, elsewhere: Visitor
) -> None:
    kept = save(writing, words=HALF)
    reach_check(go_on(elsewhere, *kept).send(words=HALF)).send()
    number, words = number_of(elsewhere), " ".join(code_of(elsewhere))

    go_on(writing, *kept)

    assert writing.heading == "You have sent these answers"
    assert "Use the number of your message" in writing.text
    assert HALF not in writing.text
    assert (number, words) != kept
    assert go_on(writing, number, words).heading == "Your message"


def test_on_the_29th_day_it_is_wiped_and_reads_like_a_number_that_is_nobodys(
    writing: Visitor, elsewhere: Visitor, wiring: Wiring, clock: FrozenClock
) -> None:
    kept = save(writing, words=HALF)
    clock.move(days=27)
    wipe_drafts(wiring)
    assert (count(wiring, Draft.id), count(wiring, SavedDraft.id)) == (1, 1)
    clock.move(days=2)

    over = plain(go_on(elsewhere, *kept), *kept)

    assert elsewhere.answer.status_code == 403
    nobodys = codes.format_reference(codes.make_reference(b"\x01\x02\x03\x04\x05"))
    assert over == plain(go_on(elsewhere, nobodys, kept[1]), nobodys, kept[1])
    assert wipe_drafts(wiring) > 0
    assert (count(wiring, Draft.id), count(wiring, SavedDraft.id)) == (0, 0)


def test_wrong_words_read_alike_whether_a_draft_a_message_or_nothing_has_the_number(
    writing: Visitor, elsewhere: Visitor, app: Flask
) -> None:
    draft = save(writing, words=HALF)
    message = sent(Visitor(app.test_client()), words="Another matter.")
    nobodys = codes.format_reference(codes.make_reference(b"\x01\x02\x03\x04\x05"))

    tries = [(draft[0], message[1]), (message[0], draft[1]), (nobodys, draft[1])]
    pages = [plain(go_on(elsewhere, *each), *each) for each in tries]

    assert pages[0] == pages[1] == pages[2]
    assert elsewhere.answer.status_code == 403


def test_wrong_words_for_a_draft_make_a_network_wait_and_lock_nobody_out(
    writing: Visitor, elsewhere: Visitor, app: Flask, wiring: Wiring, clock: FrozenClock
) -> None:
    draft = save(writing, words=HALF)
    others = sent(Visitor(app.test_client()), words="Another matter.")
    for _ in range(5):
        go_on(elsewhere, draft[0], others[1])
    assert count(wiring, CodeAttempt.id) == 5

    go_on(elsewhere, *draft)

    assert elsewhere.answer.status_code == 429
    clock.move(seconds=16)
    assert go_on(elsewhere, *draft).path == "/tell/words"


def test_deleting_the_answers_wipes_what_was_saved(
    writing: Visitor, elsewhere: Visitor, wiring: Wiring
) -> None:
    kept = save(writing, words=HALF)
    go_on(elsewhere, *kept).send("/tell/forget")

    assert go_on(writing, *kept).answer.status_code == 403
    assert (count(wiring, Draft.id), count(wiring, SavedDraft.id)) == (0, 0)


def test_nothing_of_a_draft_is_screened_or_sent_before_send(
    writing: Visitor, wiring: Wiring
) -> None:
    save(writing, words="He says that he will kill himself tonight.")

    assert count(wiring, Submission.id) == 0


def test_everybody_reads_the_same_help_beside_what_was_saved(family: Visitor, app: Flask) -> None:
    pages = []
    for danger in ("yes", "no"):
        visitor = Visitor(app.test_client())
        visitor.open("/tell/who").send(author_kind="parent_or_carer").send(kind="concern")
        visitor.send(danger=danger).send(save="1", needs=["other"])
        pages.append(visitor.page.xpath("//section[@class='portal-help']")[0].text_content())

    assert pages[0] == pages[1]
    assert "999" in pages[0]


def test_the_address_of_the_page_opened_again_shows_nothing(writing: Visitor) -> None:
    save(writing, words=HALF)

    assert writing.open("/tell/saved").path == "/return"


def test_a_save_without_a_token_saves_nothing_and_gives_the_words_back(
    writing: Visitor, wiring: Wiring
) -> None:
    address, body = writing.filled(words=HALF, save="1")
    del body["csrf_token"]

    writing.post(address, body)

    assert writing.answer.status_code == 400
    assert HALF in writing.page.xpath("//textarea")[0].text
    assert count(wiring, SavedDraft.id) == 0


def plain(family: Visitor, *typed: str) -> bytes:
    page = re.sub(rb'name="csrf_token" value="[^"]*"', b"", family.answer.data)
    for words in typed:
        page = page.replace(words.encode(), b"")
    return page


# --- very many of one network -------------------------------------------------------------------


@pytest.fixture
def many(wiring: Wiring, clock: FrozenClock) -> None:
    """As many have put their answers away from this network as may in an hour."""
    with wiring.writes.begin() as session:
        for _ in range(floods.SAVES_OF_NETWORK):
            flood_counts.save_comes(session, wiring.settings.code_key, "127.0.0.1", clock.at)


@pytest.mark.usefixtures("many")
def test_whoever_comes_then_is_asked_to_wait_and_finds_everything_on_the_page(
    writing: Visitor, wiring: Wiring
) -> None:
    writing.send(save="1", words=HALF, wanted="A bus.")

    assert writing.answer.status_code == 429
    assert writing.answer.headers["Retry-After"] == "3600"
    assert "Or save it in 60 minutes." in writing.faults[0]
    assert (area(writing, "words"), area(writing, "wanted")) == (HALF, "A bus.")
    assert count(wiring, SavedDraft.id) == 0
    assert area(writing.open("/tell/words"), "words") == HALF


@pytest.mark.usefixtures("many")
def test_they_can_send_it_all_the_same(writing: Visitor) -> None:
    writing.send(save="1", words=HALF)

    writing.send()

    assert writing.path == "/tell/child"
    assert reach_check(writing, words=HALF).send().heading == "We have your message"


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("page", ["who", "check"])
def test_the_first_page_and_the_last_come_back_too(family: Visitor, page: str) -> None:
    if page == "check":
        concern_checked(family)
    family.open(f"/tell/{page}").send(save="1", author_kind="helper")

    assert family.answer.status_code == 429
    assert "Or save it in 60 minutes." in family.faults[0]
    assert family.send().answer.status_code == 200


@pytest.mark.usefixtures("many")
def test_after_the_wait_they_are_put_away(writing: Visitor, clock: FrozenClock) -> None:
    writing.send(save="1", words=HALF)
    clock.move(minutes=60)

    number, words = save(writing)

    assert number
    assert len(words.split()) == 6


@pytest.mark.usefixtures("many")
def test_another_network_need_not_wait(writing: Visitor) -> None:
    writing.client.environ_base["REMOTE_ADDR"] = "192.0.2.9"

    save(writing, words=HALF)


@pytest.mark.usefixtures("many")
def test_what_was_put_away_before_is_put_away_again(
    writing: Visitor, elsewhere: Visitor, clock: FrozenClock
) -> None:
    writing.client.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    kept = save(writing, words=HALF)
    go_on(elsewhere, *kept)

    assert save(elsewhere, words=f"{HALF} again") == kept
