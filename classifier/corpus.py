"""The invented texts that the themes are trained and tried on."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("corpus")
TRAINING = FOLDER / "texts-2.jsonl"
LABELS = FOLDER / "labels-2.jsonl"
LANGUAGES = FOLDER / "languages-1.jsonl"
FROZEN_THEMES = FOLDER / "frozen" / "themes-2.jsonl"
FROZEN_REDACTION = FOLDER / "frozen" / "redaction-3.jsonl"
FROZEN_SCREEN = FOLDER / "frozen" / "screen-3.jsonl"
FIRST_SCREEN = FOLDER / "frozen" / "screen-1.jsonl"


@dataclass(frozen=True)
class Example:
    """One invented text with its labels. `themes` is empty for none and off-topic."""

    text: str
    themes: tuple[str, ...]
    stance: str
    voice: str
    style: str = "plain"
    writer: str = ""
    family: str = ""


@dataclass(frozen=True)
class ScreenExample:
    """A phrase for the screen: `rule` is the danger it tells of, or None for a harmless one."""

    text: str
    rule: str | None
    language: str


def read_examples(path: Path = TRAINING) -> tuple[Example, ...]:
    """Every example of a JSON Lines file, in file order."""
    return tuple(
        Example(
            row["text"],
            tuple(row["themes"]),
            row["stance"],
            row["voice"],
            row["style"],
            row["writer"],
            row["family"],
        )
        for row in _rows(path)
    )


def read_screen_examples(path: Path = FROZEN_SCREEN) -> tuple[ScreenExample, ...]:
    """Every phrase of a JSON Lines file, in file order."""
    return tuple(ScreenExample(row["text"], row["rule"], row["language"]) for row in _rows(path))


def screen_learning() -> tuple[Path, ...]:
    """The files of phrases that rules and model of the screen may be made from, in order."""
    return tuple(sorted([*FOLDER.glob("screen-development-*.jsonl"),
                         *FOLDER.glob("screen-training-*.jsonl")]))  # fmt: skip


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]
