"""What staff call how something came, whose words it is in and who agrees to it."""

from collections.abc import Mapping
from datetime import date

from portal.domain.on_behalf import FamilyKnows
from portal.domain.staff_entry import CameBy, SaidHow, WhoseWords, typed_after
from portal.domain.working_days import local_date
from portal.models import StaffEntry
from portal.web.filters import date_long

CAME_BY: Mapping[CameBy, str] = {
    CameBy.CALL: "A telephone call",
    CameBy.LETTER: "A letter",
    CameBy.EMAIL: "An e-mail",
    CameBy.IN_PERSON: "In person",
    CameBy.EVENT: "An event, with one or more voices",
}

CAME_FROM: Mapping[CameBy, str] = {
    CameBy.CALL: "a telephone call",
    CameBy.LETTER: "a letter",
    CameBy.EMAIL: "an e-mail",
    CameBy.IN_PERSON: "what was said in person",
    CameBy.EVENT: "what was said at an event",
}

WHOSE_WORDS: Mapping[WhoseWords, str] = {
    WhoseWords.VERBATIM: "Word for word, as said or written",
    WhoseWords.NOTES: "Notes of what was said",
}

SAID_HOW: Mapping[SaidHow, str] = {SaidHow.SPOKEN: "Spoken", SaidHow.SIGNED: "Signed on paper"}

KNOWS: Mapping[FamilyKnows, str] = {
    FamilyKnows.AGREES: "Yes, and they agree",
    FamilyKnows.KNOWS: "They know, but have not said that they agree",
    FamilyKnows.NO: "No",
}

NOT_SAID = "not_said"

FORMATS: Mapping[str, str] = {
    "large_print": "Large print",
    "easy_words": "Easy words",
    "braille": "Braille",
    "audio": "Audio",
    "bsl": "British Sign Language interpreter",
    "lip": "Lipspeaker or speech-to-text reporter",
    "relay": "Relay UK or text, no voice calls",
    "interpreter": "Interpreter for a spoken language",
    "slow": "More time, one thing at a time",
}
"""Needs that the Accessible Information Standard (DAPB1605) names, and a few of our own."""

EASY = "easy_words"


def later(row: StaffEntry) -> str:
    """How much later it was typed in, both dates said; short where it was the same day."""
    return later_than(row.contact_on, local_date(row.typed_at))


def later_than(contact_on: date, typed_on: date) -> str:
    """The same, of two days."""
    days = typed_after(contact_on, typed_on)
    if not days:
        return f"Typed in on the same day, {date_long(contact_on)}."
    many = "1 day" if days == 1 else f"{days} days"
    return f"Typed in on {date_long(typed_on)}, {many} after the contact."
