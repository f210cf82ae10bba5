"""Check your answers: each answer in words, with the page that changes it."""
# mypy: disallow-subclassing-any=False

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import wtforms
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain import codes, telling
from portal.domain.errors import DraftGone
from portal.domain.intake import Answers
from portal.domain.letters import Channel
from portal.domain.on_behalf import Authority
from portal.domain.submissions import AuthorKind
from portal.web import statuses
from portal.web.family import steps
from portal.web.family.drafting import Drafted
from portal.web.family.fields import FamilyForm
from portal.web.family.forms_behalf import KNOWS
from portal.web.family.told import NO, NOT_SURE, YES, Told
from portal.web.filters import date_long
from portal.web.forms_look import SubmitWidget
from portal.web.picture_words import AGE_BAND, FEELING, listed
from portal.web.transactions import wiring


class SendForm(FamilyForm):
    """Nothing to type: which draft, and the key that makes the same form one message."""

    draft = wtforms.HiddenField()
    key = wtforms.HiddenField()
    submit = wtforms.SubmitField(_l("Send"), widget=SubmitWidget())

    def is_about(self, drafted: Drafted) -> bool:
        """Whether the page that was checked is this draft's; raises `DraftGone` otherwise."""
        given = (self.key.data or "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, drafted.key.encode()):
            raise DraftGone
        return True


@dataclass(frozen=True)
class Row:
    """A question and its answer; `what` completes the hidden words of the link "Change"."""

    key: str
    value: str
    href: str
    what: str


def rows(told: Told) -> list[Row]:
    """The rows of every page that this writer was asked, in order."""
    return [
        Row(
            str(question),
            str(said) or _("You did not say"),
            _address(step.name, *at),
            str(question),
        )
        for step in steps.asked_of(told)
        for question, said, *at in ROWS[step.name](told)
    ]


def _address(name: str, at: str | None = None) -> str:
    return url_for("family.ask", name=name, change=1, _anchor=at)


Rows = Iterator[tuple[Any, ...]]
"""Questions with their answers; where the page is long, the id on it that is to be changed."""


def _who(told: Told) -> Rows:
    yield _("Who you are"), statuses.AUTHOR_KIND[told.author]


def _kind(told: Told) -> Rows:
    yield _("Do you want an answer?"), statuses.SUBMISSION_KIND[told.kind]


def _danger(told: Told) -> Rows:
    danger = told.as_answers("en").danger
    if not told.young:
        yield _("Is anyone in danger right now?"), statuses.DANGER[danger]
        return
    safe = {"no": _("Yes"), "yes": _("No"), "not_sure": _("Not sure")}
    yield _("Are you safe right now?"), safe[danger.value]


def _about(told: Told) -> Rows:
    needs = [told.partnership.need(key) for key in told.needs]
    yield _("What it is about"), _("; ").join(_(need.label) for need in needs if need)


def _words(told: Told) -> Rows:
    yield _("What is happening"), told.fields["words"]
    yield _("What would help"), told.fields.get("wanted") or ""


def _child(told: Told) -> Rows:
    yield _("Age of the child"), told.fields.get("age") or ""
    yield _("First half of the postcode"), told.fields.get("postcode") or ""
    if told.asks_surgery:
        place = told.partnership.place(told.fields.get("gp_area"))
        yield _("Doctor's surgery"), _(place.name) if place else ""


def _behalf(told: Told) -> Rows:
    said = told.as_answers("en").authority or Authority()
    agrees = next((words for value, words in KNOWS if said.knows and value == said.knows.value), "")
    yield _("Who are you to the child?"), said.relation or ""
    if told.author is AuthorKind.PROFESSIONAL:
        yield _("Where do you work?"), said.body or ""
    yield _("Does the family know you are writing, and do they agree?"), agrees


def _letter(told: Told) -> Rows:
    on, there = told.fields.get("letter_on"), told.fields.get("letter")
    said = {YES: _("Yes"), NO: _("No")}.get(there or "", "")
    dated = _("Yes, from %(day)s", day=date_long(date.fromisoformat(on))) if on else said
    yield _("A letter you do not agree with"), dated


def _share(told: Told) -> Rows:
    if told.asks_school:
        yield _("Which school or college is it?"), told.as_answers("en").school_name or ""
    if told.bodies:
        yes = told.as_answers("en").pass_on
        names = [partner.name for key in yes if (partner := told.partnership.partner(key))]
        yield (
            _("Who may be shown it outside the council"),
            _("; ").join(map(_, names)) or _("Nobody"),
        )
    yield _("Who must not see it"), told.as_answers("en").must_not_see or _("Nobody named")


def _say(told: Told) -> Rows:
    answers = told.as_answers("en")
    typed = told.words if told.wrote else ""
    feels = FEELING[answers.feeling] if answers.feeling else ""
    old = AGE_BAND[answers.age_band] if answers.age_band else ""
    yield _("What you picked"), listed(answers.pictures), "pictures"
    yield _("What you wrote"), typed, "words"
    yield _("How you feel"), feels, "feeling"
    yield _("How old you are"), old, "age_band"


def _answer(told: Told) -> Rows:
    words = {
        NO: _("No, just read it"),
        NOT_SURE: _("Yes, I will come back with my secret words"),
        YES: _("Yes, here is a safe way to reach me"),
    }
    yield _("Do you want an answer?"), words[told.answer]


def _contact_of_young(told: Told) -> Rows:
    answers = told.as_answers("en")
    yield _contact(answers.contact or "")
    yield _("What we can call you"), answers.name or ""
    yield _("What makes it easier for you"), answers.access_needs or ""


def _reach(told: Told) -> Rows:
    answers = told.as_answers("en")
    if told.asks_reach:
        yield _("Your name"), answers.name or ""
    if told.offers_contact:
        yield _contact(answers.contact or "")
    if told.asks_reach:
        yield _("What makes it easier for you"), answers.access_needs or ""
    if told.asks_reach:
        yield _("Something you sent before"), _earlier(answers)
    if told.asks_if_they_know:
        known = {True: _("Yes"), False: _("No"), None: ""}
        yield _("Does the young person know?"), known[answers.young_person_knows]


def _earlier(answers: Answers) -> str:
    if answers.earlier_reference:
        return codes.format_reference(answers.earlier_reference)
    return _("Yes") if answers.sent_before else ""


def _contact(contact: str) -> tuple[str, str]:
    if contact and telling.channel_of(contact) is Channel.TEXT:
        return _("Your mobile number"), telling.shown_contact(contact)
    if wiring().settings.texts and not contact:
        return _("Your e-mail address or mobile number"), ""
    return _("Your e-mail address"), contact


ROWS = {
    "who": _who,
    "notice": lambda _told: iter(()),
    "kind": _kind,
    "danger": _danger,
    "about": _about,
    "words": _words,
    "child": _child,
    "behalf": _behalf,
    "say": _say,
    "letter": _letter,
    "share": _share,
    "answer": _answer,
    "contact": _contact_of_young,
    "reach": _reach,
}
"""By the name of the page: what it asked, and what was said."""
