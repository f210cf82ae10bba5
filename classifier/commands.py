"""Commands that read texts: suggest, screen, redact. Neither scikit-learn nor NLTK is loaded."""

import argparse
import sys

from classifier import json_lines, model, redact, screen, screen_model, taxonomy

COMMANDS = {
    "suggest": "classifier.commands:suggest",
    "screen": "classifier.commands:look",
    "redact": "classifier.commands:mark",
    "train": "classifier.training_commands:train",
    "approve": "classifier.training_commands:approve",
    "promote": "classifier.training_commands:promote",
    "take-back": "classifier.training_commands:take_back",
    "train-screen": "classifier.training_commands:train_screen",
    "evaluate": "classifier.training_commands:evaluate",
    "card": "classifier.training_commands:card",
    "benchmark": "classifier.training_commands:benchmark",
}
"""Where each command is found."""


def suggest(arguments: argparse.Namespace) -> int:
    """Themes with bands and the words that caused them, priorities, stance, language."""
    loaded = model.load(arguments.model)

    def answer(text: str) -> dict[str, object]:
        read = loaded.suggest(text)
        counted = {taxonomy.priority_of(one.theme) for one in read.items}
        return {
            "themes": [_told(one, text) for one in read.items],
            # Too close to call: shown to a person, and no suggestion.
            "reviewer_decides": [_told(one, text) for one in read.near],
            "priorities": sorted(counted - {taxonomy.OUTSIDE}),
            "stance": read.stance,
            "language": read.language,
            "unsure": read.reason,
        }

    return json_lines.answer_each(arguments.file, answer)


def _told(one: model.Suggestion, text: str) -> dict[str, object]:
    because = [{"start": start, "end": end, "text": text[start:end]} for start, end in one.spans]
    return {"key": one.theme, "band": one.band, "confidence": one.right, "because": because}


def look(arguments: argparse.Namespace) -> int:
    """Whether a safeguarding lead must see each text, and the words that say so.

    Rules and model together; without a sound model the rules alone, and a line that says so.
    """
    others = _second_look()

    def answer(text: str) -> dict[str, object]:
        hits = screen.look(text, others)
        because = [
            {"rule": hit.rule, "start": hit.start, "end": hit.end, "text": hit.words}
            for hit in hits
        ]
        return {"flag": bool(hits), "because": because}

    return json_lines.answer_each(arguments.file, answer)


def _second_look() -> list[screen.Reader]:
    try:
        return [screen_model.load()]
    except screen_model.ScreenModelDamaged as fault:
        sys.stderr.write(f"the rules alone look: {fault}\n")
        return []


def mark(arguments: argparse.Namespace) -> int:
    """Each text with what could tell who is meant taken out, and where it stood."""

    def answer(text: str) -> dict[str, object]:
        found = redact.redact(text)
        spans = [{"start": one.start, "end": one.end, "kind": one.kind} for one in found.spans]
        return {"text": found.text, "spans": spans}

    return json_lines.answer_each(arguments.file, answer, keep=True)
