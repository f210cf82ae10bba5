"""Fitting the model of the screen to phrases and to ordinary messages; scikit-learn's affair."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from classifier.screen_terms import forms, part_terms, word_terms

STRICTNESS = 10.0
"""Of the penalty: found by leaving one set out at a time; little hangs on it."""

CALM_WEIGHS = 0.15
"""Of an ordinary message beside a phrase: there are many, and they are easy to tell."""

Margins = NDArray[np.float64]


class Fitted:
    """A fitted model: two vectorizers, one for words and one for parts, and the weights."""

    def __init__(
        self, texts: Sequence[str], danger: NDArray[np.bool_], calm: Sequence[Sequence[str]] = ()
    ) -> None:
        """Fit on texts and whether each tells of danger, and on stretches of `calm` messages, as
        forms of words; the same inputs give the same weights."""
        self.words = vectorizer(word_terms, fewest=1)
        self.parts = vectorizer(part_terms, fewest=2)
        rows = [*(forms(text) for text in texts), *calm]
        marks = np.concatenate([danger, np.zeros(len(calm), dtype=bool)])
        counts = np.concatenate([np.ones(len(texts)), np.full(len(calm), CALM_WEIGHS)])
        seen = hstack([self.words.fit_transform(rows), self.parts.fit_transform(rows)]).tocsr()
        self.output = LogisticRegression(C=STRICTNESS, solver="liblinear").fit(
            seen, marks, sample_weight=counts
        )

    def margins(self, texts: Sequence[str]) -> Margins:
        """How far on the side of danger each text is, shape (texts,)."""
        return np.asarray(self.output.decision_function(self._seen(texts)))

    def _seen(self, texts: Sequence[str]) -> csr_matrix:
        rows = [forms(text) for text in texts]
        return hstack([self.words.transform(rows), self.parts.transform(rows)]).tocsr()


def vectorizer(analyzer: Callable[[list[str]], list[str]], fewest: int) -> TfidfVectorizer:
    """Counts each term once, by its rarity; terms of fewer texts than `fewest` are left out."""
    return TfidfVectorizer(analyzer=analyzer, binary=True, min_df=fewest)
