"""What happened on a case, in words for staff."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from portal.queries.history import Happened
from portal.web.statuses import ROLE

TITLES: Mapping[str, str] = {
    "submission.received": "The message arrived",
    "submission.kept": "Triage keeps it",
    "submission.agreed": "The family says that it is done",
    "submission.disagreed": "The family says that it is not done",
    "submission.reopened": "The family wrote again, so it is open again",
    "submission.closed_by_silence": "Closed: the family said nothing",
    "consent.given": "The family said yes to a use of its words",
    "consent.withdrawn": "The family took a yes back",
    "referral.placed": "Placed with a partner",
    "referral.accepted": "Accepted",
    "referral.returned": "Given back",
    "transfer.asked": "Another service was asked to take it",
    "transfer.accepted": "Another service took it over",
    "transfer.refused": "The other service did not take it",
    "hold.begun": "A manager agreed to wait",
    "hold.ended": "A manager ended the wait",
    "message.hold": "The family was told why we wait",
    "message.changed": "The family was told what changed",
    "message.acknowledgement": "First message to the family",
    "message.message": "Message to the family",
    "message.question": "Question to the family",
    "message.answer": "Answer to the family",
    "message.proposal": "The family was asked whether it is done",
    "message.reply": "The family wrote",
    "note.written": "Note written",
    "themes.decided": "Themes confirmed",
    "clock.warned": "A last day is near",
    "clock.due": "A last day was reached",
    "clock.breached": "A promise became late",
    "clock.escalated": "A late promise was told to a manager",
    "safeguarding.flagged": "Flagged",
    "safeguarding.release_said": "A lead said release",
    "safeguarding.confirmed": "A lead confirmed the flag",
}

FAMILY_SEES = frozenset(
    {
        "submission.received",
        "submission.agreed",
        "submission.disagreed",
        "referral.placed",
        "referral.accepted",
        "message.acknowledgement",
        "message.message",
        "message.question",
        "message.answer",
        "message.proposal",
        "message.reply",
        "message.hold",
        "message.changed",
        "transfer.accepted",
        "clock.breached",
    }
)

MARK = Markup('<strong class="govuk-tag govuk-tag--grey">Family sees this</strong>')


def told(happened: Sequence[Happened]) -> list[dict[str, object]]:
    """Entries of a timeline; an action that has no words yet is left out."""
    return [
        {
            "when": one.at,
            "title": TITLES[one.action],
            "by": _by(one),
            "mark": MARK if one.action in FAMILY_SEES else "",
        }
        for one in happened
        if one.action in TITLES
    ]


def _by(one: Happened) -> str:
    if one.role is None:
        return ""
    role = ROLE[one.role]
    return f"{role}, {one.partner}" if one.partner else role
