"""Letters by GOV.UK Notify: e-mail and text messages."""

import logging

from notifications_python_client.errors import APIError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from portal.domain.letters import Channel
from portal.ports import Letter, LetterRefused, MailerUnavailable
from portal.settings import Notify

TIMEOUT_SECONDS = 10.0
BAD_REQUEST = 400

# What Notify answers may repeat what we sent, and the library would write it into our log.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)


class NotifyMailer:
    """Hands letters to Notify; our Message-ID is the `reference` of its notification.

    The two templates hold nothing but `((subject))` and `((body))`: the words are ours.
    """

    def __init__(self, notify: Notify, timeout: float = TIMEOUT_SECONDS) -> None:
        self._notify, self._timeout = notify, timeout

    def send(self, letter: Letter) -> None:
        """Hand it over; raises `LetterRefused` for a 400, else `MailerUnavailable`."""
        # A new one each time: the library's client may not be shared between threads.
        client = NotificationsAPIClient(self._notify.key, self._notify.url, self._timeout)
        try:
            with client.request_session:
                answer = self._post(client, letter)
        except InvalidResponse as fault:
            raise MailerUnavailable("notify_misread") from fault
        except APIError as fault:
            raise _told(fault) from fault
        except OSError as fault:
            raise MailerUnavailable("notify_unreachable") from fault
        # Notify gives each notification an id of its own, and then it has it: asking again would
        # send it twice. Without one something else answers there, like a proxy with its own page.
        if not isinstance(answer, dict) or not answer.get("id"):
            raise MailerUnavailable("notify_misread")

    def _post(self, client: NotificationsAPIClient, letter: Letter) -> object:
        if letter.channel is Channel.TEXT:
            return client.send_sms_notification(
                phone_number=letter.to,
                template_id=self._notify.text_template,
                personalisation={"body": letter.body},
                reference=letter.message_id,
            )
        return client.send_email_notification(
            email_address=letter.to,
            template_id=self._notify.email_template,
            personalisation={"subject": letter.subject, "body": letter.body},
            reference=letter.message_id,
        )


def _told(fault: APIError) -> MailerUnavailable | LetterRefused:
    if fault.response is None:
        return MailerUnavailable("notify_unreachable")
    if fault.status_code == BAD_REQUEST:
        return LetterRefused("notify_400")
    return MailerUnavailable(f"notify_{fault.status_code}")
