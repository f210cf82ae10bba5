"""How a limit of a law or code is counted, in a few sentences that anybody can follow."""

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.clocks import Roll, ServiceLevel, Starts, Unit
from portal.web.filters import number


def explained(level: ServiceLevel) -> str:
    """How it is counted, in a few sentences."""
    count = _counted(level)
    first = _("The day it starts from is day 0.")
    if level.starts is Starts.RECEIPT_DAY:
        first = _("The day it starts from is day 1.")
    if level.unit is Unit.MONTH:
        first = _("It starts from that day.")
    sentences = [first, count, _rolled(level.roll)]
    if level.first_leg is not None:
        sentences.insert(0, _first_leg(level.first_leg))
    return " ".join(one for one in sentences if one)


def _counted(level: ServiceLevel) -> str:
    if level.unit is Unit.MONTH:
        before = _("As the first day counts, that is the day before the same date.")
        receipt_counts = level.starts is Starts.RECEIPT_DAY
        return f"{_months(level.amount)} {before}" if receipt_counts else _months(level.amount)
    words = {Unit.WEEK: _weeks, Unit.CALENDAR_DAY: _days}.get(level.unit, _working_days)
    return words(level.amount)


def _months(amount: int) -> str:
    return str(
        ngettext(
            "It ends %(count)s month later, on the same date, or on the month's last day.",
            "It ends %(count)s months later, on the same date, or on the month's last day.",
            amount,
            count=number(amount),
        )
    )


def _weeks(amount: int) -> str:
    return str(
        ngettext(
            "We count %(count)s week. Every day counts, weekends too.",
            "We count %(count)s weeks. Every day counts, weekends too.",
            amount,
            count=number(amount),
        )
    )


def _days(amount: int) -> str:
    return str(
        ngettext(
            "We count %(count)s day. Every day counts, weekends too.",
            "We count %(count)s days. Every day counts, weekends too.",
            amount,
            count=number(amount),
        )
    )


def _working_days(amount: int) -> str:
    return str(
        ngettext(
            "We count %(count)s working day. Weekends and bank holidays do not count.",
            "We count %(count)s working days. Weekends and bank holidays do not count.",
            amount,
            count=number(amount),
        )
    )


def _first_leg(days: int) -> str:
    return str(
        ngettext(
            "They have %(count)s working day to write that they have it. The answer is counted"
            " from when they do, or from the last day for it.",
            "They have %(count)s working days to write that they have it. The answer is counted"
            " from when they do, or from the last day for it.",
            days,
            count=number(days),
        )
    )


def _rolled(roll: Roll) -> str:
    if roll is Roll.NEXT_WORKING_DAY:
        return str(_("If the last day is a weekend or a bank holiday, it is the next working day."))
    if roll is Roll.TRIBUNAL:
        return str(
            _(
                "The last day is never a weekend, a bank holiday, a day in August, or 25 December"
                " to 1 January. Then it is the next day that is none of these."
            )
        )
    return ""
