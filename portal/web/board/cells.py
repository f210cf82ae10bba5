"""Numbers and periods as the board reads them; staff pages are English (ruling 48)."""

from babel.dates import format_date
from markupsafe import Markup

from portal.domain.disclosure import Hidden, Protected
from portal.queries.snapshots import Frozen, Listed
from portal.web.filters import number

JOINED = "\u2060"
"""No line ends here: a dash between months would be torn from one of them."""

FEW = Markup(
    '<span aria-hidden="true">*</span><span class="govuk-visually-hidden">too few to show</span>'
)
NOT_SHOWN = Markup(
    '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">not shown</span>'
)
_BAR = Markup(
    '<svg class="portal-bar portal-bar--{kind}" viewBox="0 0 100 8" preserveAspectRatio="none"'
    ' aria-hidden="true" focusable="false"><rect class="portal-bar__whole" width="100"'
    ' height="8"></rect><rect class="portal-bar__part" width="{width}" height="8"></rect></svg>'
)
_HEAD = Markup('{name}<span class="portal-area__kind">{kind}</span>')


def shown(value: Protected | None, unit: str = "") -> Markup:
    """A number that may leave, an asterisk for one that is too small, a dash for one withheld."""
    if value is None:
        return NOT_SHOWN
    if isinstance(value, Hidden):
        return FEW
    return Markup("{}{}").format(number(value), unit)


def with_bar(value: Protected | None, most: int, kind: str) -> Markup:
    """The same with a bar beneath, as long as its share of `most`; drawn for sighted people only,
    since the number stands beside it."""
    if value is None or isinstance(value, Hidden) or most == 0:
        return shown(value)
    return shown(value) + _BAR.format(kind=kind, width=100 * value // most)


def heading(name: str, kind: str) -> Markup:
    """A row's name, and beneath it what kind of thing that is."""
    return _HEAD.format(name=name, kind=kind)


def period_name(period: Frozen | Listed) -> str:
    """July to September 2026."""
    first = format_date(period.first_day, "MMMM", locale="en_GB")
    return f"{first} to {format_date(period.last_day, 'MMMM y', locale='en_GB')}"


def short_name(period: Frozen | Listed) -> str:
    """Jul–Sep 2026: for the head of a column."""
    first = format_date(period.first_day, "MMM", locale="en_GB")
    last = format_date(period.last_day, "MMM y", locale="en_GB")
    return f"{first}{JOINED}–{JOINED}{last}"
