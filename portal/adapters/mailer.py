"""Letters by SMTP, plain text only; choosing who carries a letter; and carrying none."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime

from portal.domain.letters import Channel
from portal.ports import Letter, LetterRefused, Mailer, MailerUnavailable

TIMEOUT_SECONDS = 5.0
NO_SUCH_ADDRESS = frozenset({550, 551, 553})
"""Answers that no patience changes (RFC 5321, 4.2.3); a full mailbox, 552, may be emptied."""


ENCRYPTED_FROM_THE_START = 465
"""The port of submission over TLS (RFC 8314, 3.3)."""


class NotEncrypted(Exception):
    """The server offers no encryption, so the password is not said to it."""


class SmtpMailer:
    """Hands letters to the mail server at `host:port`.

    With a `login` of `name:password` only over an encrypted connection to a server whose
    certificate holds: port 465 is encrypted from the start, any other by STARTTLS, or nothing is
    said to it at all.
    """

    def __init__(self, address: str, sender: str, login: str = "") -> None:
        host, _, port = address.rpartition(":")
        self._host, self._port, self._sender = host, int(port), sender
        self._name, _, self._password = login.partition(":")

    def send(self, letter: Letter) -> None:
        """Hand it over; raises `LetterRefused` for an address that cannot be, else
        `MailerUnavailable` when it was not taken.
        """
        message = self._message(letter)
        try:
            with self._connected() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as fault:
            answers = {code for code, _ in fault.recipients.values()}
            kind = LetterRefused if answers <= NO_SUCH_ADDRESS else MailerUnavailable
            raise kind(type(fault).__name__) from fault
        except NotEncrypted as fault:
            raise MailerUnavailable("not_encrypted") from fault
        except smtplib.SMTPNotSupportedError as fault:
            raise LetterRefused(type(fault).__name__) from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise MailerUnavailable(type(fault).__name__) from fault

    def _connected(self) -> smtplib.SMTP:
        """A connection, signed in where there is a login; closed again if it cannot be."""
        if not self._name:
            return smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_SECONDS)
        trust = ssl.create_default_context()
        if self._port == ENCRYPTED_FROM_THE_START:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=TIMEOUT_SECONDS, context=trust
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_SECONDS)
        try:
            if not isinstance(server, smtplib.SMTP_SSL):
                _encrypt(server, trust)
            server.login(self._name, self._password)
        except BaseException:
            server.close()
            raise
        return server

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["Message-ID"] = letter.message_id
        message["From"], message["To"] = self._sender, letter.to
        if letter.written_at is not None:
            message["Date"] = format_datetime(letter.written_at)
        message["Subject"] = letter.subject
        # Asks absence notices and the like not to answer (RFC 3834).
        message["Auto-Submitted"] = "auto-generated"
        # Not as eight bits: a relay on the way may not take them, and Arabic would be lost.
        message.set_content(letter.body, cte=None if letter.body.isascii() else "base64")
        # After the body, which takes every other header of content away.
        message["Content-Language"] = letter.language
        return message


def _encrypt(server: smtplib.SMTP, trust: ssl.SSLContext) -> None:
    try:
        server.starttls(context=trust)
    except smtplib.SMTPNotSupportedError as fault:
        raise NotEncrypted from fault


class ByChannel:
    """Passes each letter to the one who carries its channel."""

    def __init__(self, email: Mailer, text: Mailer | None) -> None:
        self._email, self._text = email, text

    def send(self, letter: Letter) -> None:
        """Hand it on; a text waits while nobody carries texts: the setting may come back."""
        carrier = self._text if letter.channel is Channel.TEXT else self._email
        if carrier is None:
            raise MailerUnavailable("texts_not_set_up")
        carrier.send(letter)


class DemonstrationMailer:
    """Takes every letter and sends none: the demonstration writes to nobody."""

    def send(self, letter: Letter) -> None:
        """Do nothing: the row says that it was taken."""
