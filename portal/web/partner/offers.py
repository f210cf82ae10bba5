"""Which actions a member is offered on a case as it stands; the services refuse the rest."""

from dataclasses import dataclass

from portal.domain.clocks import ClockKind
from portal.domain.people import CASEWORK, Member, Role
from portal.domain.referrals import ReferralPart
from portal.domain.referrals import ReferralStatus as R
from portal.domain.safeguarding import SafeguardingStatus
from portal.domain.submissions import OPEN
from portal.domain.submissions import SubmissionStatus as S
from portal.models import Referral, SafeguardingItem, Submission
from portal.services.safeguard import RELEASE

WRITING = ("message", "ask", "note", "themes")
"""Always there while somebody has a turn."""

ASIDE = ("refuse", "give_back", "hand_on", "hold", "end_hold", "annul")
"""Never the one button of a page: what takes a case away, or lets a date wait."""

ANSWERED_BY_PARTNER = (S.WITH_PARTNER, S.DISPUTED, S.ANSWERED)
HANDED_ON = (S.WITH_PARTNER, S.DISPUTED)
DECIDING = ("release", "confirm")
"""What leads decide on a flag; all else that they are offered is for the family."""

ANSWERED_BY_LEADS = (S.WITH_PARTNER, S.IN_TRIAGE, S.DISPUTED, S.ANSWERED)
ANSWERED_BY_TRIAGE = (S.IN_TRIAGE, S.DISPUTED, S.ANSWERED)


@dataclass(frozen=True)
class Standing:
    """What decides which actions there are: who, the case, its turn, its flags, what is owed."""

    member: Member
    submission: Submission
    turn: Referral | None
    flags: tuple[SafeguardingItem, ...] = ()
    owed: tuple[ClockKind, ...] = ()
    may_hold: bool = False
    held: bool = False
    was_late: bool = False

    @property
    def changed(self) -> tuple[str, ...]:
        """Telling what changed, while that is owed."""
        return ("changed",) if ClockKind.TELL_WHAT_CHANGED in self.owed else ()


def offered(standing: Standing) -> tuple[str, ...]:
    """Names of actions, the one that the next promise asks for first."""
    role = standing.member.role
    if role in CASEWORK:
        late = ("annul",) if standing.was_late else ()
        return (*_to_partner(standing), *late)
    if role is Role.TRIAGE:
        return _to_triage(standing)
    return _to_lead(standing)


def _to_partner(standing: Standing) -> tuple[str, ...]:
    turn, status = standing.turn, standing.submission.status
    if turn is None:
        # Only a formal route is theirs: what may be done on that stands with its dates.
        return ("note",)
    if not turn.open:
        led = turn.part is ReferralPart.LEAD
        return (*(standing.changed if led else ()), "note", "themes")
    mine = turn.status in (R.ACCEPTED, R.ANSWERED)
    found = [
        ("accept", turn.status is R.PLACED),
        ("acknowledge", mine and ClockKind.ACKNOWLEDGE in standing.owed),
        ("propose", status is S.ANSWERED and turn.status is R.ANSWERED),
        ("answer", mine and status in ANSWERED_BY_PARTNER),
        ("refuse", _asked_to_take(turn)),
        ("give_back", _may_give_back(turn) and status is S.WITH_PARTNER),
        ("hand_on", _leads(turn) and turn.status is R.ACCEPTED and status in HANDED_ON),
        *_waits(standing, turn),
    ]
    return (*(name for name, holds in found if holds), *WRITING)


def _leads(turn: Referral) -> bool:
    return turn.part is ReferralPart.LEAD


def _asked_to_take(turn: Referral) -> bool:
    return turn.taken_from_id is not None and turn.status is R.PLACED


def _may_give_back(turn: Referral) -> bool:
    return turn.status in (R.PLACED, R.ACCEPTED) and not _asked_to_take(turn)


def _waits(standing: Standing, turn: Referral) -> list[tuple[str, bool]]:
    """Only a manager of the body that leads agrees to wait."""
    at_work = turn.status in (R.ACCEPTED, R.ANSWERED)
    able = standing.member.role is Role.MANAGER and _leads(turn) and at_work
    return [("hold", able and standing.may_hold), ("end_hold", able and standing.held)]


def _to_triage(standing: Standing) -> tuple[str, ...]:
    status = standing.submission.status
    if status is S.COUNTED:
        return ("themes", "note")
    if status not in OPEN:
        return (*standing.changed, "note", "themes")
    found = [
        ("place", status in (S.IN_TRIAGE, S.DISPUTED)),
        ("acknowledge", ClockKind.ACKNOWLEDGE in standing.owed),
        ("propose", status is S.ANSWERED),
        ("answer", status in ANSWERED_BY_TRIAGE),
        ("keep", status is S.IN_TRIAGE and ClockKind.PLACE in standing.owed),
    ]
    return (*(name for name, holds in found if holds), *WRITING)


def _to_lead(standing: Standing) -> tuple[str, ...]:
    return (*_to_decide(standing), *_to_lead_family(standing))


def _to_lead_family(standing: Standing) -> tuple[str, ...]:
    status = standing.submission.status
    if status not in OPEN:
        return (*standing.changed, "note", "themes")
    found = [
        ("acknowledge", ClockKind.ACKNOWLEDGE in standing.owed),
        ("propose", status is S.ANSWERED),
        ("answer", status in ANSWERED_BY_LEADS),
    ]
    return (*(name for name, holds in found if holds), *WRITING)


def _to_decide(standing: Standing) -> tuple[str, ...]:
    waiting = [one for one in standing.flags if one.status is SafeguardingStatus.OPEN]
    if not waiting:
        return ()
    mine = standing.member.staff_id
    said = any(step.staff_id == mine and step.action == RELEASE for step in waiting[0].steps)
    return ("confirm",) if said else DECIDING
