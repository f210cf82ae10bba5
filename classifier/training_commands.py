"""Commands that learn or measure: train, evaluate, card, benchmark."""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from classifier import benchmark as benchmarking
from classifier import card as cards
from classifier import evaluate as figures
from classifier import gate, learning, model, promotion, screen_training
from classifier import train as training


def train(arguments: argparse.Namespace) -> int:
    """Train on the corpus; with decisions, make a challenger and say whether it may be promoted."""
    if arguments.decisions is not None:
        return learning.challenge(arguments.decisions, arguments.model, arguments.out, _say)
    training.train(arguments.model)
    _say(f"trained {model.load(arguments.model).version}; `card` measures it")
    return 0


def approve(arguments: argparse.Namespace) -> int:
    """One person's approval of the challenger; the second one, by another, lets it be promoted."""
    shelf = promotion.Shelf(arguments.model.parent)

    def deed() -> str:
        if promotion.has_first(shelf):
            promotion.approve_second(shelf, arguments.by, arguments.on)
            return "approved by two people: `promote` puts it to use"
        verdict = gate.read_verdict(shelf.root / learning.VERDICT)
        promotion.approve_first(shelf, verdict, arguments.by, arguments.on)
        return "approved by one person; another one has to approve it too"

    return _done(deed)


def promote(arguments: argparse.Namespace) -> int:
    """Put the challenger that two people approved to use; the model before it is kept."""

    def deed() -> str:
        promotion.promote(promotion.Shelf(arguments.model.parent))
        return f"in use: {model.load(arguments.model).version}"

    return _done(deed)


def take_back(arguments: argparse.Namespace) -> int:
    """Put the former model to use again; one person is enough."""
    shelf = promotion.Shelf(arguments.model.parent)

    def deed() -> str:
        promotion.roll_back(shelf, arguments.by, arguments.on, arguments.reason)
        return f"in use: {model.load(arguments.model).version}"

    return _done(deed)


def _done(deed: Callable[[], str]) -> int:
    try:
        _say(deed())
    except (promotion.NotPromoted, ValueError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


def evaluate(arguments: argparse.Namespace) -> int:
    """A table, and as the last line one JSON object."""
    began = time.perf_counter()
    found = cards.frozen(model.load(arguments.model))
    _table("frozen texts", found)
    if arguments.cross:
        crossed = cards.crossed(_progress, arguments.encoder)
        _table("training texts, cross-validated by family", crossed)
        _say(f"one writer left out at a time, micro F1: {crossed['writers']}")
    _screen(cards.dangers())
    _last(found["micro_f1"], found["macro_f1"], began)
    return 0


def card(arguments: argparse.Namespace) -> int:
    """Measure everything and keep it beside the model."""
    began = time.perf_counter()
    found = cards.write(arguments.model, _progress, arguments.quick)
    _table("frozen texts", found["metrics"])
    _table("training texts, cross-validated by family", found["crossed"])
    _screen(found["screen"])
    _last(found["metrics"]["micro_f1"], found["metrics"]["macro_f1"], began)
    return 0


def benchmark(arguments: argparse.Namespace) -> int:
    """Train on the train lines of a file, report on its test lines."""
    began = time.perf_counter()
    tried = benchmarking.run(arguments.file, arguments.encoder)
    found = figures.result(tried.truth, tried.chosen)
    rows = figures.by_theme(tried.truth, tried.chosen, tried.labels)
    width = max(map(len, tried.labels))
    for label, row in rows.items():
        _say(f"{label:<{width}}  {row['texts']:>5}  {row['f1']:.2f}")
    if tried.anchor is not None:
        for name, change in (("micro", tried.anchor.micro), ("macro", tried.anchor.macro)):
            gain = change.after - change.before
            _say(f"{name} F1 beside the published design's {change.before:.3f}: {gain:+.3f} "
                 f"({change.low:+.3f} to {change.high:+.3f})")  # fmt: skip
    _last(found.micro.as_dict(), found.macro.as_dict(), began)
    return 0


def train_screen(arguments: argparse.Namespace) -> int:
    """Train the model of the screen; its figures on each set are learnt from the others alone."""
    found = screen_training.train(arguments.folder)
    for way, rows in found.items():
        _say(f"{way}, each set held out")
        for one, row in rows.items():
            _say(f"  {one:<12} recall {row['recall']:.3f}  specificity {row['specificity']:.3f}")
    return 0


def _screen(found: dict[str, Any]) -> None:
    for way, row in (("rules and model", found), ("rules alone", found["rules_alone"])):
        recall, specificity = row["recall"], row["specificity"]
        _say(f"screen, {way}: recall {recall['figure']:.3f} of {recall['of']}, "
             f"specificity {specificity['figure']:.3f} of {specificity['of']}")  # fmt: skip


def _table(name: str, found: dict[str, Any]) -> None:
    _say(f"{name}: {found['texts']}")
    ways = {"this model": found, **found["beside"]}
    for way, row in ways.items():
        areas = row["priorities_micro_f1"]
        areas = areas["figure"] if isinstance(areas, dict) else areas
        _say(f"  {way:<20} micro {_told(row['micro_f1'])}  macro {_told(row['macro_f1'])}"
             f"  priorities {areas:.3f}")  # fmt: skip
    for key, row in found["by_theme"].items():
        _say(f"  {key:<24} {row['texts']:>4} texts  F1 {row['f1']:.2f}"
             f"  precision {row['precision']:.2f}  recall {row['recall']:.2f}")  # fmt: skip


def _told(row: dict[str, float]) -> str:
    return f"{row['figure']:.3f} ({row['low']:.3f}–{row['high']:.3f})"


def _last(micro: dict[str, float], macro: dict[str, float], began: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _say(json.dumps({
        "micro_f1": micro["figure"], "micro_f1_interval": [micro["low"], micro["high"]],
        "macro_f1": macro["figure"], "macro_f1_interval": [macro["low"], macro["high"]],
        "seconds": round(time.perf_counter() - began, 1), "peak_megabytes": round(peak),
    }))  # fmt: skip


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{line}\n")
