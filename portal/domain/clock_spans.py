"""Times in which a clock did not run, as the days whose ends they cover."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from operator import itemgetter

from portal.domain.clock_log import Log, Span
from portal.domain.working_days import ONE_DAY, WhyNot, local_date

LeftOut = Mapping[date, tuple[WhyNot, str]]


def left_out(log: Log, now: datetime) -> LeftOut:
    """The days that pauses and a closed case leave out, with why; a closed case comes first."""
    if not (log.pauses or log.open_pauses or log.closed):
        return {}
    return {**_paused(log, now), **closed(log, now)}


def closed(log: Log, now: datetime) -> LeftOut:
    """The days on which the case was closed, before it was opened again."""
    return _covered(log.closed, now, WhyNot.STOPPED)


def pauses(log: Log) -> list[Span]:
    """Every pause, those still open too, the earliest first."""
    still = [Span(one.since, None, reason) for reason, one in log.open_pauses.items()]
    return sorted(
        _joined([*log.pauses, *still]),
        key=lambda span: (span.start, span.reason),
    )


def _paused(log: Log, now: datetime) -> LeftOut:
    """Days that pauses leave out; one still open is taken as if it ended now (ruling 3).

    A day that two of them cover shows the reason that came first.
    """
    # With one reason there is nothing to put in order.
    alone = log.pauses if not log.open_pauses and len({one[2] for one in log.pauses}) == 1 else None
    return _covered(alone or reversed(pauses(log)), now, WhyNot.PAUSED)


def _covered(spans: Iterable[Span], now: datetime, why: WhyNot) -> LeftOut:
    """The days whose ends the spans cover: those with start < midnight ≤ end (ruling 2).

    London's clocks change at 01:00, so a day's midnight comes once, and an instant is before it
    exactly when its date is that day or earlier: counting by date is exact.
    """
    covered: dict[date, tuple[WhyNot, str]] = {}
    for start, end, reason in spans:
        day, over, because = local_date(start), local_date(end or now), (why, reason)
        while day < over:
            covered[day] = because
            day += ONE_DAY
    return covered


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans of one reason that follow without a gap, as the one that they are."""
    joined: list[Span] = []
    for span in sorted(spans, key=itemgetter(2, 0)):
        last = joined[-1] if joined else None
        if last is not None and last.reason == span.reason and last.end == span.start:
            joined[-1] = Span(last.start, span.end, span.reason)
        else:
            joined.append(span)
    return joined
