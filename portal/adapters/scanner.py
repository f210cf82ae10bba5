"""Scanning families' files: nothing does yet."""

from portal.file_ports import Verdict


class NoScannerYet:
    """Passes for `portal.file_ports.Scanner`: there is none, so that every file stays held."""

    @property
    def is_there(self) -> bool:
        """Never."""
        return False

    def look(self, content: bytes) -> Verdict | None:  # noqa: ARG002 - it has no way to look
        """It cannot say."""
        return None
