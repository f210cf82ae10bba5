"""Two voices on one matter, which are linked at most; one author's own messages, put together."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.voices import LinkStatus, Proof
from portal.models.base import Base
from portal.models.submissions import Submission

NOT_LAPSED = text("status <> 'lapsed'")
NOT_ENDED = text("ended_at IS NULL")


class VoiceLink(Base):
    """Whether a young person's and a parent's message may be read together: asked, then linked."""

    __tablename__ = "voice_link"
    __table_args__ = (
        Index(
            "uq_voice_link_pair",
            "young_id",
            "parent_id",
            unique=True,
            sqlite_where=NOT_LAPSED,
            postgresql_where=NOT_LAPSED,
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    key: Mapped[str] = mapped_column(
        unique=True, comment="Random name in forms: says nothing of how many there are"
    )
    young_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="The young person's message"
    )
    parent_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="The parent's message"
    )
    status: Mapped[LinkStatus] = mapped_column(comment="Where it stands")
    since: Mapped[datetime] = mapped_column(comment="When it came to stand there")
    tells_parent: Mapped[bool] = mapped_column(
        comment="The young person lets us say to the parent that a young person wrote"
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who asked for it")
    asked_at: Mapped[datetime] = mapped_column(comment="When the young person was asked")
    young: Mapped[Submission] = relationship(foreign_keys=young_id, lazy="raise")
    parent: Mapped[Submission] = relationship(foreign_keys=parent_id, lazy="raise")


class AuthorLink(Base):
    """One author's two messages, put together; or triage's word that they are not."""

    __tablename__ = "author_link"
    __table_args__ = (
        Index(
            "uq_author_link_pair",
            "submission_id",
            "earlier_id",
            unique=True,
            sqlite_where=NOT_ENDED,
            postgresql_where=NOT_ENDED,
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    key: Mapped[str] = mapped_column(
        unique=True, comment="Random name in forms: says nothing of how many there are"
    )
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="The message from which it was asked"
    )
    earlier_id: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="The other; empty where triage found none"
    )
    proof: Mapped[Proof] = mapped_column(comment="Why they are taken to be one author's")
    how_checked: Mapped[str | None] = mapped_column(
        Text, comment="How triage checked who wrote; families never read it"
    )
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), comment="Who checked")
    made_at: Mapped[datetime] = mapped_column(comment="When it was put together, or not")
    ended_at: Mapped[datetime | None] = mapped_column(comment="When the author took it apart")
    submission: Mapped[Submission] = relationship(foreign_keys=submission_id, lazy="raise")
    earlier: Mapped[Submission | None] = relationship(foreign_keys=earlier_id, lazy="raise")
