"""A barrier really makes the disk keep what came before it, and none of this ever happens where the window is drawn."""

import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton

from planwriter import atomic
from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.portable import WorkingCopy
from planwriter.ui.versions_dialog import VersionsDialog
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
    """Count by thread ("window" or "disk") who writes to drafts and files, moves them or removes them."""
    found: Counter[str] = Counter()
    window = threading.get_ident()
    writing = (
        (DraftDatabase, "_transaction"),
        (DraftDatabase, "tidy"),
        (atomic, "_write_new"),
        (Path, "rename"),
        (Path, "replace"),
        (Path, "unlink"),
        (shutil, "rmtree"),
    )

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            found["window" if threading.get_ident() == window else "disk"] += 1
            return call(*arguments, **named)

        return run

    with monkeypatch.context() as watched:
        for owner, name in writing:
            watched.setattr(owner, name, counted(getattr(owner, name)))
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


def test_naming_a_version_and_the_trash_write_nothing_on_the_window_s_thread(
    sample_window: RealWindow, monkeypatch: pytest.MonkeyPatch, states: State
) -> None:
    real = sample_window
    with writers(monkeypatch) as found:
        real.plan.history.show_versions()
        dialog = real.one(VersionsDialog, "versions_dialog")
        moments = real.one(QListWidget, "moments", within=dialog)
        real.until(moments.count)
        real.one(QLineEdit, "version_name", within=dialog).setText("Sent to clearance 1")
        real.click(real.one(QPushButton, "name_version", within=dialog))
        real.until(lambda: any("Sent to clearance 1" in moments.item(row).text() for row in range(moments.count())))
        named = found["disk"]
        dialog.close()
        real.window.close_plan()
        real.until(lambda: real.window.open_plan is None)
        drafts = real.one(QListWidget, "draft_list")
        drafts.setFocus()
        real.press(Qt.Key.Key_Delete)
        real.until(lambda: drafts.count() == 0 and "stays there for 30 days" in real.messages)
        real.click(next(one for one in real.window.messages.findChildren(QPushButton) if one.text() == "Take it back"))
        real.until(lambda: drafts.count() == 1)
        real.window.shell.runner.finish()
    states("writes while naming a version and going to the trash and back", found.total())
    states("    of these on the window's own thread", found["window"], "0")
    assert named > 0
    assert found["disk"] > named + 3
    assert found["window"] == 0


def test_a_write_on_the_window_s_thread_is_caught(
    sample_window: RealWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writers(monkeypatch) as found:
        sample_window.plan.keeper.held.barrier()
        (tmp_path / "draft").mkdir()
        (tmp_path / "draft").rename(tmp_path / "trash")
    assert found["window"] == 3  # tidying stands behind the barrier
