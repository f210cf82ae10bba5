"""What happened on a case, in words for staff."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from portal.domain.clocks import ESCALATIONS, Subject
from portal.models import ClockMilestone
from portal.queries.history import Happened
from portal.web.statuses import ROLE, STAFF_CLOCK

TITLES: Mapping[str, str] = {
    "submission.received": "The message arrived",
    "submission.entered": "A member of staff typed it in",
    "submission.held": "Held: it came with many like it, or too quickly",
    "submission.let_go": "Triage let it go on",
    "submission.set_apart": "Triage took it for a part of a flood",
    "submission.kept": "Triage keeps it",
    "submission.agreed": "The family says that it is done",
    "submission.disagreed": "The family says that it is not done",
    "submission.reopened": "The family wrote again, so it is open again",
    "submission.closed_by_silence": "Closed: the family said nothing",
    "consent.given": "The family said yes to a use of its words",
    "consent.withdrawn": "The family took a yes back",
    "contact.given": "The family gave a way to reach it",
    "contact.chosen": "The family chose what becomes of the way to reach it",
    "contact.erased": "The way to reach the family was erased",
    "copy.taken": "The family took a copy of what it sent",
    "file.added": "The family added a file",
    "file.removed": "The family took a file back",
    "file.cleared": "A file was checked: it is clean",
    "file.refused": "A file was checked: it was destroyed",
    "file.erased": "What was in a file was erased",
    "erasure.asked": "The family asked us to delete what it sent",
    "erasure.answered": "The family was answered on deleting what it sent",
    "erasure.prepared": "Deleting was prepared, and waits for a second person",
    "erasure.taken_back": "Deleting was taken back before anything was deleted",
    "helped.said": "The family said whether the answer helped",
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
    "message.supporter": "A supporter of the family wrote",
    "note.written": "Note written",
    "code.asked": "New secret words were asked for; a second person must say so",
    "code.handed_over": "New secret words were handed to the family",
    "route.objected": "The family says that it did not go to the right place",
    "route.objection_answered": "The family was answered on where it went",
    "translation.added": "A person's translation was put beside what was written",
    "translation.corrected": "A translation was corrected",
    "translation.objected": "The family says that a translation is not right",
    "themes.decided": "Themes decided",
    "themes.undone": "The last decision on themes was undone",
    "voices.asked_young": "The young person was asked about a link with another voice",
    "voices.young_yes": "The young person said yes to a link",
    "voices.young_no": "The young person said no to a link: do not ask again",
    "voices.asked_parent": "The parent was asked about the link",
    "voices.parent_no": "The parent said no to the link",
    "voices.linked": "Linked with another voice: both said yes",
    "voices.unlinked": "The link with another voice was ended: do not ask again",
    "voices.lapsed": "Nobody answered about a link in time",
    "own.linked": "Put together with another message of the same author",
    "own.not_linked": "Triage looked for an earlier message, and put nothing together",
    "own.ended": "The author took it apart from its other message",
    "formal.made": "The family made it formal as well",
    "formal.heard": "Staff wrote down that the family made it formal",
    "formal.withdrawn": "The family took back what it had made formal",
    "formal.told": "The body was told that something formal is its to answer",
    "formal.acknowledged": "The body wrote that it has what was made formal",
    "formal.extended": "More time was taken to answer what was made formal",
    "formal.ended": "What was made formal came to its end",
    "formal.numbered": "The body's own number for it was written down",
    "formal.next_stage": "The next stage of what was made formal began",
    "formal.passed_on": "What was made formal was passed on to the right body",
    "clock.chased": "Most of the days are gone",
    "clock.warned": "A last day is near",
    "clock.annulled": "A manager annulled that it was late",
    "clock.breached": "A promise became late",
    **{
        f"clock.{one.value}": f"Late still: step {step} of the ladder was told"
        for step, one in enumerate(ESCALATIONS, start=1)
    },
    "safeguarding.flagged": "Flagged",
    "safeguarding.release_said": "A lead said release",
    "safeguarding.confirmed": "A lead confirmed the flag",
    "safeguarding.opening_asked": "A lead asked to open the way to reach the family",
    "safeguarding.opening_agreed": "A second lead agreed to open the way to reach the family",
    "safeguarding.opening_refused": "A second lead refused to open the way to reach the family",
    "safeguarding.opening_expired": "Nobody decided in time on opening the way to reach the family",
    "safeguarding.opening_withdrawn": "A lead took back what was asked",
    "safeguarding.opening_over": "The way to reach the family was shut again",
    "safeguarding.opening_read": "A lead read the way to reach the family",
    "safeguarding.opening_told": "The family can read that the way to reach it was opened",
    "safeguarding.kept_away": "A service was kept away from the case",
    "safeguarding.let_back": "A service was let back in",
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
        "message.supporter",
        "message.hold",
        "message.changed",
        "transfer.accepted",
        "formal.made",
        "formal.withdrawn",
        "route.objected",
        "route.objection_answered",
        "translation.added",
        "translation.corrected",
        "translation.objected",
        "erasure.asked",
        "erasure.answered",
        "code.handed_over",
    }
)

WHOSE: Mapping[Subject, str] = {
    Subject.FAMILY: "Promised to the family",
    Subject.PARTNER: "The service's own",
    Subject.TRIAGE: "Triage's own",
    Subject.SAFEGUARDING: "For safeguarding leads alone",
    Subject.FORMAL: "By law or code",
}
"""Whose promise something happened to."""

SHOWN_LATE = frozenset({Subject.FAMILY, Subject.FORMAL})
"""Whose lateness the family reads on its own page."""

MARK = Markup('<strong class="govuk-tag govuk-tag--grey">Family sees this</strong>')


def told(happened: Sequence[Happened]) -> list[dict[str, object]]:
    """Entries of a timeline; an action that has no words yet is left out."""
    return [
        {
            "when": one.at,
            "title": _title(one),
            "by": _by(one),
            "text": WHOSE[one.subject] + "." if one.subject else "",
            "mark": MARK if _family_sees(one) else "",
        }
        for one in happened
        if one.action in TITLES
    ]


def breach_words(one: ClockMilestone) -> str:
    """Which promise a breach was of, and whose."""
    return f"{STAFF_CLOCK[one.clock.kind]} ({WHOSE[one.clock.subject].lower()})"


def _title(one: Happened) -> str:
    """What happened, and to which promise where it was one."""
    about = f": {STAFF_CLOCK[one.kind].lower()}" if one.kind else ""
    return f"{TITLES[one.action]}{about}"


def _family_sees(one: Happened) -> bool:
    late = one.action in ("clock.breached", "clock.annulled") and one.subject in SHOWN_LATE
    return late or one.action in FAMILY_SEES


def _by(one: Happened) -> str:
    if one.role is None:
        return ""
    role = ROLE[one.role]
    return f"{role}, {one.partner}" if one.partner else role
