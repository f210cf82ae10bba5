"""`portal themes`: what people decided about texts, for the model to learn from."""

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path

import click

from portal.domain.people import Deed
from portal.queries import decided_texts
from portal.services import export_themes
from portal.services.export_themes import Exported
from portal.settings import from_environment
from portal.wiring import Wiring, wire


@click.group()
def themes() -> None:
    """Decisions on themes."""


@themes.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--by", "email", required=True, help="E-mail of the administrator who exports.")
def export(file: Path, email: str) -> None:
    """Write decided texts to FILE, a new one, as JSON Lines that only its owner may read.

    Left out: texts that are or were held for safety, that a family took a yes back on, or says are
    not rightly understood. Names and ways to reach anybody are in no line, but families may have
    written them into their words: run `python -m classifier redact` on FILE before it goes further.
    """
    wiring = wire(from_environment())
    with wiring.reads() as session:
        actor = export_themes.administrator(session, email)
    if file.exists():
        raise click.ClickException(f"{file} is there already: choose another name.")
    half = _half(file)
    try:
        written = _write(wiring, half)
        deed = Deed(actor, wiring.clock.now(), "themes export")
        with wiring.writes.begin() as session:
            export_themes.recorded(session, written, deed)
        # Linked, not renamed: what somebody put there meanwhile is not overwritten.
        os.link(half, file)
    except FileExistsError as fault:
        raise click.ClickException(f"{file} is there already: choose another name.") from fault
    finally:
        half.unlink(missing_ok=True)
    click.echo(f"{written.lines} texts written to {file}.")


def _half(file: Path) -> Path:
    """A new file beside it that nobody else may read."""
    try:
        number, name = tempfile.mkstemp(dir=file.parent, prefix=".export-")
    except OSError as fault:
        raise click.ClickException(f"{file.parent} cannot be written to.") from fault
    os.close(number)
    return Path(name)


def _write(wiring: Wiring, half: Path) -> Exported:
    """All lines, with a bar where somebody watches."""
    digest, done = hashlib.sha256(), 0
    with wiring.reads() as session, half.open("wb") as out:
        found = export_themes.lines(session, wiring.settings.secret_key)
        with click.progressbar(
            found,
            length=decided_texts.count(session),
            label="Texts",
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
        ) as bar:
            for one in bar:
                line = json.dumps(one, ensure_ascii=False).encode() + b"\n"
                out.write(line)
                digest.update(line)
                done += 1
    return Exported(done, digest.hexdigest())
