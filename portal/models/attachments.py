"""Files of families: what is known of each; the file itself lies in a folder, sealed."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.attachments import FileKind, FileStatus
from portal.models.base import Base
from portal.ports import SealedValue


class Attachment(Base):
    """One file of a draft or of a submission; without its key nobody can read it again.

    A draft takes its rows along when it goes, and so the keys of its files.
    """

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number; never leaves the portal")
    submission_id: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="Of which submission, once it was sent"
    )
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("draft.id", ondelete="CASCADE"),
        index=True,
        comment="Of which draft, until it is sent",
    )
    name: Mapped[str] = mapped_column(
        unique=True, comment="Random name in the folder and in addresses"
    )
    once: Mapped[str] = mapped_column(
        unique=True, comment="SHA-256 of the form's key and the file: pressed twice, kept once"
    )
    kind: Mapped[FileKind] = mapped_column(comment="What it is, as it is kept")
    size: Mapped[int] = mapped_column(comment="Bytes, as it is kept")
    digest: Mapped[str] = mapped_column(comment="SHA-256 of what is kept")
    status: Mapped[FileStatus] = mapped_column(comment="Held until it was checked, and what then")
    sealed_key: Mapped[SealedValue | None] = mapped_column(
        comment="What opens the file, sealed; empty once its content is gone for good"
    )
    sealed_name: Mapped[SealedValue | None] = mapped_column(
        comment="The family's own name for it, sealed; goes with the content"
    )
    added_at: Mapped[datetime] = mapped_column(comment="When it was kept")
    settled_at: Mapped[datetime | None] = mapped_column(
        comment="When it was found clean, refused or erased; empty while it is held"
    )
