"""A PostgreSQL of a test's own, to be killed: in a temporary folder, on a loopback port."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.running import PATIENCE, free_port

ROOT_ID = 0


def binaries() -> Path | None:
    """The newest folder with the server's programs on this machine, if there is one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    return found[-1].parent if found else None


def _version(program: Path) -> float:
    return float(program.parts[-3])


@dataclass(frozen=True)
class Cluster:
    """Answers at `url` while it runs; PostgreSQL itself refuses to run as root."""

    programs: Path
    folder: Path
    port: int

    @property
    def url(self) -> str:
        """The address of its one database."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start, recover what was cut off, and return when it answers."""
        # Without fsync: only processes die here, and what they wrote the system still holds.
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
            "-c shared_buffers=32MB -c max_connections=60 -c fsync=off"
        )
        log = str(self.folder / "log")
        self._control("start", "-w", "-t", str(PATIENCE), "-o", options, "-l", log)

    def die(self) -> None:
        """Stop at once, as a machine does that loses its power: nothing is tidied up."""
        self._control("stop", "-m", "immediate")

    def make(self) -> None:
        """Make the folder of the cluster."""
        self._as_postgres("initdb", "-D", self._place, "-U", "postgres", "-A", "trust",
                          "-E", "UTF8", "--no-locale", "--no-sync")  # fmt: skip

    @property
    def _place(self) -> str:
        return str(self.folder / "cluster")

    def _control(self, *words: str) -> None:
        self._as_postgres("pg_ctl", "-D", self._place, *words)

    def _as_postgres(self, program: str, *words: str) -> None:
        other = ("runuser", "-u", "postgres", "--") if os.geteuid() == ROOT_ID else ()
        done = subprocess.run(
            [*other, str(self.programs / program), *words],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr


@contextmanager
def cluster(programs: Path) -> Iterator[Cluster]:
    """A cluster that runs; stopped and taken away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="portal-cluster-"))
    if os.geteuid() == ROOT_ID:
        shutil.chown(folder, "postgres")
    made = Cluster(programs, folder, free_port())
    try:
        made.make()
        made.start()
        try:
            yield made
        finally:
            made.die()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_until(holds: object, seconds: float = PATIENCE) -> bool:
    """Ask again and again until it holds; False when it never did."""
    assert callable(holds)
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True
