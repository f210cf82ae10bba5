"""Letters: by which channel they go, and how much of the line a text message takes."""

from enum import Enum


class Channel(Enum):
    """How a letter reaches somebody; a family's is that of the contact it gave."""

    EMAIL = "email"
    TEXT = "text"


MOST_PARTS = 2
"""A text message of ours is never longer: each part costs, and a long one is not read."""

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€\f")
_GSM_ROOM, _UCS2_ROOM = (160, 153), (70, 67)
"""Room in a lone part, and in each of several, whose headers take some of it."""


def parts_of(text: str) -> int:
    """How many parts a text message takes (3GPP TS 23.038: 7-bit alphabet, else UCS-2)."""
    known = all(sign in _GSM or sign in _GSM_TWICE for sign in text)
    if known:
        length = sum(2 if sign in _GSM_TWICE else 1 for sign in text)
    else:
        length = len(text.encode("utf-16-be")) // 2
    alone, joined = _GSM_ROOM if known else _UCS2_ROOM
    return 1 if length <= alone else -(-length // joined)
