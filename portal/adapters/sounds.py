"""What voice messages hold beside the sound, taken out where that can be done without a decoder.

Names, titles and places stand in boxes of their own. Each is left out, or written over with
nothing where other parts count bytes across it.
"""

import struct
from collections.abc import Callable, Iterator

from portal.domain.attachments import FileKind

SOUND_ALONE = (b"fmt ", b"fact", b"data")
"""The parts of a WAV file that its sound needs."""

NESTING = (b"moov", b"trak", b"mdia")
"""Boxes of an M4A file in which others lie that may tell of a person."""

TELLING = (b"udta", b"meta", b"uuid")
"""Boxes that do: titles, the telephone, the place (ISO 14496-12, 8.10 and 8.11)."""

DEEPEST = 4


def of_mp3(content: bytes) -> bytes:
    """Without its tags: ID3v2 before the sound, however many, and ID3v1 after it."""
    at = 0
    while content[at : at + 3] == b"ID3" and at + 10 < len(content):
        size = 0
        for byte in content[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        footer = 10 if content[at + 5] & 0x10 else 0
        at += 10 + size + footer
    tagged = content[-128:-125] == b"TAG"
    return content[at : len(content) - 128 if tagged else len(content)]


def of_wav(content: bytes) -> bytes:
    """Its format and its sound; b"" where it has neither."""
    kept = []
    at = 12
    while at + 8 <= len(content):
        name, (size,) = content[at : at + 4], struct.unpack("<I", content[at + 4 : at + 8])
        end = min(at + 8 + size, len(content))
        if name in SOUND_ALONE:
            body = content[at + 8 : end]
            kept += [name, struct.pack("<I", len(body)), body, b"\0" * (len(body) % 2)]
        at = end + size % 2
    sound = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(sound) + 4) + b"WAVE" + sound if sound else b""


def of_m4a(content: bytes) -> bytes:
    """The same length, with empty room where boxes told of a person; b"" where it is broken."""
    plain = bytearray(content)
    try:
        for start, begins, end in list(_telling(content, 0, len(content), 0)):
            plain[start + 4 : start + 8] = b"free"
            plain[begins:end] = bytes(end - begins)
    except struct.error:
        return b""
    return bytes(plain)


def _telling(content: bytes, at: int, end: int, deep: int) -> Iterator[tuple[int, int, int]]:
    """Each telling box: where it begins, where its body does, where that ends."""
    while at + 8 <= end:
        size, name = struct.unpack(">I4s", content[at : at + 8])
        begins = at + 8
        if size == 1:
            (size,) = struct.unpack(">Q", content[begins : begins + 8])
            begins += 8
        stop = end if size == 0 else at + size
        if not begins <= stop <= end:
            raise struct.error("a box that ends elsewhere than it says")
        if name in TELLING:
            yield at, begins, stop
        elif name in NESTING and deep < DEEPEST:
            yield from _telling(content, begins, stop, deep + 1)
        at = stop


CLEANERS: dict[FileKind, Callable[[bytes], bytes]] = {
    FileKind.MP3: of_mp3,
    FileKind.WAV: of_wav,
    FileKind.M4A: of_m4a,
}
