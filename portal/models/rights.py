"""What families ask for of their rights over what they sent, and whether the answer helped."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.erasing import ErasureOutcome
from portal.domain.helping import Helped
from portal.domain.people import Role
from portal.models.base import Base
from portal.models.submissions import Submission


class ErasureRequest(Base):
    """A family asks us to delete what it sent; a person decides, and says what and why.

    What is erased takes two people: one prepares it, another agrees, and only then it is answered.
    """

    __tablename__ = "erasure_request"
    __table_args__ = (
        Index(
            "uq_erasure_request_open",
            "submission_id",
            unique=True,
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="Of which submission; one open at a time"
    )
    asked_at: Mapped[datetime] = mapped_column(comment="When it was asked")
    due_on: Mapped[date | None] = mapped_column(
        comment="Last day to answer: one month (UK GDPR, article 12); empty where not checked"
    )
    outcome: Mapped[ErasureOutcome | None] = mapped_column(comment="What was decided")
    parts: Mapped[list[Any]] = mapped_column(
        server_default="[]", comment="What goes, where it is a part: codes"
    )
    stays: Mapped[list[Any]] = mapped_column(
        server_default="[]", comment="Why the rest stays, as codes; for staff alone"
    )
    prepared_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff.id"), comment="Who prepared it; empty while nobody has, or one was enough"
    )
    prepared_as: Mapped[Role | None] = mapped_column(comment="Under which hat")
    prepared_at: Mapped[datetime | None] = mapped_column(
        comment="When; until it is answered somebody else has to agree"
    )
    answer: Mapped[str | None] = mapped_column(Text, comment="What the family reads")
    signed_as: Mapped[str | None] = mapped_column(comment="Who answered, as the family reads it")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), comment="Who answered")
    answered_at: Mapped[datetime | None] = mapped_column(comment="When; empty while it is open")
    submission: Mapped[Submission] = relationship(lazy="raise")


class HelpedAnswer(Base):
    """What a family said to "did this help?"."""

    __tablename__ = "helped_answer"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), unique=True, comment="Of which submission"
    )
    helped: Mapped[Helped] = mapped_column(comment="What was chosen")
    words: Mapped[str | None] = mapped_column(Text, comment="What was written with it, if anything")
    said_at: Mapped[datetime] = mapped_column(comment="When it was said, or last changed")
