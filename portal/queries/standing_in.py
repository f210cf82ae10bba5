"""Bodies that keep a promise where no other does, as expressions of a statement."""

from typing import Any

from sqlalchemy import ColumnElement, select

from portal.domain.consents import PartnerKind
from portal.domain.people import Role
from portal.models import Membership, Partner
from portal.queries.locks import keeps_away


def triage() -> ColumnElement[Any]:
    """The row of triage."""
    return (
        select(Partner.id)
        .where(Partner.kind == PartnerKind.TRIAGE)
        .order_by(Partner.id)
        .limit(1)
        .scalar_subquery()
    )


def leads(submission_id: Any) -> ColumnElement[Any]:
    """The row of the body whose safeguarding leads keep what is restricted: the first of them
    that is not kept away from it.
    """
    lead = select(Membership.partner_id).where(
        Membership.role == Role.SAFEGUARDING, Membership.ended_at.is_(None)
    )
    first = select(Partner.id).where(Partner.id.in_(lead)).order_by(Partner.id)
    first = first.where(~keeps_away(submission_id, Partner.id))
    return first.limit(1).scalar_subquery()
