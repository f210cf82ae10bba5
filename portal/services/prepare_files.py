"""Looking at files that a family chose, before any transaction: which may be kept, and as what."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.attachments import FileFault, FileKind, Room, kind_of
from portal.file_ports import FileCleaner
from portal.models import Attachment
from portal.queries import attachments as queries


@dataclass(frozen=True)
class Chosen:
    """A file as a browser sent it: the name that it said, and all its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Prepared:
    """A file that may be kept; `once` is the same at every press of the same form."""

    name: str
    kind: FileKind
    content: bytes
    once: str


@dataclass(frozen=True)
class Refused:
    """A file that is not kept, by the name that the browser said, and why."""

    name: str
    why: FileFault


@dataclass(frozen=True)
class There:
    """What a message or a draft holds before a press."""

    room: Room
    onces: frozenset[str]

    @classmethod
    def of(cls, files: Sequence[Attachment]) -> "There":
        """From its rows."""
        return cls(queries.room(files), frozenset(one.once for one in files))


def prepare(
    cleaner: FileCleaner, chosen: Sequence[Chosen], key: str, there: There
) -> tuple[list[Prepared], list[Refused]]:
    """Look at each and clean it; what this very form has brought already is passed over.

    Takes seconds, and so is no part of a transaction. `key` is the form's.
    """
    taken, refused = _taken(chosen, key, there)
    cleaned = cleaner.clean([(one.kind, one.content) for one in taken])
    ready = []
    for one, found in zip(taken, cleaned, strict=True):
        if isinstance(found, FileFault):
            refused.append(Refused(one.name, found))
        else:
            ready.append(Prepared(one.name, *found, one.once))
    return ready, refused


def _taken(
    chosen: Sequence[Chosen], key: str, there: There
) -> tuple[list[Prepared], list[Refused]]:
    """What is worth cleaning: on the list, whole, and with room for it."""
    room, taken, refused = there.room, dict[str, Prepared](), list[Refused]()
    for one in chosen:
        once = _once(key, one.content)
        if once in there.onces or once in taken:
            continue
        kind = kind_of(one.name, one.content)
        if isinstance(kind, FileKind) and not room.has(len(one.content)):
            kind = FileFault.FULL
        if isinstance(kind, FileFault):
            refused.append(Refused(one.name, kind))
            continue
        room = room.less(len(one.content))
        taken[once] = Prepared(one.name, kind, one.content, once)
    return list(taken.values()), refused


def _once(key: str, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    return hashlib.sha256(f"{key}|{digest}".encode("utf-8", "replace")).hexdigest()
