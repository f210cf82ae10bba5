"""Changed promises as they are typed: `partner respond 6 working_day`."""

from collections.abc import Iterable
from enum import Enum
from typing import TypeVar

import click

from portal.domain.clocks import BadServiceLevel, ClockKind, ServiceLevel, Subject, Unit
from portal.domain.promises import PROMISES, Regime

Code = TypeVar("Code", bound=Enum)
Promise = tuple[Regime, Subject, ClockKind]

_OURS = {
    Subject.FAMILY: Regime.CONCERN,
    Subject.PARTNER: Regime.CONCERN,
    Subject.TRIAGE: Regime.CONCERN,
    Subject.SAFEGUARDING: Regime.SAFEGUARDING,
}
_LAW = {
    regime.value: (regime, Subject.FORMAL)
    for regime, subjects in PROMISES.items()
    if Subject.FORMAL in subjects
}
_WHOSE = {subject.value: (regime, subject) for subject, regime in _OURS.items()} | _LAW


def changes_of(texts: Iterable[str]) -> dict[Promise, tuple[int, Unit]]:
    """Each promise with its new amount and unit; raises click's `BadParameter`."""
    found: dict[Promise, tuple[int, Unit]] = {}
    for text in texts:
        promise, amount = _change(text)
        if promise in found:
            raise _bad(text, "this promise is changed twice")
        found[promise] = amount
    return found


def _change(text: str) -> tuple[Promise, tuple[int, Unit]]:
    words = text.split()
    if len(words) != 4:
        raise _bad(text, "say whose, which kind, how many and of what")
    if words[0] not in _WHOSE:
        raise _bad(text, f"whose must be one of {', '.join(_WHOSE)}")
    regime, subject = _WHOSE[words[0]]
    kind = _code(ClockKind, words[1], text)
    if kind not in PROMISES[regime].get(subject, ()):
        known = ", ".join(one.value for one in PROMISES[regime][subject])
        raise _bad(text, f"{words[0]} has the promises {known}")
    if not words[2].isdecimal() or len(words[2]) > 6:
        raise _bad(text, f"{words[2]} is no whole number of units")
    amount, unit = int(words[2]), _code(Unit, words[3], text)
    try:
        ServiceLevel(kind, amount, unit)
    except BadServiceLevel as fault:
        raise _bad(text, str(fault)) from None
    return (regime, subject, kind), (amount, unit)


def _code(codes: type[Code], word: str, text: str) -> Code:
    try:
        return codes(word)
    except ValueError:
        known = ", ".join(str(one.value) for one in codes)
        raise _bad(text, f"{word} must be one of {known}") from None


def _bad(text: str, why: str) -> click.BadParameter:
    return click.BadParameter(f"{text!r}: {why}", param_hint="--level")
