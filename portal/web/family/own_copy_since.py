"""What an author said, asked and was told since, elsewhere than in messages: lines of its copy.

Each section shows what a page of the author's own shows, and so nothing of another voice.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from portal.domain import codes
from portal.domain.consents import ConsentUse
from portal.domain.people import Author
from portal.models import Consent, ErasureRequest
from portal.ports import Keyring
from portal.queries import erasures, own_links, partnership
from portal.queries.tracking import Tracked
from portal.web import statuses
from portal.web.family import legal, reaching_page, supporters_page, timeline, together
from portal.web.family.erasure_words import OUTCOME, PART
from portal.web.family.legal import Made
from portal.web.filters import date_long, moment
from portal.web.legal_working import ASK_THEM

Section = tuple[str, Sequence[str]]


def sections(
    session: Session, keyring: Keyring, author: Author, tracked: Tracked, now: datetime
) -> list[Section]:
    """A heading and its lines for everything that there is something to say of."""
    names = {key: _(one.name) for key, one in partnership.partners_by_key(session).items()}
    rows = supporters_page.shown(session, keyring, author)
    found = (
        (_("What has happened"), [_happened(one) for one in timeline.entries(tracked)]),
        (_("What you said yes and no to"), _consents(tracked.submission.consents, names)),
        (_("Your e-mail address or number"), list(_reaching(session, author, tracked))),
        (_("What you made formal"), _formal(legal.made(session, author, now))),
        (_("Codes for supporters"), [_supporter(one) for one in rows]),
        (_("Two messages about the same thing"), list(_voices(session, author, now))),
        (_("Did you send another message?"), list(_own(session, author))),
        (_("You asked us to delete it"), _requests(erasures.of_author(session, author))),
    )
    return [(heading, lines) for heading, lines in found if lines]


def _happened(one: timeline.Entry) -> str:
    both = (text for text in (one.by, one.text) if text)
    # The names of staff are marked as English for the page; here marks would be read aloud.
    more = [text.striptags() if isinstance(text, Markup) else text for text in both]
    return f"{moment(one.when)}: {' – '.join([one.title, *more])}"


def _consents(rows: Iterable[Consent], names: dict[str, str]) -> list[str]:
    return [_consent(one, names) for one in rows]


def _consent(one: Consent, names: dict[str, str]) -> str:
    asked = {
        ConsentUse.CONTACT: _("Write to me when there is news"),
        **statuses.QUOTE,
        ConsentUse.PASS_ON: _("Show my words to: %(team)s", team=names.get(one.partner_key or "")),
    }
    said = _("Yes") if one.yes else _("No")
    return f"{moment(one.given_at)}: {asked[one.use]} – {said}"


def _reaching(session: Session, author: Author, tracked: Tracked) -> Iterator[str]:
    found = reaching_page.reaching(session, author, tracked.submission)
    if found.there is None:
        return
    yield str(found.there)
    if found.until is not None:
        yield _("We delete it on %(day)s.", day=date_long(found.until))
    elif found.ending is not None:
        kept = found.ending.after.data == reaching_page.KEEP
        words = _("Keep it for 12 months, only to tell me what changed") if kept else _("Delete it")
        asked = _("Your e-mail address or number, when your message is closed")
        yield f"{asked}: {words}"


def _formal(made: Iterable[Made]) -> list[str]:
    return [line for one in made for line in ("", *_made(one))]


def _made(one: Made) -> Iterator[str]:
    yield str(one.title)
    yield _("Who must answer: %(team)s", team=one.body)
    yield _("You first told us on %(day)s. That date is kept.", day=date_long(one.first_on))
    yield _("It was made formal with them on %(day)s.", day=date_long(one.requested_on))
    if one.other_number:
        yield _("Their number for it: %(number)s", number=one.other_number)
    for last in one.dates:
        day = last.by or (date_long(last.due) if last.due else ASK_THEM)
        yield f"{last.title}: {day} {last.note}".strip()
    for more in one.more:
        day = date_long(more.due)
        yield _("They need more time, until the end of %(day)s. This is why:", day=day)
        yield more.reason
    if one.outcome is not None:
        ended = f" ({date_long(one.ended_on)})" if one.ended_on else ""
        yield f"{one.outcome.text}{ended}"


def _supporter(one: supporters_page.Shown) -> str:
    ended = one.ended_at
    over = [_("You ended it at %(moment)s.", moment=moment(ended))] if ended else []
    read = _("They may read what you wrote.")
    kept = read if one.reads_words else _("They may not read what you wrote.")
    return " ".join(
        [f"{one.name}.", _("Made at %(moment)s.", moment=moment(one.made_at)), kept, *over]
    )


def _voices(session: Session, author: Author, now: datetime) -> Iterator[str]:
    """What this author was asked and said; never what the other did."""
    for one in together.known(session, author, now).rows:
        if one.told:
            yield _("It is a young person. They said that we may tell you this.")
        yield str(one.said) if one.said else _("We have asked you. You have not answered yet.")


def _own(session: Session, author: Author) -> Iterator[str]:
    for one in own_links.of_author(session, author):
        number = own_links.numbers_of(one, author)
        if number is not None:
            yield _("Put together with number %(number)s.", number=codes.format_reference(number))
        elif one.earlier_id is not None:
            yield _("A person put this together with what you sent before.")
        else:
            yield _(
                "A person looked for what you sent before. They could not put the two together."
            )


def _requests(asked: Iterable[ErasureRequest]) -> list[str]:
    return [line for one in reversed(list(asked)) for line in ("", *_request(one))]


def _request(one: ErasureRequest) -> Iterator[str]:
    yield _("You asked us on %(day)s.", day=date_long(one.asked_at))
    if one.answered_at is None or one.outcome is None:
        if one.due_on:
            yield _("We must answer by the end of %(day)s.", day=date_long(one.due_on))
        return
    yield _("Our answer of %(day)s", day=date_long(one.answered_at))
    yield str(OUTCOME[one.outcome])
    words = {part.value: said for part, said in PART.items()}
    yield from (f"- {words[part]}" for part in one.parts)
    yield one.answer or ""
    yield one.signed_as or ""
