"""How the work of the safeguarding screen grows with the text that it reads."""

import time
from collections.abc import Callable

from classifier import screen
from tests.bench.table import Figure

ROUNDS = 5
PARTS = ("a", "kill ", "want to ", "a. ", "!@*")
"""What a text that wants to make a rule go back and forth would be made of."""

SHORT, LONG = 20_000, 80_000

SEVENTY_WORDS = (
    "My son is nine and has been out of school since September because the taxi was stopped "
    "without any notice. I have rung the office every week and nobody rings back. His plan says "
    "he should have speech and language therapy but we have not seen a therapist for two terms. "
    "He misses his friends and I have had to give up my work to stay at home with him all day."
)


def figures(told: Callable[[str], None]) -> list[Figure]:
    """Four times the text: four would be linear, and sixteen would be quadratic."""
    told("screening long texts")
    growing = [Figure(f"screen of four times the text: {part!r}", _growth(part), 8, "times")
               for part in PARTS]  # fmt: skip
    return [*growing, Figure("screen of a text of 70 words", _each(SEVENTY_WORDS), 1, "ms")]


def _each(text: str) -> list[float]:
    """Processor milliseconds of each of many readings, after the rules are loaded."""
    screen.look(text)
    taken = []
    for _ in range(200):
        began = time.process_time()
        screen.look(text)
        taken.append((time.process_time() - began) * 1_000)
    return taken


def _growth(part: str) -> list[float]:
    short, long = part * (SHORT // len(part)), part * (LONG // len(part))
    return [_effort(long) / _effort(short) for _ in range(ROUNDS)]


def _effort(text: str) -> float:
    """Processor seconds of one reading, the least of three: others use the machine too."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        screen.look(text)
        best = min(best, time.process_time() - began)
    return best
