"""Marks what could tell who is meant in a text that may be quoted. A person always approves.

The tool only marks: it proposes what to take out, shows each stretch with its kind, and knows
neither what a village knows about a family nor what a rare diagnosis gives away. Nothing may be
published on its word alone. Rules and lists alone, standard library alone, fit for a web request.

    redact("My son Will goes to Kelsale Primary.").text
    'My son [name] goes to [school].'

The lists in `redaction/` are to be read and mended by people. Villages and small towns go, towns of
more than about 15,000 people, counties and districts stay; names of staff go, also in praise; a job
with its place goes as one; so does a language with its place; public helplines and sites stay; days
of birth go, other dates stay.
"""

import bisect
import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier import redact_places as places
from classifier.redact_addresses import addresses
from classifier.redact_dates import births
from classifier.redact_handles import handles
from classifier.redact_jobs import jobs
from classifier.redact_name_lists import wordy
from classifier.redact_names import People
from classifier.redact_numbers import shapes
from classifier.redact_schools import schools
from classifier.redact_words import KINDS, Mark, Word, found, phrases, read
from classifier.text import UNSEEN

PASSES = 4
"""How often a text is read again after marking, since a mark may uncover another."""

_RANK = {kind: rank for rank, kind in enumerate(
    ("email", "link", "handle", "job", "language_place", "school", "address", "nhs", "phone",
     "number", "birth", "reference", "postcode", "place", "name"))}  # fmt: skip


@dataclass(frozen=True)
class Span:
    """What should go: `words` is `text[start:end]` of the original, counted in code points."""

    start: int
    end: int
    kind: str
    words: str


@dataclass(frozen=True)
class Redacted:
    """The text with `[kind]` in the place of each span; the spans in order, never overlapping."""

    text: str
    spans: tuple[Span, ...]


def redact(text: str) -> Redacted:
    """Marks a text, in time linear in its length; never raises for a string.

    Read is a copy without unseen characters and with full-width ones made plain: a postcode with
    a gap of no width in it is one all the same.
    """
    plain, stands = _plain(text)
    found = _redacted(plain)
    if plain == text:
        return found
    marks = [Mark(stands[s.start], stands[s.end - 1] + 1, s.kind) for s in found.spans]
    spans = tuple(Span(m.start, m.end, m.kind, text[m.start : m.end]) for m in marks)
    return Redacted(_filled(text, marks), spans)


def _plain(text: str) -> tuple[str, list[int]]:
    """The copy that is read, and where each of its letters stands in the text."""
    letters: list[str] = []
    stands: list[int] = []
    for place, letter in enumerate(text):
        if letter not in UNSEEN:
            plain = letter if letter.isascii() else unicodedata.normalize("NFKC", letter)
            letters.append(plain if len(plain) == 1 else letter)
            stands.append(place)
    return "".join(letters), stands


def _redacted(text: str) -> Redacted:
    spans: list[Mark] = []
    shown = text
    for _ in range(PASSES):
        fresh = _merged(_marks(shown))
        if not fresh:
            break
        spans = _merged([*spans, *_as_in_original(fresh, spans)])
        shown = _filled(text, spans)
    return Redacted(
        shown, tuple(Span(m.start, m.end, m.kind, text[m.start : m.end]) for m in spans)
    )


def _marks(text: str) -> list[Mark]:
    """Everything that any rule marks, overlapping and in no order."""
    words = read(text)
    kept = _kept(words)
    large = places.towns(words)
    big = {i for at, past in large for i in range(at, past)}
    stays = kept | places.counties(words)
    villages = places.villages(words, stays | big)
    sites = list(places.sites(words, stays | big))
    streets = [_with_town(words, span, dict([*villages, *large]))
               for span in addresses(words, stays)]  # fmt: skip
    found_schools = [span for span in schools(words, stays, dict(villages), big)
                     if span not in streets]  # fmt: skip
    hospitals = [(at, past) for at, past in found(words, phrases("kept.txt"))
                 if words[past - 1].form == "hospital" and past - at > 1]  # fmt: skip
    targets = _longest([*villages, *large, *found_schools, *sites, *hospitals, *streets,
                        *places.districts(words)])  # fmt: skip
    working = list(jobs(words, targets, stays))
    spoken = list(places.with_language(words, [*villages, *large], {at for at, _ in villages}))
    taken = {i for at, past in (*villages, *found_schools, *sites, *streets)
             for i in range(at, past)}  # fmt: skip
    people = People(words, stays | big, taken).spans()
    by_kind = ((villages, "place"), (sites, "place"), (found_schools, "school"), (working, "job"),
               (streets, "address"), (spoken, "language_place"), (people, "name"))  # fmt: skip
    by_words = (places.marks(words, iter(spans), kind) for spans, kind in by_kind)
    return [*shapes(text), *handles(text), *births(text), *itertools.chain.from_iterable(by_words)]


def _with_town(
    words: Sequence[Word], street: tuple[int, int], towns: dict[int, int]
) -> tuple[int, int]:
    """An address with the town behind its comma."""
    at, past = street
    if past >= len(words) or words[past].glued or words[past].opens:
        return street
    return at, max(past, towns.get(past, 0), places.named_at(words, past))


def _longest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """One span for each beginning, the longest."""
    return list(dict(sorted(spans)).items())


def _kept(words: Sequence[Word]) -> set[int]:
    """Words that stay whatever they look like; a kept phrase also holds its names."""
    return {
        index
        for at, past in found(words, phrases("kept.txt"))
        for index in range(at, past)
        if past - at > 1 or words[at].base not in wordy() or words[at].base in ("art", "may")
    }


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    """In order and without overlaps; what overlaps becomes one, called by its longest part."""
    merged: list[tuple[Mark, int]] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, _RANK[m.kind])):
        if merged and mark.start < merged[-1][0].end:
            whole, size = merged[-1]
            longer = mark.end - mark.start > size
            kind = mark.kind if longer else whole.kind
            joined = Mark(whole.start, max(whole.end, mark.end), kind)
            merged[-1] = (joined, max(size, mark.end - mark.start))
        elif mark.end > mark.start:
            merged.append((mark, mark.end - mark.start))
    return [mark for mark, _ in merged]


def _filled(text: str, spans: Sequence[Mark]) -> str:
    parts, past = [], 0
    for span in spans:
        parts += [text[past : span.start], f"[{span.kind}]"]
        past = span.end
    return "".join([*parts, text[past:]])


def _as_in_original(fresh: Sequence[Mark], spans: Sequence[Mark]) -> list[Mark]:
    """Marks of the filled text at their places in the original."""
    firsts, pasts, shift = [], [], 0
    for span in spans:
        firsts.append(span.start + shift)
        shift += len(span.kind) + 2 - (span.end - span.start)
        pasts.append(span.end + shift)

    def original(place: int, ending: bool) -> int:
        before = bisect.bisect_left(firsts, place) if ending else bisect.bisect_right(firsts, place)
        if not before:
            return place
        span, past = spans[before - 1], pasts[before - 1]
        if place < past:
            return span.end if ending else span.start
        return place - past + span.end

    return [Mark(original(m.start, False), original(m.end, True), m.kind) for m in fresh]


__all__ = ["KINDS", "Redacted", "Span", "redact"]
