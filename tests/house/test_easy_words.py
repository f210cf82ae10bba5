"""Every sentence that families read is easy, or has a twin in easy words that says the same."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.frontend import CommandLineInterface

from tests.house.test_translations import EXTRACT, FOLDER, PLACE, catalogue
from tests.house.tree import ROOT, name_of, report
from tests.support.readability import NAMES, sentences, syllables

EASY = FOLDER / "en@easy" / "LC_MESSAGES" / "messages.po"
MOST_WORDS = 12
"""Words of a sentence; what is put in for %(name)s counts as one."""

MOST_IN_ENGLISH = 25
"""Words of a sentence where no easy words were asked for."""

MOST_SYLLABLES = 3
KNOWN = frozenset({
    "accessibility", "advisory", "certificate", "community", "disabilities", "equality",
    "information", "mediation", "occupational", "paediatrics", "physiotherapy", "everybody",
    "emergency", "interpreter", "understanding", "adhd",
})  # fmt: skip
"""Longer words that people know from their letters, or that name what they must find again."""

ADVICE = f"""\
These sentences are not easy: at most {MOST_WORDS} words in a sentence, and no word of more than
{MOST_SYLLABLES} syllables. Run `make strings`; then write under each, in {name_of(EASY)},
its twin as msgstr: one idea a sentence, everyday words, "you" and "we", the same facts, numbers
and %(names)s. Or make the English itself easy, and leave msgstr empty. A long word that families
cannot do without goes into KNOWN of this test."""


def said(message: Message) -> list[tuple[str, str]]:
    """Each form of a sentence, with what a reader of easy words reads: its twin, or itself."""
    asked = message.id if isinstance(message.id, list | tuple) else [message.id]
    twins = message.string if isinstance(message.string, list | tuple) else [message.string]
    return [(one, twin or one) for one, twin in zip(asked, twins, strict=True)]


def longest(words: str) -> int:
    """The words of its longest sentence."""
    return max(map(len, sentences(PLACE.sub("it", words))), default=0)


def too_hard(words: str) -> str:
    """What is hard about a text; nothing where it is easy."""
    if longest(words) > MOST_WORDS:
        return f"{longest(words)} words in a sentence"
    found = sentences(PLACE.sub("it", words))
    hard = [word for one in found for word in one if syllables(word) > MOST_SYLLABLES]
    hard = [word for word in hard if word.lower() not in KNOWN]
    return f"hard words ({', '.join(hard)})" if hard else ""


def says_otherwise(english: str, twin: str) -> str:
    """Whether the twin has lost or gained a fact that can be counted; nothing where it has not."""
    for kind, pattern in (("names", PLACE), ("numbers", re.compile(r"\d+")), ("bodies", NAMES)):
        if set(pattern.findall(english)) != set(pattern.findall(twin)):
            return f"other {kind} than the English"
    return ""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """The sentences of the sources as they are now."""
    now = tmp_path_factory.mktemp("strings") / "now.pot"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        CommandLineInterface().run(["pybabel", "-q", "extract", *EXTRACT, "-o", str(now), "portal"])
    return [one for one in catalogue(now) if one.id]


def twin_of(path: Path, asked: list[Message]) -> list[Message]:
    """The same sentences with their twins: as the catalogue has them, or none."""
    known = {(one.context, str(one.id)): one for one in catalogue(path) if one.id}
    return [known.get((one.context, str(one.id)), one) for one in asked]


def test_every_sentence_is_easy_or_has_an_easy_twin(asked: list[Message]):
    faults = [
        f"{fault}: {english}"
        for message in twin_of(EASY, asked)
        for english, words in said(message)
        if (fault := "fuzzy" if message.fuzzy else too_hard(words))
    ]

    assert len(asked) > 900
    assert not faults, report(faults, ADVICE)


def test_every_twin_says_the_same(asked: list[Message]):
    faults = [
        f"{fault}: {english}\n    {words}"
        for message in twin_of(EASY, asked)
        for english, words in said(message)
        if (fault := says_otherwise(english, words))
    ]

    assert not faults, report(faults, f"Say the same in {name_of(EASY)}:")


def test_no_english_sentence_is_long(asked: list[Message]):
    faults = [
        f"{longest(english)} words: {english}"
        for message in asked
        for english, _ in said(message)
        if longest(english) > MOST_IN_ENGLISH
    ]

    assert not faults, report(faults, f"Make two of it; {MOST_IN_ENGLISH} words are the most:")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("We read it. We count it.", ""),
        ("Your mediation certificate is dated %(day)s.", ""),
        ("We read it and we count it and we keep it and we answer it.", "15 words in a sentence"),
        ("This is disproportionate.", "hard words (disproportionate)"),
    ],
)
def test_a_hard_sentence_would_be_noticed(words: str, fault: str):
    assert too_hard(words) == fault


@pytest.mark.parametrize(
    ("english", "twin", "fault"),
    [
        ("By %(day)s, ring 999.", "Ring 999 by %(day)s.", ""),
        ("By %(day)s, ring 999.", "Ring 999.", "other names than the English"),
        ("By %(day)s, ring 999.", "Ring by %(day)s.", "other numbers than the English"),
        ("Ask SENDIASS.", "Ask them.", "other bodies than the English"),
    ],
)
def test_a_twin_that_says_otherwise_would_be_noticed(english: str, twin: str, fault: str):
    assert says_otherwise(english, twin) == fault


def test_each_form_of_a_plural_is_looked_at():
    message = Message(("%(num)d day", "%(num)d days"), ("", "%(num)d very long days"))

    assert said(message) == [
        ("%(num)d day", "%(num)d day"),
        ("%(num)d days", "%(num)d very long days"),
    ]
