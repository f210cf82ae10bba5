"""Letters in words: what they say, how they go, what went wrong. Staff read them in English."""

from collections.abc import Mapping

from portal.domain.letters import Channel
from portal.domain.promises import Recipient

LETTER_CHANNEL: Mapping[Channel, str] = {
    Channel.EMAIL: "E-mail",
    Channel.TEXT: "Text message",
}

DESK: Mapping[Recipient, str] = {
    Recipient.SERVICE: "the service",
    Recipient.CASEWORKER: "caseworkers",
    Recipient.MANAGER: "the manager",
    Recipient.PARTNER_LEAD: "the lead of the body",
    Recipient.SENIOR_OFFICER: "the senior responsible officer",
    Recipient.SAFEGUARDING: "safeguarding leads",
    Recipient.BOARD: "the board",
}
"""The desks that letters go to: never a person by name."""

LETTER_KIND: Mapping[str, str] = {
    "digest": "Promises that are due or late",
    "formal_route": "Something was made formal",
    "news": "There is something to read",
    "receipt": "We have your message",
    "referral_placed": "A case was placed",
    "safeguarding_flag": "A lead must look",
    "safeguarding_late": "A lead has not looked in time",
}

LETTER_FAILURE: Mapping[str, str] = {
    "ConnectionRefusedError": "The mail server was not there",
    "TimeoutError": "The mail server did not answer in time",
    "SMTPServerDisconnected": "The mail server hung up",
    "SMTPDataError": "The mail server did not take the letter",
    "SMTPRecipientsRefused": "The mail server refused the address",
    "SMTPNotSupportedError": "The mail server cannot write to such an address",
    "SealBroken": "The address cannot be opened: its key is gone",
    "no_mailbox": "The body has no mailbox",
    "notify_400": "Notify refused the address or the template",
    "notify_403": "Notify refused our key",
    "notify_429": "Notify's limit was reached",
    "notify_500": "Notify had a fault",
    "notify_misread": "Something that is not Notify answered",
    "notify_unreachable": "Notify did not answer",
    "texts_not_set_up": "Text messages are not set up",
    "the worker never came back": "The worker ended while it sent this",
}
"""Kinds of failure in words; one that is not here is shown as it was recorded."""


def letter_kind(kind: str) -> str:
    """What a letter says, for staff; a kind without words of its own by its name."""
    return LETTER_KIND.get(kind, kind.replace("_", " ").capitalize())


def desk_of(body: str | None, recipient: Recipient | None) -> str:
    """Whom a letter to staff is for: a body, one of its desks, or a desk of no body."""
    desk = DESK[recipient or Recipient.SERVICE]
    if body is None:
        return desk[0].upper() + desk[1:]
    return body if recipient in (None, Recipient.SERVICE) else f"{body}: {desk}"
