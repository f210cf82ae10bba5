"""How good training is on texts of families and of writers that it has not seen; training alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import corpus, folds, pipeline, train
from classifier.features import Lexicon

OUTER = 5

Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Crossed:
    """What was chosen for texts that were held out, and the labels; shape (texts, themes)."""

    truth: Marks
    chosen: Marks
    writers: dict[str, NDArray[np.intp]]
    """For leave-one-writer-out: the rows of each writer."""


def validate(
    examples: Sequence[corpus.Example], lexicon: Lexicon, encoder: Path | None = None
) -> Crossed:
    """Grouped by family and stratified; cuts are found inside of what is learnt from."""
    labels = train.theme_marks(examples)
    divided = folds.grouped(labels, [row.family for row in examples], OUTER)
    return _crossed(examples, lexicon, divided, encoder)


def leave_out_writers(
    examples: Sequence[corpus.Example], lexicon: Lexicon, encoder: Path | None = None
) -> Crossed:
    """Each writer's texts by a model that learnt from all the others."""
    divided = folds.by_writer([row.writer for row in examples])
    made = _crossed(examples, lexicon, [(seen, unseen) for _, seen, unseen in divided], encoder)
    return Crossed(made.truth, made.chosen, {one: unseen for one, _, unseen in divided})


def _crossed(
    examples: Sequence[corpus.Example],
    lexicon: Lexicon,
    divided: Sequence[tuple[folds.Rows, folds.Rows]],
    encoder: Path | None,
) -> Crossed:
    texts, labels = [row.text for row in examples], train.theme_marks(examples)
    families = [row.family for row in examples]
    chosen = np.zeros(labels.shape, dtype=np.bool_)
    for seen, unseen in divided:
        known = [texts[row] for row in seen]
        kept = [families[row] for row in seen]
        held = train.held_out(known, labels[seen], kept, lexicon, encoder)
        scale, cuts = train.measured(labels[seen], held)
        fitted = pipeline.fit(known, labels[seen], lexicon, encoder)
        scores = scale.scores(pipeline.margins(fitted, [texts[row] for row in unseen]))
        chosen[unseen] = scores >= np.array([cut.possible for cut in cuts])
    return Crossed(labels.astype(bool), chosen, {})
