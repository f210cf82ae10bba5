"""Under which promise, code or law a clock runs, and who hears when it is late."""

from enum import Enum

from portal.domain.clock_levels import ClockKind
from portal.domain.clock_terms import Subject


class Regime(Enum):
    """A set of promises that belong together: ours, a code's, or a law's (domain/clocks.md §1)."""

    CONCERN = "concern"
    SAFEGUARDING = "safeguarding"
    COUNCIL_COMPLAINT_1 = "council_complaint_1"
    COUNCIL_COMPLAINT_2 = "council_complaint_2"
    NHS_COMPLAINT = "nhs_complaint"
    CHILDREN_ACT_1 = "children_act_1"
    CHILDREN_ACT_2 = "children_act_2"
    CHILDREN_ACT_3 = "children_act_3"
    EHC_ASSESSMENT = "ehc_assessment"
    DRAFT_PLAN = "draft_plan"
    ANNUAL_REVIEW = "annual_review"
    AMENDMENT_NOTICE = "amendment_notice"
    APPEAL = "appeal"
    SUBJECT_ACCESS = "subject_access"
    DATA_COMPLAINT = "data_complaint"


OURS = frozenset({Regime.CONCERN, Regime.SAFEGUARDING})
"""What every message needs from the first day: without it nothing can be sent or flagged."""


class Basis(Enum):
    """What a promise rests on."""

    LAW = "law"
    CODE = "code"
    PRACTICE = "practice"


class Recipient(Enum):
    """A desk to which a letter goes: never a person by name."""

    SERVICE = "service"
    CASEWORKER = "caseworker"
    MANAGER = "manager"
    PARTNER_LEAD = "partner_lead"
    SENIOR_OFFICER = "senior_officer"
    SAFEGUARDING = "safeguarding"
    BOARD = "board"


CASEWORK_SUBJECTS = (Subject.FAMILY, Subject.PARTNER, Subject.TRIAGE)
"""Whose clocks families, services and triage see. A flag's are for leads alone (ruling 21), and
those of a formal route stand apart."""

ASK_NOBODY = frozenset({ClockKind.DOOR_TO_DOOR})
"""What only measures: nobody keeps it by doing something, so it is no one's next promise."""

PROMISES: dict[Regime, dict[Subject, tuple[ClockKind, ...]]] = {
    Regime.CONCERN: {
        Subject.FAMILY: (
            ClockKind.ACKNOWLEDGE,
            ClockKind.TRIAGE,
            ClockKind.RESPOND,
            ClockKind.RESOLVE,
            ClockKind.KEEP_INFORMED,
            ClockKind.TELL_WHAT_CHANGED,
            ClockKind.DOOR_TO_DOOR,
        ),
        Subject.PARTNER: (ClockKind.ACCEPT, ClockKind.RESPOND),
        Subject.TRIAGE: (ClockKind.PLACE,),
    },
    Regime.SAFEGUARDING: {Subject.SAFEGUARDING: (ClockKind.LOOK,)},
    Regime.COUNCIL_COMPLAINT_1: {Subject.FORMAL: (ClockKind.ACKNOWLEDGE, ClockKind.RESPOND)},
    Regime.COUNCIL_COMPLAINT_2: {Subject.FORMAL: (ClockKind.ACKNOWLEDGE, ClockKind.RESPOND)},
    Regime.NHS_COMPLAINT: {Subject.FORMAL: (ClockKind.ACKNOWLEDGE, ClockKind.RESPOND)},
    Regime.CHILDREN_ACT_1: {Subject.FORMAL: (ClockKind.RESPOND,)},
    Regime.CHILDREN_ACT_2: {Subject.FORMAL: (ClockKind.RESPOND,)},
    Regime.CHILDREN_ACT_3: {Subject.FORMAL: (ClockKind.PANEL,)},
    Regime.EHC_ASSESSMENT: {
        Subject.FORMAL: (ClockKind.DECIDE, ClockKind.REFUSE, ClockKind.CONCLUDE)
    },
    Regime.DRAFT_PLAN: {Subject.FORMAL: (ClockKind.COMMENT,)},
    Regime.ANNUAL_REVIEW: {Subject.FORMAL: (ClockKind.DECIDE, ClockKind.CONCLUDE)},
    Regime.AMENDMENT_NOTICE: {Subject.FORMAL: (ClockKind.CONCLUDE,)},
    Regime.APPEAL: {Subject.FORMAL: (ClockKind.APPEAL, ClockKind.MEDIATE)},
    Regime.SUBJECT_ACCESS: {Subject.FORMAL: (ClockKind.RESPOND,)},
    Regime.DATA_COMPLAINT: {Subject.FORMAL: (ClockKind.ACKNOWLEDGE,)},
}
"""Every promise that a partnership file must make, by regime and subject (ruling 10)."""
