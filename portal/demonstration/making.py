"""Making the demonstration's database: whole, or not at all."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration import cast, history
from portal.demonstration.calendar import first_day
from portal.demonstration.history import Theatre, WoundClock
from portal.domain.partnership import packaged
from portal.domain.people import SYSTEM, Deed
from portal.domain.working_days import Calendar
from portal.jobs import rounds
from portal.jobs.close_quarter import close_quarter
from portal.models import Partner, PartnerContact
from portal.services import load_partnership
from portal.services.submit import Intake
from portal.wiring import Wiring


def make(
    wiring: Wiring,
    clock: WoundClock,
    calendar: Calendar,
    last: date,
    told: Callable[[str], None],
) -> None:
    """Fill an empty database with the partnership, the cast and fourteen months of history.

    `wiring` has `clock` as its clock.
    """
    clock.at = datetime.combine(first_day(last) - timedelta(days=1), time(9), UTC)
    deed = Deed(SYSTEM, clock.at, "demonstration")
    with wiring.writes.begin() as session:
        load_partnership.load(session, packaged(), calendar, deed)
        _give_mailboxes(session)
        cast.engage(session, wiring.hasher.hash, deed)
    intake = Intake(wiring.keyring, wiring.hasher, wiring.screen, wiring.settings.code_key)
    theatre = Theatre(wiring.writes, intake, clock, lambda: _end_day(wiring, clock), told)
    history.play(theatre, last)
    while rounds.read_themes(wiring) + rounds.send_letters(wiring):
        pass
    rounds.seal_audit(wiring)


def _end_day(wiring: Wiring, clock: WoundClock) -> None:
    """What a worker would have done by the end of the day."""
    while rounds.sweep_clocks(wiring):
        pass
    while rounds.read_themes(wiring):
        pass
    if clock.at.weekday() == 0:
        close_quarter(wiring)
        rounds.seal_audit(wiring)


def _give_mailboxes(session: Session) -> None:
    for partner in session.scalars(select(Partner).order_by(Partner.id)):
        address = f"{partner.key.replace('_', '-')}@demonstration.example"
        session.add(PartnerContact(partner_id=partner.id, address=address))
