"""Number and words for somebody to whom staff hand them: on a page that is drawn once."""

from typing import Any

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.domain import code_words, codes
from portal.services.submit import Intake
from portal.web.appearance import ENGLISH, look
from portal.web.transactions import wiring


def ports() -> Intake:
    """What taking in, and making words, needs."""
    parts = wiring()
    return Intake(parts.keyring, parts.hasher, parts.screen, parts.settings.code_key)


def sheet(reference: str, code: codes.Code, language: str) -> dict[str, Any]:
    """What the sheet says, in the family's language, to be read out, printed or posted.

    The words are those of its own list; `english` has them in English too, where that is another.
    """
    spoken = next((one for one in look().languages if one.code == language), ENGLISH)
    listed = code_words.listed(language)
    english = code_words.words_of(code, code_words.ENGLISH)
    return {
        "reference": reference,
        "words": code_words.words_of(code, listed),
        "words_language": listed,
        "spoken": spoken,
        "english": english if listed != code_words.ENGLISH else (),
        "door": wiring().settings.base_url.rstrip("/") + url_for("family.come_back"),
        **_said(spoken.babel),
    }


def _said(locale: str) -> dict[str, str]:
    """The sentences of the sheet that a family prints itself."""
    with force_locale(locale):
        return {
            "headed": _("Your number and your secret words"),
            "number_label": _("Your number"),
            "words_label": _("Your secret words: five, and a sixth that checks the others"),
            "to_come_back": _("You need both to come back, on this page:"),
            "if_lost": _("If you lose your number and words, nobody can let you back in."),
            "who_reads": _("Anybody who has both can read your message."),
        }
