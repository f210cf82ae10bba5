"""Whose desk a promise is told to: the body that must keep it, and how far up the ladder.

These are expressions of one set-based statement, for sweeping and for counting alike.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from portal.domain.clocks import ESCALATIONS, ClockKind, Milestone, Subject
from portal.domain.promises import ASK_NOBODY, Recipient
from portal.domain.referrals import ReferralPart
from portal.models import (
    ClockRow,
    FormalRoute,
    LadderRung,
    OutgoingLetter,
    Partner,
    Referral,
    ServiceLevel,
    Submission,
)
from portal.queries.ended import LED_TO_THE_END
from portal.queries.locks import keeps_away
from portal.queries.standing_in import leads, triage

Clock = type[ClockRow]
"""The table of clocks, or rows of it that a statement has at hand already."""

OF_CLOCK = (
    ClockRow.submission_id,
    ClockRow.referral_id,
    ClockRow.formal_route_id,
    ClockRow.service_level_id,
    ClockRow.subject,
    ClockRow.kind,
    ClockRow.matched,
)
"""What of a clock decides who hears of it."""

_REMINDERS = (Milestone.CHASED, Milestone.WARNED)
_RECIPIENT = OutgoingLetter.metadata.tables["outgoing_letter"].c.recipient.type


def told(crossed: FromClause) -> Select[Any]:
    """What somebody hears of: body, desk, instant, and which milestone if it is told at once.

    `crossed` has id, clock_id, name and crosses_at of milestones, and `OF_CLOCK` of their clocks.
    Who must keep a promise is who had it at the instant of crossing, so that it does not matter
    when the sweep comes by. The body is empty for the senior officer, and for a flag that is told
    to the bodies of leads. What leads hold is told to their desk alone, whichever desk it would be
    of anything else.
    """
    every = _every(crossed)
    wanted = desk(every.c.subject, every.c.version_id, every.c.own, every.c.name).label("recipient")
    heard = select(
        every.c.keeper, every.c.held, wanted, every.c.crosses_at, every.c.at_once
    ).subquery("heard")
    officer = and_(heard.c.recipient == Recipient.SENIOR_OFFICER, ~heard.c.held)
    body = case((officer, null()), else_=heard.c.keeper)
    leads = literal(Recipient.SAFEGUARDING, _RECIPIENT)
    recipient = case((heard.c.held, leads), else_=heard.c.recipient)
    return select(
        body.label("partner_id"),
        recipient.label("recipient"),
        heard.c.crosses_at,
        heard.c.at_once,
    ).where(heard.c.recipient.is_not(None), heard.c.recipient != Recipient.BOARD)


def _every(crossed: FromClause) -> FromClause:
    """What decides who hears of a crossing, once for all that are alike.

    What differs most stands first: they are told apart by sorting.
    """
    clock = aliased(ClockRow, crossed)
    at_once = case((clock.subject == Subject.SAFEGUARDING, crossed.c.id))
    return (
        select(
            keeper(crossed.c.crosses_at, clock).label("keeper"),
            crossed.c.crosses_at,
            crossed.c.name,
            ServiceLevel.version_id,
            at_once.label("at_once"),
            held(clock).label("held"),
            clock.subject,
            own_key(clock).label("own"),
        )
        .select_from(crossed)
        .join(ServiceLevel, ServiceLevel.id == clock.service_level_id)
        .join(Submission, Submission.id == clock.submission_id)
        .where(crossed.c.name != Milestone.DUE, visible(clock))
        .distinct()
        .subquery("every")
    )


def own_key(clock: Clock = ClockRow) -> ColumnElement[Any]:
    """The key of the partner whose own clock it is; null for any other."""
    key: ColumnElement[Any] = clock.matched["partner"].as_string()
    return key


def held(clock: Clock = ClockRow) -> ColumnElement[bool]:
    """Whether it is for leads alone to keep: on what they hold, and no flag; needs a submission."""
    return and_(clock.subject != Subject.SAFEGUARDING, Submission.restricted.is_(True))


def visible(clock: Clock = ClockRow) -> ColumnElement[bool]:
    """Not the turn of a partner that may not see it: what it cannot see it cannot be late with.

    Nor what asks nobody for anything: how long the whole way takes is told by each of its parts.
    """
    seen = or_(clock.subject != Subject.PARTNER, Submission.restricted.is_(False))
    return and_(seen, clock.kind.not_in(ASK_NOBODY))


def keeper(at: ColumnElement[Any], clock: Clock = ClockRow) -> ColumnElement[Any]:
    """The row of the body that must keep a promise at an instant; needs clock and submission.

    The partner of the turn; for a family's promise whoever leads, or led to the end; for a formal
    one the body that it was made to or passed on to; triage where there is none. What is restricted
    is its leads' own, whom triage stands in for where there is none. Never a body that is kept away
    now: it would be counted to whom it is hidden from.
    """
    turn = select(Referral.partner_id).where(Referral.id == clock.referral_id)
    return case(
        (clock.subject == Subject.SAFEGUARDING, null()),
        (clock.subject == Subject.PARTNER, turn.scalar_subquery()),
        (Submission.restricted.is_(True), func.coalesce(leads(clock.submission_id), triage())),
        (
            clock.subject == Subject.FAMILY,
            func.coalesce(_lead(at, clock), _led(at, clock), triage()),
        ),
        (clock.subject == Subject.FORMAL, func.coalesce(_formal(clock), triage())),
        else_=triage(),
    )


def _lead(at: ColumnElement[Any], clock: Clock) -> ColumnElement[Any]:
    return (
        select(Referral.partner_id)
        .where(Referral.submission_id == clock.submission_id)
        .where(Referral.part == ReferralPart.LEAD, Referral.placed_at <= at)
        .where(~keeps_away(clock.submission_id, Referral.partner_id))
        .where(or_(Referral.ended_at.is_(None), Referral.ended_at > at))
        # Until a taker has said yes, whoever hands the case on is in charge of it.
        .where(or_(Referral.taken_from_id.is_(None), Referral.accepted_at <= at))
        .order_by(Referral.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _led(at: ColumnElement[Any], clock: Clock) -> ColumnElement[Any]:
    """Who led to the end what is over, by the same rule as `portal.queries.ended.led_by`."""
    over = or_(clock.kind == ClockKind.TELL_WHAT_CHANGED, Submission.closed_at.is_not(None))
    return (
        select(Referral.partner_id)
        .where(Referral.submission_id == clock.submission_id, over)
        .where(*LED_TO_THE_END, Referral.ended_at <= at)
        .where(~keeps_away(clock.submission_id, Referral.partner_id))
        .order_by(Referral.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _formal(clock: Clock) -> ColumnElement[Any]:
    """The body that has it now: the one to which a wrong body passed it on, else the first.

    A clock of the family's own stays on the first route, and runs on through every later one.
    """
    first, last = aliased(FormalRoute), aliased(FormalRoute)
    same = and_(last.submission_id == first.submission_id, last.regime == first.regime)
    return (
        select(Partner.id)
        .select_from(first)
        .join(last, or_(last.id == first.id, and_(same, last.passed_from_id >= first.id)))
        .join(Partner, Partner.key == last.partner_key)
        .where(first.id == clock.formal_route_id)
        .where(~keeps_away(clock.submission_id, Partner.id))
        .order_by(last.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def desk(subject: Any, version_id: Any, own: Any, name: Any) -> ColumnElement[Any]:
    """The desk that hears of a milestone, null for none: by the ladder under which it began.

    What has no step of the ladder goes to the caseworker's desk; of a flag the steps alone tell.
    """
    caseworker = literal(Recipient.CASEWORKER, _RECIPIENT)
    flag = subject == Subject.SAFEGUARDING
    first = _rung(LadderRung.working_days_late, 1, subject, version_id, own)
    steps = case(*((name == one, n) for n, one in enumerate(ESCALATIONS, start=1)), else_=0)
    return case(
        (name.in_(ESCALATIONS), _rung(LadderRung.recipient, steps, subject, version_id, own)),
        (flag, null()),
        (name.in_(_REMINDERS), caseworker),
        (and_(name == Milestone.BREACHED, func.coalesce(first, 1) > 0), caseworker),
        else_=null(),
    )


def _rung(column: Any, step: Any, subject: Any, version_id: Any, own: Any) -> Any:
    """A column of one step: of the partner's own ladder, else the subject's, else that for all."""
    rung = LadderRung
    mine = and_(rung.subject.is_(None), rung.partner_key == own)
    theirs = and_(rung.partner_key.is_(None), rung.subject == subject)
    for_all = and_(rung.partner_key.is_(None), rung.subject.is_(None))
    return (
        select(column)
        .where(rung.version_id == version_id, rung.step == step, or_(mine, theirs, for_all))
        .order_by(rung.partner_key.is_(None), rung.subject.is_(None), rung.id)
        .limit(1)
        .scalar_subquery()
    )
