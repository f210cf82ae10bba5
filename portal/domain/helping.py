"""After an answer: did this help? Asked once, on the family's own page, and never in a letter."""

from enum import Enum

from portal.domain.submissions import OPEN, SubmissionStatus

LONGEST = 2_000
"""Characters of what a family may write with it."""


class Helped(Enum):
    """What the family said."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"


def may_say(status: SubmissionStatus, *, answered: bool, said: bool) -> bool:
    """Whether it is asked now: once there was an answer, and changed only while it is open.

    Who said nothing until it was closed is not asked again.
    """
    if not answered:
        return False
    return status in OPEN or (status is SubmissionStatus.RESOLVED and not said)
