"""Where to go next, when the address of it came from a form: never off this site."""

import re
from urllib.parse import urlsplit

OURS = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
"""One slash, then visible ASCII without a backslash, which browsers read as a slash."""


def safe_next(wanted: str | None, otherwise: str) -> str:
    """`wanted` where it is a path of this site, else `otherwise`."""
    if not wanted or not OURS.fullmatch(wanted):
        return otherwise
    parts = urlsplit(wanted)
    return otherwise if parts.scheme or parts.netloc else wanted
