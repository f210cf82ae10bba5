"""More nouns of a partnership file: routing rules, promises, waiting, closed days and help."""

from dataclasses import dataclass
from datetime import date, time

from portal.domain.clock_levels import CHASE_PERCENT
from portal.domain.clock_terms import ClockKind, Roll, Starts, Subject, Unit
from portal.domain.partnership_terms import Audience, HelpKind, Home, LevelStatus
from portal.domain.promises import Basis, Recipient, Regime
from portal.domain.submissions import AuthorKind

UNKNOWN_AREA = "unknown"


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """Who leads when everything named here fits; empty or None means that it does not matter.

    Ages are whole years, both ends included; an unknown age fits neither end. `health_area` is the
    key of a place or `UNKNOWN_AREA`. `because` may hold {age}, {where} and {home}: sentences.
    """

    rank: int
    lead: str
    because: str
    needs: tuple[str, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    age_unknown: bool = False
    health_area: str | None = None
    home: tuple[Home, ...] = ()
    acute_trust: str | None = None
    also: tuple[str, ...] = ()

    @property
    def always_fits(self) -> bool:
        """Whether nothing but the need matters to this rule."""
        ages = self.age_from is not None or self.age_to is not None or self.age_unknown
        return not (ages or self.health_area or self.home or self.acute_trust)

    def is_about(self, need: str) -> bool:
        """Whether the rule speaks of this need."""
        return not self.needs or need in self.needs


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """A promise of time. The lowest `rank` that matches wins.

    `partner` and `author` narrow it to one body, or to one kind of author. `extend_most` is in the
    unit. `first_leg` are the working days for the acknowledgement that it runs from. A figure that
    is not `verified` is a setting, and no fact to tell a family.
    """

    regime: Regime
    subject: Subject
    clock: ClockKind
    rank: int
    amount: int
    unit: Unit
    effective_from: date
    basis: Basis
    verified: bool
    status: LevelStatus = LevelStatus.AGREED
    partner: str | None = None
    author: AuthorKind | None = None
    starts: Starts = Starts.DAY_AFTER
    roll: Roll = Roll.NONE
    warn_working_days: int = 1
    chase_percent: int = CHASE_PERCENT
    first_leg: int | None = None
    extend_most: int = 0
    cut_off: time | None = None
    next_by: time | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder: so many working days after the last day, who hears of it."""

    step: int
    working_days_late: int
    recipient: Recipient
    subject: Subject | None = None
    partner: str | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """One stretch of working hours of some weekdays, 0 for Monday."""

    days: tuple[int, ...]
    open: time
    close: time


@dataclass(frozen=True, slots=True)
class Letters:
    """When digests go to staff, by the clock on the wall, on working days alone."""

    digests: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long we wait, in working days; `link` is for each answer about linking two voices."""

    silence: int
    pause_cap: int
    hold_cap: int
    link: int = 20


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening the way to reach a family, to save a life.

    A second lead decides within `agree_minutes`; the two can read it for `shown_hours`.
    """

    agree_minutes: int = 60
    shown_hours: int = 24


@dataclass(frozen=True, slots=True)
class Closure:
    """A day closed besides weekends and bank holidays: for all, or for `partner` alone."""

    date: date
    why: str
    partner: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A bank holiday that the list of the library lacks (`holiday`), or has and should not."""

    noted_on: date
    date: date
    holiday: bool
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whose bank holidays, in which zone, working hours, closed days and corrections."""

    bank_holidays: str
    time_zone: str
    closures: tuple[Closure, ...] = ()
    corrections: tuple[Correction, ...] = ()
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpContact:
    """Someone to ring, text or look up; shown with a mark while not verified."""

    key: str
    name: str
    kind: HelpKind
    audience: Audience
    what_to_do: str
    verified: bool
    telephone: str | None = None
    relay: str | None = None
    text_word: str | None = None
    text_number: str | None = None
    web: str | None = None
    hours: str | None = None
    source: str | None = None

    @property
    def reachable(self) -> bool:
        """Whether the file gives any way to reach it."""
        return bool(self.telephone or self.text_number or self.web)
