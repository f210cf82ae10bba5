"""Staff, the hats they wear, and the sessions of everyone who has opened something."""

from datetime import datetime
from typing import Any

# The one place of the models that knows a web library: Flask-Security wants its mixins on the
# mapped class itself (ruling 43), and they hold no request.
from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.people import Role
from portal.models.base import Base
from portal.models.partners import Partner
from portal.ports import SealedValue


class Membership(Base, RoleMixin):
    """One hat of one person at one body; `name` is what Flask-Security calls a role."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("staff_id", "role", "partner_id"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), comment="Who wears it")
    role: Mapped[Role] = mapped_column(comment="Which hat")
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("partner.id"), comment="For which body; empty for the board's hats"
    )
    given_at: Mapped[datetime] = mapped_column(comment="When it was given")
    ended_at: Mapped[datetime | None] = mapped_column(comment="When it was taken away")
    partner: Mapped[Partner | None] = relationship(lazy="selectin")

    @property
    def name(self) -> str:  # type: ignore[override]
        """The role's code."""
        return self.role.value


class Staff(Base, UserMixin):
    """Somebody who signs in. Nothing here tracks addresses or habits (ruling 43)."""

    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    email: Mapped[str] = mapped_column(unique=True, comment="Address that they sign in with")
    password: Mapped[str | None] = mapped_column(comment="Argon2id of the pass words")
    active: Mapped[bool] = mapped_column(comment="Whether they may sign in at all")
    fs_uniquifier: Mapped[str] = mapped_column(unique=True, comment="Changed to end every session")
    display_name: Mapped[str] = mapped_column(comment="Name as a family would read it")
    epoch: Mapped[int] = mapped_column(comment="Raised by an administrator: older sessions end")
    created_at: Mapped[datetime] = mapped_column(comment="When the account was made")
    tf_primary_method: Mapped[str | None] = mapped_column(comment="Second factor in use")
    tf_totp_secret: Mapped[str | None] = mapped_column(comment="Secret of that factor, encrypted")
    mf_recovery_codes: Mapped[list[Any] | None] = mapped_column(comment="Recovery codes, unused")
    roles: Mapped[list[Membership]] = relationship(  # type: ignore[assignment]
        lazy="selectin", order_by=Membership.id
    )


class PortalSession(Base):
    """Something opened by somebody: staff signed in, or one submission opened by its code."""

    __tablename__ = "portal_session"
    __table_args__ = (Index("ix_portal_session_expires", "expires_at"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    id_hash: Mapped[str] = mapped_column(unique=True, comment="SHA-256 of the id in the cookie")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), comment="Who, if staff")
    membership_id: Mapped[int | None] = mapped_column(
        ForeignKey("membership.id"), comment="Hat worn now"
    )
    submission_id: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id"), comment="What a code opened"
    )
    supporter: Mapped[bool] = mapped_column(comment="Opened by the narrower code")
    supporter_code_id: Mapped[int | None] = mapped_column(
        ForeignKey("supporter_code.id"), comment="Which narrower code: ended with it"
    )
    epoch: Mapped[int] = mapped_column(comment="Epoch of the account when it began")
    held: Mapped[dict[str, Any]] = mapped_column(comment="What the sign-in pages keep in it")
    began_at: Mapped[datetime] = mapped_column(comment="When it began")
    seen_at: Mapped[datetime] = mapped_column(comment="Last use, to the minute: the idle limit")
    expires_at: Mapped[datetime] = mapped_column(comment="The absolute limit")
    ended_at: Mapped[datetime | None] = mapped_column(comment="When it was ended")


class SupporterCode(Base):
    """A second code of one submission, with fewer rights, made and ended by its author."""

    __tablename__ = "supporter_code"
    __table_args__ = (UniqueConstraint("submission_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), comment="Of which")
    number: Mapped[int] = mapped_column(comment="1, 2, 3, in the order in which they were made")
    reference: Mapped[str] = mapped_column(unique=True, comment="Random number of its own")
    code_hash: Mapped[str] = mapped_column(comment="Argon2id of the code; the code is nowhere")
    idempotency_hash: Mapped[str] = mapped_column(
        unique=True, comment="SHA-256 of the form's key: pressed twice, made once"
    )
    sealed_name: Mapped[SealedValue] = mapped_column(comment="For whom, in the author's words")
    reads_words: Mapped[bool] = mapped_column(comment="May read what the author wrote")
    made_at: Mapped[datetime] = mapped_column(comment="When it was made")
    ended_at: Mapped[datetime | None] = mapped_column(comment="When the author ended it")


class CodeAttempt(Base):
    """A wrong code, by daily keyed hash of the network; wiped after 24 hours (ruling 28)."""

    __tablename__ = "code_attempt"
    __table_args__ = (Index("ix_code_attempt_bucket", "bucket", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    bucket: Mapped[str] = mapped_column(comment="Daily keyed hash of the network")
    at: Mapped[datetime] = mapped_column(comment="When")


class FloodMark(Base):
    """One thing counted of one message that came: nothing says of which; wiped after 24 hours."""

    __tablename__ = "flood_mark"
    __table_args__ = (
        Index("ix_flood_mark_name", "name", "at"),
        Index("ix_flood_mark_at", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    name: Mapped[str] = mapped_column(comment="Daily keyed hash of a network or of a row of words")
    at: Mapped[datetime] = mapped_column(comment="When, to the minute")


class Draft(Base):
    """Answers between questions, sealed; nobody can see them until Send is pressed."""

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_expires", "expires_at"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    id_hash: Mapped[str] = mapped_column(
        unique=True, comment="SHA-256 of the id in cookie and form"
    )
    sealed: Mapped[SealedValue] = mapped_column(comment="The answers, sealed")
    saved: Mapped[bool] = mapped_column(comment="Kept for 28 days on the family's wish")
    expires_at: Mapped[datetime] = mapped_column(comment="When it is wiped")


class SavedDraft(Base):
    """What opens a draft that was put away: its own number and words, until it is sent or over.

    After sending there is no draft any more; the row says so to whoever has the words.
    """

    __tablename__ = "saved_draft"
    __table_args__ = (Index("ix_saved_draft_expires", "expires_at"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("draft.id", ondelete="CASCADE"),
        unique=True,
        comment="Which draft; empty once it was sent",
    )
    reference: Mapped[str] = mapped_column(unique=True, comment="Its number, without dashes")
    code_hash: Mapped[str] = mapped_column(comment="Argon2id of its words as numbers")
    saved_by: Mapped[str | None] = mapped_column(
        unique=True, comment="SHA-256 of the id that the page which saved it still has"
    )
    shown_until: Mapped[datetime | None] = mapped_column(
        comment="How long that page shows number and words again"
    )
    expires_at: Mapped[datetime] = mapped_column(comment="From then on it opens nothing")
    sent_at: Mapped[datetime | None] = mapped_column(comment="When the answers were sent")
