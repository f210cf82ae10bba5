"""`python -m classifier suggest | screen | redact | train | train-screen | evaluate | card | …`."""

import argparse
import importlib
import sys
from datetime import date
from pathlib import Path

from classifier import artefact, model, screen_model
from classifier.commands import COMMANDS
from classifier.decisions import BadLine
from classifier.encoder import EncoderInvalid
from classifier.labelled import FileInvalid


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m classifier", description="Themes of a text.")
    parser.add_argument("--model", type=Path, default=artefact.FOLDER, help="folder of the model")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, told in (
        ("suggest", "themes, stance and language of each text"),
        ("screen", "which texts a safeguarding lead must see"),
        ("redact", "mark what could tell who is meant; a person approves"),
    ):
        one = commands.add_parser(name, help=f"JSON Lines (id, text): {told}")
        one.add_argument("file", type=Path, nargs="?", help="else standard input")
    train = commands.add_parser("train", help="train on the corpus and write the model")
    train.add_argument("--decisions", type=Path, help="people's decisions, JSON Lines")
    train.add_argument("--out", type=Path, help="folder of the challenger, with --decisions")
    own = commands.add_parser("train-screen", help="train the model of the safeguarding screen")
    own.add_argument("--folder", type=Path, default=screen_model.FOLDER, help="where it goes")
    _promoting(commands)
    evaluate = commands.add_parser("evaluate", help="figures on the frozen texts")
    evaluate.add_argument("--cross", action="store_true", help="and by cross-validation; minutes")
    evaluate.add_argument("--encoder", type=Path, help="folder of a sentence encoder, for --cross")
    card = commands.add_parser("card", help="measure everything anew and write the model card")
    card.add_argument("--quick", action="store_true", help="keep what was cross-validated of it")
    benchmark = commands.add_parser("benchmark", help="train and try on a split CSV file")
    benchmark.add_argument("file", type=Path, help="columns id, split, themes, text")
    benchmark.add_argument("--encoder", type=Path, help="folder of a sentence encoder")
    return parser


def _promoting(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    commands.add_parser("promote", help="put a challenger that two people approved to use")
    for name, told in (
        ("approve", "approve the challenger beside the model; two people have to"),
        ("take-back", "put the former model to use again"),
    ):
        one = commands.add_parser(name, help=told)
        one.add_argument("--by", required=True, help="who")
        one.add_argument("--on", type=date.fromisoformat, required=True, help="day, as 2026-11-26")
        if name == "take-back":
            one.add_argument("--reason", required=True, help="why; kept beside the model")


def main(words: list[str] | None = None) -> int:
    """Run one command; its exit status, 1 with a line on standard error when it could not."""
    arguments = _parser().parse_args(words)
    # Loaded by name: what only reads needs neither scikit-learn nor NLTK.
    module, _, name = COMMANDS[arguments.command].partition(":")
    try:
        return int(getattr(importlib.import_module(module), name)(arguments))
    except (model.ModelDamaged, FileInvalid, BadLine, EncoderInvalid, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
