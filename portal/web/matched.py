"""Which promises are shown, and why each and no other, to staff and to families."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.domain.clocks import ClockKind
from portal.domain.promises import Regime
from portal.domain.submissions import AuthorKind
from portal.models import ClockRow
from portal.web.filters import date_short
from portal.web.statuses import STAFF_AUTHOR

_ABOUT: Mapping[str, str] = {
    Regime.CONCERN.value: "early concerns",
    Regime.SAFEGUARDING.value: "flags of safeguarding",
}

_TO: Mapping[AuthorKind, LazyString] = {
    AuthorKind.PARENT_OR_CARER: _l("This is our promise to parents and carers."),
    AuthorKind.YOUNG_PERSON: _l("This is our promise to children and young people."),
    AuthorKind.HELPER: _l("This is our promise to people who help a family."),
    AuthorKind.PROFESSIONAL: _l("This is our promise to people who work with children."),
}

_UNTIL_THE_NEXT = (ClockKind.KEEP_INFORMED, ClockKind.TRIAGE)


def newest_told(rows: Sequence[ClockRow]) -> list[ClockRow]:
    """Without the promises that hold only until the next, and were kept in time before it."""
    newest = {kind: max((one.cycle for one in rows if one.kind is kind), default=0)
              for kind in _UNTIL_THE_NEXT}  # fmt: skip
    return [
        one for one in rows if one.cycle == newest.get(one.kind, one.cycle) or one.on_time is False
    ]


def to_staff(row: ClockRow) -> str:
    """Its rank, what it is narrowed to and since when it is in force; "" where nobody wrote it."""
    found = row.matched
    if "rank" not in found:
        return ""
    author = found.get("for_author")
    who = STAFF_AUTHOR[AuthorKind(author)].lower() if author else "every author"
    body = f"the service {found['for_partner']}" if found.get("for_partner") else "every service"
    since = date_short(date.fromisoformat(found["since"]))
    about = _ABOUT.get(found["regime"], found["regime"].replace("_", " "))
    level = row.service_level
    unit = level.unit.value.removesuffix("_corresponding").replace("_", " ")
    amount = f"{level.amount} {unit}{'s' if level.amount > 1 else ''}"
    return (
        f"{amount}: of the promises on {about}, the one of rank {found['rank']}, which is for"
        f" {who} and {body}, in force since {since}. The lowest rank that fits counts."
    )


def to_family(row: ClockRow) -> str:
    """One sentence where the promise is not the one to everybody; "" for the usual one."""
    author = row.matched.get("for_author")
    return str(_TO[AuthorKind(author)]) if author else ""
