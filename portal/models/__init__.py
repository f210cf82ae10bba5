"""The tables, one module per noun; importing the package maps them all."""

from portal.models.attachments import Attachment
from portal.models.base import Base
from portal.models.clocks import ClockEventRow, ClockMilestone, ClockRow
from portal.models.entries import CodeRequest, OnBehalf, StaffEntry
from portal.models.equality import EqualityCount, EqualityMark
from portal.models.evidence import Snapshot, SnapshotCount
from portal.models.openings import ConflictLock, ContactOpening
from portal.models.partners import (
    ClosedDay,
    HelpContact,
    LadderRung,
    Need,
    Partner,
    PartnerContact,
    PartnershipVersion,
    PlaceDistrict,
    RoutingRule,
    ServiceLevel,
    WorkingHours,
)
from portal.models.people import (
    CodeAttempt,
    Draft,
    FloodMark,
    Membership,
    PortalSession,
    SavedDraft,
    Staff,
    SupporterCode,
)
from portal.models.public import (
    FigureRelease,
    PlannedWork,
    PublicResponse,
    PublicResponseStep,
    PublicResponseText,
)
from portal.models.referrals import (
    Message,
    Note,
    Referral,
    RouteDecision,
    RouteObjection,
)
from portal.models.rights import ErasureRequest, HelpedAnswer
from portal.models.safeguarding import SafeguardingItem, SafeguardingStep, SecondLook
from portal.models.submissions import (
    Consent,
    FormalRoute,
    Point,
    SealedContact,
    SealedIdentity,
    Submission,
)
from portal.models.themes import (
    Comment,
    DecidedTheme,
    ModelState,
    ThemeDecision,
    ThemeReading,
    ThemeSuggestion,
)
from portal.models.translations import Translation
from portal.models.voices import AuthorLink, VoiceLink
from portal.models.work import AuditEvent, AuditSeal, DueWork, OutgoingLetter, WorkerBeat

__all__ = [
    "Attachment",
    "AuditEvent",
    "AuditSeal",
    "AuthorLink",
    "Base",
    "ClockEventRow",
    "ClockMilestone",
    "ClockRow",
    "ClosedDay",
    "CodeAttempt",
    "CodeRequest",
    "Comment",
    "ConflictLock",
    "Consent",
    "ContactOpening",
    "DecidedTheme",
    "Draft",
    "DueWork",
    "EqualityCount",
    "EqualityMark",
    "ErasureRequest",
    "FigureRelease",
    "FloodMark",
    "FormalRoute",
    "HelpContact",
    "HelpedAnswer",
    "LadderRung",
    "Membership",
    "Message",
    "ModelState",
    "Need",
    "Note",
    "OnBehalf",
    "OutgoingLetter",
    "Partner",
    "PartnerContact",
    "PartnershipVersion",
    "PlaceDistrict",
    "PlannedWork",
    "Point",
    "PortalSession",
    "PublicResponse",
    "PublicResponseStep",
    "PublicResponseText",
    "Referral",
    "RouteDecision",
    "RouteObjection",
    "RoutingRule",
    "SafeguardingItem",
    "SafeguardingStep",
    "SavedDraft",
    "SealedContact",
    "SealedIdentity",
    "SecondLook",
    "ServiceLevel",
    "Snapshot",
    "SnapshotCount",
    "Staff",
    "StaffEntry",
    "Submission",
    "SupporterCode",
    "ThemeDecision",
    "ThemeReading",
    "ThemeSuggestion",
    "Translation",
    "VoiceLink",
    "WorkerBeat",
    "WorkingHours",
]
