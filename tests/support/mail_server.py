"""A loopback mail server that keeps the very bytes it was sent, and can be told to fail."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as SmtpSession

from tests.support.running import free_port


def _authenticate(*asked: object) -> AuthResult:
    given = asked[-1]
    assert isinstance(given, LoginPassword)
    known = LOGIN.encode().partition(b":")
    return AuthResult(success=(given.login, b":", given.password) == known, handled=False)


class MailServer:
    """Takes what it is sent, unless it was told to answer otherwise.

    `drop` makes it take a letter and hang up before it says so.
    """

    def __init__(self) -> None:
        self.address = ""
        self.raw: list[bytes] = []
        self.envelopes: list[tuple[str | None, list[str]]] = []
        self.answer = "250 OK"
        self.to_recipient = "250 OK"
        self.drop = False

    @property
    def taken(self) -> list[EmailMessage]:
        """The letters as a mail program reads them."""
        return [message_from_bytes(one, policy=default) for one in self.raw]  # type: ignore[misc]

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
            self.raw.append(envelope.content)
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        if self.drop:
            assert server.transport is not None
            server.transport.close()
        return self.answer


LOGIN = "portal:a:long secret"
"""The one login that a server with encryption knows; a password may hold a colon."""


@contextmanager
def mail_server(port: int = 0, encryption: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """One that listens on loopback until the end of the block; with encryption it takes letters
    only from who has signed in.
    """
    handler = MailServer()
    signed_in = {
        "tls_context": encryption, "auth_required": True, "auth_require_tls": True,
        "authenticator": _authenticate,
    }  # fmt: skip
    controller = Controller(
        handler,
        hostname="127.0.0.1",
        port=port or free_port(),
        **(signed_in if encryption else {}),
    )
    controller.start()
    handler.address = f"127.0.0.1:{controller.port}"
    try:
        yield handler
    finally:
        controller.stop()
