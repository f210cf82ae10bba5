"""The last day to appeal from both of its days: the letter's and the certificate's, the later one.

Source: domain/clocks.md §1.5; two months from the decision letter or one month from the mediation
certificate, whichever is later.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from flask_babel import gettext as _

from portal.domain.clocks import ClockKind
from portal.domain.legal_dates import LegalDate, from_certificate, last_dates
from portal.domain.working_days import Calendar
from portal.web.legal_working import LastDay, last_day
from portal.web.statuses import Tag

Pair = tuple[LegalDate, LastDay]
"""A last day as it was folded, and as it is shown."""


def one_by_one(found: Sequence[LegalDate]) -> list[Pair]:
    """Each by itself; an appeal comes after the talk with the adviser, as on a family's page."""
    in_order = sorted(found, key=lambda one: one.kind is ClockKind.APPEAL)
    return [(one, last_day(one)) for one in in_order]


def from_both_days(
    found: Sequence[LegalDate], certificate: date, calendar: Calendar, now: datetime
) -> list[Pair]:
    """The appeal from each of its two days, the later first; who has a certificate has mediated."""
    letters = [one for one in found if one.kind is ClockKind.APPEAL]
    levels = [from_certificate(one.level) for one in letters]
    certificates = last_dates(certificate, levels, calendar, now)
    return [
        pair
        for letter, other in zip(letters, certificates, strict=True)
        for pair in _later_first(letter, other)
    ]


def _later_first(letter: LegalDate, certificate: LegalDate) -> list[Pair]:
    shown = [
        (letter, _titled(letter, _("Counted from the date on the letter"))),
        (certificate, _titled(certificate, _("Counted from the date on the certificate"))),
    ]
    if letter.state is None or certificate.state is None:
        return shown
    if certificate.state.due_at == letter.state.due_at:
        return [(one, _same(day)) for one, day in shown]
    if certificate.state.due_at > letter.state.due_at:
        shown.reverse()
    (later, counts), (earlier, other) = shown
    return [(later, _counts(counts)), (earlier, _does_not(other))]


def _titled(one: LegalDate, title: str) -> LastDay:
    return replace(last_day(one), title=title)


def _counts(day: LastDay) -> LastDay:
    """The one to keep to; if it has passed, that is said instead."""
    said = _("It is the later of the two. You send your appeal to the tribunal by then.")
    tag = day.tag or Tag(_("This day counts"), "green")
    look = "done" if day.tag is None else day.state
    return replace(day, tag=tag, note=f"{said} {day.note}".strip(), state=look)


def _same(day: LastDay) -> LastDay:
    said = _("Both ways to count give the same day. You send your appeal to the tribunal by then.")
    return replace(day, note=f"{said} {day.note}".strip())


def _does_not(day: LastDay) -> LastDay:
    """Nothing is lost if it has passed, so nothing of that is said."""
    said = _("The other day is later, so this one does not count.")
    return replace(day, tag=None, note=said, state="running")
