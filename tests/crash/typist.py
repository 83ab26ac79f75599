"""Types at fifty keys a second into the real window, in forked children, until each is killed.

Takes (standard input): {"folder", "runs", "debounce_ms"}. Gives: one JSON line a run: how old the oldest lost key was.
"""

import json
import os
import random
import select
import signal
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from planwriter.app.window import build_window, make_application
from planwriter.drafts.library import DraftLibrary
from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text
from planwriter.settings.paths import AppPaths
from planwriter.template.loader import load_catalogue
from planwriter.ui import export_dialog, open_plan, workbench  # noqa: F401 - loaded before the forks, not in each
from planwriter.ui.draft_keeper import DraftKeeper

KEY_MS = 20
ELEMENT = "overview.summary"
KEYS = "".join(f"{number} and " for number in range(1000))


class Typist(QObject):
    """Opens a draft in the real window and types, saying of each key when it was pressed."""

    def __init__(self, folder: Path, draft_id: str) -> None:
        super().__init__()
        self._window = build_window(make_application(), AppPaths.of(folder))
        self._window.show()
        self._window.open_draft(draft_id)
        self._typed = 0
        self._wait = QTimer(self, interval=5)
        self._wait.timeout.connect(self._begin_when_open)
        self._wait.start()
        self._keys = QTimer(self, interval=KEY_MS)
        self._keys.timeout.connect(self._press)

    def _begin_when_open(self) -> None:
        plan = self._window.open_plan
        if plan is None or not plan.workbench.isVisible():
            return
        self._wait.stop()
        plan.workbench.go_to_path((ELEMENT,))
        self._window.activateWindow()
        self._keys.start()

    def _press(self) -> None:
        widget = QApplication.focusWidget()
        if not isinstance(widget, QTextEdit):
            return  # the page is still on its way
        pressed = time.monotonic()
        QTest.keyClick(widget, KEYS[self._typed])
        self._typed += 1
        os.write(1, f"{self._typed} {pressed}\n".encode())


def type_until_killed(folder: Path, chance: random.Random, debounce_ms: int) -> dict[str, float]:
    """Let a child type, kill it at a random moment, and return how old the oldest key was that was lost."""
    library = DraftLibrary(AppPaths.of(folder).drafts)
    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", load_catalogue().edition, 1, MappingProxyType({}))
    held = library.create(Draft(plan), datetime.now(UTC))
    held.close()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 1)
        if debounce_ms:
            _save_later(debounce_ms)
        typist = Typist(folder, held.id)
        os._exit(QApplication.exec() if typist else 1)
    os.close(writing)
    pressed, killed = _read_then_kill(reading, child, chance)
    with closing(library.open(held.id)) as again:
        answer = again.draft(load_catalogue()).plan.answer(ELEMENT)
    kept = "".join(run.text for run in answer.blocks[0].runs) if isinstance(answer, Text) else ""
    assert KEYS.startswith(kept.rstrip()), kept
    lost = [when for number, when in pressed if number > len(kept) and KEYS[len(kept) : number].strip()]
    late = max(later[1] - key[1] - KEY_MS / 1000 for key, later in pairwise(pressed))
    return {"keys": len(pressed), "lost_ms": (killed - lost[0]) * 1000 if lost else 0.0, "late_ms": late * 1000}


def _save_later(wait_ms: int) -> None:
    """Have the window save as many programs do, some time after a key; the harness must notice."""
    changed = DraftKeeper._on_changed

    def later(keeper: DraftKeeper, change: object) -> None:
        timers = keeper.findChildren(QTimer, "late")
        timer = timers[0] if timers else QTimer(keeper, objectName="late", singleShot=True, interval=wait_ms)
        if not timers:
            timer.timeout.connect(lambda: changed(keeper, change))
        timer.start()

    DraftKeeper._on_changed = later  # type: ignore[method-assign,assignment]


def _read_then_kill(reading: int, child: int, chance: random.Random) -> tuple[list[tuple[int, float]], float]:
    """Return the keys that were pressed, with when, and when the child was killed."""
    lines: list[str] = []
    after = chance.randint(20, 70)
    with os.fdopen(reading) as pipe:
        for line in pipe:
            lines.append(line)
            if len(lines) == after:
                break
        select.select([], [], [], chance.uniform(0, 1.25 * KEY_MS / 1000))  # at any moment between two keys
        os.kill(child, signal.SIGKILL)
        killed = time.monotonic()
        lines += pipe.readlines()
    os.waitpid(child, 0)
    found = [line.split() for line in lines if line.endswith("\n")]
    return [(int(number), float(when)) for number, when in found], killed


def main() -> None:
    """Do what standard input asks for."""
    asked = json.load(sys.stdin)
    chance = random.Random(asked["seed"])
    for number in range(asked["runs"]):
        folder = Path(asked["folder"]) / str(number)
        print(json.dumps(type_until_killed(folder, chance, asked["debounce_ms"])), flush=True)


if __name__ == "__main__":
    main()
