"""The tree as the guards read it: what git would keep, parsed once."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def files(*suffixes: str, under: str = "") -> tuple[Path, ...]:
    """Every file that is or would be in the repository, by the ends of names."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    found = sorted(ROOT / name for name in set(listed) if name.startswith(under))
    kept = [path for path in found if path.is_file() and path.name.endswith(suffixes or "")]
    assert kept, f"nothing under {under or 'the tree'} ends with {suffixes}: mend this guard"
    return tuple(kept)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@functools.cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@functools.cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


@functools.cache
def modules() -> tuple[Path, ...]:
    """The modules of portal and classifier."""
    return (*files(".py", under="portal/"), *files(".py", under="classifier/"))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, Function):
            yield node


def lines_of(node: ast.stmt) -> int:
    """From `def` to its last line, docstring and all."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def report(faults: list[str], advice: str) -> str:
    """What a failed guard says: what to do, then where."""
    return "\n".join([advice, *(f"  {fault}" for fault in sorted(faults))])
