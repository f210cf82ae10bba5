"""What people translated of what a family and staff wrote to each other."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.translating import MadeBy
from portal.models.base import Base

OF_FIRST = text("message_id IS NULL")


class Translation(Base):
    """One version of the translation of one text; the newest is shown, and none is changed."""

    __tablename__ = "translation"
    __table_args__ = (
        UniqueConstraint("message_id", "number"),
        Index(
            "uq_translation_first",
            "submission_id",
            "number",
            unique=True,
            sqlite_where=OF_FIRST,
            postgresql_where=OF_FIRST,
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="On which submission"
    )
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("message.id"), comment="Of which message; empty for the first one"
    )
    number: Mapped[int] = mapped_column(comment="1, 2, 3 …: every correction is one more")
    language: Mapped[str] = mapped_column(comment="Language that it is in")
    words: Mapped[str] = mapped_column(Text, comment="The translation")
    wanted: Mapped[str | None] = mapped_column(
        Text, comment="The same of what would help, where the first message says that"
    )
    made_by: Mapped[MadeBy] = mapped_column(comment="What kind of person translated or checked it")
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who typed it in")
    written_at: Mapped[datetime] = mapped_column(comment="When")
    idempotency_hash: Mapped[str] = mapped_column(
        unique=True, comment="SHA-256 of the form's key: pressed twice, kept once"
    )
    objected_at: Mapped[datetime | None] = mapped_column(
        comment="When the family said that it is not right, if it did"
    )
    objected_words: Mapped[str | None] = mapped_column(
        Text, comment="What it wrote with that, if anything"
    )
