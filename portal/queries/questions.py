"""What a service asked a family and still waits to hear."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.consents import ConsentUse
from portal.domain.messages import MessagePurpose
from portal.domain.people import ActorKind
from portal.models import AuditEvent, Message

ASKED = f"message.{MessagePurpose.QUESTION.value}"
CONSENT = ("consent.given", "consent.withdrawn")
HEARD = (
    f"message.{MessagePurpose.REPLY.value}",
    "submission.agreed",
    "submission.disagreed",
    *CONSENT,
)
"""A family answers in words, by a press on its page, or by saying who may see its words."""


def unanswered(session: Session, submission_id: int) -> Message | None:
    """The newest question that the family has done nothing about since, if there is one.

    A yes or no to being quoted is no answer to a service.
    """
    query = select(AuditEvent).where(
        AuditEvent.submission_id == submission_id, AuditEvent.action.in_((ASKED, *HEARD))
    )
    for event in session.scalars(query.order_by(AuditEvent.id.desc())):
        if event.action == ASKED:
            return session.get_one(Message, event.detail["message"])
        if event.actor is ActorKind.AUTHOR and _answers(event):
            return None
    return None


def _answers(event: AuditEvent) -> bool:
    return event.action not in CONSENT or event.detail.get("use") == ConsentUse.PASS_ON.value
