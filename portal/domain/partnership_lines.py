"""Which line of a TOML text says what: the standard reader gives no line for a table or a key.

A path is what leads to a value in the parsed document: `("partner", 3, "kind")` is the key `kind`
of the fourth `[[partner]]`. The text is taken to be valid TOML, already parsed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t]*")
_HEADER = re.compile(r"(\[\[?)([^\[\]\n]+)\]\]?[^\n]*")
_KEY = re.compile(r"([^=\n]+?)[ \t]*=[ \t]*")
_TOKEN = re.compile(
    r"""
    '{3}.*?'{3,5} | \"{3}(?:\\.|[^\\])*?\"{3,5}     # strings over several lines
    | '[^'\n]*' | \"(?:\\.|[^\"\\\n])*\"            # strings on one line
    | \#[^\n]* | [\[\]{},\n] | [^\S\n]+ | [^\[\]{},\s'\"\#]+
    """,
    re.DOTALL | re.VERBOSE,
)


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


class Lines:
    """The line, counted from 1, of each table, key and item of a list."""

    def __init__(self, text: str) -> None:
        """Scan `text` once; line ends are LF or CRLF."""
        self._text = text + "\n"
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._found: dict[Path, int] = {}
        self._latest: dict[Path, int] = {}
        self._scan()

    def of(self, path: Path) -> int:
        """Return the line of `path`, or of the nearest thing that holds it, or 1."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 1)

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def _note(self, path: Path, offset: int) -> None:
        self._found.setdefault(path, self._line(offset))

    def _scan(self) -> None:
        table: Path = ()
        at = 0
        while True:
            blank = _BLANK.match(self._text, at)
            at = blank.end() if blank else at
            if header := _HEADER.match(self._text, at):
                table = self._enter(header)
                at = header.end()
            elif key := _KEY.match(self._text, at):
                path = (*table, *_names(key[1]))
                self._note(path, at)
                at = self._value(path, key.end())
            else:
                return

    def _enter(self, header: re.Match[str]) -> Path:
        """Turn a header into a path, counting the tables of each list."""
        path: Path = ()
        *outer, last = _names(header[2])
        for name in outer:
            path = (*path, name)
            if path in self._latest:
                path = (*path, self._latest[path])
        path = (*path, last)
        self._note(path, header.start())
        if header[1] == "[[":
            self._latest[path] = self._latest.get(path, -1) + 1
            path = (*path, self._latest[path])
            self._note(path, header.start())
        return path

    def _value(self, path: Path, at: int) -> int:
        """Note the lines of a list's items; return the offset of the end of the value."""
        depth, item = 0, 0
        for offset, mark in self._tokens(at):
            if mark == "\n" and depth == 0:
                return offset
            if mark == "," and depth == 1:
                item += 1
            elif depth == 1 and mark not in "]}":
                self._note((*path, item), offset)
            depth += (mark in ("[", "{")) - (mark in ("]", "}"))
        return len(self._text)

    def _tokens(self, at: int) -> Iterator[tuple[int, str]]:
        """Yield what a value is made of, with offsets; no spaces, comments and inner line ends."""
        depth = 0
        for match in _TOKEN.finditer(self._text, at):
            mark = match[0]
            depth += (mark in ("[", "{")) - (mark in ("]", "}"))
            inner = mark == "\n" and depth > 0
            if not inner and not mark.startswith("#") and (mark == "\n" or mark.strip()):
                yield match.start(), mark
