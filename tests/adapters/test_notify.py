"""GOV.UK Notify gets exactly our words, signed, under our number; its refusals are told apart."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from portal.adapters.notify import NotifyMailer
from portal.domain.letters import Channel
from portal.ports import Letter, LetterRefused, MailerUnavailable
from portal.settings import NOTIFY_URL
from tests.support.notify_server import (
    EMAIL_TEMPLATE,
    KEY,
    SECRET,
    TEXT_TEMPLATE,
    NotifyServer,
    notify_server,
)

LETTER = Letter(
    message_id="<00ff@portal.invalid>",
    to="family@example.org",
    subject="لديك رسالة",
    body="هناك شيء جديد.\nGo to https://portal.example\n",
    language="ar",
)
TEXT = Letter(
    message_id="<00aa@portal.invalid>",
    to="+447700900123",
    subject="",
    body="لديك رسالة. لقراءتها افتح https://portal.example",
    channel=Channel.TEXT,
    language="ar",
)


@pytest.fixture
def server() -> Iterator[NotifyServer]:
    with notify_server() as server:
        yield server


def to(server: NotifyServer, **changes: str) -> NotifyMailer:
    return NotifyMailer(server.settings(**changes), timeout=0.4)


def test_an_e_mail_arrives_with_our_words_under_our_number(server: NotifyServer) -> None:
    to(server).send(LETTER)

    (taken,) = server.sent
    assert taken.path == "/v2/notifications/email"
    assert taken.told == {
        "email_address": "family@example.org",
        "template_id": EMAIL_TEMPLATE,
        "personalisation": {"subject": LETTER.subject, "body": LETTER.body},
        "reference": "<00ff@portal.invalid>",
    }


def test_a_text_arrives_with_our_words_under_our_number(server: NotifyServer) -> None:
    to(server).send(TEXT)

    (taken,) = server.sent
    assert taken.path == "/v2/notifications/sms"
    assert taken.told == {
        "phone_number": "+447700900123",
        "template_id": TEXT_TEMPLATE,
        "personalisation": {"body": TEXT.body},
        "reference": "<00aa@portal.invalid>",
    }


def test_the_bytes_are_json_in_ascii_with_every_arabic_letter_in_them(server: NotifyServer) -> None:
    to(server).send(TEXT)

    (taken,) = server.sent
    assert taken.headers["content-type"] == "application/json"
    assert taken.body.isascii()
    assert TEXT.body.encode("ascii", "backslashreplace") in taken.body


def test_the_key_signs_the_request_and_never_travels(server: NotifyServer) -> None:
    to(server).send(LETTER)

    (taken,) = server.requests
    assert taken.headers["authorization"].startswith("Bearer ")
    assert SECRET not in repr(taken)


def test_a_letter_sent_twice_is_the_same_body(server: NotifyServer) -> None:
    for _ in range(2):
        to(server).send(LETTER)

    first, second = server.sent
    assert first.body == second.body


@pytest.mark.parametrize("letter", [LETTER, TEXT], ids=["email", "text"])
@pytest.mark.parametrize(
    ("fail", "kind", "said"),
    [
        (500, MailerUnavailable, "notify_500"),
        (503, MailerUnavailable, "notify_503"),
        (429, MailerUnavailable, "notify_429"),
        (403, MailerUnavailable, "notify_403"),
        (400, LetterRefused, "notify_400"),
        ("hang", MailerUnavailable, "notify_unreachable"),
        ("drop", MailerUnavailable, "notify_unreachable"),
        ("page", MailerUnavailable, "notify_misread"),
        ("stranger", MailerUnavailable, "notify_misread"),
    ],
)
def test_each_way_to_fail_is_known_for_what_it_is(
    server: NotifyServer, letter: Letter, fail: int | str, kind: type[Exception], said: str
) -> None:
    server.fail = fail

    with pytest.raises((MailerUnavailable, LetterRefused)) as refused:
        to(server).send(letter)

    assert (type(refused.value), str(refused.value)) == (kind, said)
    assert len(server.requests) == 1


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with notify_server() as server:
        gone = to(server)

    with pytest.raises(MailerUnavailable, match=r"^notify_unreachable$"):
        gone.send(LETTER)


def test_a_key_of_another_service_is_not_the_fault_of_the_letter(server: NotifyServer) -> None:
    another = KEY[:-1] + ("1" if KEY[-1] == "0" else "0")

    with pytest.raises(MailerUnavailable, match=r"^notify_403$"):
        to(server, key=another).send(LETTER)

    assert server.sent == []


def test_no_address_is_in_the_log_or_in_what_is_said(
    server: NotifyServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.fail = 400
    letter = replace(LETTER, to="quokkazebra@example.org")

    with caplog.at_level(logging.DEBUG), pytest.raises(LetterRefused) as refused:
        to(server).send(letter)

    assert "quokka" not in caplog.text + str(refused.value)
    assert "API POST" not in caplog.text


def test_the_real_service_is_asked_by_https() -> None:
    assert NOTIFY_URL.startswith("https://api.notifications.service.gov.uk")
