"""What the crash tests share: the library that makes the disk misbehave, a quick place to work in, and the figures.

Every figure that a test states is shown in a table at the end of the run, beside what it must be.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FIGURE = "figure"
State = Callable[..., None]
Worker = Callable[..., "subprocess.Popen[str]"]


class Figures:
    """Collects what the tests state, also from other processes, and shows it at the end."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, str, str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the figures of one test."""
        if report.when == "call":
            self._lines += [value for name, value in report.user_properties if name == FIGURE]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the table."""
        if os.environ.get("PYTEST_XDIST_WORKER") or not self._lines:
            return
        terminalreporter.section("what can be lost")
        widths = [max(len(line[column]) for line in self._lines) for column in range(3)]
        for line in self._lines:
            terminalreporter.write_line("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)))


def pytest_configure(config: pytest.Config) -> None:
    """Collect the figures of this run."""
    config.pluginmanager.register(Figures())


@pytest.fixture
def states(record_property: Callable[[str, object], None]) -> State:
    """A function that states a figure for the table: what was measured, what came out, what it must be."""

    def state(what: str, found: object, wanted: str = "") -> None:
        record_property(FIGURE, (what, str(found), wanted))

    return state


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: these tests count what was synced instead of waiting for it."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    with TemporaryDirectory(prefix="planwriter-crash-", dir=memory) as folder:
        yield Path(folder).resolve()


@pytest.fixture(scope="session")
def fault_library(needs_program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that stands between a program and the disk."""
    if not sys.platform.startswith("linux"):
        pytest.skip("Only Linux lets a library stand between a program and the disk")
    made = tmp_path_factory.mktemp("fault") / "fault.so"
    source = Path(__file__).with_name("fault.c")
    command = [needs_program("cc"), "-shared", "-fPIC", "-O2", "-Wall", "-o", str(made), str(source), "-ldl"]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return made


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A function that starts a module of this folder in a process of its own, and hands it what it asks for."""
    if not hasattr(os, "fork"):
        pytest.skip("This system lets no process fork, as the workers do")
    started: list[subprocess.Popen[str]] = []

    def start(module: str, asked: dict[str, Any], *, preload: Path | None = None) -> "subprocess.Popen[str]":
        environment = dict(os.environ, PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}")
        if preload is not None:
            environment["LD_PRELOAD"] = str(preload)
        process = subprocess.Popen(
            [sys.executable, "-m", f"tests.crash.{module}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if preload else None,
            text=True,
            env=environment,
            cwd=ROOT,
        )
        started.append(process)
        assert process.stdin
        process.stdin.write(json.dumps(asked))
        process.stdin.close()
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.fixture
def answers_of() -> Callable[[list["subprocess.Popen[str]"]], list[dict[str, Any]]]:
    """A function that waits for workers and returns the JSON lines of all."""

    def collect(workers: list["subprocess.Popen[str]"]) -> list[dict[str, Any]]:
        lines: list[str] = []
        for process in workers:
            assert process.stdout
            lines += process.stdout.read().splitlines()
            assert process.wait() == 0, f"a worker ended with {process.returncode}"
        return [json.loads(line) for line in lines]

    return collect
