"""A barrier really makes the disk keep what came before it, and none of this ever happens where the window is drawn."""

import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from planwriter import atomic
from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.portable import WorkingCopy
from tests.crash.power_cut import calls_in
from tests.crash.scenarios import BARRIERS
from tests.real_window import RealWindow, real_window, sample_window

__all__ = ["real_window", "sample_window"]
pytestmark = pytest.mark.xdist_group("crash")
Worker = Callable[..., "subprocess.Popen[str]"]
Answers = Callable[[list["subprocess.Popen[str]"]], list[dict[str, Any]]]
State = Callable[..., None]


@pytest.fixture
def syncs_of(worker: Worker, answers_of: Answers, fault_library: Path, quick_folder: Path) -> Callable[[str], int]:
    """A function that runs a scenario and counts the syncs of the draft's file and journal in it."""

    def count(scenario: str) -> int:
        log = quick_folder / f"{scenario}.log"
        asked = {
            "scenario": scenario,
            "folder": str(quick_folder / scenario),
            "runs": [["nothing", 0]],
            "log": str(log),
        }
        (lived,) = answers_of([worker("host", asked, preload=fault_library)])
        assert lived["wrong"] == ""
        calls = list(calls_in(log))
        first, last = (
            next(at for at, call in enumerate(calls) if call.data == word) for word in (b"begin\n", b"end\n")
        )
        return sum(call.op == "F" and ".sqlite3" in call.path for call in calls[first:last])

    return count


def test_barrier_really_syncs(syncs_of: Callable[[str], int], states: State) -> None:
    found, idle = syncs_of("barriers"), syncs_of("idle_barriers")
    states(f"syncs of {BARRIERS} barriers", found, f"at least {BARRIERS}")
    states("negative control: syncs of as many that change no byte", idle, f"fewer than {BARRIERS}")
    assert found >= BARRIERS
    assert idle < BARRIERS


@contextmanager
def writers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count by thread ("window" or "disk") who writes to drafts and files."""
    found: Counter[str] = Counter()
    window = threading.get_ident()
    transaction, write = DraftDatabase._transaction, atomic._write_new

    def count() -> None:
        found["window" if threading.get_ident() == window else "disk"] += 1

    with monkeypatch.context() as watched:
        watched.setattr(DraftDatabase, "_transaction", lambda database: (count(), transaction(database))[1])
        watched.setattr(atomic, "_write_new", lambda *arguments: (count(), write(*arguments))[1])
        yield found


def test_nothing_is_written_on_the_window_s_thread(
    sample_window: RealWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, states: State
) -> None:
    window = sample_window
    with writers(monkeypatch) as found:
        window.go_to("overview.summary")
        window.type_words("Typed while the disk works. ")
        window.plan.keeper.set_copy(WorkingCopy(tmp_path / "copy.csplan"))
        window.type_words("And more.")
        window.wait_saved()
        window.plan.save_now()
        window.plan.keeper.back_up_now()
        window.wait_saved()
        window.go_to("plan.title")
        window.window.close_plan()
        window.until(lambda: window.window.open_plan is None)
    states("writes while typing, saving, copying, backing up, closing", found.total())
    states("    of these on the window's own thread", found["window"], "0")
    assert found["disk"] > 20
    assert found["window"] == 0
    assert (tmp_path / "copy.csplan").exists()


def test_a_write_on_the_window_s_thread_is_caught(sample_window: RealWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    with writers(monkeypatch) as found:
        sample_window.plan.keeper.held.barrier()
    assert found["window"] == 1
