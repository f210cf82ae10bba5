"""Sentence vectors by a small BERT in a local folder, in numpy alone; nothing is ever fetched.

The folder holds three files as they are commonly published: `config.json`, `vocab.txt` (uncased
word pieces) and `model.safetensors` (bare arrays, no code). A text's vector is the mean of its
pieces' vectors, of length one. For training and measuring, never for a web process.

Figures were measured with all-MiniLM-L6-v2 of sentence-transformers (Apache-2.0, 91 MB), whose
three files are put into one folder unchanged.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier import word_pieces

MOST_PIECES = 256
"""Pieces of a text that are read, its beginning and end among them."""

CONFIG, VOCABULARY, WEIGHTS = "config.json", "vocab.txt", "model.safetensors"
_STEP = 0.3275911
_FACTORS = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
_DTYPES = {"F32": "<f4", "F16": "<f2"}

Array = NDArray[np.float32]


class EncoderInvalid(Exception):
    """The folder holds no encoder that can be read here; the message says why."""


def read_arrays(path: Path) -> dict[str, Array]:
    """The float arrays of a safetensors file by name. Raises OSError, `EncoderInvalid`."""
    content = memoryview(path.read_bytes())
    start = 8 + int.from_bytes(content[:8], "little")
    try:
        header = json.loads(bytes(content[8:start]))
        return {
            name: _array(content[start:], entry)
            for name, entry in header.items()
            if name != "__metadata__" and entry["dtype"] in _DTYPES
        }
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise EncoderInvalid(f"{path.name} is no safetensors file") from fault


def _array(body: memoryview, entry: Mapping[str, Any]) -> Array:
    first, past = entry["data_offsets"]
    flat = np.frombuffer(body[first:past], dtype=_DTYPES[entry["dtype"]])
    return np.asarray(flat.reshape(entry["shape"]), dtype=np.float32)


class Encoder:
    """Vectors of texts; a text that was met before is not read again."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError where a file is missing, `EncoderInvalid` where it cannot be used."""
        self._arrays = read_arrays(folder / WEIGHTS)
        self._known = word_pieces.read_vocabulary(folder / VOCABULARY)
        self._met: dict[str, Array] = {}
        try:
            self._configure(json.loads((folder / CONFIG).read_text(encoding="utf-8")))
            self._vector("")
        except (ValueError, KeyError, TypeError, IndexError) as fault:
            raise EncoderInvalid(f"{folder.name}: its three files do not agree: {fault}") from fault

    def _configure(self, config: Mapping[str, Any]) -> None:
        if config["model_type"] != "bert" or config["hidden_act"] != "gelu":
            raise EncoderInvalid(f"{CONFIG}: only a BERT with gelu is known here")
        self._layers = int(config["num_hidden_layers"])
        self._heads = int(config["num_attention_heads"])
        self._tiny = float(config["layer_norm_eps"])
        self._most = min(MOST_PIECES, int(config["max_position_embeddings"]))
        self.width = int(config["hidden_size"])

    def vectors(self, texts: Sequence[str]) -> Array:
        """Shape (texts, `width`), each row of length one."""
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Array:
        if text not in self._met:
            mean = self._states(word_pieces.numbers(text, self._known, self._most)).mean(axis=0)
            self._met[text] = mean / np.linalg.norm(mean)
        return self._met[text]

    def _states(self, numbers: Sequence[int]) -> Array:
        """A vector for each piece, each read in the light of all others."""
        of = self._arrays
        states = of["embeddings.word_embeddings.weight"][list(numbers)]
        states = states + of["embeddings.position_embeddings.weight"][: len(numbers)]
        states = states + of["embeddings.token_type_embeddings.weight"][0]
        states = self._levelled(states, "embeddings.LayerNorm")
        for layer in range(self._layers):
            states = self._layer(states, f"encoder.layer.{layer}.")
        return states

    def _layer(self, states: Array, at: str) -> Array:
        seen = self._linear(self._attended(states, at), at + "attention.output.dense")
        states = self._levelled(states + seen, at + "attention.output.LayerNorm")
        inner = self._linear(states, at + "intermediate.dense")
        inner = inner * (0.5 * (1 + _erf(inner / np.float32(math.sqrt(2)))))
        return self._levelled(
            states + self._linear(inner, at + "output.dense"), at + "output.LayerNorm"
        )

    def _attended(self, states: Array, at: str) -> Array:
        query, key, value = (
            self._divided(self._linear(states, f"{at}attention.self.{name}"))
            for name in ("query", "key", "value")
        )
        pull = query @ key.transpose(0, 2, 1) / np.float32(math.sqrt(query.shape[-1]))
        pull = np.exp(pull - pull.max(axis=-1, keepdims=True))
        seen = (pull / pull.sum(axis=-1, keepdims=True)) @ value
        return np.asarray(seen.transpose(1, 0, 2).reshape(states.shape), dtype=np.float32)

    def _divided(self, states: Array) -> Array:
        """Shape (heads, pieces, width of a head)."""
        return states.reshape(len(states), self._heads, -1).transpose(1, 0, 2)

    def _linear(self, states: Array, name: str) -> Array:
        return np.asarray(
            states @ self._arrays[name + ".weight"].T + self._arrays[name + ".bias"],
            dtype=np.float32,
        )

    def _levelled(self, states: Array, name: str) -> Array:
        apart = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((apart * apart).mean(axis=-1, keepdims=True) + np.float32(self._tiny))
        level = apart / spread * self._arrays[name + ".weight"] + self._arrays[name + ".bias"]
        return np.asarray(level, dtype=np.float32)


def _erf(values: Array) -> Array:
    """The error function to about 1e-7 (Abramowitz and Stegun, 7.1.26)."""
    size = np.abs(values)
    step = 1 / (1 + np.float32(_STEP) * size)
    rest = np.zeros_like(step)
    for factor in reversed(_FACTORS):
        rest = (rest + np.float32(factor)) * step
    return np.asarray(np.copysign(1 - rest * np.exp(-size * size), values))


@lru_cache(maxsize=1)
def load(folder: Path) -> Encoder:
    """The encoder of a folder, kept, so that every fold shares what was read already."""
    return Encoder(folder)
