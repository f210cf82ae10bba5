"""Draws one photo anew: a program of its own, with little memory and little time.

Reads the photo from standard input and writes a JPEG to standard output. Decoders are where
hostile pictures do their harm, so nothing of the portal is in this process, no key and no row.
"""

import io
import resource
import sys

from PIL import Image, ImageOps

from portal.domain.attachments import LONGEST_SIDE, MOST_PIXELS, MOST_PIXELS_WHOLE

MEMORY = 768 * 2**20
"""Bytes; the worst photo that is taken was measured to stay below."""

SECONDS = 10
"""Of the processor."""

QUALITY = 85
TOO_BIG, UNREADABLE = 3, 4
"""Exit statuses: more pixels than are taken, and all that cannot be read."""


class TooManyPixels(Exception):
    """The header says more than is taken; nothing of it was decoded."""


def drawn_anew(content: bytes) -> bytes:
    """The photo as a JPEG: upright, no larger than needed, and nothing beside its pixels.

    Raises `TooManyPixels`, or whatever the decoder does.
    """
    Image.MAX_IMAGE_PIXELS = None  # Ours is the lower bound, and is asked for below.
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as photo:
        most = MOST_PIXELS if photo.format == "JPEG" else MOST_PIXELS_WHOLE
        if photo.width * photo.height > most:
            raise TooManyPixels
        photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        photo.load()
        # Few colours are no colours to mix: made smaller as they are, letters fall apart.
        seen = photo.convert("RGBA") if photo.mode in ("1", "P") else photo
        seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        plain = _on_white(ImageOps.exif_transpose(seen))
    # Into an empty picture: what came beside the pixels has no way to follow.
    bare = Image.new("RGB", plain.size)
    bare.paste(plain)
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _on_white(photo: Image.Image) -> Image.Image:
    """Without holes to see through: the letters of a scan may be all that is not one."""
    if not (photo.has_transparency_data or photo.mode in ("LA", "RGBA", "PA")):
        return photo.convert("RGB")
    seen = photo.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def main() -> int:
    """One photo in, one out; the exit status says why not."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        drawn = drawn_anew(sys.stdin.buffer.read())
    except TooManyPixels:
        return TOO_BIG
    except Exception:
        return UNREADABLE
    sys.stdout.buffer.write(drawn)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
