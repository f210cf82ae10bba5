"""Letters reach a real mail server once each, and a bad server never loses one."""

import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession

from portal.adapters import mailer
from portal.adapters.mailer import DemonstrationMailer, SmtpMailer
from portal.ports import Letter, Mailer, MailerUnavailable
from tests.support.wiring import Outbox

LETTER = Letter(
    message_id="<00ff@portal.invalid>",
    to="family@example.org",
    subject="لديك رسالة",
    body="هناك شيء جديد.\nGo to https://portal.example\n",
)


class Server:
    """Takes what it is sent, unless it was told to answer otherwise."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.envelopes: list[tuple[str | None, list[str]]] = []
        self.answer = "250 OK"
        self.to_recipient = "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: SmtpSession, envelope: Envelope, address: str, options: object
    ) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: SmtpSession, envelope: Envelope
    ) -> str:
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append(message_from_bytes(envelope.content, policy=default))
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        return self.answer


@pytest.fixture
def server() -> Iterator[tuple[Server, Controller]]:
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield handler, controller
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def to(controller: Controller) -> SmtpMailer:
    return SmtpMailer(f"127.0.0.1:{controller.port}", "portal@example.org")


def test_a_letter_arrives_as_it_was_written(server: tuple[Server, Controller]) -> None:
    handler, controller = server

    to(controller).send(LETTER)

    (taken,) = handler.taken
    assert taken["Message-ID"] == LETTER.message_id
    assert (taken["From"], taken["To"]) == ("portal@example.org", LETTER.to)
    assert taken["Subject"] == LETTER.subject
    assert taken.get_content_type() == "text/plain"
    assert taken.get_content().replace("\r\n", "\n") == LETTER.body  # type: ignore[attr-defined]
    assert handler.envelopes == [("portal@example.org", ["family@example.org"])]


def test_a_letter_sent_twice_carries_the_same_id(server: tuple[Server, Controller]) -> None:
    handler, controller = server

    for _ in range(2):
        to(controller).send(LETTER)

    assert [one["Message-ID"] for one in handler.taken] == [LETTER.message_id] * 2


@pytest.mark.parametrize("answer", ["451 later", "550 never", "552 full"])
def test_a_letter_that_the_server_refuses_is_not_taken(
    server: tuple[Server, Controller], answer: str
) -> None:
    handler, controller = server
    handler.answer = answer

    with pytest.raises(MailerUnavailable):
        to(controller).send(LETTER)

    assert handler.taken == []


@pytest.mark.parametrize("answer", ["450 busy", "550 unknown"])
def test_an_address_that_the_server_refuses_is_said_without_the_address(
    server: tuple[Server, Controller], answer: str
) -> None:
    handler, controller = server
    handler.to_recipient = answer

    with pytest.raises(MailerUnavailable) as refused:
        to(controller).send(LETTER)

    assert str(refused.value) == "SMTPRecipientsRefused"


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(MailerUnavailable):
        SmtpMailer(f"127.0.0.1:{free_port()}", "portal@example.org").send(LETTER)


@pytest.mark.parametrize("says", [b"", b"220 hello\r\n", b"nonsense\r\n"])
def test_a_server_that_hangs_or_hangs_up_is_unavailable(
    monkeypatch: pytest.MonkeyPatch, says: bytes
) -> None:
    monkeypatch.setattr(mailer, "TIMEOUT_SECONDS", 0.3)
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(says)
                done.wait(5)

        other = threading.Thread(target=hang)
        other.start()
        with pytest.raises(MailerUnavailable):
            SmtpMailer(f"127.0.0.1:{listening.getsockname()[1]}", "p@example.org").send(LETTER)
        done.set()
        other.join()


@pytest.mark.parametrize("port", [Outbox(), DemonstrationMailer()])
def test_the_mailers_of_tests_and_of_the_demonstration_take_every_letter(port: Mailer) -> None:
    port.send(LETTER)

    assert getattr(port, "sent", [LETTER]) == [LETTER]


def test_the_outbox_can_be_down_like_a_server() -> None:
    outbox = Outbox(down=True)

    with pytest.raises(MailerUnavailable):
        outbox.send(LETTER)

    assert outbox.sent == []
