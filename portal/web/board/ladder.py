"""The ladder of what stays late, as the partnership's file has it, in a chair's words."""

from collections.abc import Iterable

from portal.domain.partnership import Rung
from portal.domain.promises import Recipient

DESKS = {
    Recipient.SERVICE: "the service that must keep the promise",
    Recipient.CASEWORKER: "the caseworkers of the service that must keep the promise",
    Recipient.MANAGER: "their manager",
    Recipient.PARTNER_LEAD: "the lead of that organisation",
    Recipient.SENIOR_OFFICER: "the senior responsible officer of the partnership",
    Recipient.SAFEGUARDING: "the safeguarding leads",
    Recipient.BOARD: "this board, as a number that names nobody",
}


def steps(ladder: Iterable[Rung]) -> list[str]:
    """The steps of the ladder that is for all, first step first."""
    for_all = [one for one in ladder if one.subject is None and one.partner is None]
    return [_step(one) for one in sorted(for_all, key=lambda one: one.step)]


def last_step(ladder: Iterable[Rung]) -> int | None:
    """How many working days late a promise is when it comes to the board; None if none does."""
    for_all = [one for one in ladder if one.subject is None and one.partner is None]
    return next((o.working_days_late for o in for_all if o.recipient is Recipient.BOARD), None)


def _step(rung: Rung) -> str:
    days = rung.working_days_late
    if days == 0:
        return f"As soon as it is late: {DESKS[rung.recipient]}."
    late = "1 working day" if days == 1 else f"{days} working days"
    return f"{late} late: {DESKS[rung.recipient]}."
