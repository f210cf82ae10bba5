"""Training: fit, measure on held-out texts, and write the artefact (JSON and npy, no pickle)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from classifier import corpus, folds, pipeline, taxonomy, thresholds
from classifier.artefact import FOLDER, FORMAT, MANIFEST
from classifier.features import Lexicon, read_seeds

FOLDS = 4
STANCES = ("positive", "negative", "mixed", "neutral")


def theme_marks(examples: Sequence[corpus.Example]) -> NDArray[np.int8]:
    """One row for each example, one column for each theme in codebook order."""
    keys = [theme.key for theme in taxonomy.themes()]
    return np.array([[key in row.themes for key in keys] for row in examples], dtype=np.int8)


def stance_marks(examples: Sequence[corpus.Example]) -> NDArray[np.int8]:
    """One row for each example, one column for each of `STANCES`."""
    return np.array([[row.stance == one for one in STANCES] for row in examples], dtype=np.int8)


def held_out(
    texts: Sequence[str], labels: pipeline.Marks, groups: Sequence[str], lexicon: Lexicon | None,
    encoder: Path | None = None,
) -> NDArray[np.float64]:  # fmt: skip
    """Margins of each text by a pipeline that was fitted without its family, as `labels`."""
    found = np.zeros(labels.shape, dtype=np.float64)
    for seen, unseen in folds.grouped(labels, groups, FOLDS):
        fitted = pipeline.fit([texts[row] for row in seen], labels[seen], lexicon, encoder)
        found[unseen] = pipeline.margins(fitted, [texts[row] for row in unseen])
    return found


def measured(
    labels: pipeline.Marks, margins: NDArray[np.float64]
) -> tuple[thresholds.Scale, list[thresholds.Cuts]]:
    """The scale and the cuts of every theme, from margins of held-out texts."""
    truth = labels.astype(bool)
    scale = thresholds.scale(truth, margins)
    return scale, thresholds.choose(truth, scale.scores(margins))


def fit_and_measure(
    examples: Sequence[corpus.Example], lexicon: Lexicon
) -> tuple[Pipeline, thresholds.Scale, list[thresholds.Cuts]]:
    """All that a model is made of, from these examples and nothing else."""
    texts, themes = [row.text for row in examples], theme_marks(examples)
    margins = held_out(texts, themes, [row.family for row in examples], lexicon)
    scale, cuts = measured(themes, margins)
    both = np.hstack([themes, stance_marks(examples)])
    return pipeline.fit(texts, both, lexicon), scale, cuts


def train(folder: Path = FOLDER, texts_path: Path = corpus.TRAINING) -> Pipeline:
    """Train on a file of examples and write the artefact; the same inputs give the same bytes."""
    lexicon = read_seeds()
    fitted, scale, cuts = fit_and_measure(corpus.read_examples(texts_path), lexicon)
    export(fitted, scale, cuts, lexicon, folder, corpus.fingerprint(texts_path))
    return fitted


def export(
    fitted: Pipeline,
    scale: thresholds.Scale,
    cuts: Sequence[thresholds.Cuts],
    lexicon: Lexicon,
    folder: Path,
    fingerprint: str,
) -> None:
    """Write the fitted pipeline to a folder: vocabularies, weights, cuts, seeds, manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    blocks = dict(fitted.named_steps["features"].transformer_list)
    models = fitted.named_steps["outputs"].estimators_
    keys = [theme.key for theme in taxonomy.themes()]
    terms = {name: [str(one) for one in blocks[name].get_feature_names_out()] for name in _TFIDF}
    _write_json(folder / "terms.json", terms)
    _write_json(folder / "seeds.json", lexicon)
    bands = {key: asdict(cut) for key, cut in zip(keys, cuts, strict=True)}
    document = {"scale": [scale.slope, scale.shift], "stances": STANCES, "themes": bands}
    _write_json(folder / "cuts.json", document)
    weights = [
        *(blocks[name].idf_ for name in _TFIDF),
        blocks["concepts"].named_steps["weigh"].idf_,
    ]
    _write_array(folder / "idf.npy", np.concatenate(weights))
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
