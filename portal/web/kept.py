"""What somebody had typed when a form could not be taken: shown again, to copy."""

from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import HTTPException

from portal.web.limits import takes_files

WITHHELD = frozenset(
    {
        "code",
        "csrf_token",
        "draft",
        "key",
        "next",
        "otp",
        "passcode",
        "password",
        "reference",
        "return_code",
    }
)
"""Fields that are never shown again: secrets, and what no person typed."""

OURS = ("same-origin", "none", None)
"""What a browser says of a page of ours; old ones say nothing."""

MOST_TEXTS = 10
MOST_CHARACTERS = 60_000
SHORTEST = 20
"""A text of fewer characters is typed again sooner than it is copied."""


@dataclass(frozen=True)
class Kept:
    """The texts in the order of the form; `cut` where some did not fit."""

    texts: tuple[str, ...] = ()
    cut: bool = False


def is_own_page() -> bool:
    """Whether the form that was posted stood on a page of ours."""
    origin = request.headers.get("Origin")
    same = origin is None or origin == request.host_url.rstrip("/")
    return same and request.headers.get("Sec-Fetch-Site") in OURS


def kept_words() -> Kept:
    """The free text of the posted form; none where it came from another site."""
    if takes_files() or not is_own_page():
        # A form for files has no words: they were kept before.
        return Kept(cut=False)
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:
        # The body was longer than we read: there is nothing to show.
        return Kept(cut=True)
    texts = [
        value
        for name, value in fields
        if name.rpartition("-")[2] not in WITHHELD and len(value.strip()) >= SHORTEST
    ]
    return shortened(texts)


def shortened(texts: list[str]) -> Kept:
    """As much of the texts as a page can hold, the first ones whole."""
    room = MOST_CHARACTERS
    kept = []
    for text in texts[:MOST_TEXTS]:
        kept.append(text[:room])
        room -= len(kept[-1])
    whole = len(texts) <= MOST_TEXTS and sum(map(len, texts)) <= MOST_CHARACTERS
    return Kept(tuple(text for text in kept if text), cut=not whole)
