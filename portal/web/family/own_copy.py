"""Everything that an author sent and read, as plain text to keep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.domain.people import ActorKind
from portal.models import HelpedAnswer, Message, RouteObjection, Submission, Translation
from portal.queries.tracking import Tracked
from portal.web.family import copy_translations
from portal.web.family.copy_translations import RULE
from portal.web.family.files_page import ShownFile
from portal.web.family.helping import ANSWERS
from portal.web.filters import moment


@dataclass(frozen=True)
class SaidApart:
    """What the author said elsewhere than in a message.

    `answers` are lines beside its words; `since` are headings with their lines.
    """

    objections: Sequence[RouteObjection]
    helped: HelpedAnswer | None
    files: Sequence[ShownFile] = ()
    answers: Sequence[str] = ()
    since: Sequence[tuple[str, Sequence[str]]] = ()
    translations: Sequence[Translation] = ()


def text_of(tracked: Tracked, said: SaidApart, number: str) -> str:
    """The file: what was told, then each message in order, with when; UTF-8, lines end in CR LF."""
    submission = tracked.submission
    lines = [_("Number %(number)s", number=number), RULE, _("What you told us")]
    lines += [moment(submission.received_at), "", *_told(submission)]
    lines += ["", *said.answers, RULE, _("Messages")]
    for message in tracked.messages:
        lines += ["", f"{_by(message)} ({moment(message.sent_at)})", "", message.words]
    if not tracked.messages:
        lines.append(_("Nobody has written yet."))
    lines += copy_translations.lines(said.translations)
    lines += _files(said.files)
    lines += _said_apart(said)
    for heading, rows in said.since:
        lines += [RULE, heading, "", *rows]
    lines += [
        RULE,
        _("Your name and how to reach you are not in this file. They are locked away."),
        "",
    ]
    # Notepad and the like read only these ends of lines, and the mark says that it is UTF-8.
    return "\ufeff" + "\n".join(lines).replace("\r\n", "\n").replace("\n", "\r\n")


def _told(submission: Submission) -> Iterator[str]:
    yield submission.words
    given = (
        (_("What would help"), submission.wanted),
        (_("Age"), submission.age),
        (_("First half of the postcode"), submission.postcode_district),
        (_("School or college"), submission.school_name),
        (_("What makes it easier for you?"), submission.access_needs),
        (_("Who must not see it"), submission.must_not_see),
    )
    for label, value in given:
        if value is not None and value != "":
            yield from ("", f"{label}: {value}")


def _files(files: Sequence[ShownFile]) -> Iterator[str]:
    if files:
        yield from (RULE, _("Photos and files"))
    for one in files:
        yield f"{one.label} ({one.size}): {one.status.text}"


def _said_apart(said: SaidApart) -> Iterator[str]:
    for one in said.objections:
        yield from (RULE, _("You said that it did not go to the right place"), moment(one.made_at))
        yield from ("", one.words or "", one.answer or "")
    if said.helped is not None:
        answer = ANSWERS[said.helped.helped]
        yield from (RULE, _("We asked if this helped. You said: %(answer)s", answer=answer))
        yield from (moment(said.helped.said_at), "", said.helped.words or "")


def _by(message: Message) -> str:
    if message.sender is ActorKind.AUTHOR:
        return str(_("You"))
    if message.sender is ActorKind.SUPPORTER:
        return str(_("Your supporter"))
    return message.signed_as
