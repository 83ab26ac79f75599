"""From nothing to the first paint: time and memory against a bare PySide6 window, in fresh processes, taking turns."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure

ROUNDS = 5
SOURCE = Path(__file__).resolve().parents[2] / "src"
HEAVY = ("pydantic", "docx", "lxml", "keyring", "jinja2", "sqlite3", "rfc8785")

_SEEN = f"""
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer

class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, tell)
        return False

def memory():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

def tell():
    print(memory(), *(name for name in {HEAVY!r} if name in sys.modules), flush=True)
    os._exit(0)

seen = Seen()
"""
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
app.setStyle("Fusion")
window = QMainWindow()
window.setCentralWidget(QLabel("Bare"))
window.resize(1366, 768)
"""
_BARE_END = """
window.installEventFilter(seen)
window.show()
app.exec()
"""
_OURS = """
import planwriter.app.window as start
build = start.build_window
def watched(*arguments):
    global window
    window = build(*arguments)
    WATCH
    return window
start.build_window = watched
from planwriter.cli import main
main(["--data-dir", sys.argv[1]])
"""
_OPEN = """QTimer.singleShot(0, window.open_sample)
    look = QTimer(window)
    look.timeout.connect(lambda: window.open_plan and QTimer.singleShot(200, tell))
    look.start(20)"""


def run() -> list[Figure]:
    """Return the figures of starting up."""
    with tempfile.TemporaryDirectory() as folder:
        bare, ours, opened = (
            _BARE + _SEEN + _BARE_END,
            _SEEN + _OURS.replace("WATCH", "window.installEventFilter(seen)"),
            _SEEN + _OURS.replace("WATCH", _OPEN),
        )
        taken: dict[str, list[tuple[float, float, list[str]]]] = {"bare": [], "ours": [], "opened": []}
        _one(bare, folder)  # reads everything from the disk once
        _one(ours, folder)
        for _ in range(ROUNDS):
            for name, script in (("bare", bare), ("ours", ours), ("opened", opened)):
                taken[name].append(_one(script, folder))
    ms = {name: median(one[0] for one in runs) for name, runs in taken.items()}
    mb = {name: median(one[1] for one in runs) for name, runs in taken.items()}
    heavy = sorted({name for _ms, _mb, loaded in taken["ours"] for name in loaded})
    time_basis = (
        f"{ms['ours']:.0f} ms against {ms['bare']:.0f} ms of a bare window; medians of {ROUNDS} fresh processes"
    )
    return [
        Figure("Cold start to first paint", ms["ours"] / ms["bare"], 2.0, "x", time_basis, fails_above=2.5),
        Figure("Memory at first paint", mb["ours"] / mb["bare"], 2.0, "x", f"{mb['ours']:.0f} MB against {mb['bare']:.0f} MB"),
        Figure("Memory with a plan open", mb["opened"] / mb["bare"], 4.0, "x", f"{mb['opened']:.0f} MB against {mb['bare']:.0f} MB"),
        Figure("Heavy libraries before it", len(heavy), 0, "", " ".join(heavy) or f"none of {', '.join(HEAVY)}"),
    ]  # fmt: skip


def _one(script: str, folder: str) -> tuple[float, float, list[str]]:
    """Milliseconds from starting the process to its first paint, its megabytes then, and what it had loaded."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(SOURCE))
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", script, folder],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline().split()
        taken = (time.perf_counter() - start) * 1000
    if not line:
        raise RuntimeError("The window was never painted.")
    return taken, float(line[0]), line[1:]
