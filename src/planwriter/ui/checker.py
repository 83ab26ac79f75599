"""Checks the plan on another thread once typing pauses, and hands the findings to the session."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from planwriter.checks import run_checks
from planwriter.checks.findings import Finding
from planwriter.plan.plan import Plan
from planwriter.ui.tasks import TaskRunner
from planwriter.wizard.session import Session

PAUSE_MS = 300


class Checker(QObject):
    """Keeps the session's findings up to date; `checked` says when new ones are there."""

    checked = Signal()

    def __init__(self, session: Session, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._runner = session, runner
        self._is_running = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._on_pause)

    def soon(self) -> None:
        """Check once nothing more has been asked for 300 ms."""
        self._timer.start()

    def _on_pause(self) -> None:
        if self._is_running:
            self._timer.start()
            return
        self._is_running = True
        plan = self._session.plan
        self._runner.start(
            partial(run_checks, plan, self._session.catalogue, agency_words=self._session.agency_words),
            lane="work",
            on_success=partial(self._on_success, plan),
            on_failure=self._on_failure,
        )

    def _on_success(self, plan: Plan, findings: tuple[Finding, ...]) -> None:
        self._is_running = False
        if self._session.take_findings(plan, findings):
            self.checked.emit()
        else:
            self._timer.start()

    def _on_failure(self, error: Exception) -> None:
        self._is_running = False
        raise error  # a fault of ours: the excepthook puts the draft on the disk first and says so
