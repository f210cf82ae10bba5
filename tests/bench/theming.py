"""What reading one text costs the request and the worker, and what training costs."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from classifier import corpus, model
from tests.bench.table import Figure

ROUNDS = 5
FEWEST, MOST = 60, 80
"""Words of the texts that are read: about seventy."""

FRESH = """
import json, pathlib, time
import numpy, ftfy
from classifier import model
began = time.perf_counter()
loaded = model.load()
took = time.perf_counter() - began
loaded.suggest("Nobody has rung back about the speech therapy and the taxi was late again today.")
# Not what the kernel says of a child, which begins with what its parent had.
status = pathlib.Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(json.dumps([took, peak]))
"""


def figures(told: Callable[[str], None]) -> list[Figure]:
    """Themes of a text, texts a second, loading, memory, and training."""
    told("reading themes")
    texts = [row.text for row in corpus.read_examples() if FEWEST <= len(row.text.split()) <= MOST]
    loaded = model.load()
    one = [_median(loaded.suggest, texts) for _ in range(ROUNDS)]
    many = [_batch(loaded, texts) for _ in range(ROUNDS)]
    fresh = [_fresh() for _ in range(3)]
    told("training")
    trained = _trained()
    return [
        Figure("themes, stance, language of 70 words, p50", one, 10, "ms"),
        Figure("time of 800 texts of 70 words scored in a batch", many, 1, "s"),
        Figure("loading the model", [took for took, _ in fresh], 1, "s"),
        Figure("memory of a worker that reads", [peak for _, peak in fresh], 400, "MB"),
        Figure("training", [trained], 60, "s"),
    ]


def _median(read: Callable[[str], object], texts: list[str]) -> float:
    took = []
    for text in texts:
        began = time.process_time()
        read(text)
        took.append(time.process_time() - began)
    return 1000 * statistics.median(took)


def _batch(loaded: model.Model, texts: list[str]) -> float:
    """Processor seconds of one core for eight hundred texts."""
    many = (texts * (800 // len(texts) + 1))[:800]
    began = time.process_time()
    for text in many:
        loaded.scores(text)
    return time.process_time() - began


def _fresh() -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True, check=True)
    took, peak = json.loads(done.stdout)
    return float(took), float(peak)


def _trained() -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        command = [sys.executable, "-m", "classifier", "--model", folder, "train"]
        subprocess.run(command, capture_output=True, check=True)
        return time.perf_counter() - began
