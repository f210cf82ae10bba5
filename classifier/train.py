"""Training: fit, find thresholds out of fold, and write the artefact (JSON and npy, no pickle)."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import KFold
from sklearn.pipeline import Pipeline

from classifier import corpus, pipeline, taxonomy, thresholds
from classifier.artefact import FOLDER, FORMAT, MANIFEST
from classifier.features import Lexicon, read_seeds

FOLDS = 5
SEED = 20240528
"""Fixes which text falls into which fold; any number would do."""


def label_matrix(examples: Sequence[corpus.Example]) -> NDArray[np.int8]:
    """One row for each example, one column for each theme in codebook order."""
    keys = [theme.key for theme in taxonomy.themes()]
    return np.array([[key in row.themes for key in keys] for row in examples], dtype=np.int8)


def out_of_fold(
    texts: Sequence[str], labels: NDArray[np.int8], lexicon: Lexicon
) -> NDArray[np.float64]:
    """Scores of each text by a pipeline that was fitted without it, shape (texts, themes)."""
    scores = np.zeros(labels.shape, dtype=np.float64)
    for seen, unseen in KFold(FOLDS, shuffle=True, random_state=SEED).split(texts):
        fitted = pipeline.fit([texts[row] for row in seen], labels[seen], lexicon)
        scores[unseen] = fitted.predict_proba([texts[row] for row in unseen])
    return scores


def choose_cuts(
    texts: Sequence[str], labels: NDArray[np.int8], lexicon: Lexicon
) -> list[thresholds.Cuts]:
    """The cuts of every theme, in codebook order."""
    scores = out_of_fold(texts, labels, lexicon)
    return [
        thresholds.choose(labels[:, column].astype(bool), scores[:, column])
        for column in range(labels.shape[1])
    ]


def train(
    folder: Path = FOLDER,
    texts_path: Path = corpus.TRAINING,
) -> Pipeline:
    """Train on a file of examples and write the artefact; the same inputs give the same bytes."""
    examples = corpus.read_examples(texts_path)
    texts, labels = [row.text for row in examples], label_matrix(examples)
    lexicon = read_seeds()
    fitted = pipeline.fit(texts, labels, lexicon)
    cuts = choose_cuts(texts, labels, lexicon)
    export(fitted, cuts, lexicon, folder, corpus.fingerprint(texts_path))
    return fitted


def export(
    fitted: Pipeline,
    cuts: Sequence[thresholds.Cuts],
    lexicon: Lexicon,
    folder: Path,
    fingerprint: str,
) -> None:
    """Write the fitted pipeline to a folder: vocabularies, weights, cuts, seeds, manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    union = fitted.named_steps["features"]
    blocks = dict(union.transformer_list)
    models = fitted.named_steps["themes"].estimators_
    keys = [theme.key for theme in taxonomy.themes()]
    _write_json(
        folder / "terms.json",
        {name: [str(term) for term in blocks[name].get_feature_names_out()] for name in _TFIDF},
    )
    _write_json(folder / "seeds.json", lexicon)
    _write_json(
        folder / "cuts.json",
        {key: [cut.possible, cut.likely] for key, cut in zip(keys, cuts, strict=True)},
    )
    _write_array(folder / "idf.npy", np.concatenate([blocks[name].idf_ for name in _TFIDF]))
    _write_array(folder / "weights.npy", np.vstack([model.coef_[0] for model in models]).T)
    _write_array(folder / "offsets.npy", np.array([model.intercept_[0] for model in models]))
    _write_manifest(folder, keys, fingerprint)


_TFIDF = ("words", "parts")
_FILES = ("cuts.json", "idf.npy", "offsets.npy", "seeds.json", "terms.json", "weights.npy")


def _write_json(path: Path, value: object) -> None:
    path.write_text(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def _write_array(path: Path, values: NDArray[np.float64]) -> None:
    np.save(path, np.ascontiguousarray(values, dtype="<f4"), allow_pickle=False)


def _write_manifest(folder: Path, keys: list[str], fingerprint: str) -> None:
    files = {name: corpus.fingerprint(folder / name) for name in _FILES}
    whole = hashlib.sha256("".join(files.values()).encode()).hexdigest()
    manifest = {
        "format": FORMAT,
        "codebook": taxonomy.codebook().version,
        "corpus": fingerprint,
        "version": f"codebook-{taxonomy.codebook().version}+{whole[:12]}",
        "themes": keys,
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
