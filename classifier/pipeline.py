"""The trainable pipeline, in scikit-learn and NLTK; for training alone, never for a web process."""

import importlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from nltk.stem.porter import PorterStemmer
from nltk.tokenize.regexp import RegexpTokenizer
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion, Pipeline

from classifier.features import CONCEPTS_WEIGH, Lexicon, SeedFinder, char_terms, word_terms
from classifier.repair import mend
from classifier.text import WORD, fold

STRENGTH = 8.0
"""Inverse of the regularisation of each logistic regression."""

CLOSE = 0.01
"""How close to the best weights a fit comes; ten times closer changes no figure."""

_TOKENIZER = RegexpTokenizer(WORD)
_STEMMER = PorterStemmer(mode=PorterStemmer.ORIGINAL_ALGORITHM)

Marks = NDArray[np.int8]
"""Labels, shape (texts, outputs): 1 where a text has one."""


class Read(NamedTuple):
    """A text as its blocks take it: stems and folded words, equally long."""

    stems: Sequence[str]
    words: Sequence[str]


@lru_cache(maxsize=50_000)
def nltk_stem(word: str) -> str:
    """NLTK's stem of a folded word, by the algorithm as first published."""
    return str(_STEMMER.stem(word)) if len(word) > 2 else word


def words(text: str) -> list[str]:
    """The folded words of a text, divided by NLTK's regular-expression tokenizer."""
    return [fold(word) for word in _TOKENIZER.tokenize(text)]


def read(text: str) -> Read:
    """A text, mended and divided."""
    found = words(mend(text).text)
    return Read([nltk_stem(word) for word in found], found)


def _stem_terms(text: Read) -> list[str]:
    return word_terms(text.stems)


def _part_terms(text: Read) -> list[str]:
    return [part for word in text.words for part in char_terms(word)]


class Reader(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts divided once for all blocks."""

    def fit(self, _texts: Iterable[str], _labels: object = None) -> Self:
        """Nothing is learnt from the texts."""
        self.fitted_ = True
        return self

    def transform(self, texts: Iterable[str]) -> list[Read]:
        """One `Read` for each text."""
        return [read(text) for text in texts]


class ConceptCounts(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Capped counts of seed concepts, then of the concepts of each theme together."""

    def __init__(self, lexicon: Lexicon) -> None:
        """`lexicon` as `features.read_seeds` gives it."""
        self.lexicon = lexicon

    def fit(self, _texts: Iterable[Read], _labels: object = None) -> Self:
        """Nothing is learnt from the texts."""
        self.finder_ = SeedFinder(self.lexicon)
        return self

    def transform(self, texts: Iterable[Read]) -> csr_matrix:
        """Shape (texts, `features.seed_columns`)."""
        return csr_matrix([self.finder_.counts(text.stems, text.words) for text in texts])


class SentenceVectors(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Vectors of a sentence encoder in a local folder; needs the extra `embedding`."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds a model that sentence-transformers can load; nothing is fetched."""
        self.folder = folder

    def fit(self, _texts: Iterable[Read], _labels: object = None) -> Self:
        """Load the encoder; raises ImportError without the extra, OSError without the folder."""
        library = importlib.import_module("sentence_transformers")
        self.encoder_ = library.SentenceTransformer(str(self.folder), local_files_only=True)
        return self

    def transform(self, texts: Iterable[Read]) -> csr_matrix:
        """Shape (texts, width of the encoder), each row of length one."""
        spoken = [" ".join(text.words) for text in texts]
        return csr_matrix(self.encoder_.encode(spoken, normalize_embeddings=True))


def build(lexicon: Lexicon | None, encoder: Path | None = None) -> Pipeline:
    """An unfitted pipeline: TF-IDF of words and parts, of concepts where there is a lexicon.

    One balanced logistic regression for each output; none knows of the others.
    """
    blocks: list[tuple[str, TransformerMixin]] = [
        ("words", TfidfVectorizer(analyzer=_stem_terms, sublinear_tf=True, min_df=2)),
        ("parts", TfidfVectorizer(analyzer=_part_terms, sublinear_tf=True, min_df=3)),
    ]
    if lexicon is not None:
        steps = [("counts", ConceptCounts(lexicon)), ("weigh", TfidfTransformer(sublinear_tf=True))]
        blocks.append(("concepts", Pipeline(steps)))
    if encoder is not None:
        blocks.append(("vectors", SentenceVectors(encoder)))
    union = FeatureUnion(
        blocks, transformer_weights={"concepts": CONCEPTS_WEIGH} if lexicon else None
    )
    each = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear", dual=True,
                              tol=CLOSE, max_iter=1000, random_state=0)  # fmt: skip
    steps = [("read", Reader()), ("features", union), ("outputs", OneVsRestClassifier(each))]
    return Pipeline(steps)


def fit(
    texts: Sequence[str], labels: Marks, lexicon: Lexicon | None, encoder: Path | None = None
) -> Pipeline:
    """A pipeline fitted to texts and their labels."""
    return build(lexicon, encoder).fit(list(texts), labels)


def margins(fitted: Pipeline, texts: Sequence[str]) -> NDArray[np.float64]:
    """How far each text is on the yes side of each output, shape (texts, outputs)."""
    return np.asarray(fitted.decision_function(list(texts)), dtype=np.float64)
