"""What people translated of a message, for the copy that its author keeps."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from portal.models import Translation
from portal.web.family.translated import MADE_BY
from portal.web.filters import moment

RULE = "-" * 40


def lines(rows: Sequence[Translation]) -> Iterator[str]:
    """Every version, oldest first, with who translated it and what the author said of it."""
    if rows:
        yield from (RULE, _("Translations"))
    for row in rows:
        yield from ("", f"{MADE_BY[row.made_by]} ({moment(row.written_at)})", "", row.words)
        if row.wanted:
            yield row.wanted
        if row.objected_at is not None:
            said = _("You said that a translation is not right")
            yield from ("", f"{said} ({moment(row.objected_at)})", row.objected_words or "")
