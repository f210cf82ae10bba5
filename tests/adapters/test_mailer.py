"""Letters reach a real mail server once each, and a bad server never loses one."""

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.adapters import mailer
from portal.adapters.mailer import SmtpMailer
from portal.ports import Letter, LetterRefused, MailerUnavailable
from tests.support.certificate import made
from tests.support.mail_server import LOGIN, MailServer, mail_server

LETTER = Letter(
    message_id="<00ff@portal.invalid>",
    to="family@example.org",
    subject="لديك رسالة",
    body="هناك شيء جديد.\nGo to https://portal.example\n",
    language="ar",
    written_at=datetime(2026, 11, 24, 21, 40, tzinfo=UTC),
)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


def to(server: MailServer) -> SmtpMailer:
    return SmtpMailer(server.address, "portal@example.org")


def test_a_letter_arrives_as_it_was_written(server: MailServer) -> None:
    to(server).send(LETTER)

    (taken,) = server.taken
    assert taken["Message-ID"] == LETTER.message_id
    assert (taken["From"], taken["To"]) == ("portal@example.org", LETTER.to)
    assert taken["Subject"] == LETTER.subject
    assert taken["Content-Language"] == "ar"
    assert taken.get_content_type() == "text/plain"
    assert taken.get_content().replace("\r\n", "\n") == LETTER.body
    assert server.envelopes == [("portal@example.org", ["family@example.org"])]


def test_the_bytes_that_the_server_gets_are_the_whole_letter_and_plain_ascii(
    server: MailServer,
) -> None:
    to(server).send(LETTER)

    (raw,) = server.raw
    head, _, body = raw.partition(b"\r\n\r\n")
    assert head.split(b"\r\n") == [
        b"Message-ID: <00ff@portal.invalid>",
        b"From: portal@example.org",
        b"To: family@example.org",
        b"Date: Tue, 24 Nov 2026 21:40:00 +0000",
        b"Subject: =?utf-8?b?2YTYr9mK2YMg2LHYs9in2YTYqQ==?=",
        b"Auto-Submitted: auto-generated",
        b'Content-Type: text/plain; charset="utf-8"',
        b"Content-Transfer-Encoding: base64",
        b"MIME-Version: 1.0",
        b"Content-Language: ar",
    ]
    assert body.isascii()


def test_a_letter_sent_twice_is_the_same_bytes(server: MailServer) -> None:
    for _ in range(2):
        to(server).send(LETTER)

    first, second = server.raw
    assert first == second


@pytest.mark.parametrize("answer", ["451 later", "550 never", "552 full"])
def test_a_letter_that_the_server_refuses_is_not_taken(server: MailServer, answer: str) -> None:
    server.answer = answer

    with pytest.raises(MailerUnavailable):
        to(server).send(LETTER)

    assert server.raw == []


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("450 busy", MailerUnavailable),
        ("452 later", MailerUnavailable),
        ("552 full", MailerUnavailable),
        ("550 unknown", LetterRefused),
        ("553 no such name", LetterRefused),
    ],
)
def test_an_address_that_cannot_be_is_told_from_one_that_cannot_be_reached_now(
    server: MailServer, answer: str, kind: type[Exception]
) -> None:
    server.to_recipient = answer

    with pytest.raises(kind) as refused:
        to(server).send(LETTER)

    assert type(refused.value) is kind
    assert str(refused.value) == "SMTPRecipientsRefused"


def test_a_server_that_takes_the_letter_and_hangs_up_may_not_have_it(server: MailServer) -> None:
    server.drop = True

    with pytest.raises(MailerUnavailable):
        to(server).send(LETTER)

    assert len(server.raw) == 1


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


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[tuple[MailServer, Path]]:
    context, certificate = made(tmp_path)
    with mail_server(encryption=context) as server:
        yield server, certificate


def signed_in(server: MailServer, login: str = LOGIN) -> SmtpMailer:
    return SmtpMailer(server.address, "portal@example.org", login)


def test_a_login_is_said_once_the_connection_is_encrypted(
    encrypted: tuple[MailServer, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, certificate = encrypted
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    signed_in(server).send(LETTER)

    assert [one["Message-ID"] for one in server.taken] == [LETTER.message_id]


def test_on_port_465_the_connection_is_encrypted_before_a_word_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = made(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        monkeypatch.setattr(mailer, "ENCRYPTED_FROM_THE_START", port)
        greeted: list[str | None] = []

        def greet() -> None:
            connection, _ = listening.accept()
            with context.wrap_socket(connection, server_side=True) as safe:
                greeted.append(safe.version())

        other = threading.Thread(target=greet)
        other.start()
        with pytest.raises(MailerUnavailable):
            SmtpMailer(f"127.0.0.1:{port}", "p@example.org", LOGIN).send(LETTER)
        other.join()
    assert greeted[0] in ("TLSv1.2", "TLSv1.3")


def test_a_wrong_login_keeps_the_letter_for_later(
    encrypted: tuple[MailServer, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, certificate = encrypted
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    with pytest.raises(MailerUnavailable, match="SMTPAuthenticationError"):
        signed_in(server, "portal:wrong").send(LETTER)

    assert server.raw == []


def test_a_server_whose_certificate_does_not_hold_hears_no_password(
    encrypted: tuple[MailServer, Path],
) -> None:
    server, _ = encrypted

    with pytest.raises(MailerUnavailable, match="SSLCertVerificationError"):
        signed_in(server).send(LETTER)

    assert server.raw == []


def test_a_server_without_encryption_hears_no_password(server: MailServer) -> None:
    with pytest.raises(MailerUnavailable, match="not_encrypted"):
        signed_in(server).send(LETTER)

    assert server.raw == []
