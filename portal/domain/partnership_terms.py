"""The nouns of a partnership file: the area, who may lead, where and about what.

Every class is frozen and holds what one table says; `portal.domain.partnership` reads them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.consents import PartnerKind, outside_council


class DistrictStatus(StrEnum):
    """How much the first half of a postcode settles."""

    CERTAIN = "certain"
    SUFFOLK = "suffolk"
    BORDER = "border"
    HEALTH_BORDER = "health_border"
    ALWAYS_ASK = "always_ask"


class Home(StrEnum):
    """What a postcode district says about the council where the child lives."""

    IN_AREA = "in_area"
    BORDER = "border"
    ALWAYS_ASK = "always_ask"
    UNLISTED = "unlisted"
    NOT_GIVEN = "not_given"


class NeedGroup(StrEnum):
    """Which questions a need brings with it: a letter for plans, a surgery for health, a school."""

    PLANS = "plans"
    SCHOOL = "school"
    TRANSPORT = "transport"
    CARE = "care"
    HEALTH = "health"
    OTHER = "other"


class LevelStatus(StrEnum):
    """Whether the partners have agreed to a promise."""

    PROPOSED = "proposed"
    AGREED = "agreed"


class Direction(StrEnum):
    """Which way a language is written."""

    LTR = "ltr"
    RTL = "rtl"


class HelpKind(StrEnum):
    """What a help contact is for."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    SAFEGUARDING = "safeguarding"
    ADVICE = "advice"
    HEALTH = "health"


class Audience(StrEnum):
    """Whom a help contact is meant for."""

    EVERYONE = "everyone"
    YOUNG_PEOPLE = "young_people"
    PROFESSIONALS = "professionals"


@dataclass(frozen=True, slots=True)
class Colours:
    """Brand colours as `#rrggbb`; contrast with white is at least 4.5 (WCAG 2.2, 1.4.3)."""

    brand: str
    link: str
    button: str


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the portal, with a telephone and a postal way."""

    name: str
    email: str
    telephone: str
    post: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Officer:
    """The senior responsible officer: who hears what nobody below has put right."""

    title: str
    mailbox: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Area:
    """The council area that the file is about."""

    key: str
    name: str
    council: str
    council_short: str
    colours: Colours
    operator: Operator
    officer: Officer


@dataclass(frozen=True, slots=True)
class Language:
    """A language offered to families, named in itself."""

    key: str
    name: str
    dir: Direction


@dataclass(frozen=True, slots=True)
class Partner:
    """A body that may hold a referral. `valid_from` and `valid_to` are its first and last day.

    `mailbox` is where letters to it go, of the service and never of a person; those to its manager
    and to its lead go to boxes of their own where it has them.
    """

    key: str
    name: str
    official_name: str
    kind: PartnerKind
    valid_from: date
    verified: bool
    parent: str | None = None
    valid_to: date | None = None
    successor: str | None = None
    standing_agreement: bool = False
    mailbox: str | None = None
    manager_mailbox: str | None = None
    lead_mailbox: str | None = None

    @property
    def outside_council(self) -> bool:
        """Whether nothing may go there without the family's `pass_on`."""
        return outside_council(self.kind)


@dataclass(frozen=True, slots=True)
class Place:
    """An area of doctors' surgeries; `commissioner` plans and pays for the care there."""

    key: str
    name: str
    says: str
    commissioner: str


@dataclass(frozen=True, slots=True)
class District:
    """The first half of a postcode; `area` is a place when the district lies wholly in one."""

    code: str
    status: DistrictStatus
    area: str | None = None
    acute_trust: str | None = None

    @property
    def home(self) -> Home:
        """What the district says about the council."""
        if self.status is DistrictStatus.BORDER:
            return Home.BORDER
        if self.status is DistrictStatus.ALWAYS_ASK:
            return Home.ALWAYS_ASK
        return Home.IN_AREA

    @property
    def asks_council(self) -> bool:
        """Whether the family is asked which council it pays council tax to."""
        return self.home is not Home.IN_AREA

    @property
    def asks_surgery(self) -> bool:
        """Whether, for health, the family is asked where its doctor's surgery is."""
        return self.area is None


@dataclass(frozen=True, slots=True)
class Need:
    """What a message can be about; `label` is the words of the question."""

    key: str
    label: str
    group: NeedGroup
