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
from tests.crash.small_disks import full, remount, small_disk

__all__ = ["full", "remount", "small_disk"]

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
