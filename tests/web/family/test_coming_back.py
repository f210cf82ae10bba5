"""The number and the words: forgiven where they can be, refused alike where they cannot."""

import re
import sqlite3
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.app import create_app
from portal.domain import codes
from portal.models import CodeAttempt, Message
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.support.wiring import CHEAP
from tests.web.family.journeys import sent


@pytest.fixture
def kept(family: Visitor) -> tuple[str, str]:
    """A message that was sent: its number and its words."""
    return sent(family)


def come_back(family: Visitor, number: str, words: str) -> Visitor:
    return family.open("/return").send(reference=number, code=words)


@pytest.fixture
def others(family: Visitor, app: Flask) -> tuple[str, str]:
    """Another family's number and words."""
    return sent(Visitor(app.test_client()), words="Another matter.")


@pytest.mark.parametrize(
    "way",
    [
        str.upper,
        str.title,
        lambda words: words.replace(" ", ", "),
        lambda words: words.replace(" ", ""),
        lambda words: f"  {words}\n",
        lambda words: "\n".join(f"{n}. {one}" for n, one in enumerate(words.split(), 1)),
        lambda words: "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in words),
    ],
)
def test_words_are_forgiven_their_dress(family: Visitor, kept: tuple[str, str], way) -> None:
    come_back(family, kept[0], way(kept[1]))

    assert family.heading == "Your message"


@pytest.mark.parametrize("way", [str.lower, lambda n: n.replace("-", " "), lambda n: f" {n} "])
def test_a_number_is_forgiven_its_dress(family: Visitor, kept: tuple[str, str], way) -> None:
    come_back(family, way(kept[0]), kept[1])

    assert family.heading == "Your message"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda words: ["horsse", *words[1:]], "“horsse” is not one of our words"),
        (lambda words: words[:5], "Enter all 6 words. We found 5"),
        (lambda words: [words[1], words[0], *words[2:]], "One word is wrong, or two have changed"),
        (lambda words: [], "Enter your secret words"),
    ],
)
def test_mistyped_words_are_named_and_no_try_is_counted(
    family: Visitor, kept: tuple[str, str], wiring: Wiring, change, said: str
) -> None:
    come_back(family, kept[0], " ".join(change(kept[1].split())))

    assert family.faults[0].startswith(said)
    with wiring.reads() as session:
        assert session.scalars(select(func.count(CodeAttempt.id))).one() == 0


def test_a_mistyped_number_is_said_plainly(family: Visitor, kept: tuple[str, str]) -> None:
    wrong = kept[0][:-1] + ("A" if kept[0][-1] != "A" else "B")

    come_back(family, wrong, kept[1])

    assert family.faults == ["Check your number. It has 9 letters and digits, and one is not right"]


def test_a_number_that_is_nobodys_and_words_that_are_anothers_read_alike(
    family: Visitor, kept: tuple[str, str], others: tuple[str, str]
) -> None:
    nobodys = unknown_number()

    pages = [
        plain(come_back(family, number, words), number, words)
        for number, words in [(nobodys, kept[1]), (others[0], kept[1]), (kept[0], others[1])]
    ]

    assert pages[0] == pages[1] == pages[2]
    assert family.answer.status_code == 403
    assert kept[0].encode() not in pages[2]


def test_a_number_and_words_that_opened_nothing_are_still_in_their_boxes(
    family: Visitor, kept: tuple[str, str], others: tuple[str, str]
) -> None:
    come_back(family, kept[0], others[1])

    assert family.page.xpath("//input[@name='reference']/@value") == [kept[0]]
    assert family.page.xpath("//textarea[@name='code']")[0].text.strip() == others[1]


def test_wrong_words_make_a_network_wait_and_lock_nobody_out(
    family: Visitor, kept: tuple[str, str], others: tuple[str, str], app: Flask, clock: FrozenClock
) -> None:
    for _ in range(5):
        come_back(family, kept[0], others[1])

    come_back(family, *kept)

    assert family.answer.status_code == 429
    assert int(family.answer.headers["Retry-After"]) <= 15
    assert "You can try again in 15 seconds." in family.faults[0]
    assert family.page.xpath("//input[@name='reference']/@value") == [kept[0]]
    assert kept[1] not in family.text
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert come_back(Visitor(elsewhere), *kept).heading == "Your message"
    clock.move(seconds=16)
    assert come_back(family, *kept).heading == "Your message"


def test_the_words_are_in_no_address_cookie_or_log(
    family: Visitor, kept: tuple[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    address, body = family.open("/return").filled(reference=kept[0], code=kept[1])

    answer = family.client.post(address, data=body)

    told = f"{answer.location} {answer.headers} {caplog.text}"
    assert answer.status_code == 303
    # One of them may be in a random id by chance, as "cat" in "x7cat-": not two.
    assert len(set(kept[1].split()) & set(re.findall(r"[a-z]+", told))) < 2
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("visit="))
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_message_closes_after_half_an_hour_of_quiet(
    family: Visitor, kept: tuple[str, str], clock: FrozenClock
) -> None:
    come_back(family, *kept)
    clock.move(minutes=29)
    assert family.open("/case").heading == "Your message"
    clock.move(minutes=29)
    assert family.open("/case").heading == "Your message"
    clock.move(minutes=31)

    family.open("/case")

    assert family.path == "/return"


def test_a_message_closes_after_four_hours_whatever_happens(
    family: Visitor, kept: tuple[str, str], clock: FrozenClock
) -> None:
    come_back(family, *kept)
    for _ in range(8):
        clock.move(minutes=29)
        assert family.open("/case").path == "/case"
    clock.move(minutes=9)

    family.open("/case")

    assert family.path == "/return"


def test_leaving_closes_it_on_this_device(family: Visitor, kept: tuple[str, str]) -> None:
    come_back(family, *kept)
    visit = family.client.get_cookie("visit")
    assert visit is not None

    family.send("/case/leave")

    assert family.heading == "This page is closed"
    assert family.client.get_cookie("visit") is None
    family.client.set_cookie("visit", visit.value)
    assert family.open("/case").path == "/return"


def test_a_reply_pressed_twice_is_one_message(
    family: Visitor, kept: tuple[str, str], wiring: Wiring
) -> None:
    address, body = come_back(family, *kept).filled("/case", words="It came today!")
    family.post(address, body)

    family.post(address, body)

    assert family.text.count("It came today!") == 1
    with wiring.reads() as session:
        assert session.scalars(select(Message.words)).all() == ["It came today!"]


def test_a_reply_typed_after_the_message_closed_is_given_back(
    family: Visitor, kept: tuple[str, str], wiring: Wiring, clock: FrozenClock
) -> None:
    words = "It came today, but an hour late again."
    address, body = come_back(family, *kept).filled("/case", words=words)
    clock.move(minutes=31)

    family.post(address, body)

    assert family.answer.status_code == 403
    assert words in family.page.xpath("//textarea")[0].text
    with wiring.reads() as session:
        assert session.scalars(select(func.count(Message.id))).one() == 0


def test_words_about_one_message_are_never_posted_into_another(
    family: Visitor, kept: tuple[str, str], others: tuple[str, str], wiring: Wiring
) -> None:
    words = "The taxi came today, but an hour late."
    address, body = come_back(family, *kept).filled("/case", words=words)
    come_back(family, *others)

    family.post(address, body)

    assert family.answer.status_code == 409
    assert family.heading == "You have opened another message in this browser since"
    assert words in family.page.xpath("//textarea")[0].text
    assert replies(wiring) == 0


def test_once_the_first_message_is_opened_again_its_words_are_taken(
    family: Visitor, kept: tuple[str, str], others: tuple[str, str], wiring: Wiring
) -> None:
    address, body = come_back(family, *kept).filled("/case", words="The taxi came today.")
    come_back(family, *others)
    come_back(family, *kept)

    family.post(address, body)

    assert family.heading == "Your message"
    assert replies(wiring) == 1


@pytest.mark.parametrize("action", ["/case/quotes", "/case/changed", "/case/not-changed"])
def test_a_form_that_does_not_say_its_message_is_refused(
    family: Visitor, kept: tuple[str, str], action: str
) -> None:
    _, body = come_back(family, *kept).filled("/case")
    del body["about"]

    family.post(action, body)

    assert family.answer.status_code == 409


def test_every_form_of_a_message_says_which_message_it_is(
    family: Visitor, kept: tuple[str, str]
) -> None:
    come_back(family, *kept)

    forms = family.page.xpath("//main//form[not(@action='/case/leave')]")

    assert len(forms) >= 2
    about = kept[0].replace("-", "")
    assert all(form.xpath(".//input[@name='about']/@value") == [about] for form in forms)


class Prying:
    """The wiring's hasher, which looks whether anybody else could write while it works."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.others_could_write: list[bool] = []

    @property
    def decoy(self) -> str:
        return CHEAP.decoy

    def hash(self, secret: str) -> str:
        return CHEAP.hash(secret)

    def matches(self, stored: str, secret: str) -> bool:
        self.others_could_write.append(can_write(self.path))
        return CHEAP.matches(stored, secret)


def can_write(path: str) -> bool:
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    else:
        other.execute("ROLLBACK")
        return True
    finally:
        other.close()


def test_nobody_waits_to_write_while_words_are_checked(
    family: Visitor, kept: tuple[str, str], others: tuple[str, str], wiring: Wiring
) -> None:
    prying = Prying(wiring.settings.database_url.removeprefix("sqlite:///"))
    app = create_app(wiring.settings, replace(wiring, hasher=prying))
    visitor = Visitor(app.test_client())

    come_back(visitor, kept[0], others[1])
    come_back(visitor, *kept)

    assert visitor.heading == "Your message"
    assert prying.others_could_write == [True, True]


def test_a_writer_in_the_way_would_be_noticed(wiring: Wiring) -> None:
    path = wiring.settings.database_url.removeprefix("sqlite:///")
    with wiring.writes() as session:
        session.execute(select(1))

        assert not can_write(path)
    assert can_write(path)


def replies(wiring: Wiring) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(Message.id))).one()


def unknown_number() -> str:
    """A well-formed number that nobody has."""
    return codes.format_reference(codes.make_reference(b"\x01\x02\x03\x04\x05"))


def plain(family: Visitor, *typed: str) -> bytes:
    """The page without its token, which differs at every look, and without what was typed."""
    page = re.sub(rb'name="csrf_token" value="[^"]*"', b"", family.answer.data)
    for words in typed:
        page = page.replace(words.encode(), b"")
    return page
