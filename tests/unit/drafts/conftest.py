"""What the tests of drafts share: a draft, a moment, small disks, and a second process."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest

from planwriter.drafts.database import DraftDatabase
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import changed_leaves
from planwriter.plan.plan import Plan

NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)
PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"


@pytest.fixture
def now() -> datetime:
    """A moment."""
    return NOW


@pytest.fixture
def draft() -> Draft:
    """A draft with one answer."""
    return Draft(Plan(PLAN_ID, "eo13571-2011", 1, MappingProxyType({"agency.name": "Office of Records"})))


@pytest.fixture
def rich_draft(every_element_plan: Plan) -> Draft:
    """A draft with every answer, ticks, notes and half-typed words."""
    return (
        Draft(every_element_plan)
        .with_finished("agency.agency", is_finished=True)
        .with_note("overview.summary", "Ask the front line.\nTwice.")
        .with_typed(("plan.date",), "next spring")
    )


@pytest.fixture
def database(tmp_path: Path, draft: Draft) -> Iterator[DraftDatabase]:
    """A draft's file, new and open."""
    made = DraftDatabase.create(tmp_path / "draft.sqlite3", draft, NOW)
    yield made
    made.close()


@pytest.fixture
def save() -> Callable[[DraftDatabase, Draft, Draft, datetime], Draft]:
    """A function that commits what differs between two drafts, and gives the newer one."""

    def commit(database: DraftDatabase, old: Draft, new: Draft, at: datetime) -> Draft:
        database.commit(changed_leaves(old, new), at)
        return new

    return commit


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; a test may fill it, or make it read-only with `remount`."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or _mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder):
        pytest.skip("Only an administrator may mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def remount() -> Callable[[Path, str], None]:
    """A function that makes a small disk read-only ("ro") or writable again ("rw")."""

    def again(folder: Path, how: str) -> None:
        assert _mount("-o", f"remount,{how}", folder) == 0

    return again


def _mount(*arguments: str | Path) -> int:
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True).returncode


def fill(folder: Path) -> Path:
    """Take all space that is left on a disk; return the file that takes it."""
    path = folder / "filling"
    with path.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
    return path


@pytest.fixture
def full() -> Callable[[Path], Path]:
    """A function that fills a small disk and gives the file to remove when there should be space again."""
    return fill


@pytest.fixture
def other_process() -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """A function that runs Python words in another process until they print a line; it is killed at the end."""
    started: list[subprocess.Popen[str]] = []

    def run(words: str) -> subprocess.Popen[str]:
        source = str(Path(__file__).parents[3] / "src")
        environment = dict(os.environ, PYTHONPATH=source)
        process = subprocess.Popen(
            [sys.executable, "-c", words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        started.append(process)
        assert process.stdout
        assert process.stdout.readline().strip(), process.communicate()[1]
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()
