"""A real PostgreSQL for tests: a cluster of its own in a temporary folder, reached through a socket file, never a port."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

REQUIRED = bool(os.environ.get("ECQ_REQUIRE_POSTGRESQL"))
"""Set by .ci/run: a missing PostgreSQL then is a failure, not a reason to skip."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; Debian keeps them out of PATH."""
    here = shutil.which("initdb")
    if here:
        return Path(here).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda one: int(one.parent.name))


class Cluster:
    """A running cluster. `address` is the SQLAlchemy URL of a database in it."""

    def __init__(self, folder: Path, bin_: Path, durable: bool = False) -> None:
        self.folder = folder
        self._fsync = "on" if durable else "off"
        self._bin = bin_
        self._made = 0

    def run(self, program: str, *argv: str) -> None:
        """Run one of PostgreSQL's programs; as the user `postgres` for root, whom they refuse."""
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run([*user, str(self._bin / program), *argv], check=True, capture_output=True, cwd=self.folder)

    def start(self) -> None:
        options = f"-c listen_addresses= -c fsync={self._fsync} -k {self.folder}"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Its processes are stopped as a machine that hangs stops them: they take what is sent and say nothing."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        found = subprocess.run(["pgrep", "-P", str(first)], check=True, capture_output=True, text=True)
        processes = [first, *map(int, found.stdout.split())]
        try:
            for one in processes:
                os.kill(one, signal.SIGSTOP)
            yield
        finally:
            for one in processes:
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGCONT)

    def new(self, name: str = "", like: str = "template1") -> str:
        """A new database, empty or a copy of another."""
        self._made += 1
        name = name or f"ecq{self._made}"
        with psycopg.connect(f"host={self.folder} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"


@contextmanager
def cluster(durable: bool = False) -> Iterator[Cluster | None]:
    """A cluster until the block ends; None where PostgreSQL is not installed and not required.

    Only a `durable` one waits for the disk, as in use; tests need not.
    """
    bin_ = programs()
    if bin_ is None:
        if REQUIRED:
            raise RuntimeError("PostgreSQL is required (ECQ_REQUIRE_POSTGRESQL) but not installed")
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="ecq-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    running = Cluster(folder, bin_, durable)
    try:
        running.run("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")
        running.start()
        yield running
    finally:
        try:
            running.stop()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
