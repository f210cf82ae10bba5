"""What the invented families and caseworkers say: read from `voices/*.toml`, chosen by a seed.

Messages and answers were written one by one. Comments gathered elsewhere are partly whole, partly
put together from sentences of one theme each, so that their themes are known. Pure: the same
arguments always give the same words.
"""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

MOST_COMMENTS = 20_000
ANY_NEED = "any"

_CONCERNS = ("concerns", "concerns-2")
_WHOLE_SHARE = 4  # at most one comment in four is a whole one, and none of those comes twice
_SHAPES = {  # the stance of each sentence's theme in turn, and how often that shape is met
    ("bad",): 46,
    ("good",): 24,
    ("bad", "bad"): 12,
    ("good", "good"): 4,
    ("good", "bad"): 8,
    ("bad", "good"): 6,
}
_LEAD_CHANCE = 0.35
_CLOSE_CHANCE = 0.3
_PRONOUNS = {
    "he": {"he": "he", "him": "him", "his": "his", "himself": "himself"},
    "she": {"he": "she", "him": "her", "his": "her", "himself": "herself"},
}
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Voice:
    """One invented message: words as sent, what would help, and the truth about both.

    `needs` and `themes` are keys, the first need being the main one; `age` is in years.
    `danger` marks a message that the safeguarding screen ought to hold.
    """

    words: str
    wanted: str
    author_kind: str
    kind: str
    needs: tuple[str, ...]
    themes: tuple[str, ...]
    stance: str
    age: int | None
    language: str
    danger: bool


@dataclass(frozen=True)
class Comment:
    """One invented comment gathered elsewhere, at most 80 words; `source` says in what way."""

    words: str
    themes: tuple[str, ...]
    stance: str
    source: str


@dataclass(frozen=True)
class Wording:
    """Words that suit any message about a need of `group`."""

    group: str
    words: str


@dataclass(frozen=True)
class Answers:
    """What caseworkers write, what families write back, and notes that families never see."""

    acknowledgements: tuple[Wording, ...]
    answers: tuple[Wording, ...]
    replies: tuple[Wording, ...]
    notes: tuple[Wording, ...]
    groups: Mapping[str, tuple[str, ...]]

    def suiting(self, wordings: Sequence[Wording], need: str) -> tuple[Wording, ...]:
        """Those of `wordings` written for the group of `need`, then those that suit any need."""
        own = tuple(w for w in wordings if need in self.groups[w.group] and w.group != ANY_NEED)
        return own + tuple(w for w in wordings if w.group == ANY_NEED)


@lru_cache(maxsize=1)
def concerns() -> tuple[Voice, ...]:
    """Every invented message, in the order of the two files."""
    return tuple(
        Voice(
            words=row["words"],
            wanted=row["wanted"],
            author_kind=row["author_kind"],
            kind=row["kind"],
            needs=tuple(row["needs"]),
            themes=tuple(row["themes"]),
            stance=row["stance"],
            age=row.get("age"),
            language=row.get("language", "en"),
            danger=row.get("danger", False),
        )
        for name in _CONCERNS
        for row in _read(name)["concern"]
    )


@lru_cache(maxsize=1)
def answers() -> Answers:
    """What is written after a message has come in, by kind and by group of needs."""
    read = _read("answers")
    return Answers(
        acknowledgements=_wordings(read["acknowledgement"]),
        answers=_wordings(read["answer"]),
        replies=_wordings(read["reply"]),
        notes=_wordings(read["note"]),
        groups={group: tuple(needs) for group, needs in read["groups"].items()},
    )


def comments(count: int, seed: int) -> tuple[Comment, ...]:
    """`count` comments, no two with the same words; raises ValueError over 20,000 or under 0."""
    if not 0 <= count <= MOST_COMMENTS:
        raise ValueError(f"from 0 to {MOST_COMMENTS} comments can be made")
    rng = random.Random(seed)
    material = _material()
    whole = material["comment"]
    chosen = [
        Comment(
            row["words"],
            tuple(row["themes"]),
            row["stance"],
            rng.choice(material["frame"]["source"]),
        )
        for row in rng.sample(whole, min(len(whole), count // _WHOLE_SHARE))
    ]
    found = {comment.words: comment for comment in chosen}
    while len(found) < count:
        comment = _compose(material, rng)
        found.setdefault(comment.words, comment)
    gathered = list(found.values())
    rng.shuffle(gathered)
    return tuple(gathered)


def _compose(material: Mapping[str, Any], rng: random.Random) -> Comment:
    frame, banks = material["frame"], material["themes"]
    shape = rng.choices(list(_SHAPES), list(_SHAPES.values()))[0]
    themes = _different_themes(banks, len(shape), rng)
    sentences = list(_body(shape, themes, material, rng))
    stance = _stance(shape)
    if rng.random() < _LEAD_CHANCE:
        sentences.insert(0, rng.choice(frame["lead"]))
    if rng.random() < _CLOSE_CHANCE:
        sentences.append(rng.choice(frame[f"{stance}_close"]))
    child = rng.choice(frame["children"])
    words = _name_the_child(" ".join(sentences), child["noun"], child["pronoun"])
    return Comment(words, themes, stance, rng.choice(frame["source"]))


def _body(
    shape: tuple[str, ...],
    themes: tuple[str, ...],
    material: Mapping[str, Any],
    rng: random.Random,
) -> Iterator[str]:
    """What happened and what it did, theme by theme, with a sentence that leads on between two."""
    before = ""
    for feeling, theme in zip(shape, themes, strict=True):
        bank = material["themes"][theme]
        if before:
            turn = "and" if feeling == before else "turn_to"
            yield rng.choice(material["frame"][f"{turn}_{feeling}"])
        yield rng.choice(bank[f"{feeling}_events"])
        yield rng.choice(bank[f"{feeling}_effects"])
        before = feeling


def _different_themes(banks: Mapping[str, Any], count: int, rng: random.Random) -> tuple[str, ...]:
    left = {theme: bank["weight"] for theme, bank in banks.items()}
    themes = []
    for _ in range(count):
        theme = rng.choices(list(left), list(left.values()))[0]
        del left[theme]
        themes.append(theme)
    return tuple(themes)


def _stance(shape: tuple[str, ...]) -> str:
    if len(set(shape)) > 1:
        return "mixed"
    return "positive" if shape[0] == "good" else "negative"


def _name_the_child(text: str, noun: str, pronoun: str) -> str:
    """The first {he}, {him} or {his} becomes the noun, the others the pronoun, in their case."""
    named = False

    def word(found: re.Match[str]) -> str:
        nonlocal named
        form = found[1].lower()
        chosen = _PRONOUNS[pronoun][form]
        if not named:
            chosen = f"{noun}'s" if form == "his" else noun
            named = True
        return chosen[0].upper() + chosen[1:] if found[1][0].isupper() else chosen

    return _PLACE.sub(word, text)


@lru_cache(maxsize=1)
def _material() -> dict[str, Any]:
    return _read("comments")


def _wordings(rows: Sequence[Mapping[str, str]]) -> tuple[Wording, ...]:
    return tuple(Wording(row["group"], row["words"]) for row in rows)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("portal.demonstration") / f"voices/{name}.toml").read_text("utf-8"))
