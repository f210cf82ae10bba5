"""Answers that a family puts away half-filled: how long they are kept, what opens them again."""

from datetime import datetime, timedelta

from portal.domain import codes
from portal.domain.working_days import end_of, local_date

DAYS_KEPT = timedelta(days=28)
SHOWN = timedelta(minutes=30)
"""For so long the page that saved shows the same number and words, however often it is pressed."""


def kept_until(now: datetime) -> datetime:
    """The London midnight after the 28th day: the last day is a whole one."""
    return end_of(local_date(now) + DAYS_KEPT)


def keys_of(code_key: bytes, key: str) -> tuple[str, codes.Code]:
    """Number and code of a saved draft, from the key of its form: saved again, they are the same.

    They differ from those of the message that the same form may become.
    """
    reference = codes.make_reference(codes.derive_digest(code_key, f"saved number {key}"))
    return reference, codes.code_from(codes.derive_digest(code_key, f"saved words {key}"))
