"""What the board reads: snapshots of closed quarters, frozen, never counted again."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class Snapshot(Base):
    """The protected tables of one closed period; the only source of the board's numbers."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("period", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    period: Mapped[str] = mapped_column(comment="Quarter or half-year, as 2026-Q3 or 2026-H1")
    version: Mapped[int] = mapped_column(
        comment="1; a correction is a new version, with its reason"
    )
    first_day: Mapped[date] = mapped_column(comment="First day of the period")
    last_day: Mapped[date] = mapped_column(comment="Last day of the period")
    frozen_at: Mapped[datetime] = mapped_column(comment="When it was frozen")
    fingerprint: Mapped[str] = mapped_column(comment="SHA-256 of the protected tables")
    tables: Mapped[dict[str, Any]] = mapped_column(
        comment="Protected tables, as the board reads them"
    )


class SnapshotCount(Base):
    """True counts behind a snapshot: for the register of releases, never shown to the board."""

    __tablename__ = "snapshot_count"
    __table_args__ = (UniqueConstraint("snapshot_id", "table_key", "row_key", "column_key"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), comment="Of which snapshot")
    table_key: Mapped[str] = mapped_column(comment="Which table")
    row_key: Mapped[str] = mapped_column(comment="Which row")
    column_key: Mapped[str] = mapped_column(comment="Which column")
    count: Mapped[int] = mapped_column(comment="The true count")
