"""What came of asking us to delete it, in the family's words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.domain.erasing import ErasureOutcome

OUTCOME: dict[ErasureOutcome, LazyString] = {
    ErasureOutcome.DELETED: _l("We delete what you sent."),
    ErasureOutcome.PART: _l("We delete a part of it."),
    ErasureOutcome.KEPT: _l("We have to keep it."),
}
