"""An inbox as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind
from portal.domain.people import CASEWORK, Member, Role
from portal.domain.submissions import AuthorKind, SubmissionStatus
from portal.domain.working_days import Calendar
from portal.models import ClockRow, Partner, RouteDecision, SafeguardingItem, Submission
from portal.queries import floods, inbox, objections, partnership, safeguarding
from portal.queries.inbox import Entry, Owed, Show
from portal.queries.paging import Place
from portal.services import projections
from portal.web.partner import inbox_marks
from portal.web.partner.promises import Countdown, countdown, standing
from portal.web.statuses import (
    FLAG_SOURCE,
    REFERRAL_STATUS,
    SCREEN_RULE,
    STAFF_CLOCK,
    STAFF_STATUS,
    Tag,
)
from portal.web.working import Working, of_clock

FIRST_WORDS = 110


@dataclass(frozen=True)
class Line:
    """One row: which case, what is owed next and by when, and enough words to know it again."""

    reference: str
    needs: str
    owed: str
    soon: Countdown | None
    words: str
    language: str
    status: Tag
    taken_by: str
    marks: tuple[Tag, ...] = ()
    suggestion: str = ""
    because: str = ""
    returned: str = ""
    received_on: date | None = None
    working: Working | None = None
    promised: str = ""
    promised_soon: Countdown | None = None


@dataclass(frozen=True)
class InboxPage:
    """A page of an inbox; `after` leads to the next one, "" on the last.

    For triage `objected` counts who waits for an answer to "that's not right"; `held` a flood.
    """

    kind: str
    lines: Sequence[Line]
    count: str
    after: str
    objected: int = 0
    held: int = 0


@dataclass(frozen=True)
class Names:
    """What codes are called in the partnership in force."""

    needs: dict[str, str]
    partners: dict[str, Partner]
    calendar: Calendar

    def of_needs(self, submission: Submission) -> str:
        """What it is about, in the order chosen."""
        return ", ".join(self.needs.get(key, key) for key in submission.needs) or "Not said"


def names(session: Session) -> Names:
    """The names that every page of staff needs."""
    force = partnership.in_force(session)
    needs = {one.key: one.label for one in force.partnership.needs}
    return Names(needs, partnership.partners_by_key(session), force.calendar)


def load(
    session: Session, member: Member, show: Show, after: Place | None, now: datetime
) -> InboxPage:
    """The inbox of this hat; a hat without one has an empty page."""
    page = _load(session, member, show, after, now)
    said = inbox_marks.of_lines(session, [line.reference for line in page.lines])
    lines = [replace(line, marks=(*line.marks, *said[line.reference])) for line in page.lines]
    return replace(
        page,
        lines=lines,
        objected=objections.count_to_triage(session, member),
        held=floods.count(session, member),
    )


def _load(
    session: Session, member: Member, show: Show, after: Place | None, now: datetime
) -> InboxPage:
    known = names(session)
    if member.role is Role.SAFEGUARDING and show is Show.CONFIRMED:
        kept = inbox.confirmed(session, member, after)
        rows = [_line(session, entry, known, now) for entry in kept.rows]
        return InboxPage("safeguarding", rows, kept.count, str(kept.after or ""))
    if member.role is Role.SAFEGUARDING:
        return _of_leads(session, member, after, known, now)
    if show is Show.CHANGED:
        ended = inbox.to_tell(session, member, after)
        # How it was once routed is nobody's question any more.
        rows = [
            replace(_line(session, one, known, now), suggestion="", because="")
            for one in ended.rows
        ]
        kind = "partner" if member.role in CASEWORK else "triage"
        return InboxPage(kind, rows, ended.count, str(ended.after or ""))
    of_whom = inbox.of_partner if member.role in CASEWORK else inbox.of_triage
    found = of_whom(session, member, show, after)
    lines = [_line(session, entry, known, now) for entry in found.rows]
    kind = "partner" if member.role in CASEWORK else "triage"
    return InboxPage(kind, lines, found.count, str(found.after or ""))


def _of_leads(
    session: Session, member: Member, after: Place | None, known: Names, now: datetime
) -> InboxPage:
    page = safeguarding.queue(session, member, after)
    looks = safeguarding.clocks_of(session, member, page.rows)
    owed = inbox.owed_to_families(session, member, [one.submission_id for one in page.rows])
    flags = [
        _promised(
            session,
            _flag(session, item, looks.get(item.id), known, now),
            owed.get(item.submission_id),
            known,
            now,
        )
        for item in page.rows
    ]
    return InboxPage("safeguarding", flags, page.count, str(page.after or ""))


def _line(session: Session, entry: Entry, known: Names, now: datetime) -> Line:
    submission, turn, owed = entry.submission, entry.referral, entry.owed
    return Line(
        reference=submission.reference,
        needs=known.of_needs(submission),
        owed=_owed(submission, owed),
        soon=_soon(session, owed, known, now) if owed else None,
        words=first_words(submission.words),
        language=submission.language,
        status=REFERRAL_STATUS[turn.status] if turn else STAFF_STATUS[submission.status],
        taken_by=entry.taken_by or "",
        marks=tuple(_marks(entry)),
        suggestion=_suggestion(entry.decision, known),
        because=entry.decision.because if entry.decision else "",
        returned=entry.returned,
        received_on=submission.received_on,
    )


def _soon(session: Session, owed: Owed, known: Names, now: datetime) -> Countdown:
    if owed.waits is None:
        return countdown(owed.due_at, now, known.calendar)
    return standing(session, owed.waits, now, known.calendar)[0]


def _promised(session: Session, line: Line, owed: Owed | None, known: Names, now: datetime) -> Line:
    """With what the family was promised next, which nobody but a lead can keep."""
    if owed is None:
        return line
    soon = _soon(session, owed, known, now)
    return replace(line, promised=STAFF_CLOCK[owed.kind], promised_soon=soon)


def _flag(
    session: Session, item: SafeguardingItem, look: ClockRow | None, known: Names, now: datetime
) -> Line:
    submission = item.submission
    own = (Tag("Child's own words", "magenta"),) if item.own_words_of_child else ()
    said = (Tag("One lead says release", "purple"),) if item.steps else ()
    return Line(
        reference=submission.reference,
        needs=known.of_needs(submission),
        owed="Look at it",
        soon=countdown(item.due_at, now, known.calendar),
        words=first_words(submission.words),
        language=submission.language,
        status=Tag(FLAG_SOURCE[item.source], "red"),
        taken_by="",
        marks=(*own, *said),
        because="; ".join(sorted({_danger(rule["rule"]) for rule in item.rules})),
        received_on=submission.received_on,
        working=of_clock(look, projections.fold(session, look, now)) if look else None,
    )


def _danger(rule: str) -> str:
    return SCREEN_RULE.get(rule, rule.replace("_", " "))


def _marks(entry: Entry) -> list[Tag]:
    submission = entry.submission
    found = [
        (entry.family_wrote, Tag("Family wrote", "purple")),
        (submission.author_kind is AuthorKind.YOUNG_PERSON, Tag("Young person", "magenta")),
        (submission.must_not_see is not None, Tag("Somebody must not see it", "red")),
        (submission.status is SubmissionStatus.DISPUTED, Tag("Not done, they say", "orange")),
        (submission.held, Tag("Held", "grey")),
    ]
    return [mark for holds, mark in found if holds]


def _owed(submission: Submission, owed: Owed | None) -> str:
    if owed is not None and owed.kind is not ClockKind.RESOLVE:
        return STAFF_CLOCK[owed.kind]
    if submission.status is SubmissionStatus.COUNTED:
        return "Read it, and say what it is about"
    if submission.status is SubmissionStatus.DISPUTED:
        return "Answer again"
    if submission.status is SubmissionStatus.RESOLUTION_PROPOSED:
        return "Waiting for the family"
    if submission.status is SubmissionStatus.ANSWERED:
        return "Ask whether it is done"
    return STAFF_CLOCK[ClockKind.RESOLVE] if owed else "Look at it"


def _suggestion(decision: RouteDecision | None, known: Names) -> str:
    if decision is None:
        return ""
    partner = known.partners.get(decision.lead_key)
    return partner.name if partner else decision.lead_key


def first_words(words: str) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(words[: FIRST_WORDS * 4].split())
    if len(line) <= FIRST_WORDS:
        return line
    return line[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"
