"""The model card: what the shipped model was made of, what it can do and where it fails.

Everything in it is measured here, from the files that are shipped; nothing is typed in by hand.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from classifier import (
    agreement,
    corpus,
    crossing,
    evaluate,
    language,
    redact_evaluate,
    screen,
    screen_model,
    taxonomy,
)
from classifier.artefact import FOLDER
from classifier.features import read_seeds
from classifier.model import Model, load

CARD = "card.json"
SMALLEST_SLICE = 20
LONG_FROM = 60
"""Words from which a text counts as long."""

Told = Callable[[str], None]


def keys() -> list[str]:
    """The theme keys in codebook order."""
    return [theme.key for theme in taxonomy.themes()]


def frozen(model: Model) -> dict[str, Any]:
    """The figures on the frozen texts, beside rules alone and the commonest theme; and slices."""
    examples = corpus.read_examples(corpus.FROZEN_THEMES)
    texts, names = [row.text for row in examples], keys()
    truth = evaluate.truth_of(examples, names)
    chosen = evaluate.by_model(model, texts, names)
    return {
        **evaluate.figures(truth, chosen, names),
        "beside": {
            "seed phrases alone": evaluate.brief(truth, evaluate.by_rules(texts, names), names),
            "commonest theme": evaluate.brief(truth, evaluate.commonest(truth), names),
        },
        "stance": _stances(model, examples),
        "slices": _slices(examples, truth, chosen),
    }


def crossed(told: Told, encoder: Path | None = None) -> dict[str, Any]:
    """Cross-validation on the training texts, by family and by writer; takes minutes.

    With the folder of a sentence encoder, of the words and the meaning together.
    """
    examples, names, lexicon = corpus.read_examples(), keys(), read_seeds()
    told("cross-validating by family")
    by_family = crossing.validate(examples, lexicon, encoder)
    told("leaving out one writer at a time")
    by_writer = crossing.leave_out_writers(examples, lexicon, encoder)
    rules = evaluate.by_rules([row.text for row in examples], names)
    return {
        **evaluate.figures(by_family.truth, by_family.chosen, names),
        "beside": {
            "seed phrases alone": evaluate.brief(by_family.truth, rules, names),
            "commonest theme": evaluate.brief(
                by_family.truth, evaluate.commonest(by_family.truth), names
            ),
        },
        "writers": {
            "all": evaluate.interval(
                evaluate.micro_f1, by_writer.truth, by_writer.chosen
            ).as_dict(),
            **{
                one: round(evaluate.micro_f1(by_writer.truth[rows], by_writer.chosen[rows]), 3)
                for one, rows in by_writer.writers.items()
            },
        },
    }


def labellers() -> dict[str, Any]:
    """How two blind labellings, neither of them by a person, agree; and with the writers'."""
    lines = corpus.LABELS.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    sets = {who: [frozenset(row[who]) for row in rows] for who in ("writer", "first", "second")}
    both = agreement.agreement(sets["first"], sets["second"], keys())
    writer = agreement.agreement(sets["writer"], sets["first"], keys())
    return {
        "who": "readers that are language models: no person, and no measure of people's agreement",
        "two blind readers": both.as_dict(),
        "writer and one reader": writer.as_dict(),
    }


def dangers() -> dict[str, Any]:
    """The screen on its newest frozen set: recall and specificity, by language, and every miss.

    Rules and model together; beside it the rules alone, which are all that the request waits for.
    """
    rows = corpus.read_screen_examples()
    second = screen_model.load()
    ruled = _shares(rows, [bool(screen.look(row.text)) for row in rows])
    raised = [bool(screen.look(row.text, [second])) for row in rows]
    pairs = list(zip(rows, raised, strict=True))
    return {
        **_shares(rows, raised),
        "rules_alone": {one: ruled[one] for one in ("recall", "specificity")},
        "model": second.version,
        "misses": [row.text for row, flag in pairs if row.rule and not flag],
    }


def _shares(rows: Sequence[corpus.ScreenExample], raised: Sequence[bool]) -> dict[str, Any]:
    pairs = zip(rows, raised, strict=True)
    tally = Counter((row.language, bool(row.rule), flag) for row, flag in pairs)

    def share(of: Sequence[str], danger: bool) -> dict[str, float]:
        right = sum(tally[one, danger, danger] for one in of)
        wrong = sum(tally[one, danger, not danger] for one in of)
        return {"figure": round(right / (right + wrong), 3), "of": right + wrong}

    def both(of: Sequence[str]) -> dict[str, Any]:
        return {"recall": share(of, True), "specificity": share(of, False)}

    spoken = sorted({row.language for row in rows})
    return {**both(spoken), "by_language": {one: both([one]) for one in spoken}}


def redaction() -> dict[str, Any]:
    """Sensitive spans gone and harmless words kept, on the frozen sentences."""
    found = redact_evaluate.evaluate_redaction(redact_evaluate.read_frozen(corpus.FROZEN_REDACTION))
    shares = {"gone": found.gone, "kept": found.kept, **found.by_kind}
    return {
        name: {"share": round(one.share, 3), "low": round(one.low, 3), "high": round(one.high, 3),
               "of": one.of}
        for name, one in shares.items()
    }  # fmt: skip


def languages() -> dict[str, Any]:
    """How many texts of each language are named rightly, left unsure, or named wrongly."""
    lines = corpus.LANGUAGES.read_text(encoding="utf-8").splitlines()
    tally: dict[str, Counter[str]] = {}
    for row in map(json.loads, lines):
        said = language.identify(row["text"])
        named = "right" if said == row["language"] else "wrong"
        how = "unsure" if said == language.UNSURE else named
        tally.setdefault(row["language"], Counter())[how] += 1
    return {one: dict(sorted(counts.items())) for one, counts in sorted(tally.items())}


def measure(model: Model, told: Told, kept: dict[str, Any] | None = None) -> dict[str, Any]:
    """The whole card; the same files give the same card.

    `kept` is an older card of the same model: what was cross-validated is taken from it.
    """
    told("reading the frozen texts")
    own = frozen(model)
    examples = corpus.read_examples()
    return {
        "version": model.version,
        "codebook": taxonomy.codebook().version,
        "corpus": {
            "texts": len(examples),
            "fingerprint": corpus.fingerprint(corpus.TRAINING),
            "statement": "corpus/DATA_STATEMENT.md",
        },
        "metrics": own,
        "crossed": kept["crossed"] if kept else crossed(told),
        "agreement": labellers(),
        "slices": own["slices"],
        "screen": dangers(),
        "redaction": redaction(),
        "languages": languages(),
        "failures": _failures(own),
    }


def write(folder: Path, told: Told, quick: bool = False) -> dict[str, Any]:
    """Measure the model in a folder and keep its card beside it.

    `quick` does not cross-validate again where the card there is of this very model.
    """
    model = load(folder)
    older = read(folder) if quick and (folder / CARD).exists() else None
    same = older if older and older["version"] == model.version else None
    card = measure(model, told, same)
    text = json.dumps(card, ensure_ascii=False, indent=1) + "\n"
    (folder / CARD).write_text(text, encoding="utf-8")
    return card


def read(folder: Path = FOLDER) -> dict[str, Any]:
    """The kept card; raises OSError, ValueError."""
    return dict(json.loads((folder / CARD).read_text(encoding="utf-8")))


def _stances(model: Model, examples: Sequence[corpus.Example]) -> dict[str, Any]:
    said = [model.suggest(row.text).stance for row in examples]
    right = [one == row.stance for one, row in zip(said, examples, strict=True)]
    tally = Counter(row.stance for row, good in zip(examples, right, strict=True) if good)
    every = Counter(row.stance for row in examples)
    by_stance = {one: {"right": tally[one], "of": every[one]} for one in sorted(every)}
    return {"right": sum(right), "of": len(examples), "by_stance": by_stance}


def _slices(
    examples: Sequence[corpus.Example], truth: evaluate.Marks, chosen: evaluate.Marks
) -> list[dict[str, Any]]:
    """Micro F1 of parts of the texts that are large enough to say something."""
    of = {
        "length": ["long" if len(r.text.split()) >= LONG_FROM else "short" for r in examples],
        "voice": [row.voice for row in examples],
        "style": [row.style for row in examples],
        "stance": [row.stance for row in examples],
        "themes": [str(len(row.themes)) for row in examples],
    }
    found = []
    for name, values in of.items():
        for value in sorted(set(values)):
            rows = np.array([one == value for one in values])
            if rows.sum() >= SMALLEST_SLICE and truth[rows].any():
                own = evaluate.interval(evaluate.micro_f1, truth[rows], chosen[rows]).as_dict()
                found.append(
                    {"slice": name, "value": value, "texts": int(rows.sum()), "micro_f1": own}
                )
    return found


def _failures(own: dict[str, Any]) -> list[str]:
    weak = [key for key, row in own["by_theme"].items() if row["f1"] < 0.6]
    told = [
        "The texts are invented: expect at least ten points less on the words of real families.",
        "What is only implied is missed: a theme that is told by its effect alone, or in one "
        "clause of a long text about something else.",
    ]
    if weak:
        told.append("Weak on the frozen texts (F1 below 0.6): " + ", ".join(weak) + ".")
    return told
