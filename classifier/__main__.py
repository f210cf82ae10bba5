"""`python -m classifier train | evaluate | explain TEXT`."""

import argparse
import importlib
import sys
from pathlib import Path

from classifier import artefact, evaluate, language, model, screen, stance


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m classifier", description="Themes of a text.")
    parser.add_argument("--model", type=Path, default=artefact.FOLDER, help="folder of the model")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("train", help="train on the corpus and write the model")
    commands.add_parser("evaluate", help="try the model on the frozen set and write REPORT.md")
    explain = commands.add_parser("explain", help="show what is made of one text, and why")
    explain.add_argument("text", help="the text; - reads it from standard input")
    return parser


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _train(arguments: argparse.Namespace) -> None:
    # Loaded by name, so that the other commands need neither scikit-learn nor NLTK.
    importlib.import_module("classifier.train").train(arguments.model)
    _say(f"trained {model.load(arguments.model).version}")


def _evaluate(arguments: argparse.Namespace) -> None:
    report = evaluate.evaluate(model.load(arguments.model))
    (arguments.model / "REPORT.md").write_text(report, encoding="utf-8")
    _say(report)


def _explain(arguments: argparse.Namespace) -> None:
    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    read = model.load(arguments.model).suggest(text)
    _say(f"language {language.identify(text)}, stance {stance.stance(text)}, {read.version}")
    for item in read.items:
        _say(f"{item.theme} ({item.band}): {'; '.join(item.words)}")
    if read.unsure:
        _say(f"unsure: {read.reason}")
    for hit in screen.look(text):
        _say(f"needs a person at once, {hit.rule}: {hit.words}")


_COMMANDS = {"train": _train, "evaluate": _evaluate, "explain": _explain}


def main(words: list[str] | None = None) -> int:
    """Run one command; 0, or 1 with a line on standard error when the model is damaged."""
    arguments = _parser().parse_args(words)
    try:
        _COMMANDS[arguments.command](arguments)
    except model.ModelDamaged as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
