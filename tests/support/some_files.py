"""Invented files: photos with a place in them, voice messages with a name, and hostile ones."""

import io
import struct
import zlib

from PIL import Image

GPS_TAG, MAKER = 0x8825, "Invented Telephone"
PLACE = {1: "N", 2: (52.0, 3.0, 22.0), 3: "E", 4: (1.0, 9.0, 12.0)}
HIDDEN = b"<script>alert(document.domain)</script>"
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def photo(fmt: str = "JPEG", size: tuple[int, int] = (64, 48), shade: int = 90) -> bytes:
    """A small photo that tells where it was taken, and by which telephone."""
    picture = Image.new("RGB", size, (shade, 120, 160))
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif[GPS_TAG] = PLACE
    written = io.BytesIO()
    picture.save(written, fmt, exif=exif)
    return written.getvalue()


def bomb(side: int = 50_000) -> bytes:
    """A PNG of a few hundred kilobytes that would decode to gigabytes."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(bytes(10_000_000), 9))
        + _chunk(b"IEND", b"")
    )


def lying_bomb() -> bytes:
    """A PNG whose header says little and whose body holds far more."""
    head = struct.pack(">IIBBBBB", 10, 10, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(bytes(200_000_000), 9))
        + _chunk(b"IEND", b"")
    )


def polyglot() -> bytes:
    """A photo that is a page with a script as well."""
    plain = photo()
    return (
        plain[:2] + b"\xff\xfe" + struct.pack(">H", len(HIDDEN) + 2) + HIDDEN + plain[2:] + HIDDEN
    )


def mp3(title: str = "Robin Invented") -> bytes:
    said = title.encode()
    return (
        b"ID3\x04\x00\x00" + bytes([0, 0, 0, len(said)]) + said + b"\xff\xfb\x90\x00" + bytes(400)
    )


def wav(title: str = "Robin Invented") -> bytes:
    said = b"INFOINAM" + struct.pack("<I", len(title)) + title.encode()
    parts = _part(b"fmt ", bytes(16)) + _part(b"LIST", said) + _part(b"data", b"\1\2" * 50)
    return b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WAVE" + parts


def m4a(title: str = "Robin Invented") -> bytes:
    tells = _box(b"udta", _box(b"name", title.encode()))
    moov = _box(b"moov", _box(b"mvhd", bytes(20)) + tells)
    return _box(b"ftyp", b"M4A \0\0\0\0") + moov + _box(b"mdat", b"\1\2\3" * 40)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _part(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body
