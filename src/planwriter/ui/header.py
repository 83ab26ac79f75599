"""The bar on top: which plan, how far it is, when it is due, and what can be done with it."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planwriter.checks.findings import Finding
from planwriter.checks.gates import headline
from planwriter.plan.plan import Plan
from planwriter.plan.progress import grid
from planwriter.plan.workdays import deadline_words

NARROW = 1100  # logical pixels; below it the window leaves things out
_SIDE, _BETWEEN, _TITLE_LETTERS = 16, 14, 30
_AROUND_LINKS, _BAR = 48, 80


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
        self._subtitle.setText(f"{agency} · {version}" if version else str(agency))
        self._bar.setValue(sum(cell.is_met for cell in grid(plan)))
        self._words = headline(plan, findings)
        self._parts.setAccessibleDescription("Shows which parts of the order are met")
        self._left.setAccessibleDescription("Shows what to fix before clearance")
        due, _separator, day = deadline_words(plan, today).partition("\n")
        self._dates = (due, day)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a second row, then fewer words, where there is less room; nothing is cut off."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew in another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Measure the words, since showing and hiding parts to measure them would never come to rest."""
        width = self.fontMetrics().horizontalAdvance
        room = self.width() - 2 * _SIDE
        links = sum(map(width, self._words)) + _AROUND_LINKS
        dates = [width(words) for words in self._dates]
        title = self.fontMetrics().averageCharWidth() * _TITLE_LETTERS
        in_one = title + links + max(dates) + self._buttons.sizeHint().width() + 3 * _BETWEEN
        has_two_rows = in_one > room
        is_short = has_two_rows and links + _BAR + sum(dates) + 2 * _BETWEEN > room
        if has_two_rows != (self._lower.indexOf(self._facts) >= 0):
            self._put_facts(has_two_rows=has_two_rows)
        self._show_words(is_short=is_short)

    def _put_facts(self, *, has_two_rows: bool) -> None:
        self._progress.addWidget(self._bar, *((0, 3, 1, 1) if has_two_rows else (1, 0, 1, 3)))
        in_line, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._when.setDirection(in_line if has_two_rows else below)
        self._when.setSpacing(6 if has_two_rows else 0)
        home, other = (self._lower, self._upper) if has_two_rows else (self._upper, self._lower)
        other.removeWidget(self._facts)
        home.insertWidget(0 if has_two_rows else 1, self._facts)

    def _show_words(self, *, is_short: bool) -> None:
        (parts, rest), (due, day) = self._words, self._dates
        if is_short:
            parts, rest = parts.replace(" of the order", ""), rest.replace(" before clearance", "")
        self._parts.setText(parts)
        self._left.setText(rest)
        self._bar.setVisible(not is_short)
        self._due.setText(day if is_short and day and not due.startswith("Due") else due)
        self._due_date.setText(day)
        self._due_date.setVisible(bool(day) and not is_short)
        for button, words in ((self._parts, self._words[0]), (self._left, self._words[1])):
            button.setAccessibleName(words)
            button.setToolTip(words)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._subtitle)
        self._facts, self._buttons = QWidget(self), QWidget(self)
        self._progress = QGridLayout()
        self._progress.setHorizontalSpacing(2)
        self._progress.setVerticalSpacing(2)
        self._progress.addWidget(self._parts, 0, 0)
        self._progress.addWidget(QLabel("·", self), 0, 1)
        self._progress.addWidget(self._left, 0, 2)
        self._progress.addWidget(self._bar, 1, 0, 1, 3)
        self._progress.setColumnStretch(4, 1)
        self._when = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._when.addWidget(self._due)
        self._when.addWidget(self._due_date)
        facts = _row_in(self._facts)
        facts.addLayout(self._progress, 1)
        facts.addLayout(self._when)
        for layout in (self._progress, self._when):
            facts.setAlignment(layout, Qt.AlignmentFlag.AlignVCenter)
        buttons = _row_in(self._buttons)
        for button in (self._review, self._export, self._submit):
            buttons.addWidget(button)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        self._upper.setSpacing(_BETWEEN)
        self._upper.addLayout(names, 1)
        self._upper.addWidget(self._facts)
        self._upper.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 7, _SIDE, 7)
        column.setSpacing(4)
        column.addLayout(self._upper)
        column.addLayout(self._lower)

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


def _row_in(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_BETWEEN)
    return row
