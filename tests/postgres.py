"""A PostgreSQL server of one's own, from Debian's packages, for the tests of the shared store.

It listens on a free port of the loopback alone, keeps its data in a temporary folder, and does not wait for the disk.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Callable, Iterator

import pytest

ADMIN = "postgres"
"""The superuser. Everybody logs in without a password but members of the role ``secretive``."""

_HBA = """\
host all +secretive 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
"""


def programs() -> Path | None:
    """The folder of the newest PostgreSQL that has PostGIS, or None."""
    found = []
    for control in Path("/usr/share/postgresql").glob("*/extension/postgis.control"):
        folder = Path("/usr/lib/postgresql") / control.parts[4] / "bin"
        if (folder / "initdb").exists():
            found.append(folder)
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


class Server:
    """A running server. ``databases`` made from one template, so that each test has its own for a few milliseconds."""

    template = "with_postgis"

    def __init__(self, bin_folder: Path) -> None:
        self._bin = bin_folder
        self._user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
        self.folder = Path(tempfile.mkdtemp(prefix="drugscene-postgres-"))
        self._data = self.folder / "data"
        self.port = _free_port()
        self._numbers = itertools.count(1)
        self._prepared: dict[str, str] = {}
        if self._user:
            shutil.chown(self.folder, self._user)
        self._run("initdb", "-D", self._data, "-U", ADMIN, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync")
        (self._data / "pg_hba.conf").write_text(_HBA)
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(
                f"listen_addresses = '127.0.0.1'\nport = {self.port}\nunix_socket_directories = ''\n"
                "fsync = off\nfull_page_writes = off\nmax_connections = 60\n"
                "shared_buffers = 64MB\nautovacuum = off\njit = off\n"
            )
        self.start()
        with self.admin() as run:
            run("CREATE ROLE secretive")
            run(f"CREATE DATABASE {self.template}")
        with self.admin(self.template) as run:
            run("CREATE EXTENSION postgis")

    def _run(self, program: str, *arguments: object) -> None:
        extra = {"user": self._user, "group": self._user, "extra_groups": []} if self._user else {}
        subprocess.run(
            [str(self._bin / program), *map(str, arguments)],
            check=True,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            **extra,
        )

    def start(self) -> None:
        """Start it, or start it again after it was killed, and wait until it answers."""
        try:
            self._run("pg_ctl", "-D", self._data, "-l", self.folder / "log", "-w", "-t", "60", "start")
        except subprocess.CalledProcessError as error:
            raise RuntimeError((self.folder / "log").read_text()[-2000:]) from error

    def kill(self) -> None:
        """Kill it and all its children at once, as a power cut does: nothing is written that was not."""
        pid = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        until = time.monotonic() + 10
        while any(map(_runs, (pid, *map(int, children)))) and time.monotonic() < until:
            time.sleep(0.01)
        # A dead process that nobody has asked after looks alive to the next server.
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop it and remove what it kept."""
        try:
            with contextlib.suppress(subprocess.CalledProcessError):
                self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str, user: str = ADMIN) -> str:
        """The location of a database for a user."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres", user: str = ADMIN, **options: object):
        """A connection as a program of one's own makes it: every statement is kept at once."""
        import psycopg2

        connection = psycopg2.connect(self.url(database, user), **options)
        connection.autocommit = True
        return connection

    @contextlib.contextmanager
    def admin(self, database: str = "postgres", user: str = ADMIN) -> Iterator:
        """A function that runs SQL and gives the rows, if there are any."""
        connection = self.connect(database, user)

        def run(sql: str, *values: object) -> list:
            with connection.cursor() as cursor:
                cursor.execute(sql, values or None)
                return cursor.fetchall() if cursor.description else []

        try:
            yield run
        finally:
            connection.close()

    def new_database(self, template: str = template) -> str:
        """A database like another, or with PostGIS and nothing else; its name."""
        name = f"county_{next(self._numbers)}"
        with self.admin() as run:
            run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", template)
            run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def prepared(self, kind: str, make: Callable[[str], object]) -> str:
        """A database for ``template``, made once for all tests that ask for its kind: its name."""
        if kind not in self._prepared:
            self._prepared[kind] = self.new_database()
            make(self._prepared[kind])
        return self._prepared[kind]

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected, and the roles that were made for it."""
        with self.admin() as run:
            run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            for (role,) in run("SELECT quote_ident(rolname) FROM pg_roles WHERE rolname LIKE %s", f"{database}\\_%"):
                run(f"DROP ROLE {role}")


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server of this session; without Debian's packages the test is skipped, but never where CI is set."""
    found = programs()
    if found is None:
        reason = "no PostgreSQL with PostGIS: apt-get install postgresql-15-postgis-3 (or 17)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    server = None
    try:
        server = Server(found)
        yield server
    finally:
        if server is not None:
            server.stop()


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """An empty database with PostGIS; its name."""
    name = postgres.new_database()
    try:
        yield name
    finally:
        postgres.drop(name)
