"""Quarters and half-years of the calendar, and when a quarter's figures are frozen.

The board sees only closed periods: a quarter is frozen 10 working days after it ends, and what
comes later counts in the next as received late (ruling 34).
"""

import re
from dataclasses import dataclass
from datetime import date

from portal.domain.errors import PortalError
from portal.domain.working_days import ONE_DAY, Calendar, add_working_days

FREEZE_WORKING_DAYS = 10


class NotAPeriod(PortalError):
    """A text or number does not name a quarter or half-year."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"{value} is not a quarter such as 2026-Q3, or a half-year such as 2026-H2"
        )
        self.value = value


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a calendar year, written "2026-Q3". Raises `NotAPeriod`."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise NotAPeriod(f"{self.year}-Q{self.number}")

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """The quarter that the text names. Raises `NotAPeriod`."""
        return cls(*_read(text, "Q"))

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return self.next().start - ONE_DAY

    def next(self) -> "Quarter":
        """The quarter after it."""
        return _quarter_number(4 * self.year + self.number)

    def previous(self) -> "Quarter":
        """The quarter before it."""
        return _quarter_number(4 * self.year + self.number - 2)


@dataclass(frozen=True, order=True)
class HalfYear:
    """Six months of a calendar year, written "2026-H2". Raises `NotAPeriod`."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 2:
            raise NotAPeriod(f"{self.year}-H{self.number}")

    def __str__(self) -> str:
        return f"{self.year:04}-H{self.number}"

    @classmethod
    def parse(cls, text: str) -> "HalfYear":
        """The half-year that the text names. Raises `NotAPeriod`."""
        return cls(*_read(text, "H"))

    @property
    def quarters(self) -> tuple[Quarter, Quarter]:
        """Its two quarters."""
        return Quarter(self.year, 2 * self.number - 1), Quarter(self.year, 2 * self.number)

    @property
    def start(self) -> date:
        """Its first day."""
        return self.quarters[0].start

    @property
    def end(self) -> date:
        """Its last day."""
        return self.quarters[1].end

    def next(self) -> "HalfYear":
        """The half-year after it."""
        return half_of(self.quarters[1].next())

    def previous(self) -> "HalfYear":
        """The half-year before it."""
        return half_of(self.quarters[0].previous())


@dataclass(frozen=True, order=True)
class Year:
    """A calendar year, written "2026-Y", for what is too fine to be counted more often."""

    year: int

    def __str__(self) -> str:
        return f"{self.year:04}-Y"

    @classmethod
    def parse(cls, text: str) -> "Year":
        """The year that the text names. Raises `NotAPeriod`."""
        if not re.fullmatch(r"[1-9][0-9]{3}-Y", text):
            raise NotAPeriod(text)
        return cls(int(text[:4]))

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, 1, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return date(self.year, 12, 31)

    def next(self) -> "Year":
        """The year after it."""
        return Year(self.year + 1)


Period = Quarter | HalfYear | Year


def quarter_of(day: date) -> Quarter:
    """The quarter in which the day falls."""
    return Quarter(day.year, (day.month + 2) // 3)


def half_of(quarter: Quarter) -> HalfYear:
    """The half-year in which the quarter falls."""
    return HalfYear(quarter.year, (quarter.number + 1) // 2)


def frozen_on(period: Period, calendar: Calendar) -> date:
    """The day from which the period's figures no longer change."""
    return add_working_days(period.end, FREEZE_WORKING_DAYS, calendar)


def closed_by(today: date, calendar: Calendar) -> Quarter:
    """The latest quarter whose figures are frozen on that day."""
    quarter = quarter_of(today).previous()
    while frozen_on(quarter, calendar) > today:
        quarter = quarter.previous()
    return quarter


def half_closed_by(today: date, calendar: Calendar) -> HalfYear:
    """The latest half-year both of whose quarters are frozen on that day."""
    half = half_of(closed_by(today, calendar))
    return half if frozen_on(half, calendar) <= today else half.previous()


def year_closed_by(today: date, calendar: Calendar) -> Year:
    """The latest year whose figures are frozen on that day."""
    last = Year(today.year - 1)
    return last if frozen_on(last, calendar) <= today else Year(today.year - 2)


def _quarter_number(index: int) -> Quarter:
    year, before = divmod(index, 4)
    return Quarter(year, before + 1)


def _read(text: str, letter: str) -> tuple[int, int]:
    found = re.fullmatch(rf"([1-9][0-9]{{3}})-{letter}([1-4])", text)
    if found is None:
        raise NotAPeriod(text)
    return int(found[1]), int(found[2])
