"""Which language a text is in: English, Arabic, another, or unsure. Standard library only.

First form: by script, by letters that Arabic has not, and by the commonest words.
"""

import re
import tomllib
import unicodedata
from pathlib import Path

ENGLISH = "en"
ARABIC = "ar"
OTHER = "other"
UNSURE = "unsure"

FEWEST_LETTERS = 20
"""Below so many letters no answer is given (ruling 44)."""

READ = 4_000
"""Characters looked at; the language of a text shows early."""

_WORDS = tomllib.loads(Path(__file__).with_name("language.toml").read_text(encoding="utf-8"))
ENGLISH_WORDS = frozenset(_WORDS["english"].split())
"""The commonest English words, apostrophes left out."""

_TOPIC_WORDS = frozenset(_WORDS["english_topics"].split())
_OTHER_WORDS = frozenset(_WORDS["others"].split())
_ARABIC_WORDS = frozenset(_WORDS["arabic"].split())
_NOT_ARABIC = frozenset("پچژگکیےڕێۆڵەڤھں")
_LEAST_SHARE = 0.2
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> str:
    """`en`, `ar`, `other`, or `unsure` when the text is too short or says too little."""
    folded = unicodedata.normalize("NFKC", text[:READ]).casefold()
    words = _WORD.findall(folded.replace("'", "").replace("’", ""))
    letters = "".join(words)
    if len(letters) < FEWEST_LETTERS:
        return UNSURE
    latin = sum(1 for letter in letters if _script(letter) == "LATIN")
    arabic = sum(1 for letter in letters if _script(letter) == "ARABIC")
    if latin >= 0.8 * len(letters):
        return _latin(words)
    if arabic >= 0.8 * len(letters):
        return _arabic(letters, words)
    return UNSURE if max(latin, arabic) > 0.2 * len(letters) else OTHER


def _script(letter: str) -> str:
    if letter.isascii():
        return "LATIN"
    return unicodedata.name(letter, "UNKNOWN").split(" ")[0]


def _latin(words: list[str]) -> str:
    english = sum(1 for word in words if word in ENGLISH_WORDS)
    topics = sum(1 for word in words if word in _TOPIC_WORDS)
    others = sum(1 for word in words if word in _OTHER_WORDS or not word.isascii())
    if others > english + topics:
        return OTHER
    enough = english + topics >= _LEAST_SHARE * len(words)
    return ENGLISH if enough and english + topics >= 2 * others else UNSURE


def _arabic(letters: str, words: list[str]) -> str:
    # Persian, Urdu and Kurdish share the script and have letters that Arabic has not.
    foreign = sum(1 for letter in letters if letter in _NOT_ARABIC)
    if foreign > 0.02 * len(letters):
        return OTHER
    article = sum(1 for word in words if word in _ARABIC_WORDS or word.startswith("ال"))
    return ARABIC if article else UNSURE
