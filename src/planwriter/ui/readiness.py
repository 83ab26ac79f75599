"""Says whether a plan is ready for what it should be sent for, and lists what must be fixed first."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from planwriter.checks.findings import Finding
from planwriter.submit.package import Purpose
from planwriter.template.catalogue import Catalogue
from planwriter.ui.labels import words_label
from planwriter.ui.stacked_rows import stacked_list

_FINDING = Qt.ItemDataRole.UserRole
_ROWS_SHOWN = 5
_READY: Mapping[Purpose, str] = {
    Purpose.FINAL: "Yes. Nothing is left to fix; approval and disclosure check are there.",
    Purpose.CONSULTATION: "Yes. Nothing is left to fix before consultation.",
}


class Readiness(QWidget):
    """The answer and the list.

    Signals:
        finding_chosen: A Finding to go to.
    """

    finding_chosen = Signal(object)

    def __init__(self, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._words = words_label("", self)
        self._words.setObjectName("submit_ready")
        self._rows = stacked_list("What must be fixed first", self)
        self._rows.setObjectName("submit_blocking")
        for signal in (self._rows.itemActivated, self._rows.itemClicked):
            signal.connect(lambda item: self.finding_chosen.emit(item.data(_FINDING)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        column.addWidget(self._rows)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is in the way."""
        return not self._rows.count()

    def show_blocking(self, blocking: Sequence[Finding], purpose: Purpose) -> None:
        """Show what must be fixed first; with nothing, that the plan is ready."""
        self._rows.clear()
        for finding in blocking:
            where = self._catalogue.element(finding.element).title
            item = QListWidgetItem(f"{where}\n{finding.message}", self._rows)
            item.setData(_FINDING, finding)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{where}. {finding.message} Enter goes there.")
        self._rows.setVisible(bool(blocking))
        if blocking:
            self._rows.setCurrentRow(0)
            self._rows.setMinimumHeight(min(len(blocking), _ROWS_SHOWN) * 3 * self.fontMetrics().lineSpacing())
        count = f"{len(blocking)} things must" if len(blocking) != 1 else "1 thing must"
        not_yet = f"Not yet: {count} be fixed first. Choose one to go there."
        self._words.setText(not_yet if blocking else _READY[purpose])
