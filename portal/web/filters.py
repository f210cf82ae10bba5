"""Dates, times and numbers as people read them, in the reader's language and in London time."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from babel.units import format_unit
from flask import Flask
from flask_babel import get_locale, gettext

LONDON = ZoneInfo("Europe/London")


def set_up(app: Flask) -> None:
    """Give every filter of this module to the templates."""
    for each in (
        date_long,
        date_day,
        date_short,
        clock_time,
        moment,
        happened,
        machine,
        number,
        file_size,
    ):
        app.add_template_filter(each)


def date_long(when: date) -> str:
    """Tuesday 24 November 2026."""
    if spoken() == "en":
        return format_date(in_london(when), "EEEE d MMMM y", locale="en_GB")
    return format_date(in_london(when), "full", locale=locale())


def date_day(when: date) -> str:
    """Thursday 26 November."""
    if spoken() == "en":
        return format_date(in_london(when), "EEEE d MMMM", locale="en_GB")
    return format_skeleton("MMMMEEEEd", in_london(when), locale=locale())


def date_short(when: date) -> str:
    """24 Nov 2026: for tables."""
    if spoken() == "en":
        return format_date(in_london(when), "d MMM y", locale="en_GB")
    return format_date(in_london(when), "medium", locale=locale())


def clock_time(when: datetime) -> str:
    """9:40pm, 11am, midday, midnight; other languages as they write it."""
    local = aware(when).astimezone(LONDON)
    if spoken() != "en":
        return format_time(local, "short", tzinfo=LONDON, locale=locale())
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    return format_time(local, "h:mma" if local.minute else "ha", tzinfo=LONDON, locale="en_GB")


def hour(when: time) -> str:
    """9am, 3:30pm, midday: an hour of any day, to staff."""
    if when.minute == 0 and when.hour in (0, 12):
        return "midday" if when.hour else "midnight"
    shown = f"{(when.hour - 1) % 12 + 1}"
    minutes = f":{when.minute:02}" if when.minute else ""
    return f"{shown}{minutes}{'am' if when.hour < 12 else 'pm'}"


def moment(when: datetime) -> str:
    """9:40pm on Tuesday 24 November 2026."""
    return str(gettext("%(time)s on %(date)s", time=clock_time(when), date=date_long(when)))


def happened(when: datetime) -> str:
    """As `moment`; what happens with the end of a day is told by that day, not by the next."""
    local = aware(when).astimezone(LONDON)
    if local.time() != time.min:
        return moment(when)
    return str(gettext("the end of %(day)s", day=date_long(local.date() - timedelta(days=1))))


def machine(when: date) -> str:
    """What the `datetime` attribute of a `time` element holds."""
    if isinstance(when, datetime):
        return aware(when).astimezone(LONDON).isoformat(timespec="minutes")
    return when.isoformat()


def number(value: float) -> str:
    """1,234, in the reader's own way of grouping."""
    return format_decimal(value, locale=locale())


def file_size(size: int) -> str:
    """2.4 MB, 130 kB: bytes as people know them."""
    thousands = max(round(size / 1000), 1)
    if thousands < 1000:
        return format_unit(thousands, "digital-kilobyte", "short", locale=locale())
    return format_unit(round(size / 1_000_000, 1), "digital-megabyte", "short", locale=locale())


def in_london(when: date) -> date:
    """A date as it is; an instant as London's clocks show it."""
    return aware(when).astimezone(LONDON) if isinstance(when, datetime) else when


def aware(when: datetime) -> datetime:
    """Refuse an instant without its zone: it would be shown an hour wrong half the year."""
    if when.tzinfo is None:
        raise ValueError("an instant shown to people needs its time zone")
    return when


def locale() -> str:
    """The reader's locale; en_GB outside a request."""
    chosen = get_locale()
    return str(chosen) if chosen else "en_GB"


def spoken() -> str:
    """The reader's language without its territory."""
    return locale().partition("_")[0]
