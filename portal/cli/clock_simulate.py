"""`portal clock simulate`: how a past period would have gone under other promises."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from portal.adapters.database import one_view
from portal.adapters.holidays import calendar_of, calendars_by_partner
from portal.cli.clock_changes import changes_of
from portal.cli.partnership_file import load_or_stop
from portal.domain.clocks import Subject
from portal.domain.promises import Regime
from portal.domain.what_if import Proposal, Tally, by_changes, by_file
from portal.queries.every_clock import began_count
from portal.queries.partnership import in_force, partners_by_key
from portal.services.replay_period import CalendarOf, Compared, Group, Period, Replayed, replay
from portal.settings import from_environment
from portal.wiring import wire

_DAY = click.DateTime(["%Y-%m-%d"])
_WHOSE = {
    Subject.FAMILY: "Families",
    Subject.TRIAGE: "Triage",
    Subject.SAFEGUARDING: "Safeguarding leads",
}


@click.command("simulate")
@click.option("--from", "first", type=_DAY, required=True, help="First day on which they began.")
@click.option("--to", "last", type=_DAY, required=True, help="Last such day.")
@click.option(
    "--proposed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A changed partnership file: its promises, caps and calendar.",
)
@click.option(
    "--level",
    "levels",
    multiple=True,
    metavar="'WHOSE KIND AMOUNT UNIT'",
    help="One changed promise, such as 'partner respond 6 working_day'; may be said again.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def simulate(
    first: datetime, last: datetime, proposed: Path | None, levels: tuple[str, ...], as_json: bool
) -> None:
    """Say how the promises that began in a period went, and how they would have gone.

    Each clock is counted out from its own events under the promise that it had and under the one
    proposed; nothing is changed. WHOSE is family, partner, triage or safeguarding, or the name of a
    way of the law, such as nhs_complaint. A clock taken back in time counts for nobody.

    "kept" is those on time of all that are over or overdue, so that what is late and still open
    counts as late; "of closed" leaves the open ones out, and flatters.

    These are figures for administrators: true counts of small numbers, not protected as the board's
    are. Do not publish them.
    """
    if last < first:
        raise click.UsageError("--to is before --from")
    if (proposed is None) == (not levels):
        raise click.UsageError("give either --proposed or --level")
    wiring = wire(from_environment())
    period = Period(first.date(), last.date(), wiring.clock.now())
    with wiring.reads() as session:
        one_view(session)
        proposal, calendar = _proposal(session, proposed, levels)
        names = {key: one.name for key, one in partners_by_key(session).items()}
        found = _replay(session, period, proposal, calendar)
    click.echo(_as_json(period, found, names) if as_json else _table(period, found, names))


def _proposal(
    session: Session, file: Path | None, levels: tuple[str, ...]
) -> tuple[Proposal, CalendarOf | None]:
    if file is None:
        return by_changes(changes_of(levels)), None
    partnership, known = load_or_stop(file), in_force(session).calendar
    shared = calendar_of(partnership, known.first.year, known.last.year)
    own = calendars_by_partner(partnership, shared)
    return by_file(partnership), lambda key: own.get(key or "", shared)


def _replay(
    session: Session, period: Period, proposal: Proposal, calendar: CalendarOf | None
) -> Replayed:
    with click.progressbar(
        length=began_count(session, period.first, period.last),
        label="Clocks",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        return replay(session, period, proposal, calendar, bar.update)


def _table(period: Period, found: Replayed, names: Mapping[str, str]) -> str:
    lines = [f"Promises that began from {period.first} to {period.last}, as they stand now.", ""]
    lines.append(_row("", ("on time", "late", "open", "overdue", "kept", "of closed")))
    above = ""
    for group, one in _ordered(found, names):
        if above != (above := whose(group, names)):
            lines.append(above)
        kind = group.kind.value.replace("_", " ")
        changed = _cells(one.would) if one.had != one.would else ("the same",)
        lines.append(_row(f"  {kind}, as it was", _cells(one.had)))
        lines.append(_row(f"  {kind}, proposed", changed))
    if not found.groups:
        lines.append("None began then.")
    if found.not_replayed:
        lines += [
            "",
            f"{found.not_replayed} could not be replayed: `portal clock verify` says why.",
        ]
    return "\n".join([*lines, "", "For administrators: not protected, not to be published."])


def _row(what: str, cells: tuple[str, ...]) -> str:
    return f"{what:<30}{''.join(f'{cell:>10}' for cell in cells)}"


def _cells(tally: Tally) -> tuple[str, ...]:
    counts = (tally.on_time, tally.late, tally.open_in_time, tally.open_late)
    shares = (tally.share_kept, tally.share_of_closed)
    return (*map(str, counts), *("–" if one is None else f"{one:.0%}" for one in shares))


def whose(group: Group, names: Mapping[str, str]) -> str:
    """Whose promise it is, in words."""
    if group.partner is not None:
        return names.get(group.partner, group.partner)
    if group.regime not in (Regime.CONCERN, Regime.SAFEGUARDING):
        regime: str = group.regime.value
        return regime.replace("_", " ").capitalize()
    return _WHOSE.get(group.subject, group.subject.value)


def _ordered(found: Replayed, names: Mapping[str, str]) -> list[tuple[Group, Compared]]:
    """Partners by name, then families, triage and the rest; each by kind."""
    rest = list(Subject)
    return sorted(
        found.groups.items(),
        key=lambda pair: (
            pair[0].partner is None,
            rest.index(pair[0].subject),
            whose(pair[0], names),
            pair[0].kind.value,
        ),
    )


def _as_json(period: Period, found: Replayed, names: Mapping[str, str]) -> str:
    rows = [
        {
            "whose": whose(group, names),
            "partner": group.partner,
            "subject": group.subject.value,
            "regime": group.regime.value,
            "kind": group.kind.value,
            "had": _counts(one.had),
            "would": _counts(one.would),
        }
        for group, one in _ordered(found, names)
    ]
    said = {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "as_of": period.now.isoformat(),
        "promises": rows,
        "not_replayed": found.not_replayed,
    }
    return json.dumps(said, indent=2)


def _counts(tally: Tally) -> dict[str, float | None]:
    shares = {"kept": tally.share_kept, "of_closed": tally.share_of_closed}
    return {**asdict(tally), **shares}
