"""The trainable pipeline, in scikit-learn and NLTK; for training alone, never for a web process."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Self

import numpy as np
from nltk.stem.porter import PorterStemmer
from nltk.tokenize.regexp import RegexpTokenizer
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion, Pipeline

from classifier.features import Lexicon, SeedFinder, char_terms, word_terms
from classifier.text import WORD, fold

STRENGTH = 5.0
"""Inverse of the regularisation of each logistic regression."""

_TOKENIZER = RegexpTokenizer(WORD)
_STEMMER = PorterStemmer(mode=PorterStemmer.ORIGINAL_ALGORITHM)


@lru_cache(maxsize=50_000)
def nltk_stem(word: str) -> str:
    """NLTK's stem of a folded word, by the algorithm as first published."""
    return str(_STEMMER.stem(word)) if len(word) > 2 else word


def words(text: str) -> list[str]:
    """The folded words of a text, divided by NLTK's regular-expression tokenizer."""
    return [fold(word) for word in _TOKENIZER.tokenize(text)]


def stems(text: str) -> list[str]:
    """The stems of a text's words."""
    return [nltk_stem(word) for word in words(text)]


def stem_terms(text: str) -> list[str]:
    """Stems and pairs of stems: the terms of the word block."""
    return word_terms(stems(text))


def part_terms(text: str) -> list[str]:
    """Parts of words: the terms of the character block."""
    return [part for word in words(text) for part in char_terms(word)]


class SeedCounts(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Capped counts of seed concepts, then of the concepts of each theme together."""

    def __init__(self, lexicon: Lexicon) -> None:
        """`lexicon` as `features.read_seeds` gives it."""
        self.lexicon = lexicon

    def fit(self, _texts: Iterable[str], _labels: object = None) -> Self:
        """Nothing is learnt from the texts."""
        self.finder_ = SeedFinder(self.lexicon)
        return self

    def transform(self, texts: Iterable[str]) -> NDArray[np.float64]:
        """Shape (texts, `features.seed_columns`)."""
        read = (words(text) for text in texts)
        rows = [self.finder_.counts([nltk_stem(word) for word in row], row) for row in read]
        return np.array(rows, dtype=np.float64)


def build(lexicon: Lexicon) -> Pipeline:
    """An unfitted pipeline: TF-IDF of words and parts, seed counts, one model for each theme."""
    blocks = [
        ("words", TfidfVectorizer(analyzer=stem_terms, sublinear_tf=True, min_df=2)),
        ("parts", TfidfVectorizer(analyzer=part_terms, sublinear_tf=True, min_df=3)),
        ("seeds", SeedCounts(lexicon)),
    ]
    each = LogisticRegression(
        C=STRENGTH, class_weight="balanced", solver="liblinear", max_iter=1000, random_state=0
    )
    return Pipeline([("features", FeatureUnion(blocks)), ("themes", OneVsRestClassifier(each))])


def fit(texts: Sequence[str], labels: NDArray[np.int8], lexicon: Lexicon) -> Pipeline:
    """A pipeline fitted to texts and their labels, of shape (texts, themes)."""
    return build(lexicon).fit(list(texts), labels)
