"""A partner's turn, who chose it, and what is said on it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.messages import MessagePurpose, NoteScope
from portal.domain.objections import ObjectionOutcome
from portal.domain.people import ActorKind
from portal.domain.referrals import ReferralPart, ReferralStatus, RouteSource
from portal.models.base import Base
from portal.models.partners import Partner
from portal.models.submissions import Submission


class RouteDecision(Base):
    """Who should lead, by rule and by person: the second never rewrites the first."""

    __tablename__ = "route_decision"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number; the highest is in force")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="Of which submission"
    )
    source: Mapped[RouteSource] = mapped_column(comment="Rules, or a person")
    lead_key: Mapped[str] = mapped_column(comment="Partner that should lead")
    also_keys: Mapped[list[Any]] = mapped_column(comment="Suggested besides; gives no access")
    certain: Mapped[bool] = mapped_column(comment="Whether the rules were sure")
    because: Mapped[str] = mapped_column(Text, comment="Why, in plain words")
    rule_id: Mapped[int | None] = mapped_column(
        ForeignKey("routing_rule.id"), comment="Rule that matched"
    )
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), comment="Who decided")
    decided_at: Mapped[datetime] = mapped_column(comment="When")


class Referral(Base):
    """One partner's turn to answer a submission."""

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_inbox", "partner_id", "open", "due_at", "id"),
        UniqueConstraint("submission_id", "number"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), comment="Which words")
    number: Mapped[int] = mapped_column(comment="1, 2, 3 within the submission")
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), comment="Whose turn")
    part: Mapped[ReferralPart] = mapped_column(comment="Leads, or contributes")
    status: Mapped[ReferralStatus] = mapped_column(comment="Where the partner has got to")
    open: Mapped[bool] = mapped_column(comment="Whether it still has a turn (follows status)")
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("route_decision.id"), comment="Decision by which it was placed"
    )
    taken_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("referral.id"), comment="Turn that asked to hand it over, in a transfer"
    )
    assigned_staff_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff.id"), comment="Caseworker who has taken it"
    )
    placed_at: Mapped[datetime] = mapped_column(
        comment="When the partner's clocks began (ruling 8)"
    )
    accepted_at: Mapped[datetime | None] = mapped_column(comment="When the partner said yes")
    answered_at: Mapped[datetime | None] = mapped_column(comment="When it sent its answer")
    ended_at: Mapped[datetime | None] = mapped_column(comment="When its turn ended")
    ended_because: Mapped[str | None] = mapped_column(Text, comment="Why it was given back")
    due_at: Mapped[datetime | None] = mapped_column(comment="Next promise to keep (a projection)")
    version: Mapped[int] = mapped_column(
        comment="Raised by every change: nobody overwrites another"
    )
    submission: Mapped[Submission] = relationship(lazy="raise")
    partner: Mapped[Partner] = relationship(lazy="raise")
    decision: Mapped[RouteDecision] = relationship(lazy="raise")
    __mapper_args__ = {"version_id_col": version}


class RouteObjection(Base):
    """A family says "that's not right" of where its message went, or what it is taken for."""

    __tablename__ = "route_objection"
    __table_args__ = (
        Index(
            "uq_route_objection_open",
            "submission_id",
            unique=True,
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="On which submission; one open at a time"
    )
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("route_decision.id"), comment="Decision in force when it was said, if any"
    )
    words: Mapped[str | None] = mapped_column(Text, comment="What the family wrote, if it did")
    made_at: Mapped[datetime] = mapped_column(comment="When it was said")
    outcome: Mapped[ObjectionOutcome | None] = mapped_column(comment="Whether anything changes")
    answer: Mapped[str | None] = mapped_column(Text, comment="What the family reads")
    signed_as: Mapped[str | None] = mapped_column(comment="Who answered, as the family reads it")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), comment="Who answered")
    answered_at: Mapped[datetime | None] = mapped_column(comment="When; empty while it is open")
    submission: Mapped[Submission] = relationship(lazy="raise")


class Message(Base):
    """Words between a family and a service, seen by both."""

    __tablename__ = "message"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="On which submission"
    )
    referral_id: Mapped[int | None] = mapped_column(
        ForeignKey("referral.id"), comment="In whose turn; empty for triage and the family"
    )
    purpose: Mapped[MessagePurpose] = mapped_column(comment="What it does")
    sender: Mapped[ActorKind] = mapped_column(comment="Author, supporter, staff or the portal")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), comment="Who wrote it")
    supporter_code_id: Mapped[int | None] = mapped_column(
        ForeignKey("supporter_code.id"), comment="Whose narrower code, if a supporter wrote it"
    )
    signed_as: Mapped[str] = mapped_column(comment="Name or role, and service, as the family reads")
    words: Mapped[str] = mapped_column(Text, comment="The words")
    language: Mapped[str] = mapped_column(comment="Language that they are in")
    sent_at: Mapped[datetime] = mapped_column(comment="When")
    idempotency_hash: Mapped[str] = mapped_column(
        unique=True, comment="SHA-256 of the form's key: pressed twice, sent once"
    )


class Note(Base):
    """Words that the family does not see."""

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="On which submission"
    )
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), comment="Whose note")
    scope: Mapped[NoteScope] = mapped_column(comment="Own partner, or every partner on the case")
    words: Mapped[str] = mapped_column(Text, comment="The words")
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who wrote it")
    written_at: Mapped[datetime] = mapped_column(comment="When")
    idempotency_hash: Mapped[str] = mapped_column(unique=True, comment="SHA-256 of the form's key")
