"""The real window in a test, driven as a person drives it: keys where the keyboard is, clicks, and waiting for the disk.

A folder's conftest.py imports the fixtures it wants: `real_window` (on the start page) and `sample_window` (the sample
plan open as a draft).
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planwriter.app.window import build_window, make_application
from planwriter.settings.paths import AppPaths
from planwriter.ui.main_window import MainWindow
from planwriter.ui.open_plan import OpenPlan
from planwriter.ui.pages.section_page import SectionPage
from planwriter.ui.workbench import Workbench

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
WIDE = QSize(1366, 768)
PATIENCE_MS = 10_000
W = TypeVar("W", bound=QWidget)


class RealWindow:
    """A shown window over a data folder of its own, with the keys to it."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder = folder
        self.qtbot = qtbot
        self.window = self._build()

    # --- the window ---------------------------------------------------------------------------------------------

    @property
    def plan(self) -> OpenPlan:
        """The open plan."""
        assert self.window.open_plan is not None
        return self.window.open_plan

    @property
    def workbench(self) -> Workbench:
        """What surrounds the open plan."""
        return self.plan.workbench

    @property
    def page(self) -> SectionPage:
        """The page in hand."""
        return self.workbench.page

    @property
    def status(self) -> str:
        """The sentence about saving, as the status line shows it."""
        return str(self.one(QWidget, "saving_status").text())

    @property
    def messages(self) -> str:
        """What the bars above the page say."""
        bars = [self.window.messages]
        if self.window.open_plan is not None:
            bars.append(self.workbench.messages)
        return " ".join(bar.words for bar in bars if bar.words)

    def open_sample(self) -> None:
        """Open the sample plan and wait for it."""
        self.window.open_sample()
        self.wait_open()

    def wait_open(self) -> None:
        """Wait until a plan is open and shown."""
        self.until(lambda: self.window.open_plan is not None and self.workbench.isVisible())

    def wait_saved(self) -> None:
        """Wait until all that was typed is on the disk and the status line says so."""
        self.workbench.flush()
        self.until(lambda: self.plan.keeper.status.startswith("Saved"))

    def wait_checked(self) -> None:
        """Wait until the checks have seen the plan as it is now."""
        with self.qtbot.waitSignal(self.workbench.checker.checked, timeout=PATIENCE_MS):
            self.workbench.checker.soon()

    def close(self) -> None:
        """Close the window, as its own button does."""
        self.window.close()
        self.until(lambda: not self.window.isVisible())

    def again(self) -> None:
        """Close the program and start it again over the same folder."""
        self.close()
        self.discard()
        self.window = self._build()

    def discard(self) -> None:
        """Take the window apart."""
        self.window.shell.runner.finish()
        if self.window.open_plan is not None:
            self.window.open_plan.let_go()
        self.window.hide()
        with self.qtbot.waitSignal(self.window.destroyed, timeout=PATIENCE_MS):
            self.window.deleteLater()  # at once: the next window's style would first be given to the old one

    # --- what a person does -------------------------------------------------------------------------------------

    @property
    def focus(self) -> QWidget:
        """Where the keyboard is."""
        if QApplication.activeWindow() is None:  # the offscreen platform forgets it when a pop-up is destroyed
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget

    def type_words(self, words: str) -> None:
        """Type where the keyboard is; a line break is the Enter key."""
        for number, line in enumerate(words.split("\n")):
            if number:
                self.press(Qt.Key.Key_Return)
            for letter in line:
                self._type_letter(letter)

    def _type_letter(self, letter: str) -> None:
        if letter.isascii():
            self.qtbot.keyClicks(self.focus, letter)
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # Qt's own test keys know no other letters
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self.focus, event)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the keyboard is."""
        self.qtbot.keyClick(self.focus, key, modifiers)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of something."""
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def go_to(self, key: str) -> SectionPage:
        """Open the page that asks for an element, with the keyboard in its editor."""
        self.workbench.go_to_path((key,))
        return self.page

    def one(self, kind: type[W], name: str, *, within: QWidget | None = None) -> Any:
        """Return the control of an objectName."""
        found = (within or self.window).findChildren(kind, name)
        assert len(found) == 1, f"{len(found)} are called {name!r}"
        return found[0]

    def named(self, kind: type[W], name: str, *, within: QWidget | None = None) -> Any:
        """Return the shown control of that accessible name."""
        everything = (within or self.window).findChildren(kind)
        found = [one for one in everything if one.accessibleName() == name and one.isVisible()]
        assert len(found) == 1, f"{len(found)} shown controls are named {name!r}"
        return found[0]

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait, with the event loop running, until something is so."""
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE_MS)

    def turn(self) -> None:
        """Let the event loop go around once."""
        from PySide6.QtCore import QTimer

        done: list[bool] = []
        QTimer.singleShot(0, lambda: done.append(True))
        self.until(lambda: done)

    # --- inside -------------------------------------------------------------------------------------------------

    def _build(self) -> MainWindow:
        hook = sys.excepthook
        window = build_window(make_application(), AppPaths.of(self.folder))
        sys.excepthook = hook  # a fault of ours must fail the test, not be told in a dialog
        window.resize(WIDE)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        return window


@pytest.fixture
def real_window(qtbot: QtBot, tmp_path: Path) -> Iterator[RealWindow]:
    """The window on its start page, over an empty folder."""
    real = RealWindow(tmp_path / "data", qtbot)
    yield real
    real.discard()


@pytest.fixture
def sample_window(real_window: RealWindow) -> RealWindow:
    """The window with the sample plan open."""
    real_window.open_sample()
    return real_window
