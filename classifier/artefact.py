"""Reading the exported model: every file is checked against the manifest before it is used."""

import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.features import seed_columns

FOLDER = Path(__file__).with_name("model")
MANIFEST = "manifest.json"
FORMAT = 3


_UNREADABLE = (
    OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, RecursionError,
)  # fmt: skip
"""What a file raises that is missing, cut off, or made to be anything else."""


class ModelDamaged(Exception):
    """The model is missing, changed, or not of this format; a person must read the texts."""


@dataclass(frozen=True)
class Cut:
    """Scores from which a theme is possible, likely, or too close to call; and how right each was.

    `right` gives the share of likely, possible and too-close suggestions that were right when
    texts were held out.
    """

    possible: float
    likely: float
    near: float
    right: tuple[float, float, float]


@dataclass(frozen=True)
class Artefact:
    """An exported model as read.

    `idf` has shape (rows,), `weights` (rows, themes + stances), `offsets` (themes + stances,);
    rows are word terms, parts of words, then counts of seed concepts. A margin becomes a score by
    `scale` (slope, shift).
    """

    version: str
    codebook: str
    themes: tuple[str, ...]
    stances: tuple[str, ...]
    words: dict[str, int]
    parts: dict[str, int]
    seeds: dict[str, dict[str, list[list[str]]]]
    cuts: tuple[Cut, ...]
    scale: tuple[float, float]
    idf: NDArray[np.float64]
    weights: NDArray[np.float64]
    offsets: NDArray[np.float64]


def read(folder: Path) -> Artefact:
    """The artefact in a folder; raises `ModelDamaged` for anything that is not as exported."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if manifest["format"] != FORMAT:
            raise ModelDamaged(f"unknown format {manifest['format']!r}")
        files = {
            name: _checked(folder / name, digest) for name, digest in manifest["files"].items()
        }
        return _assemble(manifest, files)
    except _UNREADABLE as fault:
        raise ModelDamaged(f"the model in {folder.name} cannot be read: {fault}") from fault


def _checked(path: Path, digest: str) -> bytes:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelDamaged(f"{path.name} is not the file that the manifest names")
    return content


def _assemble(manifest: dict[str, object], files: dict[str, bytes]) -> Artefact:
    terms = json.loads(files["terms.json"])
    cuts = json.loads(files["cuts.json"])
    words = {term: row for row, term in enumerate(terms["words"])}
    slope, shift = cuts["scale"]
    made = Artefact(
        version=str(manifest["version"]),
        codebook=str(manifest["codebook"]),
        themes=tuple(cuts["themes"]),
        stances=tuple(cuts["stances"]),
        words=words,
        parts={term: len(words) + row for row, term in enumerate(terms["parts"])},
        seeds=json.loads(files["seeds.json"]),
        cuts=tuple(
            Cut(one["possible"], one["likely"], one["near"], tuple(one["right"]))
            for one in cuts["themes"].values()
        ),
        scale=(float(slope), float(shift)),
        idf=_array(files["idf.npy"]),
        weights=_array(files["weights.npy"]),
        offsets=_array(files["offsets.npy"]),
    )
    _check_shapes(made)
    return made


def _check_shapes(made: Artefact) -> None:
    rows = len(made.words) + len(made.parts) + seed_columns(made.seeds)
    outputs = len(made.themes) + len(made.stances)
    shapes = (made.idf.shape, made.weights.shape, made.offsets.shape)
    if shapes != ((rows,), (rows, outputs), (outputs,)):
        raise ModelDamaged(f"arrays of shapes that do not fit: {shapes}")


def _array(content: bytes) -> NDArray[np.float64]:
    loaded = np.load(io.BytesIO(content), allow_pickle=False)
    return np.asarray(loaded, dtype=np.float64)
