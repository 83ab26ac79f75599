"""Shows how far the reading of files is, and stops it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from planwriter.ui.buttons import push_button
from planwriter.ui.labels import words_label
from planwriter.wizard.job_progress import JobProgress

_POLL_MS = 100


class ReadingDialog(QDialog):
    """A bar and a button; it closes by itself when the reading ends."""

    def __init__(self, words: str, progress: JobProgress, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reading_dialog")
        self.setWindowTitle("Bring back reviewed copies")
        self._progress = progress
        self._words = words_label(words, self)
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName("Reading")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addWidget(push_button("&Cancel", self, name="cancel_reading", on_click=self.reject))
        self.resize(360, 120)
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._show)
        self._poll.start()

    def reject(self) -> None:
        """Ask the job to stop; the dialog closes when it has."""
        self._progress.cancel()
        self._words.setText("Stopping…")

    def end(self) -> None:
        """Close: the reading is at its end."""
        if isValid(self):
            self._poll.stop()
            self.done(QDialog.DialogCode.Accepted)

    def _show(self) -> None:
        if self._progress.total:
            self._bar.setRange(0, self._progress.total)
            self._bar.setValue(self._progress.done)
