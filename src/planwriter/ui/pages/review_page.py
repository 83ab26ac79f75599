"""The whole plan at a look: what stops it, the parts of the order, and every answer with the way to change it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.gates import left, parts
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue, Gate
from planwriter.ui.buttons import push_button
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label
from planwriter.ui.measure import MeasuredPage
from planwriter.ui.pages.answer_list import AnswerList
from planwriter.ui.pages.order_grid import OrderGrid

PAGE_ID = "review"
_WIDTH_IN_LETTERS = 120
_ACTS = {Gate.CLEARANCE: "clearance", Gate.SEND: "sending", Gate.PUBLISH: "publishing"}


class ReviewPage(MeasuredPage):
    """Shows what is left, the 18 parts and the answers of one section at a time.

    Signals:
        went_to: the path of an answer to change.
        show_checks: somebody asked for the list of what to fix.
        copies_clicked: Bring back reviewers' copies.
        matrix_clicked: Show the comment matrix.
    """

    went_to = Signal(tuple)
    show_checks = Signal()
    copies_clicked = Signal()
    matrix_clicked = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH_IN_LETTERS, parent)
        self.setObjectName(PAGE_ID)
        body = self.body
        self._gates = {gate: _GateLine(gate, body) for gate in Gate}
        self._suggestions = words_label("", body, role="hint")
        self._parts = words_label("", body, role="hint")
        self._grid = OrderGrid(catalogue, body)
        bring = self.copies_clicked.emit
        self._copies = (
            push_button("Bring back reviewed copies…", body, name="review_bring_back", on_click=bring),
            push_button("Comment matrix", body, name="review_matrix", on_click=self.matrix_clicked.emit),
        )
        self._answers = AnswerList(catalogue, body)
        for line in self._gates.values():
            line.link.clicked.connect(self.show_checks)
        self._grid.went_to.connect(self.went_to)
        self._answers.went_to.connect(self.went_to)
        self._lay_out(body)

    def show_plan(self, plan: Plan, findings: Sequence[Finding]) -> None:
        """Show a plan as it is, with what the checks say of it."""
        counts = left(findings)
        before = 0
        for gate, line in self._gates.items():
            line.show_count(counts[gate], is_more=before > 0)
            before += counts[gate]
        self._suggestions.setText(_suggestions_in_words(findings))
        met, total = parts(plan)
        self._parts.setText(f"{met} of {total} parts are done. Choose one to go there.")
        self._grid.show_plan(plan)
        self._answers.show_plan(plan)
        first_link = next((line.link for line in self._gates.values() if not line.link.isHidden()), None)
        self.setFocusProxy(first_link or self._grid.first)

    def _lay_out(self, body: QWidget) -> None:
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 12, 24, 20)
        column.setSpacing(6)
        column.addWidget(words_label("Review the plan", body, role="h1"))
        column.addSpacing(4)
        column.addWidget(words_label("What stops the plan", body, role="h2"))
        for line in self._gates.values():
            column.addWidget(line)
        column.addWidget(self._suggestions)
        column.addSpacing(10)
        column.addWidget(words_label("The parts of the order", body, role="h2"))
        column.addWidget(self._parts)
        column.addWidget(self._grid)
        column.addSpacing(10)
        column.addWidget(words_label("Reviewers’ copies", body, role="h2"))
        column.addWidget(words_label("Bring their Word files back, decide on each change, and answer comments.", body))
        row = FlowLayout()
        for button in self._copies:
            row.addWidget(button)
        column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(words_label("Your answers", body, role="h2"))
        column.addWidget(self._answers)
        column.addStretch(1)


class _GateLine(QWidget):
    """What stands before one gate: a link while there is something, plain words when there is nothing."""

    def __init__(self, gate: Gate, parent: QWidget) -> None:
        super().__init__(parent)
        self._act = _ACTS[gate]
        self.link = QPushButton(self)
        self.link.setObjectName(f"left_{gate}")
        self.link.setProperty("role", "link")
        self.link.setAutoDefault(False)
        self.link.setAccessibleDescription("Shows what to fix")
        self._nothing: QLabel = words_label("", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.link)
        row.addWidget(self._nothing, 1)
        row.addStretch(0)

    def show_count(self, count: int, *, is_more: bool) -> None:
        """Show how many must be fixed; `is_more` when others stand before an earlier gate."""
        more = " more" if is_more else ""
        self.link.setText(f"{count}{more} to fix before {self._act}")
        self._nothing.setText(f"Nothing{more} to fix before {self._act}")
        self.link.setVisible(count > 0)
        self._nothing.setVisible(count == 0)


def _suggestions_in_words(findings: Sequence[Finding]) -> str:
    open_ones = [one for one in findings if not one.set_aside]
    should, consider = (sum(one.severity is kind for one in open_ones) for kind in (Severity.SHOULD, Severity.CONSIDER))
    if should or consider:
        words = f"Beside these, there are {should} to fix if you can and {consider} to consider. They stop nothing."
    else:
        words = "Beside these, the checks suggest nothing."
    aside = len(findings) - len(open_ones)
    return f"{words} You set {aside} aside with a reason." if aside else words
