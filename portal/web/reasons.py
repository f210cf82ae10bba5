"""Why a message went where it went, in the reader's language.

A reason is stored in English. It is said again sentence by sentence from the catalogue; where one
of them is not in it, as when a person wrote the reason, all of it stays English and is marked so.
"""

import re

from flask import Flask
from flask_babel import gettext
from markupsafe import Markup, escape

from portal.web.appearance import ENGLISH
from portal.web.locale import language
from portal.web.strings import ROUTING, SENTENCE_END

IN_ENGLISH = Markup('<span lang="en" dir="ltr">{}</span>')

HOLE = re.compile(r"%\((\w+)\)s")


def set_up(app: Flask) -> None:
    """Give the filter `reason` to the templates."""
    app.add_template_filter(reason)


def reason(text: str) -> Markup:
    """The reason in the reader's language, or in English and marked as English."""
    if language() == ENGLISH:
        return escape(text)
    sentences = SENTENCE_END.split(text.strip())
    said = [_say(sentence) for sentence in sentences]
    if language().easy:
        # What has no easy twin is easy already, or a person's own words: English all of it.
        said = [twin or own for twin, own in zip(said, sentences, strict=True)]
    if None in said:
        return IN_ENGLISH.format(text)
    return escape(" ".join(each for each in said if each))


def _say(sentence: str) -> str | None:
    """The sentence from the catalogue; None where it is not there."""
    for pattern, form in _FORMS:
        if found := form.fullmatch(sentence):
            parts = {name: gettext(part) for name, part in found.groupdict().items()}
            known = gettext(pattern)
            return None if known == pattern else known % parts
    known = gettext(sentence)
    return None if known == sentence else str(known)


def _form(pattern: str) -> re.Pattern[str]:
    """What finds the sentence again, and what was put into it."""
    pieces = HOLE.split(pattern)
    named = [f"(?P<{one}>.+)" if at % 2 else re.escape(one) for at, one in enumerate(pieces)]
    return re.compile("".join(named))


_FORMS = tuple((pattern, _form(pattern)) for pattern in ROUTING if HOLE.search(pattern))
