"""What safeguarding leads look at, apart from every other queue."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.safeguarding import FlagSource, SafeguardingStatus
from portal.models.base import Base
from portal.models.submissions import Submission


class SafeguardingItem(Base):
    """One flag on one submission, and what leads decided."""

    __tablename__ = "safeguarding_item"
    __table_args__ = (Index("ix_safeguarding_item_queue", "status", "due_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="On which submission"
    )
    source: Mapped[FlagSource] = mapped_column(comment="Who raised it")
    rules: Mapped[list[Any]] = mapped_column(comment="Rules that were tripped, and the words")
    own_words_of_child: Mapped[bool] = mapped_column(comment="Written by the young person")
    raised_at: Mapped[datetime] = mapped_column(comment="When")
    due_at: Mapped[datetime] = mapped_column(comment="A person looks by then (timers ruling 8)")
    status: Mapped[SafeguardingStatus] = mapped_column(comment="Open, released or confirmed")
    part_may_go_on: Mapped[bool] = mapped_column(comment="The harmless part may be placed")
    submission: Mapped[Submission] = relationship(lazy="raise")
    steps: Mapped[list["SafeguardingStep"]] = relationship(
        lazy="raise", order_by="SafeguardingStep.id"
    )


class SafeguardingStep(Base):
    """One thing that a lead did or decided; only ever added."""

    __tablename__ = "safeguarding_step"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    item_id: Mapped[int] = mapped_column(
        ForeignKey("safeguarding_item.id"), index=True, comment="On which flag"
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who")
    action: Mapped[str] = mapped_column(
        comment="Looked, told, asked to release, released, confirmed"
    )
    words: Mapped[str] = mapped_column(Text, comment="Reason, reference, who was told")
    at: Mapped[datetime] = mapped_column(comment="When")


class SecondLook(Base):
    """A look by the model that is owed to a text in which the rules found nothing."""

    __tablename__ = "second_look"
    __table_args__ = (
        CheckConstraint("(submission_id IS NULL) <> (comment_id IS NULL)", name="one_text"),
        Index("ix_second_look_due", "done_at", "next_attempt_at", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="At which submission, with all its replies"
    )
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), comment="Or comment")
    next_attempt_at: Mapped[datetime] = mapped_column(comment="Not before this")
    tries: Mapped[int] = mapped_column(comment="How often it was tried")
    done_at: Mapped[datetime | None] = mapped_column(comment="When it was done")
    failed_at: Mapped[datetime | None] = mapped_column(comment="Given up, to look at")
    last_error: Mapped[str | None] = mapped_column(comment="Kind of the last failure; no words")
