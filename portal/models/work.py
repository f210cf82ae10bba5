"""What is due: letters to send, texts to read; and what happened, for ever."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.due import DueKind
from portal.domain.letters import Channel
from portal.domain.people import ActorKind, Role
from portal.domain.promises import Recipient
from portal.models.base import Base
from portal.ports import SealedValue


class OutgoingLetter(Base):
    """A letter written in the same transaction as the change that caused it; sent after."""

    __tablename__ = "outgoing_letter"
    __table_args__ = (Index("ix_outgoing_letter_due", "sent_at", "next_attempt_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    message_id: Mapped[str] = mapped_column(unique=True, comment="The same at every try")
    kind: Mapped[str] = mapped_column(comment="Which template; never any case words")
    submission_id: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id"), comment="About which submission, for the blind contact"
    )
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("partner.id"), comment="To which body"
    )
    recipient: Mapped[Recipient | None] = mapped_column(comment="Which desk of the body")
    sealed_to: Mapped[SealedValue | None] = mapped_column(comment="Address of a family, sealed")
    channel: Mapped[Channel] = mapped_column(comment="E-mail or text message")
    digest_key: Mapped[str | None] = mapped_column(
        unique=True, comment="One digest a desk and hour; else empty"
    )
    language: Mapped[str] = mapped_column(comment="Language of the letter")
    written_at: Mapped[datetime] = mapped_column(comment="When it was written")
    next_attempt_at: Mapped[datetime] = mapped_column(comment="Not before this")
    tries: Mapped[int] = mapped_column(comment="How often it was tried")
    sent_at: Mapped[datetime | None] = mapped_column(comment="When the server took it")
    failed_at: Mapped[datetime | None] = mapped_column(comment="Given up: a dead letter to look at")
    last_error: Mapped[str | None] = mapped_column(comment="Kind of the last failure; no address")
    put_aside_at: Mapped[datetime | None] = mapped_column(comment="When an administrator let it be")
    put_aside_because: Mapped[str | None] = mapped_column(
        Text, comment="Why, in words of the administrator"
    )
    kept_words: Mapped[str | None] = mapped_column(
        Text, comment="In a demonstration alone: subject, new line, body, as they were taken"
    )


class DueWork(Base):
    """Something a worker owes, written with the change that caused it; safe to do twice."""

    __tablename__ = "due_work"
    __table_args__ = (Index("ix_due_work_due", "done_at", "next_attempt_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    kind: Mapped[DueKind] = mapped_column(comment="What is owed")
    submission_id: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id"), comment="On which submission"
    )
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), comment="Or comment")
    next_attempt_at: Mapped[datetime] = mapped_column(comment="Not before this")
    tries: Mapped[int] = mapped_column(comment="How often it was tried")
    done_at: Mapped[datetime | None] = mapped_column(comment="When it was done")
    failed_at: Mapped[datetime | None] = mapped_column(comment="Given up, to look at")
    last_error: Mapped[str | None] = mapped_column(comment="Kind of the last failure; no words")


class WorkerBeat(Base):
    """The last instant at which a worker's round looked at the time."""

    __tablename__ = "worker_beat"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    name: Mapped[str] = mapped_column(unique=True, comment="Which round")
    at: Mapped[datetime] = mapped_column(comment="Its now: no later tick may have an earlier one")
    note: Mapped[str | None] = mapped_column(Text, comment="What was wrong, in a sentence")
    away_from: Mapped[datetime | None] = mapped_column(comment="When it was last away too long")
    away_until: Mapped[datetime | None] = mapped_column(comment="Until when it was")


class AuditEvent(Base):
    """Who did what and when; only ever added, never words of a case.

    It names a submission and a turn by their numbers alone: a line and its seal outlive the
    erasure of what they speak of, and a line must not lock the row of a case.
    """

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_submission", "submission_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    at: Mapped[datetime] = mapped_column(comment="When")
    action: Mapped[str] = mapped_column(comment="What was done, as noun.verb")
    actor: Mapped[ActorKind] = mapped_column(comment="What kind of actor")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), comment="Who, if staff")
    role: Mapped[Role | None] = mapped_column(comment="Under which hat")
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("partner.id"), comment="For which body"
    )
    submission_id: Mapped[int | None] = mapped_column(comment="On which submission")
    referral_id: Mapped[int | None] = mapped_column(comment="In which turn")
    detail: Mapped[dict[str, Any]] = mapped_column(comment="Codes and row numbers; no words")


class AuditSeal(Base):
    """The chain over the audit: each seal binds one event and the seal before it."""

    __tablename__ = "audit_seal"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    event_id: Mapped[int] = mapped_column(
        ForeignKey("audit_event.id"), unique=True, comment="Event that it seals"
    )
    digest: Mapped[str] = mapped_column(comment="SHA-256 of the seal before and of this event")
    sealed_at: Mapped[datetime] = mapped_column(comment="When")
