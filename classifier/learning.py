"""A challenger from people's decisions: trained, doubted, judged; two people promote it."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import (
    card,
    corpus,
    decisions,
    gate,
    label_audit,
    model,
    pipeline,
    promotion,
    screen,
)
from classifier import evaluate as figures
from classifier import train as training
from classifier.curation import Limits, Row, curate
from classifier.features import read_seeds

VERDICT, PROVENANCE = "verdict.json", "provenance.json"

Told = Callable[[str], None]


def challenge(path: Path, champion: Path, out: Path | None, told: Told) -> int:
    """Train a challenger into a folder, its verdict beside it; 0 when it passed.

    A bad line is one line on standard error, and the rest is used. Nothing is promoted here.
    """
    # No decision of a file can be younger than the file.
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    file = decisions.read(path, written)
    for fault in file.faults:
        sys.stderr.write(f"{fault}\n")
    own = corpus.read_examples()
    curated = curate(file, held_texts(), Limits(base=len(own)))
    if not curated.rows:
        sys.stderr.write("no decision is left to learn from\n")
        return 1
    first = audit(own, curated.rows)
    kept = [row for row in curated.rows if not set(row.ids) & set(first.held_back)]
    doubts = audit(own, kept) if len(kept) < len(curated.rows) else first
    folder = _apart(out or champion.with_name("challenger"), champion)
    told(f"learning from {len(own)} invented texts and {len(kept)} that people decided")
    _learn([*own, *map(_example, kept)], folder, file.fingerprint)
    _keep(folder / PROVENANCE, curated.provenance.as_dict())
    verdict = judge(champion, folder, doubts)
    _keep(folder.with_name(VERDICT), verdict.as_dict())
    for reason in verdict.reasons:
        told(f"against it: {reason.against.value}: {reason.found}")
    told("it may be promoted by two people" if verdict.passed else "it is not to be promoted")
    return 0 if verdict.passed and not file.faults else 1


def held_texts() -> list[str]:
    """Every text that is held for trying: nothing may learn from it."""
    frozen = corpus.read_examples(corpus.FROZEN_THEMES)
    return [row.text for row in frozen] + [row.text for row in corpus.read_screen_examples()]


def audit(own: Sequence[corpus.Example], rows: Sequence[Row]) -> label_audit.LabelAudit:
    """Which decisions the labels that we stand by make unlikely, and where those gather."""
    examples = [*own, *map(_example, rows)]
    labels, lexicon = training.theme_marks(examples), read_seeds()

    def fit(texts: Sequence[str], marks: NDArray[np.int8]) -> label_audit.Scorer:
        fitted = pipeline.fit(texts, marks, lexicon)
        return lambda unseen: np.asarray(fitted.predict_proba(list(unseen)))

    texts = [one.text for one in examples]
    found = label_audit.surprise(label_audit.held_out_scores(texts, labels, fit), labels)
    return label_audit.audit(rows, list(found[len(own) :]), list(found[: len(own)]))


def judge(champion: Path, challenger: Path, doubts: label_audit.LabelAudit) -> gate.Verdict:
    """The challenger in one folder against the champion in another, on the frozen texts."""
    examples = corpus.read_examples(corpus.FROZEN_THEMES)
    old, new = model.load(champion), model.load(challenger)
    truth = figures.truth_of(examples, old.themes)
    before = replace(_contender(old, champion, examples), danger=_once_seen(champion))
    return gate.judge(before, _contender(new, challenger, examples), truth, old.themes, doubts)


def _once_seen(champion: Path) -> frozenset[str]:
    """The dangers that the screen saw when the champion was measured, by its card."""
    missed = set(card.read(champion)["screen"]["misses"])
    rows = enumerate(corpus.read_screen_examples())
    return frozenset(str(n) for n, row in rows if row.rule and row.text not in missed)


def _apart(folder: Path, champion: Path) -> Path:
    """A folder that the model in use is neither in nor around."""
    new, used = folder.resolve(), champion.resolve()
    if new == used or new in used.parents or used in new.parents or not new.name:
        raise NotADirectoryError(f"{folder} would overwrite the model in use: choose another")
    return new


def _contender(
    loaded: model.Model, folder: Path, examples: Sequence[corpus.Example]
) -> gate.Contender:
    chosen = figures.by_model(loaded, [row.text for row in examples], loaded.themes)
    phrases = corpus.read_screen_examples()
    danger = frozenset(
        str(n) for n, row in enumerate(phrases) if row.rule and screen.look(row.text)
    )
    codebook = loaded.version.partition("+")[0]
    return gate.Contender(promotion.digest(folder), codebook, chosen, danger)


def _example(row: Row) -> corpus.Example:
    return corpus.Example(row.text, row.themes, row.stance, "decided", writer=row.source,
                          family=f"decided:{row.ids[0]}")  # fmt: skip


def _learn(examples: Sequence[corpus.Example], folder: Path, fingerprint: str) -> None:
    lexicon = read_seeds()
    fitted, scale, cuts = training.fit_and_measure(examples, lexicon)
    training.export(fitted, scale, cuts, lexicon, folder, fingerprint)


def _keep(path: Path, document: dict[str, object]) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n"
    path.write_text(text, encoding="utf-8")
