"""Formal routes as a case page shows them, and what may be done on each as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind
from portal.domain.legal_dates import LegalLevel, last_dates
from portal.domain.legal_routes import LegalRoute, Outcome, route_of
from portal.domain.people import Member
from portal.domain.promises import Regime
from portal.models import ClockRow, FormalRoute, Submission
from portal.queries import formal, partnership
from portal.services import formal_clocks, formal_work, projections
from portal.services.formal_clocks import ToldLate
from portal.web.legal_working import LastDay, last_day, of_clock
from portal.web.partner.formal_forms import STAFF_OUTCOME
from portal.web.partner.promises import Countdown, countdown
from portal.web.statuses import Tag

REGIMES = {
    Regime.COUNCIL_COMPLAINT_1.value: "Complaint to the council, stage 1",
    Regime.COUNCIL_COMPLAINT_2.value: "Complaint to the council, stage 2",
    Regime.CHILDREN_ACT_1.value: "Children's social care complaint, stage 1",
    Regime.CHILDREN_ACT_2.value: "Children's social care complaint, stage 2",
    Regime.CHILDREN_ACT_3.value: "Children's social care complaint, stage 3",
    Regime.NHS_COMPLAINT.value: "NHS complaint",
    LegalRoute.SCHOOL_COMPLAINT.value: "Complaint to the school",
    Regime.SUBJECT_ACCESS.value: "Subject access request",
    Regime.DATA_COMPLAINT.value: "Data-protection complaint",
}
"""By the code of a route, as staff call it."""

STEPS = {
    ClockKind.ACKNOWLEDGE: "Acknowledge in writing",
    ClockKind.RESPOND: "Answer",
    ClockKind.PANEL: "The panel meets",
    ClockKind.APPEAL: "The family's last day to appeal",
    ClockKind.MEDIATE: "The family's last day to contact a mediation adviser",
}


@dataclass(frozen=True)
class Shown:
    """One route: who must answer, its days with working, what was done, whether it is ours."""

    number: int
    title: str
    body: str
    first_on: date
    requested_on: date
    other_number: str
    dates: tuple[LastDay, ...]
    said: tuple[str, ...]
    told: tuple[ToldLate, ...]
    outcome: str
    ended_on: date | None
    left: str
    ours: bool


@dataclass(frozen=True)
class Owing:
    """What a member's own body must do next of its formal routes, as the box of a page draws it."""

    kind: ClockKind
    title: str
    countdown: Countdown
    state: str
    tag: Tag
    whose: str


@dataclass(frozen=True)
class LegalDates:
    """Section (d) of the case page, the actions that it offers, by name, and what is next of it."""

    appeal: tuple[LastDay, ...]
    routes: Sequence[Shown]
    actions: tuple[str, ...]
    next: Owing | None


def load(session: Session, member: Member, submission: Submission, now: datetime) -> LegalDates:
    """The legal dates of a case that was found, as far as this member may know of them."""
    seen = formal.shown_to(session, member, submission)
    clocks = formal.clocks_of(session, [one for one, _ in seen])
    names = {key: one.name for key, one in partnership.partners_by_key(session).items()}
    rows = [
        _shown(session, one, clocks[one.id], names.get(one.partner_key or "", ""), acts, now)
        for one, acts in seen
    ]
    return LegalDates(
        appeal=_appeal(session, submission, now),
        routes=rows,
        actions=offered(session, member, submission, now),
        next=_next(session, [row for one, acts in seen if acts for row in clocks[one.id]], now),
    )


def offered(
    session: Session, member: Member, submission: Submission, now: datetime
) -> tuple[str, ...]:
    """Names of actions for which there is at least one route of this member's own."""
    return tuple(name for name in FITS if fitting(session, member, submission, name, now))


def fitting(
    session: Session, member: Member, submission: Submission, name: str, now: datetime
) -> list[FormalRoute]:
    """The routes on which this may be done now."""
    seen = formal.shown_to(session, member, submission)
    mine = [one for one, acts in seen if acts]
    clocks = formal.clocks_of(session, mine)
    return [one for one in mine if FITS[name](session, one, clocks[one.id], now)]


def title_of(route: FormalRoute) -> str:
    """What staff call it."""
    return REGIMES[route.regime]


def _running(_session: Session, route: FormalRoute, _rows: list[ClockRow], _now: datetime) -> bool:
    return route.ended_on is None


def _unacknowledged(
    _session: Session, _route: FormalRoute, rows: list[ClockRow], _now: datetime
) -> bool:
    return any(
        one.kind is ClockKind.ACKNOWLEDGE and one.state is ClockState.RUNNING for one in rows
    )


def _extendable(_session: Session, route: FormalRoute, rows: list[ClockRow], now: datetime) -> bool:
    answers = [one for one in rows if one.kind in formal_work.ANSWERS]
    return route.ended_on is None and any(
        one.state is ClockState.RUNNING
        and now < one.due_at
        and formal_clocks.left_to_extend(one) > 0
        for one in answers
    )


def _has_next(session: Session, route: FormalRoute, _rows: list[ClockRow], _now: datetime) -> bool:
    return formal_work.stage_after(session, route) is not None


def _passable(_session: Session, route: FormalRoute, _rows: list[ClockRow], _now: datetime) -> bool:
    return route.ended_on is None and route_of(route.regime) is LegalRoute.NHS_COMPLAINT


FITS = {
    "formal_acknowledged": _unacknowledged,
    "formal_ended": _running,
    "formal_extend": _extendable,
    "formal_number": _running,
    "formal_next_stage": _has_next,
    "formal_pass_on": _passable,
}
"""By the name of an action: whether a route is such that it may be done."""


def _next(session: Session, rows: list[ClockRow], now: datetime) -> Owing | None:
    going = [one for one in rows if one.state is ClockState.RUNNING]
    if not going:
        return None
    row = min(going, key=lambda one: (one.due_at, one.id))
    calendar = partnership.in_force(session).calendar_for(projections.partner_key(row))
    soon = countdown(row.due_at, now, calendar)
    state = "late" if row.due_at <= now else "running"
    return Owing(row.kind, STEPS[row.kind], soon, state, soon.tag, "Asked for by law or a code")


def _shown(
    session: Session,
    route: FormalRoute,
    rows: list[ClockRow],
    body: str,
    ours: bool,
    now: datetime,
) -> Shown:
    kept = [one for one in rows if one.state is not ClockState.CANCELLED]
    going = [one for one in kept if one.state is ClockState.RUNNING]
    calendar = partnership.in_force(session).calendar
    soon = countdown(going[0].due_at, now, calendar) if going else None
    return Shown(
        number=route.id,
        title=title_of(route),
        body=body,
        first_on=route.first_on,
        requested_on=route.requested_on,
        other_number=route.other_number or "",
        dates=tuple(_dated(session, one, now) for one in kept),
        said=tuple(_said(event.kind, event.reason, event.amount) for one in kept
                   for event in one.events if event.kind is EventKind.EXTEND),
        told=formal_clocks.told_late(kept),
        outcome=STAFF_OUTCOME[Outcome(route.outcome)] if route.outcome else "",
        ended_on=route.ended_on,
        left=soon.left if soon else "",
        ours=ours,
    )  # fmt: skip


def _dated(session: Session, row: ClockRow, now: datetime) -> LastDay:
    # Staff must keep a limit that nobody has checked too, so here it is shown, with its mark.
    level = formal_clocks.level_of(row.service_level)
    shown = of_clock(
        LegalLevel(**{**vars(level), "verified": True}),
        projections.fold(session, row, now),
        now,
    )
    note = shown.note if level.verified else f"{shown.note} Not checked at its source.".strip()
    return LastDay(**{**vars(shown), "title": STEPS[row.kind], "note": note})


def _said(_kind: EventKind, reason: str, amount: int) -> str:
    return f"Extended by {amount}: {reason}"


def _appeal(session: Session, submission: Submission, now: datetime) -> tuple[LastDay, ...]:
    began = submission.decision_letter_on
    if began is None:
        return ()
    levels = formal_clocks.levels(session, Regime.APPEAL, began)
    found = last_dates(began, levels, partnership.in_force(session).calendar, now)
    return tuple(
        LastDay(**{**vars(last_day(one)), "title": STEPS[one.kind], "note": ""}) for one in found
    )
