"""The way to reach a family, opened to save a life; and bodies that are kept away from a case."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.opening import OpeningStatus, WhoseLife
from portal.models.base import Base
from portal.models.submissions import Submission

GOING = text("status IN ('asked', 'agreed')")


class ContactOpening(Base):
    """One lead asks to open it, a lead of another body decides. The contact itself is not here."""

    __tablename__ = "contact_opening"
    __table_args__ = (
        Index(
            "uq_contact_opening_going",
            "submission_id",
            unique=True,
            sqlite_where=GOING,
            postgresql_where=GOING,
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="Of which submission; one going at a time"
    )
    status: Mapped[OpeningStatus] = mapped_column(comment="How far it has come")
    whose_life: Mapped[WhoseLife] = mapped_column(comment="Whose life is in danger")
    tried: Mapped[list[Any]] = mapped_column(comment="Codes of what was tried before")
    because: Mapped[str] = mapped_column(Text, comment="Why, in the words of who asks")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Which lead asks")
    asked_for_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), comment="Of which body")
    asked_at: Mapped[datetime] = mapped_column(comment="When it was asked")
    agree_by: Mapped[datetime] = mapped_column(comment="From then on nobody can agree any more")
    answered_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff.id"), comment="Which lead decided"
    )
    answered_for_id: Mapped[int | None] = mapped_column(
        ForeignKey("partner.id"), comment="Of which body"
    )
    answer: Mapped[str | None] = mapped_column(Text, comment="Why, in the words of who decided")
    answered_at: Mapped[datetime | None] = mapped_column(comment="When it was decided")
    shown_until: Mapped[datetime | None] = mapped_column(
        comment="Until when the two can read it; empty unless agreed"
    )
    told_at: Mapped[datetime | None] = mapped_column(
        comment="When a lead let the family read of it; empty until then (ruling 21)"
    )
    submission: Mapped[Submission] = relationship(lazy="raise")


class ConflictLock(Base):
    """A body that is accused, or must not see a case: nobody of it does, its leads included."""

    __tablename__ = "conflict_lock"
    __table_args__ = (UniqueConstraint("submission_id", "partner_id"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), comment="Which case")
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("partner.id"), comment="The body, with every team of it"
    )
    because: Mapped[str] = mapped_column(Text, comment="Why, in the words of the lead")
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Which lead said so")
    set_at: Mapped[datetime] = mapped_column(comment="When")
