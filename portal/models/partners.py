"""The partnership as rows: one immutable set per version; partners outlive versions."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.clocks import ClockKind, Roll, Starts, Subject, Unit
from portal.domain.consents import PartnerKind
from portal.domain.promises import Basis, Recipient, Regime
from portal.domain.submissions import AuthorKind
from portal.models.base import Base


class PartnershipVersion(Base):
    """One loaded state of the partnership file; never changed, only followed by another."""

    __tablename__ = "partnership_version"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number; the newest is in force")
    loaded_at: Mapped[datetime] = mapped_column(comment="When it came into force")
    fingerprint: Mapped[str] = mapped_column(comment="SHA-256 of the text: loading is idempotent")
    area_name: Mapped[str] = mapped_column(comment="The area, as families read it")
    document: Mapped[str] = mapped_column(Text, comment="The file as loaded, from which rows come")


class Partner(Base):
    """A body or team that may be responsible; it ends, merges and is succeeded, never deleted."""

    __tablename__ = "partner"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    key: Mapped[str] = mapped_column(unique=True, comment="Stable name in files and rules")
    name: Mapped[str] = mapped_column(comment="Name as families read it")
    official_name: Mapped[str] = mapped_column(comment="Name in law or registration")
    kind: Mapped[PartnerKind] = mapped_column(comment="What kind of body it is")
    parent_key: Mapped[str | None] = mapped_column(comment="The body that this team belongs to")
    valid_from: Mapped[date | None] = mapped_column(
        comment="First day on which it may be given work"
    )
    valid_to: Mapped[date | None] = mapped_column(comment="Last such day, if it has ended")
    successor_key: Mapped[str | None] = mapped_column(comment="Who takes over its work")
    verified: Mapped[bool] = mapped_column(comment="Whether its facts have been checked")
    standing_agreement: Mapped[bool] = mapped_column(
        comment="The commissioner's standing agreement is the share (ruling 15)"
    )


class Need(Base):
    """What a concern may be about, as the family is asked."""

    __tablename__ = "need"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    version_id: Mapped[int] = mapped_column(
        ForeignKey("partnership_version.id"), index=True, comment="Version that it belongs to"
    )
    key: Mapped[str] = mapped_column(comment="Stable name in rules")
    label: Mapped[str] = mapped_column(comment="The words of the choice, in English")


class PlaceDistrict(Base):
    """A postcode district: which area it lies in, and how sure that is."""

    __tablename__ = "place_district"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    version_id: Mapped[int] = mapped_column(
        ForeignKey("partnership_version.id"), index=True, comment="Version that it belongs to"
    )
    district: Mapped[str] = mapped_column(comment="First half of a postcode")
    area_key: Mapped[str | None] = mapped_column(comment="GP area that it stands for, if any")
    certainty: Mapped[str] = mapped_column(
        comment="Certain, Suffolk, or a border that must be asked"
    )


class RoutingRule(Base):
    """One rule: what it matches, whom it names, and the reason in plain words."""

    __tablename__ = "routing_rule"
    __table_args__ = (UniqueConstraint("version_id", "rank"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    version_id: Mapped[int] = mapped_column(
        ForeignKey("partnership_version.id"), index=True, comment="Version that it belongs to"
    )
    rank: Mapped[int] = mapped_column(comment="The lowest rank that matches wins")
    match: Mapped[dict[str, Any]] = mapped_column(comment="Facts that must hold")
    lead_key: Mapped[str] = mapped_column(comment="Partner that leads")
    also_keys: Mapped[list[Any]] = mapped_column(comment="Partners suggested besides; no access")
    reason: Mapped[str] = mapped_column(Text, comment="Why, as the family reads it")


class ServiceLevel(Base):
    """One promise: whose, about what, how long; an old clock stays on the row it began under."""

    __tablename__ = "service_level"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    version_id: Mapped[int] = mapped_column(
        ForeignKey("partnership_version.id"), index=True, comment="Version that it belongs to"
    )
    rank: Mapped[int] = mapped_column(comment="The lowest rank that matches wins")
    subject: Mapped[Subject] = mapped_column(comment="Whose clock")
    kind: Mapped[ClockKind] = mapped_column(comment="Which promise")
    regime: Mapped[Regime] = mapped_column(comment="Under which promise, code or law")
    author_kind: Mapped[AuthorKind | None] = mapped_column(
        comment="For messages of this kind of author alone; empty: all"
    )
    partner_key: Mapped[str | None] = mapped_column(comment="For this partner alone; empty: all")
    amount: Mapped[int] = mapped_column(comment="How many units")
    unit: Mapped[Unit] = mapped_column(comment="Unit of the amount")
    starts: Mapped[Starts] = mapped_column(comment="Whether the day of receipt is day 0 or day 1")
    roll: Mapped[Roll] = mapped_column(comment="Where an end on a closed day goes")
    caps: Mapped[dict[str, Any]] = mapped_column(
        comment="Reasons that may pause it, each with the most working days"
    )
    warn_working_days: Mapped[int] = mapped_column(comment="Warned so many before the last day")
    chase_percent: Mapped[int] = mapped_column(comment="Chased when so much has gone; 0: never")
    first_leg: Mapped[int | None] = mapped_column(
        comment="Working days for the acknowledgement that it runs from, if from one"
    )
    extend_most: Mapped[int] = mapped_column(comment="Most units that it may be extended by")
    cut_off: Mapped[time | None] = mapped_column(comment="Latest for the same working day")
    next_by: Mapped[time | None] = mapped_column(comment="By when on the next one, if later")
    effective_from: Mapped[date] = mapped_column(comment="First day on which clocks begin under it")
    reason: Mapped[str] = mapped_column(Text, comment="Where the promise comes from")
    agreed: Mapped[bool] = mapped_column(comment="Whether the partners have agreed to it")
    basis: Mapped[Basis] = mapped_column(comment="Law, code, or the partnership's own practice")
    source: Mapped[str | None] = mapped_column(Text, comment="Where the figure was read")
    verified: Mapped[bool] = mapped_column(comment="Whether the figure was checked at its source")


class LadderRung(Base):
    """One step of the escalation of what is late: after how long, and who hears of it."""

    __tablename__ = "ladder_rung"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    version_id: Mapped[int] = mapped_column(
        ForeignKey("partnership_version.id"), index=True, comment="Version that it belongs to"
    )
    subject: Mapped[Subject | None] = mapped_column(comment="For this subject alone; empty: all")
    partner_key: Mapped[str | None] = mapped_column(comment="For this partner alone; empty: all")
    step: Mapped[int] = mapped_column(comment="1, 2, 3, up the ladder")
    working_days_late: Mapped[int] = mapped_column(comment="So many after the last day")
    recipient: Mapped[Recipient] = mapped_column(comment="Who hears of it")


class WorkingHours(Base):
    """One stretch of working hours of a weekday; lunch lies between two."""

    __tablename__ = "working_hours"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    version_id: Mapped[int] = mapped_column(
        ForeignKey("partnership_version.id"), index=True, comment="Version that it belongs to"
    )
    weekday: Mapped[int] = mapped_column(comment="0 for Monday to 6 for Sunday")
    opens: Mapped[time] = mapped_column(comment="Start, by the clock on the wall in London")
    closes: Mapped[time] = mapped_column(comment="End, by the same clock")


class ClosedDay(Base):
    """A day that is not counted though it is no weekend: a bank holiday or an own closure."""

    __tablename__ = "closed_day"
    __table_args__ = (UniqueConstraint("version_id", "day", "partner_key"),)
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    version_id: Mapped[int] = mapped_column(
        ForeignKey("partnership_version.id"), index=True, comment="Version that it belongs to"
    )
    day: Mapped[date] = mapped_column(comment="The day, in Europe/London")
    label: Mapped[str] = mapped_column(comment="Its name, as the working of a date shows it")
    source: Mapped[str] = mapped_column(comment="Calendar that it was taken from")
    partner_key: Mapped[str | None] = mapped_column(comment="Closed for this partner alone")


class HelpContact(Base):
    """A number or address that may keep somebody safe; shown unverified only with that mark."""

    __tablename__ = "help_contact"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    version_id: Mapped[int] = mapped_column(
        ForeignKey("partnership_version.id"), index=True, comment="Version that it belongs to"
    )
    position: Mapped[int] = mapped_column(comment="Order on the page")
    name: Mapped[str] = mapped_column(comment="Who answers")
    reach: Mapped[str] = mapped_column(comment="Number, text or address")
    purpose: Mapped[str] = mapped_column(Text, comment="When to use it, in plain words")
    kind: Mapped[str] = mapped_column(comment="Emergency, or help")
    verified: Mapped[bool] = mapped_column(comment="Whether it has been checked; else not live")


class PartnerContact(Base):
    """Where letters to a partner go."""

    __tablename__ = "partner_contact"
    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True, comment="Whose")
    recipient: Mapped[Recipient] = mapped_column(comment="Whose desk in the partner")
    address: Mapped[str] = mapped_column(comment="Mailbox of the service, never of a person")
    partner: Mapped[Partner] = relationship(lazy="raise")
