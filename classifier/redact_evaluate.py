"""How well the redaction does on marked sentences, with bootstrap intervals; standard library."""

import bisect
import json
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.redact import KINDS, redact
from classifier.redact_words import listed

DEVELOPMENT = Path(__file__).parent / "corpus" / "redaction-development-1.txt"
RESAMPLES = 1_000
SEED = 20261126
_INLINE = re.compile(rf"\{{({'|'.join(KINDS)}):([^{{}}]*)\}}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LINKING = listed("context.txt", "linking")


@dataclass(frozen=True)
class Sensitive:
    """What must go: `text[start:end]` in code points, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Row:
    """A text and its sensitive spans, in order."""

    text: str
    spans: tuple[Sensitive, ...]


@dataclass(frozen=True)
class Share:
    """A share of `of` things with its interval of 95 %, by bootstrap over texts."""

    share: float
    low: float
    high: float
    of: int


@dataclass(frozen=True)
class RedactionResult:
    """Sensitive spans gone, harmless words kept, spans gone by kind, and what went wrong."""

    gone: Share
    kept: Share
    by_kind: dict[str, Share]
    missed: tuple[tuple[str, str, str], ...]
    """Kind, words and text of each span that was not wholly marked."""
    lost: tuple[tuple[str, str], ...]
    """Each harmless word that was marked, and its text."""


def read_frozen(path: Path) -> tuple[Row, ...]:
    """Rows of JSON Lines `{"text", "spans": [{"start", "end", "kind"}]}`; raises `ValueError` for
    a span outside its text or of an unknown kind, naming the line."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            given = json.loads(line)
            spans = tuple(Sensitive(s["start"], s["end"], s["kind"]) for s in given["spans"])
            for span in spans:
                if span.kind not in KINDS or not 0 <= span.start < span.end <= len(given["text"]):
                    raise ValueError(f"line {number}: a span that cannot be: {span}")
            rows.append(Row(given["text"], tuple(sorted(spans, key=lambda s: s.start))))
    return tuple(rows)


def read_inline(path: Path = DEVELOPMENT) -> tuple[Row, ...]:
    """Rows of a text file with `{kind:words}` inside its lines; lines with # are remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_inline(line) for line in lines if line and not line.startswith("#"))


def _inline(line: str) -> Row:
    text, past = "", 0
    spans = []
    for match in _INLINE.finditer(line):
        text += line[past : match.start()]
        spans.append(Sensitive(len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        past = match.end()
    return Row(text + line[past:], tuple(spans))


def evaluate_redaction(rows: Iterable[Row]) -> RedactionResult:
    """Share of sensitive spans gone and of harmless words kept.

    A span is gone when every letter and digit of it, small linking words aside, lies under marks of
    any kind. A harmless word touches no sensitive span; it is kept when no mark touches it.
    """
    judged = [_judge(row) for row in rows]
    kinds = sorted({kind for row in judged for kind, _, _ in row.spans})
    return RedactionResult(
        _share([[fine for _, _, fine in row.spans] for row in judged]),
        _share([[fine for _, fine in row.words] for row in judged]),
        {kind: _share([[ok for k, _, ok in row.spans if k == kind] for row in judged])
         for kind in kinds},
        tuple((kind, words, row.text) for row in judged for kind, words, ok in row.spans if not ok),
        tuple((word, row.text) for row in judged for word, ok in row.words if not ok),
    )  # fmt: skip


@dataclass(frozen=True)
class _Judged:
    text: str
    spans: list[tuple[str, str, bool]]
    words: list[tuple[str, bool]]


def _judge(row: Row) -> _Judged:
    marks = redact(row.text).spans
    starts = [mark.start for mark in marks]

    def under(place: int) -> bool:
        before = bisect.bisect_right(starts, place) - 1
        return before >= 0 and place < marks[before].end

    words = [match.span() for match in _WORD.finditer(row.text)]
    linking = {i for start, end in words if row.text[start:end].casefold() in _LINKING
               for i in range(start, end)}  # fmt: skip
    sensitive = [(s.kind, row.text[s.start : s.end], _gone(row.text, s, linking, under))
                 for s in row.spans]  # fmt: skip
    harmless = [
        (row.text[start:end], not any(under(place) for place in range(start, end)))
        for start, end in words
        if not any(span.start < end and start < span.end for span in row.spans)
    ]
    return _Judged(row.text, sensitive, harmless)


def _gone(text: str, span: Sensitive, linking: set[int], under: Callable[[int], bool]) -> bool:
    places = [i for i in range(span.start, span.end) if text[i].isalnum()]
    counted = [i for i in places if i not in linking] or places
    return all(under(place) for place in counted)


def _share(texts: Sequence[Sequence[bool]]) -> Share:
    """The share of true with its interval; texts are drawn with replacement, seed fixed."""
    sums = [(sum(text), len(text)) for text in texts if text]
    right, total = sum(s for s, _ in sums), sum(n for _, n in sums)
    if not total:
        return Share(float("nan"), float("nan"), float("nan"), 0)
    source = random.Random(SEED)  # noqa: S311  a seed, not a secret
    drawn = []
    for _ in range(RESAMPLES):
        sample = source.choices(sums, k=len(sums))
        drawn.append(sum(s for s, _ in sample) / sum(n for _, n in sample))
    drawn.sort()
    low, high = drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1]
    return Share(right / total, low, high, total)
