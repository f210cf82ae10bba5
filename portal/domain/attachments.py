"""Files of families: which kinds are taken, how big, and what may become of each.

What a file is must be said twice, by the end of its name and by its first bytes, and alike. It is
held from everybody until it was checked, and it is never opened here for anybody else's sake.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

MOST_BYTES = 10_000_000
"""Bytes of one file: a photo of a new telephone, or ten minutes of a voice message."""

MOST_FILES = 10
"""Files of one message."""

MOST_IN_ALL = 40_000_000
"""Bytes of all files of one message, and of one press of the button."""

MOST_PIXELS = 50_000_000
"""Of a JPEG, told by its header before anything is decoded; telephones take up to 48 million."""

MOST_PIXELS_WHOLE = 24_000_000
"""Of a PNG or WebP, which cannot be decoded at half its size; a large screen has 8 million."""

LONGEST_SIDE = 3_000
"""Pixels of a photo as it is kept: the small print of a letter can still be read."""

MOST_OF_NETWORK = 120
"""Files of one network in ten minutes: a school's thirty parents, four files each."""

LONGEST_NAME = 80
"""Characters of a file's name that are shown; its end stays."""


class FileKind(Enum):
    """What is kept. Photos of every kind taken become JPEG."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    PDF = "pdf"
    M4A = "m4a"
    MP3 = "mp3"
    OGG = "ogg"
    WEBM = "webm"
    WAV = "wav"


_K = FileKind

PHOTOS = frozenset({_K.JPEG, _K.PNG, _K.WEBP})
SOUNDS = frozenset({_K.M4A, _K.MP3, _K.OGG, _K.WEBM, _K.WAV})

EXTENSIONS: dict[str, FileKind] = {
    "jpg": _K.JPEG,
    "jpeg": _K.JPEG,
    "png": _K.PNG,
    "webp": _K.WEBP,
    "pdf": _K.PDF,
    "m4a": _K.M4A,
    "mp3": _K.MP3,
    "ogg": _K.OGG,
    "oga": _K.OGG,
    "opus": _K.OGG,
    "webm": _K.WEBM,
    "wav": _K.WAV,
}
"""The allow-list. No HEIC: a telephone that may choose sends JPEG where only that is asked for.
No SVG, HTML, archive or document of an office program: each can carry a program of its own."""

MEDIA_TYPE: dict[FileKind, str] = {
    _K.JPEG: "image/jpeg",
    _K.PNG: "image/png",
    _K.WEBP: "image/webp",
    _K.PDF: "application/pdf",
    _K.M4A: "audio/mp4",
    _K.MP3: "audio/mpeg",
    _K.OGG: "audio/ogg",
    _K.WEBM: "audio/webm",
    _K.WAV: "audio/wav",
}


class FileStatus(Enum):
    """Where a file stands; `portal.web` has the words."""

    HELD = "held"
    CLEAN = "clean"
    REFUSED = "refused"
    ERASED = "erased"


_S = FileStatus

NEXT: dict[FileStatus, frozenset[FileStatus]] = {
    _S.HELD: frozenset({_S.CLEAN, _S.REFUSED, _S.ERASED}),
    _S.CLEAN: frozenset({_S.ERASED}),
    _S.REFUSED: frozenset({_S.ERASED}),
    _S.ERASED: frozenset(),
}


class FileFault(Enum):
    """Why a file is not kept; the words that a family was typing are kept all the same."""

    KIND = "kind"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    UNREADABLE = "unreadable"
    FULL = "full"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class Room:
    """What a message holds already: how many files, how many bytes."""

    files: int
    size: int

    def has(self, size: int) -> bool:
        """Whether one more of so many bytes fits."""
        return self.files < MOST_FILES and self.size + size <= MOST_IN_ALL

    def less(self, size: int) -> "Room":
        """What is taken up with one more of so many bytes."""
        return Room(self.files + 1, self.size + size)


_M4A_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"3gp4", b"3gp5", b"3gp6")
_MP3 = re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")
_BIDI_AND_CONTROL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def kind_of(name: str, content: bytes) -> FileKind | FileFault:
    """What the file is, where the end of its name and its first bytes agree.

    A photo under another photo's ending is taken for what it is: it is drawn anew anyway.
    """
    said = EXTENSIONS.get(name.rpartition(".")[2].lower()) if "." in name else None
    if said is None:
        return FileFault.KIND
    if not content:
        return FileFault.EMPTY
    if len(content) > MOST_BYTES:
        return FileFault.TOO_BIG
    found = kind_by_bytes(content)
    if found is said or {found, said} <= PHOTOS:
        return found or FileFault.UNREADABLE
    return FileFault.UNREADABLE


def kind_by_bytes(content: bytes) -> FileKind | None:
    """What the first bytes say; None for anything that is not on the list."""
    head = content[:16]
    signs = (
        (head.startswith(b"\xff\xd8\xff"), _K.JPEG),
        (head.startswith(b"\x89PNG\r\n\x1a\n"), _K.PNG),
        (head[:4] == b"RIFF" and head[8:12] == b"WEBP", _K.WEBP),
        (head.startswith(b"%PDF-"), _K.PDF),
        (head[4:8] == b"ftyp" and head[8:12] in _M4A_BRANDS, _K.M4A),
        (_MP3.match(head) is not None, _K.MP3),
        (head.startswith(b"OggS"), _K.OGG),
        (head.startswith(b"\x1a\x45\xdf\xa3"), _K.WEBM),
        (head[:4] == b"RIFF" and head[8:12] == b"WAVE", _K.WAV),
    )
    return next((kind for holds, kind in signs if holds), None)


def shown_name(name: str) -> str:
    """The family's own name for the file, to be read by it again: one line, no path, no tricks.

    What turns the direction of a text round, or cannot be seen, is taken out: "gpj.exe" must not
    read as "exe.jpg". Never a name on a disk or in an address.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = unicodedata.normalize("NFC", last)
    kept = "".join(one for one in plain if unicodedata.category(one) not in _BIDI_AND_CONTROL)
    kept = " ".join(kept.split()) or "?"
    if len(kept) <= LONGEST_NAME:
        return kept
    end = kept[-12:]
    return f"{kept[: LONGEST_NAME - len(end) - 1]}…{end}"
