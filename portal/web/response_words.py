"""Codes of "You said, we did" as words, for the public and for staff (who read English alone)."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.domain.public_responses import ResponseMove, ResponseOutcome, ResponseState
from portal.web.statuses import Tag

_O = ResponseOutcome


@dataclass(frozen=True)
class OutcomeWords:
    """How an outcome is called in a list of choices, on an entry, and what its answer is headed."""

    choice: LazyString
    tag: Tag
    heading: LazyString


OUTCOME: Mapping[ResponseOutcome, OutcomeWords] = {
    _O.DONE: OutcomeWords(_l("We did it"), Tag(_l("We did it"), "green"), _l("We did")),
    _O.UNDER_WAY: OutcomeWords(
        _l("We have begun"), Tag(_l("We have begun"), "blue"), _l("We are doing")
    ),
    _O.COULD_NOT: OutcomeWords(
        _l("We could not"), Tag(_l("We could not"), "grey"), _l("We could not, because")
    ),
    _O.DID_NOT_WORK: OutcomeWords(
        _l("You told us it did not work"),
        Tag(_l("You told us it did not work"), "orange"),
        _l("We did"),
    ),
}

STAFF_OUTCOME: Mapping[ResponseOutcome, str] = {
    _O.DONE: "We did it",
    _O.UNDER_WAY: "We have begun",
    _O.COULD_NOT: "We could not",
    _O.DID_NOT_WORK: "Families told us that it did not work",
}

STAFF_STATE: Mapping[ResponseState, Tag] = {
    ResponseState.DRAFT: Tag("Draft", "grey"),
    ResponseState.PUBLISHED: Tag("Published", "green"),
}

NOT_OUT = Tag("Newer words are not published", "yellow")

MOVE: Mapping[ResponseMove, str] = {
    ResponseMove.ADDED: "Added",
    ResponseMove.CHANGED: "Changed",
    ResponseMove.PUBLISHED: "Published",
    ResponseMove.TAKEN_DOWN: "Taken down",
}
