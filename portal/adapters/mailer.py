"""Letters by SMTP, plain text only."""

import smtplib
from email.message import EmailMessage

from portal.ports import Letter, MailerUnavailable

TIMEOUT_SECONDS = 5.0


class SmtpMailer:
    """Hands letters to the mail server at `host:port`."""

    def __init__(self, address: str, sender: str) -> None:
        host, _, port = address.rpartition(":")
        self._host, self._port, self._sender = host, int(port), sender

    def send(self, letter: Letter) -> None:
        """Hand the letter over; raises `MailerUnavailable` whenever the server did not take it."""
        message = EmailMessage()
        message["Message-ID"] = letter.message_id
        message["From"], message["To"] = self._sender, letter.to
        message["Subject"] = letter.subject
        message.set_content(letter.body)
        try:
            with smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_SECONDS) as server:
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as fault:
            raise MailerUnavailable(type(fault).__name__) from fault


class DemonstrationMailer:
    """Takes every letter and sends none: the demonstration writes to nobody."""

    def send(self, letter: Letter) -> None:
        """Do nothing: the row says that it was taken."""
