"""Which language a text is in, as an ISO 639-1 code, or `unsure`.

For a worker: py3langid knows the languages and brings numpy along, loaded at the first text. It was
trained on whole sentences, so short, misspelt or mixed messages are asked a second question: how
many of the commonest English words they hold. Where the two disagree the answer is `unsure`, and a
person looks (ruling 44).
"""

import importlib
import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

ENGLISH = "en"
UNSURE = "unsure"

FEWEST_LETTERS = 20
"""Below so many letters no answer is given (ruling 44)."""

READ = 4_000
"""Characters looked at; the language of a text shows early."""

SURE = 0.8
"""The share of belief that another language than English must have."""

PLAINLY_ENGLISH, HARDLY_ENGLISH = 0.4, 0.22
"""Shares of a text's words that are among the commonest English ones: above the first it is English
whatever else is thought, below the second it is not."""

KNOWN = (
    "en", "pl", "ro", "lt", "pt", "ar", "uk", "ru", "bg", "cs", "sk", "lv", "et", "hu", "es", "fr",
    "de", "it", "nl", "el", "tr", "ku", "fa", "ur", "ps", "bn", "pa", "gu", "hi", "ta", "ne", "zh",
    "vi", "tl", "so", "sq", "cy", "ga", "hr", "sr", "sl", "am", "he", "th", "sw", "ko", "ja",
)  # fmt: skip
"""Languages that may be answered: those spoken in the county, and their neighbours in sound."""

_LISTS = tomllib.loads(Path(__file__).with_name("language.toml").read_text(encoding="utf-8"))
ENGLISH_WORDS = frozenset(_LISTS["english"].split())
"""The commonest English words, apostrophes left out."""

_COMMON = ENGLISH_WORDS | frozenset(_LISTS["english_topics"].split())
_ELSEWHERE = frozenset(_LISTS["others"].split())
_NOT_ARABIC = frozenset("پچژگکیےڕێۆڵەڤھں")
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> str:
    """The language, or `unsure` when the text is too short or speaks with two tongues."""
    folded = unicodedata.normalize("NFKC", text[:READ]).casefold()
    words = _WORD.findall(folded.replace("'", "").replace("’", ""))
    letters = "".join(words)
    if len(letters) < FEWEST_LETTERS:
        return UNSURE
    if _share(letters, "ARABIC") >= 0.8:
        return _in_arabic_letters(folded, letters)
    english = sum(word in _COMMON for word in words) / len(words)
    foreign = sum(word in _ELSEWHERE and word not in _COMMON for word in words) / len(words)
    if english >= PLAINLY_ENGLISH and foreign < english / 3:
        return ENGLISH
    found, belief = _identifier().classify(folded)
    if found == ENGLISH:
        return ENGLISH if english >= HARDLY_ENGLISH and foreign < english else UNSURE
    return str(found) if belief >= SURE and english < PLAINLY_ENGLISH else UNSURE


def _in_arabic_letters(folded: str, letters: str) -> str:
    # Persian, Urdu and Kurdish share the script and have letters that Arabic has not.
    if sum(letter in _NOT_ARABIC for letter in letters) <= 0.02 * len(letters):
        return "ar"
    found, belief = _identifier().classify(folded)
    return str(found) if found != "ar" and belief >= SURE else UNSURE


def _share(letters: str, script: str) -> float:
    named = (unicodedata.name(one, "") for one in letters if not one.isascii())
    return sum(name.startswith(script) for name in named) / len(letters)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # By name, because it takes a second and a hundred megabytes that only a worker should pay.
    library = importlib.import_module("py3langid.langid")
    made = library.LanguageIdentifier.from_model_file(library.MODEL_FILE, norm_probs=True)
    made.set_languages([one for one in KNOWN if one in made.labels])
    return made
