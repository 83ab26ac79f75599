"""Walks the window through steps inside the program's one event loop, for the self-test and the tour.

Takes: a generator that yields what it waits for. Gives: nothing, or raises what went wrong, with the step's name.
"""

import sys
from collections.abc import Callable, Iterator
from time import monotonic
from types import TracebackType
from typing import TypeAlias

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from planwriter.errors import PlanwriterError

Steps: TypeAlias = Iterator[tuple[str, Callable[[], object]]]
"""Yields the name of a step and what must become true before the next line of the generator runs."""

_LOOK_AGAIN_MS = 2
_MOST_SECONDS = 20.0


class StepFailedError(PlanwriterError):
    """A step did not come to its end."""

    exit_status = 1

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(f"planwriter stopped at “{step}”: {reason}.", "Send this line to your help desk.")


class Walk(QObject):
    """Goes through the steps; each is looked at again and again until it is done, too late, or something fails."""

    def __init__(self, app: QApplication, steps: Steps, *, most_seconds: float = _MOST_SECONDS) -> None:
        super().__init__(app)
        self._app, self._steps, self._most_seconds = app, steps, most_seconds
        self._step, self._since = "start", monotonic()
        self._is_done: Callable[[], object] = lambda: True
        self.error: BaseException | None = None
        self._timer = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._go_on)

    def run(self, loop: Callable[[], int]) -> None:
        """Go through all steps while `loop` runs the event loop.

        Raises:
            StepFailedError: A step took too long, or a fault came up.
            PlanwriterError: What a step raised.
        """
        hook, sys.excepthook = sys.excepthook, self._on_fault
        handler = qInstallMessageHandler(_say_what_matters)
        try:
            self._timer.start()
            loop()
        finally:
            sys.excepthook = hook
            qInstallMessageHandler(handler)
        if isinstance(self.error, PlanwriterError):
            raise self.error
        if self.error is not None:
            raise StepFailedError(self._step, type(self.error).__name__) from self.error

    def _go_on(self) -> None:
        if self._is_done():
            try:
                self._step, self._is_done = next(self._steps)
                self._since = monotonic()
            except StopIteration:
                self._end(None)
        elif monotonic() - self._since > self._most_seconds:
            self._end(StepFailedError(self._step, f"it took longer than {self._most_seconds:g} seconds"))

    def _on_fault(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self._end(error)

    def _end(self, error: BaseException | None) -> None:
        self._timer.stop()
        self.error = self.error or error
        self._app.exit(0 if error is None else 1)


def _say_what_matters(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Pass on what Qt says, save what a platform without a screen says of windows it need not raise."""
    if kind is not QtMsgType.QtDebugMsg and not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)  # noqa: T201  where Qt itself would say it
