"""The page of promises: every promise in force, what each rests on, and what is not settled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.domain.clocks import ClockKind, Subject, Unit, pausable
from portal.domain.matching import About, matching
from portal.domain.partnership import Partnership, Rung, ServiceLevel
from portal.domain.partnership_terms import LevelStatus
from portal.domain.promises import Regime
from portal.domain.submissions import AuthorKind
from portal.web import promise_words as words
from portal.web.filters import hour
from portal.web.statuses import Tag

NOT_VERIFIED = Tag("Not verified", "red")
PROPOSED = Tag("Proposed, not agreed", "yellow")


@dataclass(frozen=True)
class Line:
    """One promise. `rules` and `waits` are sentences; `marks` say what is not settled."""

    title: str
    whose: str
    narrowed: str
    rank: int
    since: date
    to_come: bool
    amount: str
    rules: list[str]
    waits: list[str]
    basis: str
    source: str
    marks: list[Tag]


@dataclass(frozen=True)
class Section:
    """The promises of one regime."""

    key: str
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Ladder:
    """Who hears of what is late, first step first."""

    title: str
    steps: list[tuple[str, str]]


@dataclass(frozen=True)
class Example:
    """Why one promise matched and not another: each candidate, the one that wins first."""

    about: str
    candidates: list[tuple[Line, str]]


@dataclass(frozen=True)
class PromisesPage:
    """The whole page but for its earlier versions."""

    sections: list[Section]
    ladders: list[Ladder]
    example: Example | None
    count: int
    unverified: int
    proposed: int


def page(partnership: Partnership, today: date) -> PromisesPage:
    """Every promise of the version in force, by regime and whose it is."""
    levels = partnership.service_levels
    sections = [
        Section(
            regime.value,
            words.REGIME[regime],
            [line(one, partnership, today) for one in _ordered(levels, regime)],
        )
        for regime in Regime
    ]
    return PromisesPage(
        sections=[one for one in sections if one.lines],
        ladders=list(_ladders(partnership)),
        example=_example(partnership, today),
        count=len(levels),
        unverified=sum(not one.verified for one in levels),
        proposed=sum(one.status is LevelStatus.PROPOSED for one in levels),
    )


def line(level: ServiceLevel, partnership: Partnership, today: date) -> Line:
    """One promise in words."""
    marks = [] if level.verified else [NOT_VERIFIED]
    if level.status is LevelStatus.PROPOSED:
        marks.append(PROPOSED)
    return Line(
        title=words.KIND[level.clock],
        whose=words.WHOSE[level.subject],
        narrowed=_narrowed(level, partnership),
        rank=level.rank,
        since=level.effective_from,
        to_come=level.effective_from > today,
        amount=words.amount_of(level.amount, level.unit),
        rules=list(_rules(level)),
        waits=list(_waits(level, partnership)),
        basis=words.BASIS[level.basis],
        source=level.source or "",
        marks=marks,
    )


def _ordered(levels: Sequence[ServiceLevel], regime: Regime) -> list[ServiceLevel]:
    whose, kinds = list(Subject), list(ClockKind)
    return sorted(
        (one for one in levels if one.regime is regime),
        key=lambda one: (
            whose.index(one.subject),
            kinds.index(one.clock),
            one.rank,
            one.effective_from,
        ),
    )


def _narrowed(level: ServiceLevel, partnership: Partnership) -> str:
    found = []
    if level.author is not None:
        found.append(f"for messages of {words.AUTHOR[level.author]} alone")
    if level.partner is not None:
        named = partnership.partner(level.partner)
        found.append(f"for {named.name if named else level.partner} alone")
    return ", ".join(found).capitalize() if found else "For everybody"


def _rules(level: ServiceLevel) -> Iterator[str]:
    if level.unit is Unit.SAME_WORKING_DAY:
        if level.cut_off and level.next_by:
            yield (
                f"By {hour(level.next_by)} on the next working day when it came after "
                f"{hour(level.cut_off)} or on a closed day."
            )
        return
    if level.first_leg is not None:
        legs = words.working_days(level.first_leg)
        yield f"From the acknowledgement, for which {legs} are allowed."
    yield words.STARTS[level.starts]
    if told := words.ROLL[level.roll]:
        yield told
    if level.extend_most:
        most = words.amount_of(level.extend_most, level.unit)
        yield f"May be extended by up to {most} more, with the reason given."


def _waits(level: ServiceLevel, partnership: Partnership) -> Iterator[str]:
    caps = dict(
        zip(words.PAUSE, (partnership.waiting.pause_cap, partnership.waiting.hold_cap), strict=True)
    )
    reasons = pausable(level.clock) if level.regime is Regime.CONCERN else frozenset()
    for reason, cap in caps.items():
        if reason in reasons:
            yield f"{words.PAUSE[reason]}, {words.working_days(cap)} at most."
    told = [] if reasons else ["Never waits."]
    if level.warn_working_days:
        told.append(f"Warned {words.working_days(level.warn_working_days)} before the last day.")
    if level.chase_percent:
        told.append(f"Reminded at {level.chase_percent} % of the time.")
    yield " ".join(told)


def _ladders(partnership: Partnership) -> Iterator[Ladder]:
    rows: dict[tuple[Subject | None, str | None], list[Rung]] = {}
    for one in partnership.ladder:
        rows.setdefault((one.subject, one.partner), []).append(one)
    for (subject, key), steps in rows.items():
        named = partnership.partner(key) if key else None
        title = f"For {named.name if named else key}" if key else "For everything else"
        if subject is not None:
            title = words.WHOSE[subject]
        ordered = sorted(steps, key=lambda one: one.step)
        yield Ladder(title, [(_when(one), words.RECIPIENT[one.recipient]) for one in ordered])


def _when(one: Rung) -> str:
    if one.working_days_late == 0:
        return "The moment it is late"
    return f"{words.working_days(one.working_days_late)} late"


def _example(partnership: Partnership, today: date) -> Example | None:
    """The first promise that a narrower one takes the place of, for an invented message."""
    for level in partnership.service_levels:
        if level.author is None and level.partner is None:
            continue
        author = level.author or AuthorKind.PARENT_OR_CARER
        about = About(level.regime, level.subject, level.clock, level.partner, author)
        found = matching(partnership.service_levels, about, today)
        if len(found) > 1:
            return Example(_about(about), [_candidate(one, found, partnership, today)
                                           for one in found])  # fmt: skip
    return None


def _about(about: About) -> str:
    what = words.KIND[about.kind].lower()
    return f'"{what}", when one of the {words.AUTHOR[about.author]} writes'


def _candidate(
    one: ServiceLevel, found: list[ServiceLevel], partnership: Partnership, today: date
) -> tuple[Line, str]:
    wins = one is found[0]
    why = "Wins: its rank is the lowest." if wins else "Matches too, but its rank is higher."
    return line(one, partnership, today), why
