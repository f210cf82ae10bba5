"""Promises of time in words for staff, who read English alone (ruling 48)."""

from collections.abc import Mapping

from portal.domain.clocks import PauseReason, Roll, Starts, Subject, Unit
from portal.domain.promises import Basis, Recipient, Regime
from portal.domain.submissions import AuthorKind
from portal.web.statuses import STAFF_CLOCK

REGIME: Mapping[Regime, str] = {
    Regime.CONCERN: "An early concern",
    Regime.SAFEGUARDING: "A safeguarding flag",
    Regime.COUNCIL_COMPLAINT_1: "A complaint to the council, stage 1",
    Regime.COUNCIL_COMPLAINT_2: "A complaint to the council, stage 2",
    Regime.NHS_COMPLAINT: "A complaint to the NHS or about adult social care",
    Regime.CHILDREN_ACT_1: "A complaint about children's social care, stage 1",
    Regime.CHILDREN_ACT_2: "A complaint about children's social care, stage 2",
    Regime.CHILDREN_ACT_3: "A complaint about children's social care, stage 3",
    Regime.EHC_ASSESSMENT: "An EHC needs assessment",
    Regime.DRAFT_PLAN: "A draft EHC plan",
    Regime.ANNUAL_REVIEW: "An annual review",
    Regime.AMENDMENT_NOTICE: "A notice to amend a plan",
    Regime.APPEAL: "An appeal to the SEND tribunal",
    Regime.SUBJECT_ACCESS: "A request for what is held about somebody",
    Regime.DATA_COMPLAINT: "A data protection complaint",
}

WHOSE: Mapping[Subject, str] = {
    Subject.FAMILY: "Promised to the family",
    Subject.PARTNER: "Each service's own",
    Subject.TRIAGE: "Triage's own",
    Subject.SAFEGUARDING: "Safeguarding leads' own",
    Subject.FORMAL: "The responsible body's own",
}

KIND = STAFF_CLOCK
"""The same words as on a case, so that nobody has to guess which promise is meant."""

BASIS: Mapping[Basis, str] = {
    Basis.LAW: "Law",
    Basis.CODE: "Code",
    Basis.PRACTICE: "Our practice",
}

RECIPIENT: Mapping[Recipient, str] = {
    Recipient.SERVICE: "The service",
    Recipient.CASEWORKER: "The caseworker",
    Recipient.MANAGER: "The manager",
    Recipient.PARTNER_LEAD: "The body's lead",
    Recipient.SENIOR_OFFICER: "The senior responsible officer",
    Recipient.SAFEGUARDING: "Safeguarding leads",
    Recipient.BOARD: "The board, as a line in its protected figures",
}

AUTHOR: Mapping[AuthorKind, str] = {
    AuthorKind.PARENT_OR_CARER: "parents and carers",
    AuthorKind.YOUNG_PERSON: "children and young people",
    AuthorKind.HELPER: "people who help a family",
    AuthorKind.PROFESSIONAL: "professionals",
}

PAUSE: Mapping[str, str] = {
    PauseReason.WAITING_FOR_FAMILY: "Waits for the family's answer",
    PauseReason.AGREED_HOLD: "Waits in a hold that a manager agreed",
}

STARTS: Mapping[Starts, str] = {
    Starts.DAY_AFTER: "The day of receipt is day 0.",
    Starts.RECEIPT_DAY: "The day of receipt is day 1.",
}

ROLL: Mapping[Roll, str] = {
    Roll.NONE: "",
    Roll.NEXT_WORKING_DAY: "An end on a closed day moves to the next working day.",
    Roll.TRIBUNAL: (
        "An end on a closed day, in August, or from 25 December to 1 January moves to the next "
        "working day after it. Due by 5pm."
    ),
}

_UNIT: Mapping[Unit, tuple[str, str]] = {
    Unit.WORKING_DAY: ("working day", "working days"),
    Unit.WORKING_HOUR: ("working hour", "working hours"),
    Unit.CALENDAR_DAY: ("calendar day", "calendar days"),
    Unit.WEEK: ("week", "weeks"),
    Unit.MONTH: ("month", "months"),
    Unit.SAME_WORKING_DAY: ("", ""),
}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def amount_of(amount: int, unit: Unit) -> str:
    """How much, such as "10 working days"."""
    if unit is Unit.SAME_WORKING_DAY:
        return "The same working day"
    return f"{amount} {_UNIT[unit][amount != 1]}"


def working_days(number: int) -> str:
    """Such as "1 working day"."""
    return amount_of(number, Unit.WORKING_DAY)
