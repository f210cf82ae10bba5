"""A page that was open too long: it comes back with all that was typed, and one press sends it.

Only to our own pages: what another site posts here is never drawn into a form of ours.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from wtforms import Form

from portal.domain.errors import PortalError
from portal.domain.people import Author, Supporter
from portal.queries import erasures
from portal.services import visits
from portal.web import errors, private_cookies
from portal.web.family import (
    about_you_routes,
    bp,
    case_routes,
    doors,
    drafting,
    earlier_routes,
    formal_routes,
    reaching_routes,
    receipt_routes,
    saving,
    sharing,
    steps,
    supporters_routes,
    telling_routes,
    together,
    together_routes,
    translated,
    why_routes,
)
from portal.web.family.about_you import AboutYouForm
from portal.web.family.case_forms import NotRightForm, ReplyForm, ReturnForm
from portal.web.family.case_routes import fresh_reply
from portal.web.family.drafting import Sent
from portal.web.family.earlier_routes import EarlierForm
from portal.web.family.fields import one_newline
from portal.web.family.helping import HelpedForm
from portal.web.family.keeping import KeptForm
from portal.web.family.quoting import QuotesForm
from portal.web.family.reaching_page import ContactForm, EndingForm
from portal.web.family.supporters_page import SupporterForm
from portal.web.kept import is_own_page, kept_words
from portal.web.transactions import db, now

Page = Callable[[], str | None]
AnyForm = TypeVar("AnyForm", bound=Form)


@bp.errorhandler(CSRFError)
def shut_too_long(fault: CSRFError) -> ResponseReturnValue:
    """Draw the page again where its form can be; else the words, to copy."""
    again = AGAIN.get(request.endpoint or "")
    try:
        page = again() if again and is_own_page() else None
    except PortalError as gone:
        return errors.of_the_portal(gone)
    return (page, 400) if page is not None and _holds(page) else errors.shut_too_long(fault)


def _holds(page: str) -> bool:
    """Whether all that was typed is on it: a form may have gone from its page since."""
    return all(str(escape(one_newline(text))) in page for text in kept_words().texts)


def _question() -> str | None:
    name = (request.view_args or {}).get("name", "")
    step, door = steps.find(name), doors.of_page(name)
    drafted = drafting.posted(may_begin=step is steps.FIRST, door=door)
    if drafted.receipt is not None:
        return None
    return telling_routes.page_of(step, _noted(step.form(drafted.told)))


def _check() -> str | None:
    drafted = drafting.posted()
    whole = drafted.receipt is None and steps.first_open(drafted.told) is None
    return telling_routes.check_page(drafted, note()) if whole else None


def _saved() -> str | None:
    return saving.page_again()


def _door() -> str:
    return render_template("family/return.html", form=_noted(ReturnForm()))


def _sent() -> Sent | None:
    found = drafting.sent()
    return found if found and not erasures.is_erased(db(), found.receipt.submission_id) else None


def _sent_quotes() -> str | None:
    found = _sent()
    return receipt_routes.page_of(found, _noted(QuotesForm())) if found else None


def _sent_kept() -> str | None:
    found = _sent()
    return receipt_routes.page_of(found, kept=_noted(KeptForm())) if found else None


def _about_you() -> str | None:
    found = _sent()
    if found is None:
        return None
    author = about_you_routes.writer(found)
    return about_you_routes.page_of(found, _noted(AboutYouForm(author)), author)


def _formal(author: Author) -> str | None:
    return formal_routes.page_again(author, (request.view_args or {}).get("way", ""), note())


def _translation(author: Author) -> str:
    form = translated.form_of((request.view_args or {})["number"], sent=True)
    return case_routes.page_of(author, fresh_reply(), wrong=_noted(form))


def _by_author(draw: Callable[[Author], str | None]) -> Page:
    """A page of one message, for the author who still has it open."""

    def again() -> str | None:
        author = visits.find(db(), private_cookies.read(private_cookies.VISIT), now())
        mine = isinstance(author, Author) and request.form.get("about") == author.reference
        return draw(author) if mine and isinstance(author, Author) else None

    return again


def _support() -> str | None:
    who = visits.find(db(), private_cookies.read(private_cookies.VISIT), now())
    if not isinstance(who, Supporter) or request.form.get("about") != who.reference:
        return None
    return supporters_routes.supporter_page(who, _noted(ReplyForm()))


AGAIN: Mapping[str, Page] = {
    "family.answer": _question,
    "family.send": _check,
    "family.saved": _saved,
    "family.open_message": _door,
    "family.choose_quotes": _sent_quotes,
    "family.kept_them": _sent_kept,
    "family.take_about_you": _about_you,
    "family.make_formal": _by_author(_formal),
    "family.support": _support,
    "family.reply": _by_author(lambda who: case_routes.page_of(who, _noted(ReplyForm()))),
    "family.change_quotes": _by_author(
        lambda who: case_routes.page_of(who, fresh_reply(), quotes=_noted(QuotesForm()))
    ),
    "family.change_share": _by_author(
        lambda who: case_routes.page_of(
            who, fresh_reply(), share=_noted(sharing.posted(db(), who, now()))
        )
    ),
    "family.say_helped": _by_author(
        lambda who: case_routes.page_of(who, fresh_reply(), helped=_noted(HelpedForm()))
    ),
    "family.say_together": _by_author(
        lambda who: together_routes.page_of(who, _noted(together.posted(db(), who, now())))
    ),
    "family.wrong_translation": _by_author(_translation),
    "family.not_right": _by_author(lambda who: why_routes.page_of(who, _noted(NotRightForm()))),
    "family.make_supporter": _by_author(
        lambda who: supporters_routes.page_of(who, _noted(SupporterForm()))
    ),
    "family.put_together": _by_author(
        lambda who: earlier_routes.page_of(who, _noted(EarlierForm()))
    ),
    "family.give_contact": _by_author(
        lambda who: reaching_routes.page_of(who, giving=_noted(ContactForm().fit()))
    ),
    "family.keep_contact": _by_author(
        lambda who: reaching_routes.page_of(who, ending=_noted(EndingForm()))
    ),
}
"""By endpoint: the page drawn again; None where that cannot be."""


def note() -> str:
    """What is said above the page: nothing is lost, and what to do."""
    return str(
        gettext(
            "This page was open for a long time. Everything that you typed is still here. Press"
            " the button once more."
        )
    )


def _noted(form: AnyForm) -> AnyForm:
    form.form_errors.append(note())
    return form
