"""The outbox against real servers: down for hours, hanging up, refusing; nothing lost, no queue."""

import smtplib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import select

from portal.domain.due import MOST_TRIES
from portal.domain.letters import Channel
from portal.domain.people import SYSTEM, Deed
from portal.jobs import rounds
from portal.models import OutgoingLetter
from portal.ports import Letter, LetterRefused, MailerUnavailable
from portal.services import letters
from portal.services.letters import Failure
from portal.settings import Notify
from portal.wiring import Wiring, carriers
from tests.support import cases
from tests.support.clock import FrozenClock
from tests.support.families import send
from tests.support.mail_server import MailServer, mail_server
from tests.support.notify_server import NotifyServer, notify_server
from tests.support.running import free_port
from tests.support.wiring import Outbox

MOBILE = "+447700900123"


def arrive(wiring: Wiring, key: str, **changes: object) -> None:
    with wiring.writes.begin() as session:
        send(session, key, wiring.clock.now(), **{"needs": ("other",), **changes})


def rows(wiring: Wiring) -> list[OutgoingLetter]:
    with wiring.reads() as session:
        query = select(OutgoingLetter).where(OutgoingLetter.submission_id.is_not(None))
        return list(session.scalars(query.order_by(OutgoingLetter.id)))


def carried(wiring: Wiring, smtp: str, notify: Notify | None) -> Wiring:
    """The portal, with letters carried by those servers."""
    settings = replace(wiring.settings, demonstration=False, smtp=smtp, notify=notify)
    return replace(wiring, settings=settings, mailer=carriers(settings))


@dataclass
class World:
    """A mail server and a Notify that may be down; both come back at their old addresses."""

    wiring: Wiring
    mail_port: int = field(default_factory=free_port)
    notify_port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        key = NotifyServer(url=f"http://127.0.0.1:{self.notify_port}").settings()
        self.wiring = carried(self.wiring, f"127.0.0.1:{self.mail_port}", key)

    def work(self, clock: FrozenClock, hours: int) -> None:
        """The worker's rounds of letters, every ten minutes for so long."""
        for _ in range(6 * hours):
            while rounds.send_letters(self.wiring):
                pass
            clock.move(minutes=10)


@pytest.fixture
def world(wiring: Wiring) -> World:
    return World(wiring)


@pytest.fixture
def servers(world: World) -> Iterator[tuple[MailServer, NotifyServer]]:
    with ExitStack() as stack:
        yield (
            stack.enter_context(mail_server(world.mail_port)),
            stack.enter_context(notify_server(world.notify_port)),
        )


def test_each_family_is_reached_by_the_channel_of_its_contact_in_its_language(
    world: World, servers: tuple[MailServer, NotifyServer]
) -> None:
    arrive(world.wiring, "form-1", contact="ada@example.org", language="ar")
    arrive(world.wiring, "form-2", contact=MOBILE, language="ar")

    rounds.send_letters(world.wiring)

    mail, notify = servers
    (letter,), (text,) = mail.taken, notify.sent
    assert (letter["To"], letter["Subject"]) == ("ada@example.org", "وصلتنا رسالتك")
    assert text.told["phone_number"] == MOBILE
    assert text.told["personalisation"]["body"].startswith("وصلتنا رسالتك")
    sent = [(one.channel, one.message_id) for one in rows(world.wiring)]
    assert sent == [
        (Channel.EMAIL, letter["Message-ID"]),
        (Channel.TEXT, text.told["reference"]),
    ]


def test_servers_that_are_down_for_six_hours_get_each_letter_once_with_its_id(
    world: World, clock: FrozenClock
) -> None:
    arrive(world.wiring, "form-1", contact="ada@example.org")
    arrive(world.wiring, "form-2", contact=MOBILE)
    ids = [one.message_id for one in rows(world.wiring)]

    world.work(clock, hours=6)
    down = [(one.sent_at, one.failed_at, one.last_error) for one in rows(world.wiring)]
    with mail_server(world.mail_port) as mail, notify_server(world.notify_port) as notify:
        world.work(clock, hours=5)

    assert down == [(None, None, "ConnectionRefusedError"), (None, None, "notify_unreachable")]
    assert [one["Message-ID"] for one in mail.taken] == ids[:1]
    assert [one.told["reference"] for one in notify.sent] == ids[1:]
    assert [one.last_error for one in rows(world.wiring)] == [None, None]


def test_a_server_that_takes_a_letter_and_hangs_up_gets_the_same_one_again(
    world: World, servers: tuple[MailServer, NotifyServer], clock: FrozenClock
) -> None:
    arrive(world.wiring, "form-1", contact="ada@example.org")
    arrive(world.wiring, "form-2", contact=MOBILE)
    mail, notify = servers
    mail.drop, notify.fail = True, "drop"
    rounds.send_letters(world.wiring)
    mail.drop, notify.fail = False, None

    world.work(clock, hours=1)

    mails = mail.raw
    texts = [one.body for one in notify.sent]
    assert (len(mails), len(texts)) == (2, 2)
    assert mails[0] == mails[1]
    assert texts[0] == texts[1]
    assert all(one.sent_at for one in rows(world.wiring))


@pytest.mark.parametrize("fail", [500, 429, "hang", "page"])
def test_while_notify_fails_texts_wait_and_e_mail_goes(
    world: World, servers: tuple[MailServer, NotifyServer], clock: FrozenClock, fail: int | str
) -> None:
    mail, notify = servers
    notify.fail = fail
    if fail == "hang":
        notify.patience.set()  # it answers nothing, but we need not wait as long as it would
    arrive(world.wiring, "form-1", contact=MOBILE)
    arrive(world.wiring, "form-2", contact="ada@example.org")

    rounds.send_letters(world.wiring)
    waited = rows(world.wiring)[0]
    notify.fail = None
    world.work(clock, hours=1)

    assert (waited.sent_at, waited.failed_at, waited.tries) == (None, None, 1)
    assert len(mail.raw) == 1
    assert [one.told["reference"] for one in notify.sent] == [waited.message_id]


def test_an_address_that_cannot_be_is_a_dead_letter_at_once_and_stops_no_other(
    world: World, servers: tuple[MailServer, NotifyServer], clock: FrozenClock
) -> None:
    _, notify = servers
    notify.fail = 400
    arrive(world.wiring, "form-1", contact=MOBILE)
    rounds.send_letters(world.wiring)
    notify.fail = None
    arrive(world.wiring, "form-2", contact="+447700900456")

    world.work(clock, hours=2)

    refused, taken = rows(world.wiring)
    assert (refused.sent_at, refused.tries, refused.last_error) == (None, 1, "notify_400")
    assert refused.failed_at is not None
    assert taken.sent_at is not None
    assert [one.told["phone_number"] for one in notify.sent] == ["+447700900456"]


class Poisoned(Outbox):
    """Cannot take letters to some; each try of one costs as long as a server that hangs."""

    def __init__(self) -> None:
        super().__init__()
        self.tried = 0

    def send(self, letter: Letter) -> None:
        if letter.to.startswith("poison"):
            self.tried += 1
            raise smtplib.SMTPException(letter.to)
        super().send(letter)


def test_letters_that_poison_the_mailer_hold_up_neither_the_queue_nor_the_other_rounds(
    wiring: Wiring, clock: FrozenClock
) -> None:
    for number in range(10):
        arrive(wiring, f"bad-{number}", contact=f"poison{number}@example.org")
    arrive(wiring, "good", contact="ada@example.org")
    poisoned = Poisoned()
    wiring = replace(wiring, mailer=poisoned)

    first = rounds.send_letters(wiring)
    tried_first = poisoned.tried
    while rounds.send_letters(wiring):
        pass

    assert (first, tried_first) == (rounds.PATIENCE, rounds.PATIENCE)
    assert [one.to for one in poisoned.sent] == ["ada@example.org"]
    assert poisoned.tried == 10


def test_a_poisonous_letter_is_given_up_after_three_days_and_keeps_no_address(
    wiring: Wiring, clock: FrozenClock
) -> None:
    arrive(wiring, "bad", contact="poison@example.org")
    poisoned = Poisoned()
    wiring = replace(wiring, mailer=poisoned)

    for _ in range(4 * 24 * 2):
        rounds.send_letters(wiring)
        clock.move(minutes=30)

    (given_up,) = rows(wiring)
    assert poisoned.tried == given_up.tries == MOST_TRIES
    assert (given_up.sent_at, given_up.last_error) == (None, "SMTPException")
    assert given_up.failed_at is not None
    with wiring.reads() as session:
        assert "poison" not in cases.words_in(session, OutgoingLetter)


def test_a_letter_that_was_given_up_and_arrives_after_all_is_no_dead_letter(
    wiring: Wiring,
) -> None:
    arrive(wiring, "form-1", contact="ada@example.org")
    (row,) = rows(wiring)
    deed = Deed(SYSTEM, wiring.clock.now(), "worker")

    for outcome in (Failure("notify_400", for_good=True), None, Failure("late")):
        with wiring.writes.begin() as session:
            letters.finish(session, row.id, outcome, deed)

    (row,) = rows(wiring)
    assert (row.sent_at, row.failed_at, row.last_error) == (deed.now, None, None)


@pytest.mark.parametrize("kind", [LetterRefused, MailerUnavailable])
def test_only_a_refusal_is_for_good(kind: type[Exception]) -> None:
    class Failing(Outbox):
        def send(self, letter: Letter) -> None:
            raise kind("code")

    letter = Letter("<1@portal.invalid>", "ada@example.org", "s", "b")

    assert letters.attempt(Failing(), letter) == Failure("code", kind is LetterRefused)


def test_what_was_not_committed_is_never_sent(wiring: Wiring) -> None:
    with wiring.writes() as session:
        send(session, "form-1", wiring.clock.now(), contact="ada@example.org")
        session.rollback()

    rounds.send_letters(wiring)

    assert isinstance(wiring.mailer, Outbox)
    assert wiring.mailer.sent == []


@pytest.mark.parametrize("demonstration", [True, False])
def test_only_a_demonstration_keeps_the_words_of_a_letter_as_they_were_taken(
    wiring: Wiring, demonstration: bool
) -> None:
    settings = replace(wiring.settings, demonstration=demonstration)
    wiring = replace(wiring, settings=settings)
    arrive(wiring, "form-1", contact="ada@example.org")

    rounds.send_letters(wiring)

    (row,) = rows(wiring)
    assert isinstance(wiring.mailer, Outbox)
    (letter,) = wiring.mailer.sent
    assert row.kept_words == (f"{letter.subject}\n{letter.body}" if demonstration else None)


def test_a_letter_that_was_not_taken_is_not_kept(wiring: Wiring) -> None:
    arrive(wiring, "form-1", contact="ada@example.org")
    outbox = Outbox(down=True)

    rounds.send_letters(replace(wiring, mailer=outbox))

    assert [one.kept_words for one in rows(wiring)] == [None]
