"""Offices with real receivers on this computer, packages to send them, and a table of figures at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def postgresql(needs_program: Callable[[str], str]) -> Iterator[str]:
    """The address of a PostgreSQL cluster made and started for these tests."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(programs[-1]) if programs else needs_program("initdb")
    folder = Path(tempfile.mkdtemp(prefix="planwriter-postgresql-"))
    data, sockets = folder / "data", folder / "sockets"
    sockets.mkdir()
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name  # it refuses to run as root
    if os.geteuid() == 0:
        for path in (folder, sockets):
            shutil.chown(path, user)
    subprocess.run(
        [initdb, "-D", data, "-U", "office", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"],
        user=user, check=True, capture_output=True, cwd=folder,
    )  # fmt: skip
    port = free_port()
    server = subprocess.Popen(
        [initdb.replace("initdb", "postgres"), "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", sockets],
        user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
    )  # fmt: skip
    is_ready = [initdb.replace("initdb", "pg_isready"), "-h", "127.0.0.1", "-p", str(port), "-q"]
    try:
        while subprocess.run(is_ready).returncode:
            assert server.poll() is None
        yield f"postgresql://office@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)


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
