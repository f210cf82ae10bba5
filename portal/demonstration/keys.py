"""The keys of the demonstration: known to everybody, so that it is the same on every machine."""

import base64
from pathlib import Path

from portal.demonstration.cast import PASS_WORDS

_KNOWN = base64.b64encode(PASS_WORDS.encode().ljust(32, b".")[:32]).decode()
NOBODY = "00000000-0000-0000-0000-000000000000"


def environment(data: Path, address: str) -> dict[str, str]:
    """The settings of a demonstration that lives in `data` and answers at `address`."""
    return {
        "PORTAL_DATABASE_URL": f"sqlite:///{data.resolve() / 'portal.db'}",
        "PORTAL_SECRET_KEY": PASS_WORDS * 2,
        "PORTAL_CODE_KEY": _KNOWN,
        "PORTAL_SEALING_KEYS": _KNOWN,
        "PORTAL_BASE_URL": address,
        "PORTAL_SMTP": "127.0.0.1:25",
        "PORTAL_MAIL_FROM": "portal@demonstration.example",
        # Offers texts as well; a demonstration hands nothing to anybody, so nobody is asked here.
        "PORTAL_NOTIFY_KEY": f"demonstration-{NOBODY}-{NOBODY}",
        "PORTAL_NOTIFY_URL": "http://127.0.0.1:9",
        "PORTAL_NOTIFY_TEXT_TEMPLATE": NOBODY,
        "PORTAL_FILES_FOLDER": str(data.resolve() / "files"),
        "PORTAL_DEMONSTRATION": "yes",
    }
