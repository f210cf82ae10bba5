"""Clocks: the events are the truth, the rest are projections that can be made again."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.clocks import ClockKind, ClockState, EventKind, Milestone, Subject
from portal.domain.people import ActorKind
from portal.models.base import Base
from portal.models.partners import ServiceLevel


class ClockRow(Base):
    """One promise on one submission: the family's, a partner's in its turn, or triage's.

    Besides those, that of a flag to leads, and one that a law or code makes on a formal route.
    """

    __tablename__ = "clock"
    __table_args__ = (
        UniqueConstraint("submission_id", "owner", "kind", "cycle"),
        # Of what waits alone: the worker asks every few seconds which pause is over.
        Index(
            "ix_clock_resumes_at",
            "resumes_at",
            "id",
            sqlite_where=text("resumes_at IS NOT NULL"),
            postgresql_where=text("resumes_at IS NOT NULL"),
        ),
        # Of what a body has still to say yes to alone: which has nobody taken on in time?
        Index(
            "ix_clock_untaken",
            "due_at",
            "id",
            sqlite_where=text("kind = 'accept' AND state = 'running'"),
            postgresql_where=text("kind = 'accept' AND state = 'running'"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), comment="On which words"
    )
    referral_id: Mapped[int | None] = mapped_column(
        ForeignKey("referral.id"), index=True, comment="In whose turn, for a partner's clock"
    )
    formal_route_id: Mapped[int | None] = mapped_column(
        ForeignKey("formal_route.id"), index=True, comment="Of which route of law, if of one"
    )
    flag_id: Mapped[int | None] = mapped_column(
        ForeignKey("safeguarding_item.id"), index=True, comment="Of which flag, for leads alone"
    )
    owner: Mapped[str] = mapped_column(
        comment="family, triage, referral:n, flag:n or formal:n (unique with kind)"
    )
    subject: Mapped[Subject] = mapped_column(comment="Whose promise")
    kind: Mapped[ClockKind] = mapped_column(comment="Which promise")
    cycle: Mapped[int] = mapped_column(comment="1, and one more at each reopening")
    service_level_id: Mapped[int] = mapped_column(
        ForeignKey("service_level.id"), comment="Version of the promise that it began under"
    )
    matched: Mapped[dict[str, Any]] = mapped_column(comment="Why this promise matched: codes")
    quarter: Mapped[str] = mapped_column(index=True, comment="Quarter in which it began, 2026-Q4")
    started_at: Mapped[datetime] = mapped_column(comment="When it began (a projection)")
    due_on: Mapped[date] = mapped_column(
        comment="Last day on time, in Europe/London (a projection)"
    )
    due_at: Mapped[datetime] = mapped_column(comment="End of that day (a projection)")
    state: Mapped[ClockState] = mapped_column(comment="Running, paused, stopped (a projection)")
    resumes_at: Mapped[datetime | None] = mapped_column(
        comment="When a pause next ends by itself (a projection)"
    )
    stopped_at: Mapped[datetime | None] = mapped_column(comment="When it stopped (a projection)")
    on_time: Mapped[bool | None] = mapped_column(comment="Whether that was on time (a projection)")
    service_level: Mapped[ServiceLevel] = relationship(lazy="raise")
    events: Mapped[list["ClockEventRow"]] = relationship(lazy="raise", order_by="ClockEventRow.id")
    milestones: Mapped[list["ClockMilestone"]] = relationship(
        back_populates="clock", lazy="raise", order_by="ClockMilestone.id"
    )


class ClockEventRow(Base):
    """Something that happened to a clock; only ever added."""

    __tablename__ = "clock_event"
    __table_args__ = (UniqueConstraint("clock_id", "source_id", "kind"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"), comment="Which clock")
    kind: Mapped[EventKind] = mapped_column(comment="What happened")
    effective_at: Mapped[datetime] = mapped_column(comment="When it counts from")
    recorded_at: Mapped[datetime] = mapped_column(comment="When it was written down")
    actor: Mapped[ActorKind] = mapped_column(comment="What kind of actor did it")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), comment="Who, if staff")
    reason: Mapped[str] = mapped_column(Text, comment="Why, as a code or a sentence")
    amount: Mapped[int] = mapped_column(comment="Size of an extension, in the promise's unit")
    source_id: Mapped[str] = mapped_column(comment="The message or move that caused it")


class ClockMilestone(Base):
    """An instant that a clock crosses: computed when it changes, marked by the sweep."""

    __tablename__ = "clock_milestone"
    __table_args__ = (
        UniqueConstraint("clock_id", "cycle", "name", "basis"),
        # Of what the sweep has still to do alone; in its own words, or neither database knows it.
        Index(
            "ix_clock_milestone_due",
            "crosses_at",
            "id",
            sqlite_where=text("recorded_at IS NULL AND void IS 0"),
            postgresql_where=text("recorded_at IS NULL AND void IS false"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"), comment="Which clock")
    cycle: Mapped[int] = mapped_column(comment="Cycle of the clock")
    name: Mapped[Milestone] = mapped_column(comment="Chased, warned, due, breached or escalated")
    basis: Mapped[str] = mapped_column(comment="Due date that it was computed from")
    crosses_at: Mapped[datetime] = mapped_column(comment="When it is crossed")
    recorded_at: Mapped[datetime | None] = mapped_column(comment="When the sweep found it crossed")
    void: Mapped[bool] = mapped_column(
        comment="The due date moved, or the clock stopped, before it"
    )
    annulled_because: Mapped[str | None] = mapped_column(Text, comment="A breach is never deleted")
    annulled_at: Mapped[datetime | None] = mapped_column(comment="When it was annulled")
    annulled_by: Mapped[int | None] = mapped_column(
        ForeignKey("staff.id"), comment="Who annulled it, if a person did"
    )
    clock: Mapped[ClockRow] = relationship(back_populates="milestones", lazy="raise")
