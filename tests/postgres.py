"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket, gone when the tests end."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path

ABSENT = "PostgreSQL or psycopg is not installed here: the packages postgresql and psycopg[binary] bring them."
_numbers = count(1)


def _binaries() -> Path | None:
    """Return the folder of the server's programs: Debian keeps them out of the search path."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


def _somebody() -> str | None:
    """Return who is to run the server, which refuses root; None for ourselves."""
    if os.geteuid():
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


class Server:
    """A running server."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._user = _somebody()
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        if self._user:
            shutil.chown(self.folder, self._user)
        self._call("initdb", "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        self.start()

    def _call(self, program: str, *words: str) -> None:
        command = [str(self._binaries / program), "-D", str(self.folder / "data"), *words]
        subprocess.run(  # noqa: S603 - our own words
            command, check=True, capture_output=True, timeout=60, cwd=self.folder, user=self._user
        )

    def _control(self, *words: str) -> None:
        # the server outlives the call and must not hold its output open
        command = [str(self._binaries / "pg_ctl"), "-D", str(self.folder / "data"), "-w", *words]
        subprocess.run(  # noqa: S603 - our own words
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
            cwd=self.folder,
            user=self._user,
        )

    def start(self) -> None:
        """Start it."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        self._control("-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once; open transactions are lost."""
        self._control("-m", "immediate", "stop")

    def address(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://tester@/{database}?host={self.folder}"

    def database(self) -> str:
        """Make a new database and return its address."""
        import psycopg

        name = f"store_{next(_numbers)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.address(name)

    def empty(self, address: str) -> None:
        """Make a store in a database as if it were new: quicker than a new database."""
        import psycopg

        ask = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'pourparler_version'"
        with psycopg.connect(address) as connection:
            names = {name for (name,) in connection.execute(ask).fetchall()} - {"counters"}
            for name in sorted(names):
                connection.execute(f"DELETE FROM {name}")  # noqa: S608 - the names of our own tables
            if names:
                connection.execute("UPDATE counters SET value = 0")

    def remove(self) -> None:
        """Stop it and take its folder away."""
        try:
            self.stop()
        except subprocess.SubprocessError:
            pass
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


@cache
def server() -> Server | None:
    """Return the one server of this run of the tests, or None where PostgreSQL or psycopg is not installed."""
    binaries = _binaries()
    if binaries is None or find_spec("psycopg") is None:
        return None
    running = Server(binaries)
    atexit.register(running.remove)
    return running
