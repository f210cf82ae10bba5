"""What is kept of those who speak for a family: helpers, professionals, staff who type in."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.on_behalf import FamilyKnows
from portal.domain.staff_entry import CameBy, SaidHow, WhoseWords
from portal.models.base import Base
from portal.ports import SealedValue


class OnBehalf(Base):
    """By what right a helper or professional wrote, as it said; nobody has checked it."""

    __tablename__ = "on_behalf"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), unique=True, comment="Of which submission"
    )
    relation: Mapped[str | None] = mapped_column(
        Text, comment="Who the writer is to the child, as typed"
    )
    knows: Mapped[FamilyKnows | None] = mapped_column(
        comment="Whether the family knows of it and agrees, as the writer says"
    )
    body: Mapped[str | None] = mapped_column(Text, comment="Where a professional works, as typed")


class StaffEntry(Base):
    """How it came that staff typed a submission in, and when; only ever added."""

    __tablename__ = "staff_entry"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), unique=True, comment="Of which submission"
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who typed it in")
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("partner.id"), comment="For which body that person did"
    )
    came_by: Mapped[CameBy] = mapped_column(comment="How it came")
    contact_on: Mapped[date] = mapped_column(
        comment="Day of the contact in Europe/London, from which promises count (ruling 7)"
    )
    typed_at: Mapped[datetime] = mapped_column(comment="When it was typed in")
    whose_words: Mapped[WhoseWords] = mapped_column(comment="Word for word, or notes of it")
    said_how: Mapped[SaidHow | None] = mapped_column(
        comment="How the yes to each consent was given, if any was"
    )
    event: Mapped[str | None] = mapped_column(
        Text, comment="Gathering at which it was said, if at one"
    )
    safe_contact: Mapped[SealedValue | None] = mapped_column(
        comment="When, where and how the person may safely be reached, sealed"
    )


class CodeRequest(Base):
    """New words for what staff typed in: who asked for them and why, and who made them."""

    __tablename__ = "code_request"
    __table_args__ = (
        Index(
            "uq_code_request_open",
            "submission_id",
            unique=True,
            sqlite_where=text("made_at IS NULL"),
            postgresql_where=text("made_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="Of which submission; one open at a time"
    )
    asked_by: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who asked for them")
    asked_at: Mapped[datetime] = mapped_column(comment="When")
    reason: Mapped[str] = mapped_column(Text, comment="Why the words before are no use any more")
    checked: Mapped[str] = mapped_column(
        Text, comment="How it was checked who wants them (ruling 6)"
    )
    made_by: Mapped[int | None] = mapped_column(
        ForeignKey("staff.id"), comment="Who made them: another person where no letter can warn"
    )
    made_at: Mapped[datetime | None] = mapped_column(comment="When; empty while it waits")
