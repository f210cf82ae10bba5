"""What happened to a message, in the order in which it happened, as its author reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup

from portal.domain.messages import MessagePurpose
from portal.domain.people import ActorKind
from portal.models import AuditEvent, ClockMilestone, Message, Referral
from portal.queries.tracking import Tracked
from portal.services.escalate import NOT_ACCEPTED
from portal.web.filters import date_long

SIGNED = Markup('<bdi lang="en">{}</bdi>')
"""Staff sign in English, whatever the language of the page."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened, for the timeline component; `by` and `text` may be empty."""

    when: datetime
    title: str
    by: str = ""
    text: str = ""


def entries(tracked: Tracked) -> list[Entry]:
    """Everything that the family may see, oldest first; nothing of safeguarding is in it."""
    first = next((one for one in tracked.messages if _by_staff(one)), None)
    found = [_came(tracked)]
    found += [_wrote(message, message is first) for message in tracked.messages]
    for referral in tracked.referrals:
        found += _turn(referral)
    found += [_said(event) for event in tracked.said]
    found += [_annulled(one) for one in tracked.annulled]
    return sorted(found, key=lambda entry: entry.when)


def _came(tracked: Tracked) -> Entry:
    at, entry = tracked.submission.received_at, tracked.entry
    if entry is None:
        return Entry(at, _("We got your message"))
    day = date_long(entry.contact_on)
    return Entry(at, _("A member of staff wrote down what you told us on %(day)s", day=day))


def _annulled(one: ClockMilestone) -> Entry:
    words = _("A manager says that we were not late after all")
    at, why = one.annulled_at or one.crosses_at, one.annulled_because or ""
    return Entry(at, words, text=SIGNED.format(why))


def _by_staff(message: Message) -> bool:
    return message.sender is ActorKind.STAFF


def _wrote(message: Message, first: bool) -> Entry:
    if message.sender is ActorKind.SUPPORTER:
        return Entry(message.sent_at, _("Your supporter wrote"))
    if not _by_staff(message):
        return Entry(message.sent_at, _("You wrote to us"))
    words = {
        MessagePurpose.QUESTION: _("They asked you something"),
        MessagePurpose.ANSWER: _("They answered you"),
        MessagePurpose.PROPOSAL: _("They think this is done, and asked you"),
        MessagePurpose.HOLD: _("They agreed to wait, and said why"),
        MessagePurpose.CHANGED: _("They told you what changed"),
    }
    plain = _("A person read it and wrote to you") if first else _("They wrote to you")
    return Entry(
        message.sent_at, words.get(message.purpose, plain), SIGNED.format(message.signed_as)
    )


def _turn(referral: Referral) -> Iterator[Entry]:
    name = _(referral.partner.name)
    if referral.taken_from_id is not None and referral.accepted_at:
        yield Entry(referral.accepted_at, _("Another team took it over: %(team)s", team=name))
        return
    yield Entry(referral.placed_at, _("We passed it to: %(team)s", team=name))
    if referral.accepted_at:
        yield Entry(referral.accepted_at, _("They said that they will answer: %(team)s", team=name))
    if referral.ended_at and referral.ended_because:
        words = _("They said that it is not for them: %(team)s", team=name)
        if referral.ended_because == NOT_ACCEPTED:
            words = _("They did not say in time that they will answer: %(team)s", team=name)
        yield Entry(referral.ended_at, words)


def _said(event: AuditEvent) -> Entry:
    words = {
        "submission.agreed": _("You said that it is done"),
        "submission.disagreed": _("You said that it is not done"),
        "formal.made": _("You made it formal as well"),
        "formal.withdrawn": _("You took back what you had made formal"),
        "route.objected": _("You said that it did not go to the right place"),
        "translation.objected": _("You said that a translation is not right"),
        "supporter.made": _("You made a code for a supporter"),
        "supporter.ended": _("You ended the code of a supporter"),
        "code.handed_over": _("A member of staff made new secret words for you"),
    }
    return Entry(event.at, words[event.action])
