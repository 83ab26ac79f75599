"""The bar on top: which plan, how far it is, when it is due, and what can be done with it."""

from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from planwriter.checks.findings import Finding
from planwriter.checks.gates import headline
from planwriter.plan.plan import Plan
from planwriter.plan.progress import grid
from planwriter.plan.workdays import deadline_words

NARROW = 1100  # logical pixels; below it the window leaves things out


class Header(QFrame):
    """Shows one plan's title, progress and deadline; each count is a link to what it counts."""

    parts_clicked = Signal()
    left_clicked = Signal()
    review_clicked = Signal()
    export_clicked = Signal()
    submit_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._title, self._subtitle = QLabel(self), QLabel(self)
        self._title.setObjectName("plan_title")
        for label in (self._title, self._subtitle):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(120)
        self._title.setWordWrap(True)  # a title is never cut off
        self._parts = self._link("parts_link", self.parts_clicked)
        self._left = self._link("left_link", self.left_clicked)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 18)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(260)
        self._bar.setAccessibleName("Parts of the order met")
        self._due, self._due_date = QLabel(self), QLabel(self)
        self._review = self._button("&Review", "review_button", self.review_clicked)
        self._export = self._button("E&xport…", "export_button", self.export_clicked)
        self._submit = self._button("S&ubmit…", "submit_button", self.submit_clicked)
        self._words = self._dates = ("", "")
        self._lay_out()

    def show_plan(self, plan: Plan, findings: tuple[Finding, ...], today: date) -> None:
        """Show a plan as it is; `today` is the person's own day."""
        title = plan.answer("plan.title") or "Untitled plan"
        agency = plan.answer("agency.acronym") or plan.answer("agency.name") or "No agency yet"
        version = plan.answer("plan.version")
        self._title.setText(str(title))
        self._title.setToolTip(str(title))
        self._subtitle.setText(f"{agency} · {version}" if version else str(agency))
        self._bar.setValue(sum(cell.is_met for cell in grid(plan)))
        self._words = headline(plan, findings)
        self._show_words()
        self._parts.setAccessibleDescription("Shows which parts of the order are met")
        self._left.setAccessibleDescription("Shows what to fix before clearance")
        due, _separator, day = deadline_words(plan, today).partition("\n")
        self._dates = (due, day)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room; nothing is cut off."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < NARROW
        due, day = self._dates
        self._due.setText(day if is_narrow and day and not due.startswith("Due") else due)
        self._due_date.setText(day)
        self._due_date.setVisible(bool(day) and not is_narrow)
        self._show_words()

    def _show_words(self) -> None:
        parts, rest = self._words
        if self.width() < NARROW:
            parts, rest = parts.replace(" of the order", ""), rest.replace(" before clearance", "")
        self._parts.setText(parts)
        self._left.setText(rest)
        for button, words in ((self._parts, self._words[0]), (self._left, self._words[1])):
            button.setAccessibleName(words)
            button.setToolTip(words)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._subtitle)
        progress = QGridLayout()
        progress.setHorizontalSpacing(2)
        progress.setVerticalSpacing(2)
        progress.addWidget(self._parts, 0, 0)
        progress.addWidget(QLabel("·", self), 0, 1)
        progress.addWidget(self._left, 0, 2)
        progress.addWidget(self._bar, 1, 0, 1, 3)
        dates = QVBoxLayout()
        dates.setSpacing(0)
        dates.addWidget(self._due)
        dates.addWidget(self._due_date)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(14)
        row.addLayout(names, 1)
        row.addLayout(progress)
        row.addLayout(dates)
        row.addWidget(self._review)
        row.addWidget(self._export)
        row.addWidget(self._submit)

    def _link(self, name: str, signal: SignalInstance) -> QPushButton:
        button = self._button("", name, signal)
        button.setProperty("role", "header_link")
        return button

    def _button(self, text: str, name: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(signal)
        return button
