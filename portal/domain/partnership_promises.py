"""More nouns of a partnership file: routing rules, promises, waiting, closed days and help."""

from dataclasses import dataclass
from datetime import date

from portal.domain.clock_terms import ClockKind, Subject
from portal.domain.partnership_terms import Audience, HelpKind, Home, LevelStatus
from portal.domain.submissions import SubmissionKind

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
    """A promise in working days. `partner` narrows a partner's promise to one body."""

    submission: SubmissionKind
    subject: Subject
    clock: ClockKind
    working_days: int
    effective_from: date
    status: LevelStatus
    partner: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long we wait, in working days."""

    silence: int
    pause_cap: int
    hold_cap: int


@dataclass(frozen=True, slots=True)
class Closure:
    """A day on which the whole partnership is closed besides weekends and bank holidays."""

    date: date
    why: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whose bank holidays, in which zone, and our own closed days."""

    bank_holidays: str
    time_zone: str
    closures: tuple[Closure, ...] = ()


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
