"""What the public reads: answers to everybody, figures that two people let out, planned work."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.public_responses import ResponseMove, ResponseOutcome, ResponseState
from portal.domain.service_status import WorkOn
from portal.models.base import Base
from portal.models.partners import Partner
from portal.models.people import Staff


class PublicResponse(Base):
    """An entry of "You said, we did"; its words are versions, and one of them may be public."""

    __tablename__ = "public_response"
    __table_args__ = (Index("ix_public_response_published", "state", "published_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    state: Mapped[ResponseState] = mapped_column(comment="Whether the public can read it")
    created_at: Mapped[datetime] = mapped_column(comment="When it was added")
    published_number: Mapped[int | None] = mapped_column(comment="Which version is public, if any")
    published_at: Mapped[datetime | None] = mapped_column(comment="When that version came out")


class PublicResponseText(Base):
    """One version of an entry's words: ours, never a quote; only ever added."""

    __tablename__ = "public_response_text"
    __table_args__ = (UniqueConstraint("response_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    response_id: Mapped[int] = mapped_column(
        ForeignKey("public_response.id"), comment="Of which entry"
    )
    number: Mapped[int] = mapped_column(comment="1, 2, 3 …")
    form_key: Mapped[str] = mapped_column(unique=True, comment="Of the form: twice pressed is once")
    outcome: Mapped[ResponseOutcome] = mapped_column(comment="What came of it")
    priority: Mapped[str] = mapped_column(comment="Area of the inspection, or outside")
    theme: Mapped[str | None] = mapped_column(comment="Theme of the codebook, if one fits")
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("partner.id"), comment="Which body is responsible"
    )
    said: Mapped[str] = mapped_column(Text, comment="What families said, in our words")
    did: Mapped[str] = mapped_column(Text, comment="What was done, or why it could not be")
    later: Mapped[str | None] = mapped_column(
        Text, comment="What families said afterwards, in our words"
    )
    next_look_on: Mapped[date] = mapped_column(comment="When the board looks at it again")
    written_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who wrote it")
    written_at: Mapped[datetime] = mapped_column(comment="When")
    partner: Mapped[Partner] = relationship(lazy="raise")
    writer: Mapped[Staff] = relationship(lazy="raise")


class PublicResponseStep(Base):
    """What was done to an entry, by whom and why: its history, only ever added."""

    __tablename__ = "public_response_step"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    response_id: Mapped[int] = mapped_column(
        ForeignKey("public_response.id"), index=True, comment="Of which entry"
    )
    move: Mapped[ResponseMove] = mapped_column(comment="What was done")
    number: Mapped[int] = mapped_column(comment="With which version")
    because: Mapped[str | None] = mapped_column(Text, comment="Why, where it was taken down")
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who")
    at: Mapped[datetime] = mapped_column(comment="When")
    staff: Mapped[Staff] = relationship(lazy="raise")


class FigureRelease(Base):
    """A frozen quarter whose protected figures of promises may be shown to the public."""

    __tablename__ = "figure_release"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    snapshot_id: Mapped[int] = mapped_column(
        ForeignKey("snapshot.id"), unique=True, comment="Which version of which quarter"
    )
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who asked for it")
    asked_at: Mapped[datetime] = mapped_column(comment="When")
    released_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff.id"), comment="Who agreed, somebody else; empty while nobody has"
    )
    released_at: Mapped[datetime | None] = mapped_column(comment="When")


class PlannedWork(Base):
    """Work on the portal that was announced on its status page, in words that never vary."""

    __tablename__ = "planned_work"
    __table_args__ = (Index("ix_planned_work_ends", "ends_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    form_key: Mapped[str] = mapped_column(unique=True, comment="Of the form: twice pressed is once")
    work_on: Mapped[WorkOn] = mapped_column(comment="What may not work meanwhile")
    starts_at: Mapped[datetime] = mapped_column(comment="From when")
    ends_at: Mapped[datetime] = mapped_column(comment="Until when at the latest")
    announced_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who said so")
    announced_at: Mapped[datetime] = mapped_column(comment="When")
    called_off_at: Mapped[datetime | None] = mapped_column(comment="When it was called off")
