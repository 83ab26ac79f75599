"""The only road off the UI thread: runs a plain function in the background and answers on the UI thread.

A job is a Qt-free function that has been handed everything it needs as frozen values; it never touches a widget or
the session.
"""

import gc
from collections.abc import Callable
from functools import partial
from typing import Any, Literal, TypeAlias

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from planwriter.errors import PlanwriterError

Lane: TypeAlias = Literal["disk", "work", "network"]
_THREADS: dict[Lane, int] = {"disk": 1, "work": 1, "network": 4}


class _Ticket(QObject):
    """One queued job. It lives on the UI thread, so what a worker emits is queued to it and answered there."""

    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(self, on_success: Callable[[Any], object], on_failure: Callable[[Exception], object]) -> None:
        super().__init__()
        self._on_success = on_success
        self._on_failure = on_failure
        self.succeeded.connect(self._on_succeeded)
        self.failed.connect(self._on_failed)

    def _on_succeeded(self, value: object) -> None:
        self.deleteLater()
        self._on_success(value)

    def _on_failed(self, error: Exception) -> None:
        self.deleteLater()
        self._on_failure(error)


class _Runner(QRunnable):
    def __init__(self, job: Callable[[], Any], ticket: _Ticket) -> None:
        super().__init__()
        self._job = job
        self._ticket = ticket

    def run(self) -> None:
        try:
            result = self._job()
        except Exception as error:  # noqa: BLE001  the border between threads: nothing escapes, all is handed over
            self._ticket.failed.emit(error)
        else:
            self._ticket.succeeded.emit(result)


class TaskRunner(QObject):
    """Three lanes: `disk` runs one job at a time, in order; `work` one; `network` up to four at once.

    While a job runs, Python's cycle collector rests: it would run on whatever thread allocates, and widgets that it
    finds in a cycle must never be destroyed off the UI thread (Qt crashes). It goes on as soon as no job runs.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[Lane, QThreadPool] = {}
        for lane, threads in _THREADS.items():
            pool = QThreadPool(self)
            pool.setMaxThreadCount(threads)
            self._lanes[lane] = pool
        self._running = 0

    def start(
        self,
        job: Callable[[], Any],
        *,
        lane: Lane,
        on_success: Callable[[Any], object],
        on_failure: Callable[[Exception], object],
    ) -> None:
        """Queue `job`; later call exactly one of the two callbacks, on the UI thread.

        Both are taken here rather than connected afterwards: a quick job can finish before the caller's next line,
        and its signal would reach nobody.
        """
        gc.disable()
        self._running += 1

        def answered(callback: Callable[[Any], object], value: Any) -> None:
            self._on_answered()
            callback(value)

        ticket = _Ticket(partial(answered, on_success), partial(answered, on_failure))
        ticket.setParent(self)
        self._lanes[lane].start(_Runner(job, ticket))

    def start_for(
        self,
        owner: QObject,
        job: Callable[[], Any],
        *,
        lane: Lane = "work",
        on_success: Callable[[Any], object],
        tell: Callable[[str], object],
    ) -> None:
        """Queue a job whose outcome concerns only `owner`: once that is gone, nobody is called.

        Args:
            owner: A dialog, a page or a part of one.
            job: As in `start`.
            lane: As in `start`.
            on_success: Called with what the job gives.
            tell: Called with words when the world said no; a fault of ours goes to the last resort.
        """

        def succeed(value: Any) -> None:
            if isValid(owner):
                on_success(value)

        def fail(error: Exception) -> None:
            if not isinstance(error, PlanwriterError):
                raise error
            if isValid(owner):
                tell(f"{error.title} {error.advice}")

        self.start(job, lane=lane, on_success=succeed, on_failure=fail)

    def finish(self) -> None:
        """Wait until every lane is empty; called once, as the program closes."""
        for pool in self._lanes.values():
            pool.waitForDone()
        gc.enable()

    def _on_answered(self) -> None:
        self._running -= 1
        if self._running == 0:
            gc.enable()
