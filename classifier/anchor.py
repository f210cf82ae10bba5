"""`python -m classifier.anchor FILE`: predictions of the published design that ours is held to.

The design is that of pxtextmining (NHS England, MIT): TF-IDF of single words without digits and
punctuation, a radial SVC for each label, the likeliest label where none passes. Written anew from
its description (design/classifier.md §1 and §2), with cuts found out of fold. It takes minutes,
so it is run once; `anchor.json` keeps the ids and labels that it gave and the hash of the file
read, and a test freezes it. No text of the file is kept.
"""

import json
import re
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import KFold
from sklearn.svm import SVC

from classifier import corpus, labelled, thresholds

FROZEN = Path(__file__).with_name("anchor.json")
STRENGTH, MOST_STEPS, FOLDS, SEED = 15, 1000, 3, 42
_LEFT_OUT = re.compile(r"[^\w\s]|[\d_]")


def cleaned(text: str) -> str:
    """Lower case, without digits and punctuation."""
    return " ".join(_LEFT_OUT.sub(" ", text.lower()).split())


def scores(
    seen: Sequence[str], labels: NDArray[np.int8], unseen: Sequence[str]
) -> NDArray[np.float64]:
    """A probability of each label for each unseen text, shape (unseen, labels)."""
    words = TfidfVectorizer()
    known, new = words.fit_transform(seen), words.transform(unseen)
    columns = []
    for column in range(labels.shape[1]):
        each = SVC(C=STRENGTH, class_weight="balanced", max_iter=MOST_STEPS, probability=True,
                   random_state=0)  # fmt: skip
        columns.append(each.fit(known, labels[:, column]).predict_proba(new)[:, 1])
    return np.stack(columns, axis=1)


def predict(data: labelled.Labelled) -> NDArray[np.bool_]:
    """What the design says of the test texts, shape (test texts, labels)."""
    seen, unseen = [cleaned(text) for text in data.train], [cleaned(text) for text in data.test]
    labels = data.train_labels
    held = np.zeros(labels.shape, dtype=np.float64)
    for rest, out in KFold(FOLDS, shuffle=True, random_state=SEED).split(seen):
        held[out] = scores([seen[n] for n in rest], labels[rest], [seen[n] for n in out])
    cuts = np.array([
        thresholds.shrunk_cut(labels[:, column].astype(bool), held[:, column])
        for column in range(labels.shape[1])
    ])  # fmt: skip
    return thresholds.at_least_one(scores(seen, labels, unseen), cuts)


def main(path: Path) -> None:
    """Write `anchor.json` for one file."""
    warnings.simplefilter("ignore", ConvergenceWarning)
    data = labelled.read(path)
    chosen = predict(data)
    predictions = {
        identity: [label for label, on in zip(data.labels, row, strict=True) if on]
        for identity, row in zip(data.test_ids, chosen, strict=True)
    }
    document = {"file": corpus.fingerprint(path), "predictions": predictions}
    FROZEN.write_text(json.dumps(document, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
