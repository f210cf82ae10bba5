"""What texts are about: the machine's suggestions, people's decisions, comments gathered."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.submissions import AuthorKind
from portal.models.base import Base

_ONE_TEXT = "(submission_id IS NULL) <> (comment_id IS NULL)"


class Comment(Base):
    """Words gathered elsewhere (an event, a survey), brought in for their themes alone."""

    __tablename__ = "comment"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    source: Mapped[str] = mapped_column(comment="Where it was gathered")
    fingerprint: Mapped[str] = mapped_column(
        unique=True, comment="SHA-256: brought in twice is one"
    )
    gathered_on: Mapped[date] = mapped_column(comment="When it was said")
    quarter: Mapped[str] = mapped_column(index=True, comment="Quarter of that day, as 2026-Q4")
    author_kind: Mapped[AuthorKind] = mapped_column(comment="Who said it")
    area_key: Mapped[str | None] = mapped_column(comment="Area, if known")
    words: Mapped[str] = mapped_column(Text, comment="The words")
    restricted: Mapped[bool] = mapped_column(comment="Flag: seen by safeguarding leads alone")
    imported_at: Mapped[datetime] = mapped_column(comment="When it was brought in")


class ThemeReading(Base):
    """One reading of one text by one version of the model."""

    __tablename__ = "theme_reading"
    __table_args__ = (CheckConstraint(_ONE_TEXT, name="one_text"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number; the highest counts")
    submission_id: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="Text read, if a submission"
    )
    comment_id: Mapped[int | None] = mapped_column(
        ForeignKey("comment.id"), index=True, comment="Text read, if a comment"
    )
    translation_id: Mapped[int | None] = mapped_column(
        ForeignKey("translation.id"), comment="A person's translation that was read in its place"
    )
    stance: Mapped[str] = mapped_column(comment="Positive, negative, mixed or neutral")
    language: Mapped[str] = mapped_column(comment="Language that it took the text for")
    unsure: Mapped[bool] = mapped_column(comment="Whether the machine would not say")
    reason: Mapped[str | None] = mapped_column(comment="Why it would not, as a code")
    model_version: Mapped[str] = mapped_column(comment="Version of model and codebook")
    read_at: Mapped[datetime] = mapped_column(comment="When")
    suggestions: Mapped[list["ThemeSuggestion"]] = relationship(
        lazy="raise", order_by="ThemeSuggestion.position"
    )


class ThemeSuggestion(Base):
    """One theme that a reading suggests, with the words that caused it."""

    __tablename__ = "theme_suggestion"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    reading_id: Mapped[int] = mapped_column(
        ForeignKey("theme_reading.id"), index=True, comment="Of which reading"
    )
    position: Mapped[int] = mapped_column(comment="Order, the likeliest first")
    theme: Mapped[str] = mapped_column(comment="Key of the theme in the codebook")
    band: Mapped[str] = mapped_column(comment="Likely, or possible: never a probability")
    words: Mapped[list[Any]] = mapped_column(comment="Words of the text that caused it")


class ThemeDecision(Base):
    """What a person says a text is about; the newest not undone counts, none is deleted."""

    __tablename__ = "theme_decision"
    __table_args__ = (CheckConstraint(_ONE_TEXT, name="one_text"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number; the highest counts")
    submission_id: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="Text, if a submission"
    )
    comment_id: Mapped[int | None] = mapped_column(
        ForeignKey("comment.id"), index=True, comment="Text, if a comment"
    )
    reading_id: Mapped[int | None] = mapped_column(
        ForeignKey("theme_reading.id"), comment="Suggestions that the person saw, if any"
    )
    stance: Mapped[str | None] = mapped_column(comment="How it was, if the person said")
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who decided")
    decided_at: Mapped[datetime] = mapped_column(comment="When")
    undone_at: Mapped[datetime | None] = mapped_column(comment="When it was taken back, if it was")
    undone_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff.id"), comment="Who took it back"
    )
    themes: Mapped[list["DecidedTheme"]] = relationship(
        lazy="raise", order_by="DecidedTheme.position"
    )


class DecidedTheme(Base):
    """One theme of a decision; a decision without any says "none of these"."""

    __tablename__ = "decided_theme"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("theme_decision.id"), index=True, comment="Of which decision"
    )
    position: Mapped[int] = mapped_column(comment="Order in the codebook")
    theme: Mapped[str] = mapped_column(comment="Key of the theme in the codebook")
    was_suggested: Mapped[bool] = mapped_column(comment="Whether the machine had suggested it")


class ModelState(Base):
    """How it stands with each model, as a worker last found it; changed when that does."""

    __tablename__ = "model_state"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number: 1, there is one model")
    version: Mapped[str | None] = mapped_column(comment="Version that last read a text")
    trouble: Mapped[str | None] = mapped_column(comment="Why it cannot be used; empty while it can")
    since: Mapped[datetime] = mapped_column(comment="Since when it stands so")
