"""Putting a translation beside what was written, and correcting one, from the case page."""

from collections.abc import Iterator
from typing import Any

from flask import request
from wtforms.fields.choices import SelectChoice

from portal.domain.people import ActorKind
from portal.domain.translating import ENGLISH, FIRST, MadeBy, Translated
from portal.models import Message, Submission
from portal.queries import cases, translations
from portal.services import translate as service
from portal.web.filters import moment
from portal.web.partner.action import ANSWERERS, Action
from portal.web.partner.deeds import Act
from portal.web.partner.forms_translate import TranslateForm
from portal.web.tongues import direction_of, name_of
from portal.web.transactions import db, wiring

NAME = "translate"
FIRST_WORDS = 60


def translate(act: Act) -> None:
    """One version more of the translation of one text."""
    form = act.form
    given = Translated(
        text=form.which.data,
        words=form.words.data,
        made_by=MadeBy(form.made_by.data),
        key=form.key.data,
        wanted=form.wanted.data if "wanted" in form else None,
        checked=form.checked.data,
    )
    service.add(db(), act.member, act.submission, given, wiring().screen, act.deed)


def fill(form: Any, submission: Submission) -> None:
    """Which texts there are, and what a correction starts from."""
    form.which.choices = list(_choices(submission))
    if not form.is_submitted():
        of = request.args.get("of", "")[:12]
        form.which.data = int(of) if of.isascii() and of.isdigit() else None
    if not submission.wanted or form.chosen not in (None, FIRST):
        del form.wanted
    if form.chosen is None:
        return
    _speak(form, service.into(db(), submission, form.chosen))
    earlier = translations.of_text(db(), submission, form.chosen)
    if earlier and not form.is_submitted():
        form.words.data, form.made_by.data = earlier[-1].words, earlier[-1].made_by.value
        if "wanted" in form:
            form.wanted.data = earlier[-1].wanted


def _speak(form: Any, code: str) -> None:
    """The fields say which language they want, and are written in its direction."""
    form.words.label.text = f"The translation, in {name_of(code)}"
    look = {"lang": code, "dir": direction_of(code)}
    for field in (form.words, *((form.wanted,) if "wanted" in form else ())):
        field.render_kw = look


def _choices(submission: Submission) -> Iterator[SelectChoice]:
    """Every text that its reader may not be able to read."""
    if submission.words and not service.notes_of(db(), submission):
        yield SelectChoice(FIRST, f"The first message: {_begun(submission.words)}")
    theirs = service.language_of_family(db(), submission)
    for one in cases.messages(db(), submission):
        if one.sender is not ActorKind.STAFF or theirs != ENGLISH:
            yield SelectChoice(one.id, f"{_title(one)}: {_begun(one.words)}")


def _begun(words: str) -> str:
    line = " ".join(words[: FIRST_WORDS * 4].split())
    return f"“{line}”" if len(line) <= FIRST_WORDS else f"“{line[:FIRST_WORDS]}…”"


def _title(message: Message) -> str:
    who = "We" if message.sender is ActorKind.STAFF else "They"
    return f"{who} wrote at {moment(message.sent_at)}"


TRANSLATING = (
    Action(
        NAME,
        "Add or correct a translation",
        "Save the translation",
        "The translation was saved. What was written is kept as it is.",
        ANSWERERS,
        TranslateForm,
        translate,
        advice="A person translates, or checks what a machine translated. The family reads it too,"
        " and can say that it is not right.",
    ),
)
