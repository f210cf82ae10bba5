"""What came of asking us to delete it, in the family's words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.domain.erasing import ErasureOutcome, Part

OUTCOME: dict[ErasureOutcome, LazyString] = {
    ErasureOutcome.DELETED: _l("We delete what you sent."),
    ErasureOutcome.PART: _l("We delete a part of it."),
    ErasureOutcome.KEPT: _l("We have to keep it."),
}

PART: dict[Part, LazyString] = {
    Part.WORDS: _l("what you wrote, and what we wrote back"),
    Part.NAME: _l("your name, and how to reach you"),
    Part.SUPPORTERS: _l("the names and codes of people who help you"),
}
"""What was deleted, where it was a part: items of a list."""
