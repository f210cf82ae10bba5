"""What a family sends, and what hangs on it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.consents import ConsentUse
from portal.domain.letters import Channel as LetterChannel
from portal.domain.people import ActorKind
from portal.domain.picking import AgeBand, Feeling
from portal.domain.staff_entry import CameBy
from portal.domain.submissions import (
    AuthorKind,
    Channel,
    Danger,
    IdentityCheck,
    PointStatus,
    SubmissionKind,
    SubmissionStatus,
)
from portal.models.base import Base
from portal.ports import SealedValue


class Submission(Base):
    """Words as sent, who wrote them (never a name), the reference, and where they stand."""

    __tablename__ = "submission"
    __table_args__ = (Index("ix_submission_triage", "status", "restricted", "due_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number; never leaves the portal")
    reference: Mapped[str] = mapped_column(unique=True, comment="Random public number (ruling 27)")
    code_hash: Mapped[str] = mapped_column(
        comment="Argon2id of the return code; the code is nowhere"
    )
    idempotency_hash: Mapped[str] = mapped_column(
        unique=True, comment="SHA-256 of the form's key: the same form twice is one submission"
    )
    kind: Mapped[SubmissionKind] = mapped_column(comment="A view or a concern")
    author_kind: Mapped[AuthorKind] = mapped_column(comment="Who wrote it")
    channel: Mapped[Channel] = mapped_column(comment="How it reached us")
    status: Mapped[SubmissionStatus] = mapped_column(comment="Where it stands")
    language: Mapped[str] = mapped_column(comment="Language of the page it was written on")
    easy_words: Mapped[bool] = mapped_column(
        server_default=false(), comment="Whether that page was in easy words, as letters are then"
    )
    words: Mapped[str] = mapped_column(Text, comment="The words, as sent")
    wanted: Mapped[str | None] = mapped_column(Text, comment="What would help, as sent")
    danger: Mapped[Danger] = mapped_column(comment="Answer to: is anyone in danger right now?")
    needs: Mapped[list[Any]] = mapped_column(comment="What it is about, in the order chosen")
    age: Mapped[int | None] = mapped_column(comment="Age of the child or young person, in years")
    age_band: Mapped[AgeBand | None] = mapped_column(
        comment="Age as a young person gave it, which is no age in years"
    )
    pictures: Mapped[list[Any]] = mapped_column(
        comment="Codes of the pictures that a young person picked, in the order of the tiles"
    )
    feeling: Mapped[Feeling | None] = mapped_column(comment="Face that a young person picked")
    postcode_district: Mapped[str | None] = mapped_column(comment="First half of the postcode")
    gp_area: Mapped[str | None] = mapped_column(comment="Area of the doctor's surgery")
    decision_letter_on: Mapped[date | None] = mapped_column(
        comment="Date on a decision letter that the family does not agree with"
    )
    must_not_see: Mapped[str | None] = mapped_column(
        Text, comment="Anyone who must not see it, as written; makes the route uncertain"
    )
    young_person_knows: Mapped[bool | None] = mapped_column(
        comment="Whether a young person of 16 or more knows of it"
    )
    access_needs: Mapped[str | None] = mapped_column(Text, comment="What makes contact easier")
    school_name: Mapped[str | None] = mapped_column(
        comment="School or college that it is about: name as written"
    )
    sent_before: Mapped[bool | None] = mapped_column(
        comment="It says that something was sent before: a request to link, which shares nothing"
    )
    earlier_reference: Mapped[str | None] = mapped_column(
        comment="Number of that, as given: nobody checked that it is anyone's"
    )
    held: Mapped[bool] = mapped_column(comment="Flag: a flood, looked at by triage first")
    part_of_flood: Mapped[bool] = mapped_column(
        server_default=false(), comment="A person said so: kept, and counted apart"
    )
    file_held: Mapped[bool] = mapped_column(
        server_default=false(), comment="Flag: a file of it was not yet checked (ruling 4)"
    )
    restricted: Mapped[bool] = mapped_column(comment="Flag: seen by safeguarding leads alone")
    identity_check: Mapped[IdentityCheck] = mapped_column(comment="Whether who it is was checked")
    received_at: Mapped[datetime] = mapped_column(comment="When it was committed")
    received_on: Mapped[date] = mapped_column(comment="That day in Europe/London: day zero")
    quarter: Mapped[str] = mapped_column(index=True, comment="Quarter of that day, as 2026-Q4")
    due_at: Mapped[datetime | None] = mapped_column(comment="Next promise to keep (a projection)")
    closed_at: Mapped[datetime | None] = mapped_column(comment="When it ended, if it has")
    erased_at: Mapped[datetime | None] = mapped_column(
        comment="When its words were erased, as its family asked; the row stays for counts"
    )
    version: Mapped[int] = mapped_column(
        comment="Raised by every change: nobody overwrites another"
    )
    points: Mapped[list["Point"]] = relationship(
        back_populates="submission", lazy="raise", order_by="Point.number"
    )
    consents: Mapped[list["Consent"]] = relationship(
        back_populates="submission", lazy="raise", order_by="Consent.id"
    )
    __mapper_args__ = {"version_id_col": version}


class Point(Base):
    """One numbered matter of a submission: answered, or not yet."""

    __tablename__ = "point"
    __table_args__ = (UniqueConstraint("submission_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), comment="Whose")
    number: Mapped[int] = mapped_column(comment="1, 2, 3, in the order written")
    words: Mapped[str] = mapped_column(Text, comment="The matter, as written")
    status: Mapped[PointStatus] = mapped_column(comment="Answered, or open")
    answered_at: Mapped[datetime | None] = mapped_column(comment="When it was answered")
    submission: Mapped[Submission] = relationship(back_populates="points", lazy="raise")


class Consent(Base):
    """One answer to one question of consent; later rows replace earlier ones, none is deleted."""

    __tablename__ = "consent"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number; the highest counts")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="Whose words"
    )
    use: Mapped[ConsentUse] = mapped_column(comment="Which use was asked about")
    partner_key: Mapped[str | None] = mapped_column(comment="Body named in `pass_on`")
    yes: Mapped[bool] = mapped_column(comment="The answer")
    wording: Mapped[str] = mapped_column(comment="Version of the words that were shown")
    given_at: Mapped[datetime] = mapped_column(comment="When it was given or withdrawn")
    given_by: Mapped[str] = mapped_column(comment="Author, or staff on the author's word")
    submission: Mapped[Submission] = relationship(back_populates="consents", lazy="raise")


class SealedIdentity(Base):
    """The name that a family gave, sealed apart from its words."""

    __tablename__ = "sealed_identity"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), unique=True, comment="Whose"
    )
    sealed: Mapped[SealedValue] = mapped_column(comment="Name and child's name, sealed")
    hidden_from_services: Mapped[bool] = mapped_column(comment="The author asked to stay unnamed")
    sealed_at: Mapped[datetime] = mapped_column(comment="When it was given")


class SealedContact(Base):
    """Where "there is news" may go: no member of staff can read it."""

    __tablename__ = "sealed_contact"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), unique=True, comment="Whose"
    )
    sealed: Mapped[SealedValue] = mapped_column(comment="Address, sealed")
    channel: Mapped[LetterChannel] = mapped_column(comment="How letters reach it")
    erase_on: Mapped[date | None] = mapped_column(comment="When it goes; set at close (ruling 25)")
    keep_when_closed: Mapped[bool] = mapped_column(
        server_default=false(), comment="Chosen by the author: kept for a year after the close"
    )
    sealed_at: Mapped[datetime] = mapped_column(comment="When it was given")


class FormalRoute(Base):
    """A complaint or appeal that runs beside the concern; we hold its dates, not its stages."""

    __tablename__ = "formal_route"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id"), index=True, comment="Beside which concern"
    )
    regime: Mapped[str] = mapped_column(comment="Which law or code it runs under")
    partner_key: Mapped[str | None] = mapped_column(comment="Body that must answer it")
    passed_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("formal_route.id"), comment="Route at the wrong body that sent it on, if any"
    )
    made_by: Mapped[ActorKind] = mapped_column(comment="The author, or staff on its word")
    came_by: Mapped[CameBy | None] = mapped_column(
        comment="How the family's word reached staff, where staff wrote it down"
    )
    decision_on: Mapped[date | None] = mapped_column(comment="Date on the decision, if one")
    first_on: Mapped[date] = mapped_column(comment="Day of the first word: never lost")
    requested_on: Mapped[date] = mapped_column(comment="Day on which it was made formal")
    other_number: Mapped[str | None] = mapped_column(comment="Number in the other body's system")
    outcome: Mapped[str | None] = mapped_column(comment="How it ended, as a code")
    ended_on: Mapped[date | None] = mapped_column(comment="Day on which it ended")
