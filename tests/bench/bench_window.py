"""In the real window, with session, keeper and checks at work: from a key to its paint, and from page to page.

Other programs share the computer, so each measurement is made in several rounds and the best round counts.
"""

import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.figures import Figure, p95

ROUNDS, PAGE_ROUNDS = 3, 5
KEYS = 200
WORDS = 1000
LETTERS = "Aplanthatpeopleread"


def run() -> list[Figure]:
    """Return the figures of writing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler

    from planwriter.app.window import build_window, make_application
    from planwriter.settings.paths import AppPaths

    qInstallMessageHandler(lambda *_: None)  # a platform without a screen tells what it need not do
    app = make_application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        window = build_window(app, AppPaths.of(Path(folder)))
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        until(window.isActiveWindow)
        window.open_sample()
        until(lambda: window.open_plan is not None)
        workbench: Any = window.open_plan.workbench  # type: ignore[union-attr]
        keys, after = _keys(workbench)
        pages = _pages(workbench)
        window.close()
        window.deleteLater()
    text = f"best of {ROUNDS} rounds of {KEYS} keys in a text of {WORDS:,} words"
    return [
        Figure("Key press to paint, p95", p95(keys), 16, "ms", f"{text}; median {median(keys):.1f}"),
        Figure("Key press to all that follows, p95", p95(after), 16, "ms", f"session and keeper, too; median {median(after):.1f}"),
        Figure("Page switch to paint, p95", p95(pages), 50, "ms", f"every page there and back, best of {PAGE_ROUNDS}; median {median(pages):.1f}, most {max(pages):.1f}"),
        _checks(),
    ]  # fmt: skip


def _checks() -> Figure:
    from planwriter.checks import run_checks
    from planwriter.template.loader import load_catalogue
    from planwriter.wizard.jobs import sample_plans

    catalogue = load_catalogue()
    taken = []
    for plan in [sample_plans()[0] for _ in range(20)]:  # a new plan each time: nothing is remembered
        start = time.perf_counter()
        run_checks(plan, catalogue)
        taken.append((time.perf_counter() - start) * 1000)
    return Figure("All checks on the sample plan", median(taken), 50, "ms", f"median of 20; most {max(taken):.1f}")


def _keys(workbench: Any) -> tuple[list[float], list[float]]:
    from planwriter.plan.text import plain_text
    from planwriter.ui.fields.written_text import WrittenText

    words = ("We will answer every letter within ten days and say who did. " * WORDS).split()[:WORDS]
    paragraphs = [" ".join(words[at : at + 125]) for at in range(0, WORDS, 125)]
    workbench.session.edit(("overview.summary",), plain_text("\n".join(paragraphs)), now=datetime.now(UTC))
    workbench.go_to_path(("overview.summary",))
    edit = workbench.page.findChildren(WrittenText)[0]
    edit.put_caret(3000)
    painted(edit.viewport(), edit.viewport().update)
    rounds = [_round_of_keys(workbench.session, edit) for _ in range(ROUNDS)]
    return min((keys for keys, _after in rounds), key=p95), min((after for _keys, after in rounds), key=p95)


def _round_of_keys(session: Any, edit: Any) -> tuple[list[float], list[float]]:
    from PySide6.QtTest import QTest

    keys, after = [], []
    for number in range(KEYS):
        before, start = session.plan, time.perf_counter()
        painted(edit.viewport(), partial(QTest.keyClicks, edit, LETTERS[number % len(LETTERS)]))
        keys.append((time.perf_counter() - start) * 1000)
        until(lambda before=before: session.plan is not before)
        after.append((time.perf_counter() - start) * 1000)
    return keys, after


def _pages(workbench: Any) -> list[float]:
    stops = workbench.stops
    way = [*stops[1:], *reversed(stops[:-1])]
    rounds = [[_switch(workbench, stop.id) for stop in way] for _ in range(PAGE_ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def _switch(workbench: Any, stop_id: str) -> float:
    start = time.perf_counter()
    workbench.go_to(stop_id)
    painted(workbench.page.widget(), lambda: None)
    return (time.perf_counter() - start) * 1000


def painted(widget: Any, action: Callable[[], object]) -> None:
    """Do something and return once the widget has been painted after it."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

    class Watch(QObject):
        """Hears of the paint."""

        is_seen = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
            if event.type() is QEvent.Type.Paint and not self.is_seen:
                self.is_seen = True
                QTimer.singleShot(0, loop.quit)
            return False

    loop, watch = QEventLoop(), Watch(widget)
    widget.installEventFilter(watch)
    late = QTimer(singleShot=True, interval=5000)
    late.timeout.connect(loop.quit)
    late.start()
    action()
    loop.exec()
    widget.removeEventFilter(watch)
    if not watch.is_seen:
        raise RuntimeError("Nothing was painted.")


def until(is_so: Callable[[], object], most_seconds: float = 20.0) -> None:
    """Let the event loop go around until something is so."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    end = time.monotonic() + most_seconds
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: loop.quit() if is_so() or time.monotonic() > end else None)
    timer.start()
    loop.exec()
    if not is_so():
        raise RuntimeError("It did not come about in time.")
