"""The trainable pipeline, in scikit-learn and NLTK; for training alone, never for a web process."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from nltk.stem.porter import PorterStemmer
from nltk.tokenize.regexp import RegexpTokenizer
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import StandardScaler

from classifier import encoder
from classifier.features import CONCEPTS_WEIGH, Lexicon, SeedFinder, char_terms, word_terms
from classifier.repair import mend
from classifier.text import WORD, fold

STRENGTH = 8.0
"""Inverse of the regularisation of each logistic regression."""

CLOSE = 0.01
"""How close to the best weights a fit comes; ten times closer changes no figure."""

RIDGE = 0.3
"""How strongly the reader by meaning is held back."""

NARROWNESS = 0.5
"""How fast meaning fades with distance: over the encoder's width, in the kernel's exponent."""

MEANING_WEIGHS = 9.0
"""What nearness in meaning weighs beside the margins by words: about what inner folds chose."""

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
    """Vectors of a sentence encoder in a local folder; nothing is learnt from the texts."""

    def __init__(self, folder: Path) -> None:
        """`folder` as `encoder.Encoder` reads it; nothing is fetched."""
        self.folder = folder

    def fit(self, _texts: Iterable[str], _labels: object = None) -> Self:
        """Load the encoder; raises as `encoder.Encoder` does."""
        self.encoder_ = encoder.load(self.folder)
        return self

    def transform(self, texts: Iterable[str]) -> encoder.Array:
        """Shape (texts, width of the encoder), each row of length one."""
        return self.encoder_.vectors([mend(text).text for text in texts])


class WordsAndMeaning(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Two readers of a text, by its words and by its vector, whose margins are added.

    The vectors are not one more block beside the words: there they gained 0.02 of micro F1 in
    cross-validation, as a reader of their own 0.03.
    """

    def __init__(self, lexicon: Lexicon | None, folder: Path) -> None:
        """`lexicon` as `build` takes it, `folder` as `SentenceVectors` does."""
        self.lexicon = lexicon
        self.folder = folder

    def fit(self, texts: Sequence[str], labels: Marks) -> Self:
        """Both readers learn from the same texts, and neither knows of the other."""
        self.classes_ = np.arange(labels.shape[1])
        self.words_ = build(self.lexicon).fit(texts, labels)
        self.meaning_ = by_meaning(self.folder).fit(texts, labels)
        return self

    def decision_function(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Shape (texts, outputs)."""
        nearness = self.meaning_.predict(texts).reshape(len(texts), -1)
        return np.asarray(self._by_words(texts) + MEANING_WEIGHS * nearness)

    def _by_words(self, texts: Sequence[str]) -> NDArray[np.float64]:
        return np.asarray(self.words_.decision_function(texts)).reshape(len(texts), -1)


def by_meaning(folder: Path) -> Pipeline:
    """A text has what texts of near meaning have: kernel ridge regression on their vectors."""
    width = encoder.load(folder).width
    near = KernelRidge(alpha=RIDGE, kernel="rbf", gamma=NARROWNESS / width)
    return Pipeline([("vectors", SentenceVectors(folder)), ("level", StandardScaler()),
                     ("near", near)])  # fmt: skip


def build(lexicon: Lexicon | None, folder: Path | None = None) -> Pipeline:
    """An unfitted pipeline: TF-IDF of words and parts, of concepts where there is a lexicon.

    One balanced logistic regression for each output; none knows of the others. Where `folder`
    holds a sentence encoder, what it makes of a text is added.
    """
    if folder is not None:
        return Pipeline([("both", WordsAndMeaning(lexicon, folder))])
    blocks: list[tuple[str, TransformerMixin]] = [
        ("words", TfidfVectorizer(analyzer=_stem_terms, sublinear_tf=True, min_df=2)),
        ("parts", TfidfVectorizer(analyzer=_part_terms, sublinear_tf=True, min_df=3)),
    ]
    if lexicon is not None:
        steps = [("counts", ConceptCounts(lexicon)), ("weigh", TfidfTransformer(sublinear_tf=True))]
        blocks.append(("concepts", Pipeline(steps)))
    union = FeatureUnion(
        blocks, transformer_weights={"concepts": CONCEPTS_WEIGH} if lexicon else None
    )
    each = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear", dual=True,
                              tol=CLOSE, max_iter=1000, random_state=0)  # fmt: skip
    steps = [("read", Reader()), ("features", union), ("outputs", OneVsRestClassifier(each))]
    return Pipeline(steps)


def fit(
    texts: Sequence[str], labels: Marks, lexicon: Lexicon | None, folder: Path | None = None
) -> Pipeline:
    """A pipeline fitted to texts and their labels."""
    return build(lexicon, folder).fit(list(texts), labels)


def margins(fitted: Pipeline, texts: Sequence[str]) -> NDArray[np.float64]:
    """How far each text is on the yes side of each output, shape (texts, outputs)."""
    return np.asarray(fitted.decision_function(list(texts)), dtype=np.float64)
