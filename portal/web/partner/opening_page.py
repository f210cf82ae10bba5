"""What a case shows its leads of opening the way to reach its family."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.consents import PartnerKind
from portal.domain.opening import GOING, OpeningStatus, Tried, may_be_one, status_at
from portal.domain.people import Member, Role
from portal.models import ContactOpening, Partner, SealedContact, Submission
from portal.queries import openings, partnership
from portal.queries.locks import bodies_away, whole_body
from portal.queries.staff import display_names
from portal.services.place import ANY_SCHOOL
from portal.web.partner.opening_forms import TRIED, WHOSE_LIFE
from portal.web.statuses import Tag

STATUS: Mapping[OpeningStatus, Tag] = {
    OpeningStatus.ASKED: Tag("Waits for a second lead", "yellow"),
    OpeningStatus.AGREED: Tag("Open to two leads", "red"),
    OpeningStatus.REFUSED: Tag("Refused", "grey"),
    OpeningStatus.EXPIRED: Tag("Nobody decided in time", "orange"),
    OpeningStatus.WITHDRAWN: Tag("Taken back", "grey"),
    OpeningStatus.OVER: Tag("Shut again", "grey"),
}


@dataclass(frozen=True)
class Asked:
    """One asking, in words."""

    row: ContactOpening
    status: OpeningStatus
    asked_by: str
    answered_by: str

    @property
    def tag(self) -> Tag:
        """How it stands."""
        return STATUS[self.status]

    @property
    def life(self) -> str:
        """Whose life is in danger."""
        return WHOSE_LIFE[self.row.whose_life]

    @property
    def tried(self) -> list[str]:
        """What was tried before."""
        return [TRIED[Tried(one)] for one in self.row.tried]


@dataclass(frozen=True)
class OpeningShown:
    """Every asking, the newest first; what this lead may do; which bodies are kept away.

    `there` says whether the family left a way to reach it, `readable` whether this lead may read
    it now, `alone` that no other body has a lead who could agree.
    """

    asked: Sequence[Asked]
    actions: tuple[str, ...]
    there: bool
    readable: bool
    alone: bool
    away: Sequence[Partner]


def load(
    session: Session, member: Member, submission: Submission, now: datetime
) -> OpeningShown | None:
    """The part of the page for leads; None for everybody else."""
    if member.role is not Role.SAFEGUARDING or member.partner_id is None:
        return None
    contact = openings.contact(session, submission.id)
    asked = _asked(session, member, submission, now)
    newest = asked[0] if asked else None
    alone = not openings.other_bodies(session, submission.id, member.partner_id)
    away = bodies_away(session, submission.id)
    found = [
        ("answer_opening", newest is not None and _may_answer(session, member, newest)),
        ("withdraw_opening", newest is not None and _waits_for_another(member, newest)),
        ("open_contact", bool(contact) and not alone and not (newest and newest.status in GOING)),
        ("tell_opening", any(_untold(one) for one in asked)),
        ("keep_away", True),
        ("let_back", bool(away)),
    ]
    return OpeningShown(
        asked=asked,
        actions=tuple(name for name, holds in found if holds),
        there=contact is not None,
        readable=newest is not None and _may_read(member, newest, contact),
        alone=alone,
        away=away,
    )


def whole_bodies(session: Session) -> list[Partner]:
    """Every body that can be kept away, by name: no team of another one, and not triage."""
    every = partnership.partners_by_key(session).values()
    # "The school" stands for any of them and is no body.
    others = [one for one in every if one.key != ANY_SCHOOL and one.kind is not PartnerKind.TRIAGE]
    found = [one for one in others if not one.parent_key]
    return sorted(found, key=lambda one: one.name)


def _asked(session: Session, member: Member, submission: Submission, now: datetime) -> list[Asked]:
    rows = openings.of_case(session, member, submission)
    people = {one for row in rows for one in (row.asked_by_id, row.answered_by_id)}
    names = display_names(session, people)
    bodies = {one.id: one.name for one in partnership.partners_by_key(session).values()}

    def who(staff_id: int | None, partner_id: int | None) -> str:
        return f"{names[staff_id]}, {bodies[partner_id]}" if staff_id and partner_id else ""

    return [
        Asked(
            row=row,
            status=status_at(row.status, row.agree_by, row.shown_until, now),
            asked_by=who(row.asked_by_id, row.asked_for_id),
            answered_by=who(row.answered_by_id, row.answered_for_id),
        )
        for row in rows
    ]


def _may_answer(session: Session, member: Member, asked: Asked) -> bool:
    row = asked.row
    if asked.status is not OpeningStatus.ASKED:
        return False
    bodies = [session.get_one(Partner, one) for one in (row.asked_for_id, member.partner_id)]
    asker, own = (openings.known(session, one) for one in (row.asked_by_id, member.staff_id))
    return whole_body(bodies[0]) != whole_body(bodies[1]) and not may_be_one(asker, own)


def _waits_for_another(member: Member, asked: Asked) -> bool:
    return asked.status is OpeningStatus.ASKED and asked.row.asked_by_id == member.staff_id


def _may_read(member: Member, asked: Asked, contact: SealedContact | None) -> bool:
    row, mine = asked.row, (member.staff_id, member.partner_id)
    two = ((row.asked_by_id, row.asked_for_id), (row.answered_by_id, row.answered_for_id))
    return asked.status is OpeningStatus.AGREED and mine in two and contact is not None


def _untold(asked: Asked) -> bool:
    opened = asked.status in (OpeningStatus.AGREED, OpeningStatus.OVER)
    return opened and asked.row.told_at is None
