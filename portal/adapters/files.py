"""Families' files in a folder, each sealed with AES-GCM under a key of its own.

The key lies in the database, itself sealed: the folder alone says nothing, nor does the database,
and to forget the key is to destroy the file.
"""

import os
import re
import secrets
import shutil
import stat
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.file_ports import FileLost, FilesAway, KeptFile

NONCE_BYTES = 12
NAME = re.compile(r"[0-9a-f]{32}")
WRITING = ".new"
"""The end of a name while it is being written; a crash may leave one."""

LEAST_FREE = 200_000_000
"""Bytes that stay free on the disk: a flood of photos must not shut out words."""


class FolderStore:
    """Passes for `portal.file_ports.FileStore`; makes the folder when the first file comes."""

    def __init__(self, folder: Path, least_free: int = LEAST_FREE) -> None:
        self._folder = folder
        self._least_free = least_free

    def keep(self, content: bytes) -> KeptFile:
        """Seal it, write it beside its place, and move it there when it is down on the disk."""
        kept = KeptFile(secrets.token_hex(16), AESGCM.generate_key(256))
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + AESGCM(kept.key).encrypt(nonce, content, kept.name.encode())
        half = self._folder / f"{kept.name}{WRITING}"
        try:
            self._make_room(len(sealed))
            _write(half, sealed)
            half.replace(self._folder / kept.name)
            _settle(self._folder)
        except OSError as fault:
            half.unlink(missing_ok=True)
            raise FilesAway(type(fault).__name__) from fault
        return kept

    def read(self, kept: KeptFile) -> bytes:
        """The content; raises `FileLost`."""
        try:
            sealed = self._place(kept.name).read_bytes()
            cipher = AESGCM(kept.key)
            return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], kept.name.encode())
        except (OSError, InvalidTag, ValueError) as fault:
            raise FileLost(type(fault).__name__) from fault

    def remove(self, name: str) -> None:
        """Take it off the disk."""
        self._place(name).unlink(missing_ok=True)

    def names(self, before: datetime | None = None) -> list[str]:
        """Every file, or those of before; what is no file of ours is left alone."""
        found = []
        for entry in self._entries():
            whole = entry.name.removesuffix(WRITING)
            if not NAME.fullmatch(whole) or not _is_older(entry, before):
                continue
            if entry.name == whole:
                found.append(whole)
            elif before is not None:
                Path(entry.path).unlink(missing_ok=True)
        return sorted(found)

    def faults(self) -> list[str]:
        """Whether it is there, private to its owner, and can be written."""
        try:
            found = self._folder.lstat()
        except OSError:
            return [f"The folder of files is not there: mkdir -p -m 700 {self._folder}"]
        if not stat.S_ISDIR(found.st_mode):
            return [f"The folder of files is no folder: {self._folder}"]
        faults = []
        if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            faults.append(f"Others may open the folder of files: chmod 700 {self._folder}")
        if not os.access(self._folder, os.R_OK | os.W_OK | os.X_OK):
            faults.append(f"The portal may not write into the folder of files: {self._folder}")
        return faults

    def _place(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise FileLost("no name of ours")
        return self._folder / name

    def _make_room(self, size: int) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder).free < self._least_free + size:
            raise OSError("the disk is nearly full")

    def _entries(self) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self._folder) as entries:
                return list(entries)
        except FileNotFoundError:
            return []


def _is_older(entry: os.DirEntry[str], before: datetime | None) -> bool:
    if before is None:
        return True
    try:
        return entry.stat(follow_symlinks=False).st_mtime < before.timestamp()
    except FileNotFoundError:
        return False  # it went while we looked


def _write(path: Path, content: bytes) -> None:
    # Never onto something that lies there already, be it a link that leads elsewhere.
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Bring the folder's own list of names down to the disk."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
