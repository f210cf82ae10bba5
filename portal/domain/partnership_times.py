"""Whether what a partnership file says of time fits together: promises, ladder, hours, days."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import Any

from portal.domain.clock_levels import BadServiceLevel, ClockKind, ServiceLevel, Unit
from portal.domain.clock_terms import Subject
from portal.domain.errors import PortalError
from portal.domain.partnership_lines import Path
from portal.domain.partnership_promises import Hours
from portal.domain.partnership_sense import must_know, named, only_once
from portal.domain.partnership_shape import Findings, Row
from portal.domain.promises import OURS, PROMISES, Basis, Regime
from portal.domain.working_days import Calendar, Frame

_BY_PARTNER = frozenset({Subject.PARTNER, Subject.FORMAL})
_WHAT = ("regime", "subject", "clock")
_NARROWED = ("partner", "author")
_FULL_WEEK = date(2024, 1, 1), date(2024, 1, 7)


def check_times(document: Mapping[str, object], findings: Findings) -> None:
    """Note promises, steps, hours and closed days that do not fit."""
    partners = named(document, "partner")
    for row in findings.rows["service_level"]:
        _level(row, partners, findings)
    levels = findings.rows["service_level"]
    only_once(_named(levels, (*_WHAT, *_NARROWED, "effective_from")), findings)
    only_once(_named(levels, (*_WHAT, "rank", "effective_from")), findings)
    if "service_level" not in findings.unfit:
        _no_promise_left_out(levels, findings)
    _ladder(partners, findings)
    for row in findings.rows["closure"]:
        must_know(row, "partner", partners, "partner", findings)
    only_once(_named(findings.rows["closure"], ("date", "partner")), findings)
    _hours(findings)


def _named(rows: list[Row], columns: tuple[str, ...]) -> Iterable[tuple[Hashable, Path]]:
    for row in rows:
        said = (row.values[column] for column in columns if column in row.values)
        yield ", ".join(str(getattr(one, "value", one)) for one in said), row.path


def _level(row: Row, partners: set[str], findings: Findings) -> None:
    values = row.values
    must_know(row, "partner", partners, "partner", findings)
    known = PROMISES[values["regime"]]
    subject, clock = values["subject"], values["clock"]
    if clock not in known.get(subject, ()):
        said = f"{values['regime'].value} has no promise {clock.value} of {subject.value}"
        findings.fault((*row.path, "clock"), said)
    if "partner" in values and subject not in _BY_PARTNER:
        findings.fault((*row.path, "partner"), "only a partner's promise may name a partner")
    if values["basis"] is Basis.PRACTICE and "status" not in values:
        sentence = "status is missing: a promise of our own is proposed or agreed"
        findings.fault(row.path, sentence)
    if (values["unit"] is Unit.SAME_WORKING_DAY) != ("cut_off" in values and "next_by" in values):
        sentence = "cut_off and next_by belong to same_working_day, and to it alone"
        findings.fault((*row.path, "unit"), sentence)
    try:
        ServiceLevel(clock, values["amount"], values["unit"])
    except BadServiceLevel as fault:
        findings.fault((*row.path, "amount"), str(fault))


def _no_promise_left_out(rows: list[Row], findings: Findings) -> None:
    there = {
        (row.values["regime"], row.values["subject"], row.values["clock"])
        for row in rows
        if not any(narrow in row.values for narrow in _NARROWED)
    }
    for regime, subject, clock in _every_promise():
        if (regime, subject, clock) not in there:
            sentence = f"{regime.value} has no promise {clock.value} of {subject.value} for all"
            findings.fault(("service_level",), sentence)


def not_yet(rows: list[Row], on: date, findings: Findings) -> None:
    """Note each promise without which nothing can be sent or flagged, if it begins after a day.

    A law may come into force later: its promise is asked for when its way is gone, and not before.
    """
    found: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        if row.values["regime"] in OURS and not any(one in row.values for one in _NARROWED):
            found[tuple(row.values[one] for one in _WHAT)].append(row)
    for same in found.values():
        first = min(same, key=lambda row: row.values["effective_from"])
        since, said = first.values["effective_from"], first.values
        if since > on:
            sentence = (
                f"{said['regime'].value} promises {said['subject'].value} {said['clock'].value} "
                f"only from {since.isoformat()}: one must be in force on {on.isoformat()}"
            )
            findings.fault((*first.path, "effective_from"), sentence)


def _every_promise() -> Iterable[tuple[Regime, Subject, ClockKind]]:
    for regime, subjects in PROMISES.items():
        for subject, clocks in subjects.items():
            for clock in clocks:
                yield regime, subject, clock


def _ladder(partners: set[str], findings: Findings) -> None:
    ladders: dict[tuple[Any, Any], list[Row]] = defaultdict(list)
    for row in findings.rows["ladder"]:
        must_know(row, "partner", partners, "partner", findings)
        ladders[(row.values.get("subject"), row.values.get("partner"))].append(row)
    if (None, None) not in ladders and "ladder" not in findings.unfit:
        findings.fault(("ladder",), "no ladder is for all: one must have no subject and no partner")
    for rows in ladders.values():
        late = -1
        for step, row in enumerate(rows, start=1):
            if row.values["step"] != step:
                findings.fault((*row.path, "step"), f"the next step here is {step}")
            if row.values["working_days_late"] <= late:
                sentence = "working_days_late must be more than on the step before"
                findings.fault((*row.path, "working_days_late"), sentence)
            late = row.values["working_days_late"]


def _hours(findings: Findings) -> None:
    if "hours" in findings.unfit:
        return
    try:
        hours = frames(Hours(**row.values) for row in findings.rows["hours"])
        Calendar("hours", {}, *_FULL_WEEK, hours=hours)
    except PortalError as fault:
        findings.fault(("hours",), str(fault))


def frames(hours: Iterable[Hours]) -> dict[int, tuple[Frame, ...]]:
    """The frames of each weekday, 0 for Monday, in order of their opening."""
    found: dict[int, list[Frame]] = defaultdict(list)
    for one in hours:
        for weekday in one.days:
            found[weekday].append(Frame(one.open, one.close))
    return {weekday: tuple(sorted(many)) for weekday, many in sorted(found.items())}
