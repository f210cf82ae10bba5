"""`portal check`: what must be put right before families may use it."""

from datetime import date

import click

from portal.adapters.clock import ClockSkewed, SystemClock, check_skew
from portal.domain.partnership import Partnership, ServiceLevel
from portal.domain.partnership_terms import LevelStatus, Partner
from portal.domain.promises import Regime
from portal.domain.working_days import local_date
from portal.queries.partnership import in_force
from portal.services import beats
from portal.services.place import ANY_SCHOOL
from portal.settings import Settings, from_environment
from portal.wiring import Wiring, wire


@click.command()
def check() -> None:
    """Say what stands in the way of going live; exit status 1 while anything does."""
    wiring = wire(from_environment())
    with wiring.reads() as session:
        partnership = in_force(session).partnership
        held = beats.troubles(session)
    faults = [
        *_of_file(partnership, local_date(wiring.clock.now())),
        *_of_settings(wiring.settings),
        *_of_clock(wiring),
        *_of_files(wiring),
        *held,
    ]
    for fault in faults:
        click.echo(fault)
    if faults:
        click.echo(f"Not ready: {len(faults)} to put right.")
        raise click.exceptions.Exit(1)
    click.echo("Ready.")


def _of_file(partnership: Partnership, today: date) -> list[str]:
    contacts = [f"Not verified: {one.name} ({one.key})" for one in partnership.unverified_help]
    if not partnership.area.operator.verified:
        contacts.append("Not verified: who runs the portal, and how to reach them")
    if not partnership.area.officer.verified:
        contacts.append("Not verified: the senior responsible officer, and how to reach them")
    proposed = [one for one in partnership.service_levels if one.status is LevelStatus.PROPOSED]
    promises = [f"Not agreed: {_promise(one)}" for one in proposed]
    promises += [
        f"Not verified: {_promise(one)}, {one.source}"
        for one in partnership.service_levels
        if not one.verified
    ]
    return contacts + promises + without_mailbox(partnership, today)


def _promise(level: ServiceLevel) -> str:
    """A promise in a line: whose, what, how long."""
    unit = level.unit.value.removesuffix("_corresponding").replace("_", " ")
    often = "" if level.amount == 1 else "s"
    where = "" if level.regime is Regime.CONCERN else f"{level.regime.value} "
    return f"{where}{level.subject.value} {level.clock.value}, {level.amount} {unit}{often}"


def without_mailbox(partnership: Partnership, today: date) -> list[str]:
    """A line for each body that may be given work from `today` on and that no letter reaches."""
    return [
        f"No mailbox: {one.name} ({one.key}){f', only {one.mailbox}' if one.mailbox else ''}"
        for one in partnership.partners
        if _may_hold_work(one, today) and (one.mailbox or ".example").lower().endswith(".example")
    ]


def _may_hold_work(partner: Partner, today: date) -> bool:
    return partner.key != ANY_SCHOOL and today <= (partner.valid_to or date.max)


def _of_settings(settings: Settings) -> list[str]:
    faults = []
    if settings.demonstration:
        faults.append("PORTAL_DEMONSTRATION is on")
    if not settings.secure_cookies:
        faults.append("PORTAL_BASE_URL is not https")
    return faults


def _of_files(wiring: Wiring) -> list[str]:
    if wiring.files is None:
        return ["Families cannot add files: PORTAL_FILES_FOLDER is not set"]
    return wiring.files.faults()


def _of_clock(wiring: Wiring) -> list[str]:
    try:
        check_skew(wiring.engine, SystemClock())
    except ClockSkewed as skewed:
        return [str(skewed)]
    return []
