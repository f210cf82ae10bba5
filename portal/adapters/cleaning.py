"""Taking out of files what a family did not mean to send: where a photo was taken, who spoke."""

import subprocess
import sys
import time
from collections.abc import Sequence

from portal.adapters import photo
from portal.adapters.sounds import CLEANERS
from portal.domain.attachments import PHOTOS, FileFault, FileKind, kind_by_bytes
from portal.file_ports import Cleaned

COMMAND = (sys.executable, "-I", "-m", "portal.adapters.photo")
SECONDS = 15.0
"""For all the files of one press, on a busy machine: a photo takes about one."""


class BoundedCleaner:
    """Passes for `portal.file_ports.FileCleaner`.

    Photos are drawn anew one after another, each in a process that is ended when its time is over.
    A PDF is kept as it is, and so are Ogg and WebM: what they hold beside the sound stays in them.
    """

    def __init__(self, command: Sequence[str] = COMMAND, seconds: float = SECONDS) -> None:
        self._command = tuple(command)
        self._seconds = seconds

    def clean(self, files: Sequence[tuple[FileKind, bytes]]) -> list[Cleaned]:
        """Each as it may be kept, or why it may not, in order."""
        until = time.monotonic() + self._seconds
        return [self._one(kind, content, until - time.monotonic()) for kind, content in files]

    def _one(self, kind: FileKind, content: bytes, seconds: float) -> Cleaned:
        if kind in PHOTOS:
            return self._photo(content, seconds)
        cleaner = CLEANERS.get(kind)
        cleaned = cleaner(content) if cleaner else content
        return (kind, cleaned) if cleaned else FileFault.UNREADABLE

    def _photo(self, content: bytes, seconds: float) -> Cleaned:
        if seconds <= 0:
            return FileFault.NOT_NOW
        try:
            done = subprocess.run(  # noqa: S603 - our own
                self._command,
                input=content,
                capture_output=True,
                timeout=seconds,
                env={},
                check=False,
            )
        except subprocess.TimeoutExpired:
            return FileFault.NOT_NOW
        if done.returncode == photo.TOO_BIG:
            return FileFault.TOO_BIG
        drawn = done.stdout
        if done.returncode or kind_by_bytes(drawn) is not FileKind.JPEG:
            return FileFault.UNREADABLE
        return FileKind.JPEG, drawn
