"""What an author was asked and answered beside its own words, as lines of its copy."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from portal.domain import codes
from portal.domain.partnership import Partnership
from portal.domain.staff_entry import CameBy, WhoseWords
from portal.domain.submissions import AuthorKind
from portal.models import OnBehalf, StaffEntry, Submission
from portal.web import statuses
from portal.web.appearance import look
from portal.web.family.forms_behalf import KNOWS
from portal.web.filters import date_long
from portal.web.picture_words import AGE_BAND, FEELING, listed_codes

Pairs = Iterator[tuple[str, Any]]


def lines(
    submission: Submission,
    partnership: Partnership,
    authority: OnBehalf | None,
    entry: StaffEntry | None,
) -> list[str]:
    """A line for each answer that was given; what was left empty is left out."""
    pairs = (
        *_who(submission),
        *_about(submission, partnership),
        *_picked(submission),
        *_behalf(authority),
        *_before(submission),
    )
    said = [f"{label}: {value}" for label, value in pairs if value not in (None, "")]
    return [*said, *_typed_in(entry)]


def _who(submission: Submission) -> Pairs:
    yield _("Who you are"), statuses.AUTHOR_KIND[submission.author_kind]
    yield _("Do you want an answer?"), statuses.SUBMISSION_KIND[submission.kind]
    yield _("Language"), _language(submission)
    if submission.author_kind is not AuthorKind.YOUNG_PERSON:
        yield _("Is anyone in danger right now?"), statuses.DANGER[submission.danger]
        return
    safe = {"no": _("Yes"), "yes": _("No"), "not_sure": _("Not sure")}
    yield _("Are you safe right now?"), safe[submission.danger.value]


def _language(submission: Submission) -> str:
    """Each by its own name, as the page of the languages says it."""
    names = {one.code: one.name for one in look().languages}
    return names.get(submission.language, submission.language)


def _about(submission: Submission, partnership: Partnership) -> Pairs:
    needs = (partnership.need(key) for key in submission.needs)
    yield _("What it is about"), _("; ").join(_(need.label) for need in needs if need)
    place = partnership.place(submission.gp_area)
    yield _("Doctor's surgery"), _(place.name) if place else ""
    day = submission.decision_letter_on
    dated = _("Yes, from %(day)s", day=date_long(day)) if day else ""
    yield _("A letter you do not agree with"), dated


def _picked(submission: Submission) -> Pairs:
    yield _("What you picked"), listed_codes(submission.pictures)
    yield _("How you feel"), FEELING[submission.feeling] if submission.feeling else ""
    yield _("How old you are"), AGE_BAND[submission.age_band] if submission.age_band else ""


def _behalf(authority: OnBehalf | None) -> Pairs:
    if authority is None:
        return
    knows = authority.knows.value if authority.knows else None
    yield _("Who are you to the child?"), authority.relation
    yield _("Where do you work?"), authority.body
    yield (
        _("Does the family know you are writing, and do they agree?"),
        next((words for value, words in KNOWS if value == knows), ""),
    )


def _before(submission: Submission) -> Pairs:
    known = {True: _("Yes"), False: _("No"), None: ""}
    yield _("Does the young person know?"), known[submission.young_person_knows]
    earlier = submission.earlier_reference
    sent = codes.format_reference(earlier) if earlier else known[submission.sent_before or None]
    yield _("Something you sent before"), sent


def _typed_in(entry: StaffEntry | None) -> list[str]:
    """How it came that staff typed it in; how the writer is reached safely stays locked away."""
    if entry is None:
        return []
    day = date_long(entry.contact_on)
    said = [_("A member of staff wrote down what you told us on %(day)s", day=day)]
    if entry.event:
        said.append(_("You told us at an event: %(event)s", event=entry.event))
    elif entry.came_by in _CAME:
        said.append(_CAME[entry.came_by]())
    if entry.whose_words is WhoseWords.NOTES:
        notes = _(
            "A member of staff wrote these notes of what you told us. Write to us if something is"
            " wrong."
        )
        return [*said, notes]
    return [*said, _("A member of staff wrote down your words. Write to us if something is wrong.")]


_CAME = {
    CameBy.CALL: lambda: _("You told us in a call."),
    CameBy.LETTER: lambda: _("You told us in a letter."),
    CameBy.EMAIL: lambda: _("You told us in an e-mail."),
    CameBy.IN_PERSON: lambda: _("You told us in person."),
}
