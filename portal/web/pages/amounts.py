"""How long a promise or a limit is, in the reader's language: "10 working days"."""

from flask_babel import gettext as _
from flask_babel import ngettext as _n

from portal.domain.clocks import Unit
from portal.web.filters import number


def amount_of(amount: int, unit: Unit) -> str:
    """How much of a unit."""
    count = number(amount)
    if unit is Unit.SAME_WORKING_DAY:
        return str(_("the same working day"))
    if unit is Unit.MONTH:
        return str(_n("%(count)s month", "%(count)s months", amount, count=count))
    if unit is Unit.WEEK:
        return str(_n("%(count)s week", "%(count)s weeks", amount, count=count))
    if unit is Unit.CALENDAR_DAY:
        return str(_n("%(count)s day", "%(count)s days", amount, count=count))
    if unit is Unit.WORKING_HOUR:
        return str(_n("%(count)s working hour", "%(count)s working hours", amount, count=count))
    return str(_n("%(count)s working day", "%(count)s working days", amount, count=count))
