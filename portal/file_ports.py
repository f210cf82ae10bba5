"""What the core needs of the world for families' files, as Protocols."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol, TypeAlias

from portal.domain.attachments import FileFault, FileKind


@dataclass(frozen=True)
class KeptFile:
    """A file on the disk: its random name, and the 32 bytes that alone open it."""

    name: str
    key: bytes


class FileStore(Protocol):
    """Keeps files sealed, each under a key of its own that the store forgets at once."""

    def keep(self, content: bytes) -> KeptFile:
        """Keep it; returns only once it would outlive a power cut. Raises `FilesAway`."""

    def read(self, kept: KeptFile) -> bytes:
        """The content; raises `FileLost` where it is gone or is not what was kept."""

    def remove(self, name: str) -> None:
        """Take it off the disk; nothing is said if it was not there."""

    def names(self, before: datetime | None = None) -> list[str]:
        """Every file, sorted; with `before` those kept earlier, and half-written ones go."""

    def faults(self) -> list[str]:
        """What stands in the way of keeping files here, a sentence each; none if all is well."""


class FilesAway(Exception):
    """No file can be kept just now, as when the disk is nearly full: words still can."""


class FileLost(Exception):
    """The file is gone, or is not what was kept."""


Cleaned: TypeAlias = tuple[FileKind, bytes] | FileFault
"""A file as it may be kept, or why it may not."""


class FileCleaner(Protocol):
    """Takes out of files what a family did not mean to send, in bounded time and memory."""

    def clean(self, files: Sequence[tuple[FileKind, bytes]]) -> list[Cleaned]:
        """Each file as it may be kept, or why it may not, in order.

        Photos come back as JPEG, drawn anew.
        """


class Verdict(Enum):
    """What a scanner says of a file."""

    CLEAN = "clean"
    REFUSED = "refused"


class Scanner(Protocol):
    """Looks for what harms the one who opens a file. The worker's affair, never the request's."""

    @property
    def is_there(self) -> bool:
        """Whether there is anything to ask; while there is not, every file stays held."""

    def look(self, content: bytes) -> Verdict | None:
        """What it says; None when it cannot say now, which is never "clean"."""
