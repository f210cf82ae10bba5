"""Codes as words: the only place where a status becomes something that people read.

What families read is marked for translation. What staff read is English alone (ruling 48), so it
is plain text and asks no translator for anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.domain.clocks import ClockKind, ClockState
from portal.domain.consents import ConsentUse
from portal.domain.helping import Helped
from portal.domain.intake import WhyTriage
from portal.domain.messages import MessagePurpose, NoteScope
from portal.domain.people import Role
from portal.domain.referrals import ReferralPart, ReferralStatus, RouteSource
from portal.domain.safeguarding import FlagSource, SafeguardingStatus
from portal.domain.submissions import (
    AuthorKind,
    Channel,
    Danger,
    IdentityCheck,
    PointStatus,
    SubmissionKind,
    SubmissionStatus,
)

Words: TypeAlias = str | LazyString
_S, _R = SubmissionStatus, ReferralStatus


@dataclass(frozen=True)
class Tag:
    """A word or two, and the colour of its tag."""

    text: Words
    colour: str = "grey"


FAMILY_STATUS: Mapping[SubmissionStatus, Tag] = {
    _S.RECEIVED: Tag(_l("We have it"), "blue"),
    _S.IN_TRIAGE: Tag(_l("A person is working out who should help"), "blue"),
    _S.WITH_PARTNER: Tag(_l("We passed it to a team"), "blue"),
    _S.COUNTED: Tag(_l("We have it"), "blue"),
    _S.ANSWERED: Tag(_l("We have answered"), "teal"),
    _S.RESOLUTION_PROPOSED: Tag(_l("We think this is done. Is it?"), "yellow"),
    _S.RESOLVED: Tag(_l("You said it is done"), "green"),
    _S.DISPUTED: Tag(_l("You said it is not done. It is open"), "orange"),
    _S.CLOSED_BY_SILENCE: Tag(_l("Closed because we heard nothing from you"), "grey"),
    _S.REOPENED: Tag(_l("Open again"), "blue"),
}
"""To families. A view that waits for nothing reads the same whether a person looks at it first or
not, for nothing on a family's page betrays a flag (ruling 21)."""

STAFF_STATUS: Mapping[SubmissionStatus, Tag] = {
    _S.RECEIVED: Tag("Received", "blue"),
    _S.IN_TRIAGE: Tag("In triage", "purple"),
    _S.WITH_PARTNER: Tag("With partner", "blue"),
    _S.COUNTED: Tag("Counted", "grey"),
    _S.ANSWERED: Tag("Answered", "teal"),
    _S.RESOLUTION_PROPOSED: Tag("Resolution proposed", "yellow"),
    _S.RESOLVED: Tag("Resolved", "green"),
    _S.DISPUTED: Tag("Disputed", "orange"),
    _S.CLOSED_BY_SILENCE: Tag("Closed by silence", "grey"),
    _S.REOPENED: Tag("Reopened", "purple"),
}

REFERRAL_STATUS: Mapping[ReferralStatus, Tag] = {
    _R.PLACED: Tag("New", "blue"),
    _R.ACCEPTED: Tag("Accepted", "teal"),
    _R.RETURNED: Tag("Given back", "grey"),
    _R.ANSWERED: Tag("Answered", "green"),
    _R.TRANSFER_REQUESTED: Tag("Transfer asked for", "purple"),
    _R.TRANSFERRED: Tag("Transferred", "grey"),
    _R.DONE: Tag("Done", "green"),
}

FAMILY_PROMISE: Mapping[ClockKind, LazyString] = {
    ClockKind.ACKNOWLEDGE: _l("A person will read it and write to you"),
    ClockKind.TRIAGE: _l("You will know who is in charge of your answer"),
    ClockKind.RESPOND: _l("You will have an answer, or a plan with dates"),
    ClockKind.RESOLVE: _l("We will ask you whether it is done"),
    ClockKind.KEEP_INFORMED: _l("We will tell you how it is going"),
    ClockKind.TELL_WHAT_CHANGED: _l("We will tell you what changed"),
    ClockKind.DOOR_TO_DOOR: _l("From your first message to the end"),
    ClockKind.DECIDE: _l("They will tell you what they decided"),
    ClockKind.REFUSE: _l("They will tell you if the answer is no"),
    ClockKind.CONCLUDE: _l("You will have the final plan"),
    ClockKind.COMMENT: _l("You can say what you think of the draft plan"),
    ClockKind.PANEL: _l("A panel will meet"),
    ClockKind.APPEAL: _l("You can appeal"),
    ClockKind.MEDIATE: _l("You can ask for mediation"),
}
"""What each of the family's clocks promises."""

STAFF_CLOCK: Mapping[ClockKind, str] = {
    ClockKind.ACKNOWLEDGE: "Acknowledge",
    ClockKind.TRIAGE: "Say who is in charge",
    ClockKind.RESPOND: "Answer",
    ClockKind.RESOLVE: "Resolve",
    ClockKind.KEEP_INFORMED: "Keep informed",
    ClockKind.TELL_WHAT_CHANGED: "Tell what changed",
    ClockKind.ACCEPT: "Accept or give back",
    ClockKind.PLACE: "Place with a service",
    ClockKind.DOOR_TO_DOOR: "Door to door",
    ClockKind.LOOK: "Look at the flag",
    ClockKind.DECIDE: "Decide",
    ClockKind.REFUSE: "Say no, with reasons",
    ClockKind.CONCLUDE: "Issue the final plan",
    ClockKind.COMMENT: "Comments of the family",
    ClockKind.PANEL: "Hold the panel",
    ClockKind.APPEAL: "Last day to appeal",
    ClockKind.MEDIATE: "Last day to ask for mediation",
}

CLOCK_STATE: Mapping[ClockState, Tag] = {
    ClockState.RUNNING: Tag("Running", "blue"),
    ClockState.PAUSED: Tag("Paused", "yellow"),
    ClockState.STOPPED: Tag("Done", "green"),
    ClockState.CANCELLED: Tag("Cancelled", "grey"),
}

POINT: Mapping[PointStatus, Tag] = {
    PointStatus.OPEN: Tag(_l("Not answered yet"), "yellow"),
    PointStatus.ANSWERED: Tag(_l("Answered"), "green"),
}

AUTHOR_KIND: Mapping[AuthorKind, LazyString] = {
    AuthorKind.PARENT_OR_CARER: _l("A parent or carer"),
    AuthorKind.YOUNG_PERSON: _l("A child or young person"),
    AuthorKind.HELPER: _l("Someone who is helping a family"),
    AuthorKind.PROFESSIONAL: _l("Someone who works with children"),
}

SUBMISSION_KIND: Mapping[SubmissionKind, LazyString] = {
    SubmissionKind.CONCERN: _l("I want an answer"),
    SubmissionKind.VIEW: _l("Just read it. I need no answer"),
}

QUOTE: Mapping[ConsentUse, LazyString] = {
    ConsentUse.QUOTE_BOARD: _l("Show my words to the board that checks your work, without my name"),
    ConsentUse.QUOTE_PUBLIC: _l("Show my words in public, like in a report, without my name"),
}
"""What the author may say yes to after sending."""

DANGER: Mapping[Danger, LazyString] = {
    Danger.YES: _l("Yes"),
    Danger.NO: _l("No"),
    Danger.NOT_SURE: _l("Not sure"),
}

STAFF_KIND: Mapping[SubmissionKind, str] = {
    SubmissionKind.CONCERN: "Concern",
    SubmissionKind.VIEW: "View",
}

STAFF_AUTHOR: Mapping[AuthorKind, str] = {
    AuthorKind.PARENT_OR_CARER: "Parent or carer",
    AuthorKind.YOUNG_PERSON: "Child or young person",
    AuthorKind.HELPER: "Someone helping",
    AuthorKind.PROFESSIONAL: "Professional",
}

PURPOSE: Mapping[MessagePurpose, str] = {
    MessagePurpose.RECEIPT: "Receipt",
    MessagePurpose.ACKNOWLEDGEMENT: "Acknowledgement",
    MessagePurpose.MESSAGE: "Message",
    MessagePurpose.QUESTION: "Question",
    MessagePurpose.ANSWER: "Answer",
    MessagePurpose.PROPOSAL: "Proposal: is it done?",
    MessagePurpose.REPLY: "Reply from the family",
    MessagePurpose.HOLD: "Why we wait",
    MessagePurpose.CHANGED: "What changed",
}

WHY_TRIAGE: Mapping[WhyTriage, str] = {
    WhyTriage.UNCERTAIN: "The rules are not certain",
    WhyTriage.YOUNG_PERSON: "A young person wrote it",
    WhyTriage.MUST_NOT_SEE: "Somebody must not see it",
    WhyTriage.NO_CONSENT: "The family has not said that this body may see it",
    WhyTriage.SEVERAL_LEADS: "It is about several services",
    WhyTriage.NOT_IN_FORCE: "The body named is not in force",
    WhyTriage.RESTRICTED: "Safeguarding leads look first",
}

FLAG_STATUS: Mapping[SafeguardingStatus, Tag] = {
    SafeguardingStatus.OPEN: Tag("To look at", "red"),
    SafeguardingStatus.RELEASED: Tag("Released", "green"),
    SafeguardingStatus.CONFIRMED: Tag("Confirmed", "purple"),
}

FLAG_SOURCE: Mapping[FlagSource, str] = {
    FlagSource.MACHINE: "Rules of the screen",
    FlagSource.AUTHOR: "The author said so",
    FlagSource.STAFF: "Staff",
}

SCREEN_RULE: Mapping[str, str] = {
    "self_harm": "Suicide or self-harm",
    "abuse": "Abuse",
    "sexual_harm": "Sexual harm",
    "neglect": "Neglect",
    "home_violence": "Violence at home",
    "missing": "Missing or run away",
    "exploitation": "Exploited, taken or married off",
    "harm_to_others": "May harm others",
}
"""Categories of the screen by their key. A key that is kept from an older screen may lack here."""

HELPED: Mapping[Helped, str] = {
    Helped.YES: "Yes",
    Helped.A_BIT: "A bit",
    Helped.NO: "No",
}

ROLE: Mapping[Role, str] = {
    Role.CASEWORKER: "Caseworker",
    Role.MANAGER: "Manager",
    Role.TRIAGE: "Triage",
    Role.SAFEGUARDING: "Safeguarding lead",
    Role.SECRETARY: "Board secretary",
    Role.ANALYST: "Analyst",
    Role.BOARD: "Board",
    Role.ADMIN: "Administrator",
    Role.AUDITOR: "Auditor",
    Role.DPO: "Data protection officer",
}

OTHER: Mapping[Enum, str] = {
    ReferralPart.LEAD: "Leads",
    ReferralPart.CONTRIBUTING: "Contributes",
    RouteSource.RULE: "The rules",
    RouteSource.PERSON: "A person",
    NoteScope.OWN_PARTNER: "For your own partner",
    NoteScope.SHARED: "For every partner on the case",
    Channel.PORTAL: "Written on the portal",
    Channel.STAFF: "Entered by staff",
    IdentityCheck.NOT_CHECKED: "Identity not checked",
    IdentityCheck.CHECKED: "Identity checked",
}
"""To staff, codes that need no tag."""
