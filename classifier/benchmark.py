"""Training and trying on a file that is split already, beside what the published design says."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import corpus, labelled, pipeline, thresholds, train
from classifier.anchor import FROZEN
from classifier.paired import Comparison, compare


@dataclass(frozen=True)
class Tried:
    """Labels of the test texts and what was chosen; `anchor` where the file is the anchor's own."""

    labels: tuple[str, ...]
    truth: NDArray[np.bool_]
    chosen: NDArray[np.bool_]
    anchor: Comparison | None


def run(path: Path, encoder: Path | None = None) -> Tried:
    """Train on the train texts, choose cuts out of fold among them, and read the test texts once.

    Where every train text has a label, a test text without any is given its likeliest.
    Raises `labelled.FileInvalid`, OSError.
    """
    data = labelled.read(path)
    try:
        return _tried(path, data, encoder)
    except ValueError as fault:
        raise labelled.FileInvalid(f"too little to learn from: {fault}") from fault


def _tried(path: Path, data: labelled.Labelled, encoder: Path | None) -> Tried:
    known, texts = data.train_labels.astype(bool), list(data.train)
    held = train.held_out(texts, data.train_labels, texts, None, encoder)
    scale = thresholds.scale(known, held)
    cuts = np.array([cut.possible for cut in thresholds.choose(known, scale.scores(held))])
    fitted = pipeline.fit(texts, data.train_labels, None, encoder)
    scores = scale.scores(pipeline.margins(fitted, data.test))
    always = bool(known.any(axis=1).all())
    chosen = thresholds.at_least_one(scores, cuts) if always else np.asarray(scores >= cuts)
    truth = data.test_labels.astype(bool)
    return Tried(data.labels, truth, chosen, _beside_anchor(path, data, truth, chosen))


def _beside_anchor(
    path: Path, data: labelled.Labelled, truth: NDArray[np.bool_], chosen: NDArray[np.bool_]
) -> Comparison | None:
    kept = json.loads(FROZEN.read_text(encoding="utf-8"))
    if kept["file"] != corpus.fingerprint(path):
        return None
    said = [kept["predictions"][identity] for identity in data.test_ids]
    anchor = np.array([[label in row for label in data.labels] for row in said], dtype=np.bool_)
    return compare(truth, anchor, chosen, data.labels)
