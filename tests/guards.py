"""What no test may do or leave behind: use the network, the real home or keyring, log unheard, leave windows or threads.

The functions here look and report; `conftest.py` calls them around every test, `test_guards.py` shows that each one
catches what it is for. None of them imports Qt: a test of the core is watched without it.
"""

import logging
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

LOOPBACK = ("localhost", "localhost.localdomain", "::1", "")
HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
}


class ForbiddenInTestsError(BaseException):
    """A test reached for something outside; no `except Exception` of the program may swallow it."""


class NetworkGuard:
    """Refuses every connection and name look-up beyond this computer, and remembers who tried."""

    def __init__(self) -> None:
        self.attempts: list[str] = []

    def install(self) -> None:
        """Watch this process from now on; an audit hook cannot be taken away or gone around."""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto"):
            host = arguments[1][0] if isinstance(arguments[1], tuple) else ""  # a local socket's address is a path
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            host = arguments[0] or ""
        else:
            return
        host = host.decode() if isinstance(host, bytes) else str(host)
        if host not in LOOPBACK and not host.startswith("127."):
            self.attempts.append(f"{event} {host}")
            raise ForbiddenInTestsError(f"A test reached for the network: {event} {host}")


class LogGuard(logging.Handler):
    """Collects what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append(record)

    def unexpected(self, expected: Iterable[str]) -> list[str]:
        """Return the lines that match none of the expected patterns, and the patterns that nothing matched."""
        lines = [f"{record.name}: {record.getMessage()}" for record in self.records]
        patterns = list(expected)
        unmatched = [line for line in lines if not any(re.search(pattern, line) for pattern in patterns)]
        unheard = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in lines)]
        return [f"logged: {line}" for line in unmatched] + [f"expected, not logged: {one}" for one in unheard]


def home_of_a_test(folder: Path) -> dict[str, str]:
    """Return the environment that puts everything a program keeps for a person into `folder`."""
    return {name: str(folder / part) if part else str(folder) for name, part in HOME_VARIABLES.items()}


def threads() -> set[threading.Thread]:
    """Return the threads that would keep the program from ending."""
    return {thread for thread in threading.enumerate() if not thread.daemon}


def threads_left(before: set[threading.Thread], patience_s: float = 2.0) -> list[str]:
    """Return the names of threads that a test started and that still run after a moment's patience."""
    end = time.monotonic() + patience_s
    for thread in threads() - before:
        thread.join(max(0.0, end - time.monotonic()))
    left = [f"thread left running: {thread.name}" for thread in threads() - before]
    core = sys.modules.get("PySide6.QtCore")
    pool = core.QThreadPool.globalInstance() if core else None
    if pool and not pool.waitForDone(int(patience_s * 1000)):
        left.append("a job left running in Qt's thread pool")
    return left


def windows() -> list[Any]:
    """Return the top-level windows that are on the screen; none where Qt was never used."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if not widgets or not widgets.QApplication.instance():
        return []
    return [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]


def windows_left(before: list[Any]) -> list[str]:
    """Return in words which windows a test left on the screen, and close them so that the next test starts clean."""
    told = []
    for window in windows():
        if any(window is old for old in before):
            continue
        is_dialog = window.inherits("QDialog")
        told.append(f"{'dialog left unanswered' if is_dialog else 'window left open'}: {window.windowTitle()!r}")
        window.hide()
        window.deleteLater()
    return told


def refuse_nested_dialogs(replace: Callable[[type, str, Any], None]) -> None:
    """Make every dialog that would wait in a loop of its own fail at once, instead of hanging the run.

    Args:
        replace: Sets an attribute for the length of a test, e.g. `monkeypatch.setattr`.
    """
    widgets = sys.modules.get("PySide6.QtWidgets")
    if not widgets:
        return

    def refuse(*_: Any, **__: Any) -> None:
        raise ForbiddenInTestsError("A dialog waits for an answer in a loop of its own; show it with open()")

    for owner in (widgets.QDialog, widgets.QMessageBox, widgets.QFileDialog):
        replace(owner, "exec", refuse)
    asking = {
        widgets.QMessageBox: ("about", "critical", "information", "question", "warning"),
        widgets.QFileDialog: ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"),
        widgets.QInputDialog: ("getText", "getInt", "getDouble", "getItem", "getMultiLineText"),
    }
    for owner, names in asking.items():
        for name in names:
            replace(owner, name, staticmethod(refuse))
