"""Whether the files in a folder are still those that were read."""

from pathlib import Path

Stamp = tuple[tuple[str, int, int], ...]


def stamp(folder: Path) -> Stamp:
    """Name, size and time of each file; nothing for a folder that cannot be looked into."""
    try:
        files = sorted(folder.iterdir())
        looked = [(one.name, one.stat()) for one in files]
    except OSError:
        return ()
    return tuple((name, found.st_size, found.st_mtime_ns) for name, found in looked)
