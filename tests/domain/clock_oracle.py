"""A second opinion on deadlines: plain, slow, and without one line of the portal's.

Days are walked one by one and working hours minute by minute, as somebody would with a calendar on
the wall and a pencil. The rules are those written in design/timers.md (Rulings 1 to 10) and
domain/clocks.md §1.9, and nothing here may be shared with what it checks.

Instants are aware datetimes. A pause is (start, end), its end None while it lasts: it is then taken
to end at `now`. An extension is (since when, how much more). `closed` labels the closed days from
Monday to Friday; `own` are those of them that the body itself chose. `frames` gives each weekday
(0 is Monday) its stretches of working time as (opening, closing).
"""

from calendar import isleap
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
FIVE_O_CLOCK = time(17)
OFFICE_HOURS = {weekday: ((time(9), FIVE_O_CLOCK),) for weekday in range(5)}

Span = tuple[datetime, datetime | None]
Frames = Mapping[int, Sequence[tuple[time, time]]]
Line = tuple[date, bool, str | None]
Extensions = Iterable[tuple[datetime, int]]


def day_of(instant: datetime) -> date:
    """The date on the wall in London."""
    return instant.astimezone(LONDON).date()


def at_local(day: date, when: time = time()) -> datetime:
    """The instant in UTC at which London's clocks show that time of that day."""
    return datetime.combine(day, when, LONDON).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The midnight that ends the day."""
    return at_local(day + A_DAY)


def is_weekday(day: date) -> bool:
    return day.isoweekday() <= 5


def is_open(day: date, closed: Collection[date]) -> bool:
    return is_weekday(day) and day not in closed


def nth_open_day_after(day: date, number: int, closed: Collection[date]) -> date:
    """The day itself for 0, else the open day so many open days later."""
    while number:
        day += A_DAY
        if is_open(day, closed):
            number -= 1
    return day


def why_closed(day: date, closed: Collection[date], own: Collection[date]) -> str | None:
    if not is_weekday(day):
        return "weekend"
    if day in closed:
        return "closed" if day in own else "bank_holiday"
    return None


def pause_ends_by(start: datetime, cap: int, closed: Collection[date]) -> datetime:
    """When a pause ends by itself: with the end of so many working days after it began."""
    return end_of(nth_open_day_after(day_of(start), cap, closed))


def ended(spans: Iterable[Span], now: datetime | None) -> list[tuple[datetime, datetime]]:
    """Spans with both ends: one that lasts is taken as if it ended now (ruling 3)."""
    both = []
    for start, end in spans:
        last = now if end is None else end
        if last is None:
            raise ValueError("a pause still lasts, and nobody said what time it is")
        both.append((start, last))
    return both


def covers_the_end(
    spans: Iterable[tuple[datetime, datetime]], day: date, received: datetime
) -> bool:
    """Rulings 1 and 2: clipped at receipt, and start < midnight ≤ end."""
    midnight = end_of(day)
    return any(max(start, received) < midnight <= end for start, end in spans)


def working_day_lines(
    received: datetime,
    amount: int,
    pauses: Iterable[Span] = (),
    starts: str = "day_after",
    closed: Collection[date] = (),
    *,
    own: Collection[date] = (),
    shut: Iterable[Span] = (),
    extensions: Extensions = (),
    now: datetime | None = None,
) -> list[Line]:
    """Every day from receipt to the last on time."""
    waits, outs, more = ended(pauses, now), ended(shut, now), list(extensions)
    day, counted, lines = day_of(received), 0, []
    while True:
        why = why_closed(day, closed, own)
        if not lines and starts == "day_after":
            why = "day_zero"
        elif why is None and covers_the_end(outs, day, received):
            why = "stopped"
        elif why is None and covers_the_end(waits, day, received):
            why = "paused"
        lines.append((day, why is None, why))
        counted += why is None
        if counted >= amount + sum(by for since, by in more if since < end_of(day)):
            return lines
        day += A_DAY


def calendar_end(start: date, amount: int, unit: str, starts: str) -> date:
    """The last day of a period of calendar days, weeks or months, before any roll."""
    if unit == "month_corresponding":
        return corresponding(start, amount, starts)
    days, day = amount * {"calendar_day": 1, "week": 7}[unit], start
    for _ in range(days - (starts == "receipt_day")):
        day += A_DAY
    return day


def corresponding(start: date, months: int, starts: str) -> date:
    """The same date number so many months on, or the day before it; none: the month's last day."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    last = {2: 29 if isleap(year) else 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
    if start.day > last:
        return date(year, month, last)
    same = date(year, month, start.day)
    return same - A_DAY if starts == "receipt_day" else same


def in_the_tribunals_holidays(day: date) -> bool:
    return day.month == 8 or (day.month, day.day) in {(12, n) for n in range(25, 32)} | {(1, 1)}


def rolled(day: date, roll: str, closed: Collection[date]) -> date:
    """The first day from that one on which the period may end."""
    if roll == "none":
        return day
    while not is_open(day, closed) or (roll == "tribunal" and in_the_tribunals_holidays(day)):
        day += A_DAY
    return day


def calendar_lines(
    received: datetime,
    amount: int,
    unit: str,
    starts: str = "day_after",
    roll: str = "none",
    closed: Collection[date] = (),
    *,
    extensions: Extensions = (),
) -> list[Line]:
    """Every day from receipt to the last on time; no pause moves it (ruling 4)."""
    first = day_of(received)
    for since, by in sorted(extensions):
        # One that comes after the last day is too late: what is broken stays broken.
        last = rolled(calendar_end(first, amount, unit, starts), roll, closed)
        in_time = (
            since <= at_local(last, FIVE_O_CLOCK) if roll == "tribunal" else since < end_of(last)
        )
        amount += by if in_time else 0
    end = calendar_end(first, amount, unit, starts)
    last = rolled(end, roll, closed)
    day, lines = first, []
    while day <= last:
        why = "rolled" if day > end else None
        if day == first and starts == "day_after":
            why = "day_zero"
        lines.append((day, why is None, why))
        day += A_DAY
    return lines


@cache
def wall_minutes(day: date) -> tuple[datetime, tuple[int, ...]]:
    """The day's first instant, and what the wall shows in each of its minutes, of which a day
    on which the clocks change has 60 more or fewer."""
    first, shown = at_local(day), []
    minute = first
    while day_of(minute) == day:
        wall = minute.astimezone(LONDON)
        shown.append(wall.hour * 60 + wall.minute)
        minute += A_MINUTE
    return first, tuple(shown)


def worked_minutes(day: date, frames: Frames, closed: Collection[date]) -> Sequence[datetime]:
    """The start of each minute of the day in which the body is at work."""
    return () if day in closed else minutes_within(day, tuple(frames.get(day.weekday(), ())))


@cache
def minutes_within(day: date, frames: tuple[tuple[time, time], ...]) -> tuple[datetime, ...]:
    if not frames:
        return ()
    spells = [(a.hour * 60 + a.minute, b.hour * 60 + b.minute) for a, b in frames]
    first, shown = wall_minutes(day)
    return tuple(
        first + A_MINUTE * number
        for number, wall in enumerate(shown)
        if any(opening <= wall < closing for opening, closing in spells)
    )


def working_hours_end(
    received: datetime,
    hours: int,
    pauses: Iterable[Span] = (),
    closed: Collection[date] = (),
    frames: Frames = OFFICE_HOURS,
    *,
    shut: Iterable[Span] = (),
    extensions: Extensions = (),
    now: datetime | None = None,
) -> tuple[datetime, dict[date, int]]:
    """The end of the last minute on time, and the minutes that each day gave."""
    out, more = ended(pauses, now) + ended(shut, now), list(extensions)
    day, gone, by_day = day_of(received), 0, {}
    while True:
        by_day[day] = 0
        for minute in worked_minutes(day, frames, closed):
            if minute < received or any(start <= minute < end for start, end in out):
                continue
            gone, by_day[day] = gone + 1, by_day[day] + 1
            over = minute + A_MINUTE
            # What happens at the very instant of the end is still in time; the end of a day is
            # different, because that midnight belongs to the next.
            if gone >= 60 * (hours + sum(by for since, by in more if since <= over)):
                return over, by_day
        day += A_DAY


def same_working_day_end(
    received: datetime,
    closed: Collection[date] = (),
    frames: Frames = OFFICE_HOURS,
    *,
    cut_off: time = time(15),
    next_by: time = time(11),
) -> datetime:
    """By the end of the working day, or by 11:00 on the next when after 15:00 (ruling 8).

    What comes when a short working day is over already has that day's end behind it.
    """
    today = day_of(received)
    wall = received.astimezone(LONDON).time()
    if is_open(today, closed) and wall <= cut_off:
        end = at_local(today, max(closing for _, closing in frames[today.weekday()]))
        if received < end:
            return end
    return at_local(nth_open_day_after(today, 1, closed), next_by)


def chained_due_date(
    received: datetime,
    first_leg: int,
    amount: int,
    acknowledged: datetime | None,
    closed: Collection[date] = (),
) -> date:
    """Ruling 7: so long after the acknowledgement, or after the last day allowed for it.

    One made after the due day changes nothing, because a breach that has happened stays.
    """
    base = nth_open_day_after(day_of(received), first_leg, closed)
    unanswered = nth_open_day_after(base, amount, closed)
    if acknowledged is None or day_of(acknowledged) > unanswered:
        return unanswered
    return nth_open_day_after(day_of(acknowledged), amount, closed)


def working(
    received: datetime,
    amount: int,
    unit: str = "working_day",
    pauses: Iterable[Span] = (),
    starts: str = "day_after",
    roll: str = "none",
    closed: Collection[date] = (),
    *,
    own: Collection[date] = (),
    shut: Iterable[Span] = (),
    extensions: Extensions = (),
    now: datetime | None = None,
) -> list[Line]:
    """(date, counted, why not) of every day from receipt to the last on time, in day units."""
    if unit != "working_day":
        return calendar_lines(received, amount, unit, starts, roll, closed, extensions=extensions)
    return working_day_lines(
        received, amount, pauses, starts, closed,
        own=own, shut=shut, extensions=extensions, now=now,
    )  # fmt: skip


def due_instant(
    received: datetime,
    amount: int,
    unit: str = "working_day",
    pauses: Iterable[Span] = (),
    starts: str = "day_after",
    roll: str = "none",
    closed: Collection[date] = (),
    frames: Frames = OFFICE_HOURS,
    *,
    extensions: Extensions = (),
    now: datetime | None = None,
) -> datetime:
    """When it becomes late: the end of the last day, 5 pm at a tribunal, the minute for hours."""
    if unit == "working_hour":
        return working_hours_end(
            received, amount, pauses, closed, frames, extensions=extensions, now=now
        )[0]
    if unit == "same_working_day":
        return same_working_day_end(received, closed, frames)
    last = working(
        received, amount, unit, pauses, starts, roll, closed, extensions=extensions, now=now
    )[-1][0]
    return at_local(last, FIVE_O_CLOCK) if roll == "tribunal" else end_of(last)


def due_date(
    received: datetime,
    amount: int,
    unit: str = "working_day",
    pauses: Iterable[Span] = (),
    starts: str = "day_after",
    roll: str = "none",
    closed: Collection[date] = (),
    frames: Frames = OFFICE_HOURS,
    *,
    extensions: Extensions = (),
    now: datetime | None = None,
) -> date:
    """The last day on which it is on time."""
    if unit in ("working_hour", "same_working_day"):
        instant = due_instant(
            received, amount, unit, pauses, starts, roll, closed, frames,
            extensions=extensions, now=now,
        )  # fmt: skip
        return day_of(instant - A_MINUTE)
    return working(
        received, amount, unit, pauses, starts, roll, closed, extensions=extensions, now=now
    )[-1][0]
