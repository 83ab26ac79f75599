"""Offices with real receivers on this computer, packages to send them, and a table of figures at the end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue

from .packages import Press, lean
from .receiver import Client, Receiver, free_port, run

Figure = Callable[[str, object], None]


class Office:
    """An office's folder with a token, and the receivers started for it."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self._receivers, self._clients = folder, [], []
        run("init", folder, *options)
        self.token = run("token", "add", "RWA", "--dir", folder).strip()

    def receiver(self, **given: object) -> Receiver:
        """Start a receiver."""
        log = self.folder.parent / f"{self.folder.name}-{len(self._receivers)}.log"
        one = Receiver(self.folder, log, **given)
        self._receivers.append(one)
        one.start()
        return one

    def client(self, receiver: Receiver, token: str = "") -> Client:
        """Make a client."""
        one = Client(receiver.port, token or self.token)
        self._clients.append(one)
        return one

    def close(self) -> None:
        """End what was started here."""
        for one in self._clients:
            one.close()
        for one in self._receivers:
            one.stop()


@pytest.fixture
def new_office(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """A function that makes an office; everything started for it ends with the test."""
    made: list[Office] = []

    def make(*options: str, name: str = "office") -> Office:
        made.append(Office(tmp_path / name, *options))
        return made[-1]

    yield make
    for office in made:
        office.close()


@pytest.fixture(scope="session")
def press(sample_plan: Plan, catalogue: Catalogue) -> Press:
    """Makes packages of the sample plan."""
    return Press(sample_plan, catalogue)


@pytest.fixture(scope="session")
def lean_press(sample_plan: Plan, catalogue: Catalogue) -> Press:
    """Makes packages of the least plan that may be sent."""
    return Press(lean(sample_plan, catalogue), catalogue)


class Cluster:
    """A PostgreSQL cluster of our own on this computer, in a folder that ends with it."""

    def __init__(self, programs: Path) -> None:
        self._programs, self._port = programs, free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="planwriter-postgresql-"))
        self._server: subprocess.Popen[bytes] | None = None
        (self._folder / "sockets").mkdir()
        self._user = (
            "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        )  # it refuses to run as root
        if os.geteuid() == 0:
            for path in (self._folder, self._folder / "sockets"):
                shutil.chown(path, self._user)
        subprocess.run(
            [programs / "initdb", "-D", self._folder / "data", "-U", "office", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"],
            user=self._user, check=True, capture_output=True, cwd=self._folder,
        )  # fmt: skip
        self.url = f"postgresql://office@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Start the server and return once it answers."""
        where = ("-D", self._folder / "data", "-p", str(self._port), "-h", "127.0.0.1", "-k", self._folder / "sockets")
        self._server = subprocess.Popen(
            [self._programs / "postgres", *where],
            user=self._user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._folder,
        )  # fmt: skip
        is_ready = [self._programs / "pg_isready", "-h", "127.0.0.1", "-p", str(self._port), "-q"]
        while subprocess.run(is_ready).returncode:
            assert self._server.poll() is None

    def stop(self) -> None:
        """End the server at once, with every connection to it."""
        if self._server is not None and self._server.poll() is None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait()

    def remove(self) -> None:
        """End it for good."""
        self.stop()
        shutil.rmtree(self._folder)


@pytest.fixture(scope="session")
def new_cluster(needs_program: Callable[[str], str]) -> Iterator[Callable[[], Cluster]]:
    """A function that makes and starts a PostgreSQL cluster."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    programs = found[-1].parent if found else Path(needs_program("initdb")).parent
    made: list[Cluster] = []

    def make() -> Cluster:
        made.append(Cluster(programs))
        made[-1].start()
        return made[-1]

    yield make
    for one in made:
        one.remove()


@pytest.fixture(scope="session")
def postgresql(new_cluster: Callable[[], Cluster]) -> str:
    """The address of a PostgreSQL cluster made and started for these tests."""
    return new_cluster().url


@pytest.fixture
def own_database(postgresql: str) -> Callable[[str], str]:
    """A function that makes an empty database in the cluster and returns its address."""

    def make(name: str) -> str:
        engine = create_engine(
            postgresql.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return f"{postgresql.rpartition('/')[0]}/{name}"

    return make


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """A function that notes a figure for the table at the end."""
    return lambda name, value: record_property(f"figure: {name}", value)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if os.environ.get("PYTEST_XDIST_WORKER"):
        return
    reports = [report for key in ("passed", "failed") for report in terminalreporter.stats.get(key, [])]
    lines = [
        f"{name.removeprefix('figure: '):<58}{value}"
        for report in reports
        for name, value in getattr(report, "user_properties", [])
        if name.startswith("figure: ")
    ]
    if lines:
        terminalreporter.section("figures of the receiver")
        for line in lines:
            terminalreporter.write_line(line)
