"""The panel at the bottom: what the checks say, with a jump to each place and setting aside with a reason."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planwriter.checks.findings import Finding, Severity
from planwriter.ui.asking import ask_for_reason
from planwriter.ui.icons import icon
from planwriter.ui.theme import Theme

_FINDING = Qt.ItemDataRole.UserRole
_ICONS = {Severity.MUST: "error", Severity.SHOULD: "warning", Severity.CONSIDER: "info"}
_COLUMNS = ("Kind", "What to fix", "Where")


def counts_in_words(findings: Sequence[Finding]) -> str:
    """Return "6 must fix, 3 should fix, 1 to consider", leaving out what is set aside and what is none."""
    open_ones = [finding for finding in findings if not finding.set_aside]
    words = {Severity.MUST: "must fix", Severity.SHOULD: "should fix", Severity.CONSIDER: "to consider"}
    parts = [
        f"{count} {words[severity]}"
        for severity in Severity
        if (count := sum(finding.severity is severity for finding in open_ones))
    ]
    return ", ".join(parts) or "Nothing left to fix"


class ChecksPanel(QFrame):
    """Lists findings of this page or of the whole plan; Enter or a double click jumps to the field."""

    jumped = Signal(object)  # Finding
    was_set_aside = Signal(object, str)  # Finding, reason
    was_taken_back = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._all: tuple[tuple[Finding, str], ...] = ()
        self._here: frozenset[Finding] = frozenset()
        self._shown: tuple[tuple[Finding, str], ...] = ()
        self.setObjectName("checks_panel")
        self._counts = QLabel(self)
        self._counts.setProperty("role", "hint")
        self._scope = self._choice("Which checks to show", ("Whole plan", "This page"))
        self._kind = self._choice("Kinds of check to show", ("All kinds", *(s.label for s in Severity), "Set aside"))
        self._aside = QPushButton("Set aside…", self)
        self._aside.setObjectName("set_aside_button")
        self._aside.setAutoDefault(False)
        self._aside.clicked.connect(self._on_aside_clicked)
        self._table = _Table(self)
        self._table.chosen.connect(self._on_chosen)
        self._table.itemSelectionChanged.connect(self._show_aside_button)
        self._lay_out()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of another theme."""
        tints = {Severity.MUST: theme.must, Severity.SHOULD: theme.should, Severity.CONSIDER: theme.consider}
        self._pictures = {kind: icon(name, tints[kind], theme.selected_ink) for kind, name in _ICONS.items()}
        self._shown = ()
        self._fill()

    def show_findings(self, findings: Sequence[tuple[Finding, str]], here: Sequence[Finding]) -> None:
        """Show findings with the words of their place; `here` are those of the page in hand."""
        self._all = tuple(findings)
        self._here = frozenset(here)
        self._counts.setText(counts_in_words([finding for finding, _where in findings]))
        self._fill()

    def show_whole_plan(self) -> None:
        """Show all that must be fixed in the whole plan, with the keyboard in the list."""
        self._scope.setCurrentIndex(0)
        self._kind.setCurrentIndex(0)
        self._table.setFocus()
        if self._table.rowCount() and not self._table.selectedItems():
            self._table.selectRow(0)

    def step(self, by: int) -> None:
        """Choose the next or previous finding and jump to it."""
        if self._table.rowCount():
            row = self._table.currentRow() + by if self._table.selectedItems() else (0 if by > 0 else -1)
            self._table.selectRow(row % self._table.rowCount())
            self._on_chosen(self._table.currentRow())

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self._table.setFocus()

    def _choice(self, name: str, words: Sequence[str]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.addItems(list(words))
        box.currentIndexChanged.connect(self._fill)
        return box

    def _lay_out(self) -> None:
        title = QLabel("Checks", self)
        title.setProperty("role", "label")
        top = QHBoxLayout()
        top.addWidget(title)
        top.addWidget(self._counts, 1)
        top.addWidget(self._aside)
        top.addWidget(self._kind)
        top.addWidget(self._scope)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        for before, after in pairwise((self._aside, self._kind, self._scope, self._table)):  # Tab goes as it is seen
            QWidget.setTabOrder(before, after)

    def _fill(self) -> None:
        kind = self._kind.currentText()
        wanted = tuple(
            (finding, where)
            for finding, where in self._all
            if (self._scope.currentIndex() == 0 or finding in self._here) and _is_of_kind(finding, kind)
        )
        if wanted == self._shown:
            return
        selected = self._selected()
        self._shown = wanted
        self._table.blockSignals(True)
        self._table.setRowCount(len(wanted))
        for row, (finding, where) in enumerate(wanted):
            items = [QTableWidgetItem(words) for words in (finding.severity.label, finding.message, where)]
            items[0].setIcon(self._pictures[finding.severity])
            items[0].setData(_FINDING, finding)
            for column, item in enumerate(items):
                self._table.setItem(row, column, item)
            if selected is not None and (selected.rule, selected.path) == (finding.rule, finding.path):
                self._table.selectRow(row)
        self._table.resizeRowsToContents()
        self._table.blockSignals(False)
        self._show_aside_button()

    def _selected(self) -> Finding | None:
        items = self._table.selectedItems()
        finding = items[0].data(_FINDING) if items else None
        return finding if isinstance(finding, Finding) else None

    def _show_aside_button(self) -> None:
        finding = self._selected()
        self._aside.setEnabled(finding is not None and finding.severity is not Severity.MUST)
        self._aside.setText("Take back" if finding and finding.set_aside else "Set aside…")

    def _on_chosen(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.jumped.emit(self._shown[row][0])

    def _on_aside_clicked(self) -> None:
        finding = self._selected()
        if finding is None:
            return
        if finding.set_aside:
            self.was_taken_back.emit(finding)
            return
        question = "Why does this not need fixing? The reason is kept with the plan."
        title = "Set this check aside"
        ask_for_reason(self, title, question, lambda reason: self.was_set_aside.emit(finding, reason))


def _is_of_kind(finding: Finding, kind: str) -> bool:
    if kind == "Set aside":
        return finding.set_aside
    return not finding.set_aside and kind in ("All kinds", finding.severity.label)


class _Table(QTableWidget):
    """The list itself: whole rows, Tab leaves it."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, len(_COLUMNS), parent)
        self.setObjectName("checks")
        self.setAccessibleName("Checks")
        self.setHorizontalHeaderLabels(list(_COLUMNS))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        self.cellDoubleClicked.connect(self._on_cell_double_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter jumps to the place of the finding."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.currentRow())
            return
        super().keyPressEvent(event)

    def _on_cell_double_clicked(self, row: int, _column: int) -> None:
        self.chosen.emit(row)
