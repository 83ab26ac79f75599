"""The page of the comment matrix: every comment and change of every reviewer, and what is answered to each."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from planwriter.plan.draft import path_from_key
from planwriter.plan.remarks import Disposition, Remark
from planwriter.ui.buttons import push_button
from planwriter.ui.clearance.answer_form import AnswerForm
from planwriter.ui.clearance.deciding import names_in
from planwriter.ui.clearance.filter_bar import FilterBar
from planwriter.ui.clearance.marked_view import MarkedView
from planwriter.ui.clearance.matrix_model import MatrixModel, shown_of
from planwriter.ui.clearance.pieces import Piece
from planwriter.ui.clearance.plan_places import PlanPlaces
from planwriter.ui.clearance.review_words import when, who
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce

_WIDTHS = (18, 16, 28, 12, 40, 16, 28, 16)
_NOTHING = "Nothing came back yet. Bring back reviewed copies first."


class MatrixPage(QWidget):
    """A table to choose from; what is chosen is shown in full and answered beneath it.

    Signals:
        answered: The id of a remark, its Disposition and the response.
        went_to: The path of the answer a remark is about.
        left: Back to the plan.
        changes_clicked: Show the page on which changes are decided.
        export_clicked: Write the matrix: "docx" or "csv".
        read_back_clicked: Take over the answers of a matrix that somebody filled in.
    """

    answered = Signal(str, object, str)
    went_to = Signal(tuple)
    left = Signal()
    changes_clicked = Signal()
    export_clicked = Signal(str)
    read_back_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix_page")
        self._everything: tuple[Remark, ...] = ()
        self._places: PlanPlaces | None = None
        self._returned = ""
        self._heading = words_label("Comment matrix", self, role="h1")
        self._counted = words_label("", self, role="hint")
        self._counted.setObjectName("matrix_count")
        self._changes = push_button("Reviewers’ changes", self, name="show_changes", on_click=self.changes_clicked.emit)
        self._back = push_button("&Back to the plan", self, name="leave_matrix", on_click=self.left.emit)
        self._filter = FilterBar("&Open only", self)
        self._filter.changed.connect(lambda _only: self._show_rows())
        self._model = MatrixModel(self)
        self._table = self._make_table()
        self._whole = MarkedView("What it says", self)
        self._whole.setObjectName("remark_whole")
        self._form = AnswerForm("&Keep the answer", self, is_wide=True)
        self._form.given.connect(self._on_given)
        self._lay_out()

    @property
    def chosen(self) -> Remark | None:
        """The remark in hand; None while there is none."""
        row = self._table.currentIndex().row()
        return self._model.remarks[row] if 0 <= row < len(self._model.remarks) else None

    def show_remarks(self, remarks: Iterable[Remark], places: PlanPlaces, returned: str) -> None:
        """Show the matrix as it is.

        Args:
            remarks: Its rows, in any order.
            places: To say where in the plan each belongs.
            returned: How many copies came back: "7 of 10 returned, 3 overdue".
        """
        self._places, self._returned = places, returned
        self._everything = tuple(sorted(remarks, key=lambda one: (places.order_of(one.element), one.path, one.date)))
        authors, offices = ([getattr(one, what) for one in self._everything] for what in ("author", "office"))
        self._filter.show_names(_names(authors), _names(offices))
        self._show_rows()

    def step(self, by: int) -> None:
        """Take the next (or previous) open remark in hand."""
        remarks = self._model.remarks
        here = self._table.currentIndex().row()
        order = [(here + by * number) % len(remarks) for number in range(1, len(remarks) + 1)] if remarks else []
        place = next((n for n in order if remarks[n].disposition is Disposition.OPEN), None)
        if place is None:
            announce(self, "No remark is open.")
            return
        self._table.selectRow(place)
        self._table.setFocus()

    def take_focus(self) -> None:
        """Put the keyboard into the table."""
        self._table.setFocus()

    def focus_next(self, by: int) -> None:
        """Put the keyboard into the next part: the filters, the table, the form, the buttons."""
        places = (self._filter, self._table, self._lower, self._bottom)
        heads = (self._filter.first, self._table, self._whole, self._bottom.findChildren(QPushButton)[0])
        now = QApplication.focusWidget()
        here = next((n for n, one in enumerate(places) if now is one or (now and one.isAncestorOf(now))), 0)
        heads[(here + by) % len(heads)].setFocus()

    # --- what is shown --------------------------------------------------------------------------------------------

    def _show_rows(self) -> None:
        if self._places is None:
            return
        kept = self.chosen
        places = self._places
        remarks = shown_of(self._everything, self._filter.filter)
        self._model.show_remarks(remarks, lambda one: places.words_of(one.element, one.path))
        open_ones = sum(one.disposition is Disposition.OPEN for one in self._everything)
        words = f"{open_ones} of {len(self._everything)} open." if self._everything else _NOTHING
        self._counted.setText(f"{self._returned}. {words}" if self._returned else words)
        row = self._model.row_of(kept.id) if kept else -1
        if remarks:
            self._table.selectRow(max(row, 0))
        self._show_chosen()

    def _show_chosen(self) -> None:
        one = self.chosen
        self._form.show_answer(one, is_there=one is not None)
        self._go.setEnabled(one is not None and bool(one.element))
        pieces = [Piece(words) for words in _whole(one)] if one is not None else []
        self._whole.show_pieces(pieces, _NOTHING)

    def _on_given(self, disposition: Disposition, response: str) -> None:
        if self.chosen is not None:
            self.answered.emit(self.chosen.id, disposition, response)
            announce(self, "Answer kept.")
            self._table.setFocus()

    def _on_go_clicked(self) -> None:
        if self.chosen is not None:
            self.went_to.emit(path_from_key(self.chosen.path) if self.chosen.path else (self.chosen.element,))

    # --- parts, made in the order in which Tab reaches them -------------------------------------------------------

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("matrix_table")
        table.setAccessibleName("Comment matrix")
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, letters in enumerate(_WIDTHS):
            table.setColumnWidth(column, letters * self.fontMetrics().averageCharWidth())
        table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_chosen())
        return table

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 6)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(16)
        self._heading.setWordWrap(False)
        top.addWidget(self._heading)
        top.addWidget(self._counted, 1)
        top.addWidget(self._changes)
        top.addWidget(self._back)
        column.addLayout(top)
        column.addWidget(self._filter)
        both = QSplitter(Qt.Orientation.Vertical, self)
        self._lower = self._below()
        both.addWidget(self._table)
        both.addWidget(self._lower)
        both.setChildrenCollapsible(False)
        both.setSizes([320, 150])
        both.setStretchFactor(0, 1)
        column.addWidget(both, 1)
        self._bottom = self._make_bottom()
        column.addWidget(self._bottom)

    def _below(self) -> QWidget:
        below = QWidget(self)
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(3)
        left.addWidget(words_label("What i&t says", below, role="label", buddy=self._whole))
        left.addWidget(self._whole, 1)
        row.addLayout(left, 3)
        row.addWidget(self._form, 2)
        return below

    def _make_bottom(self) -> QWidget:
        bottom = QWidget(self)
        row = FlowLayout(bottom, spacing=10)
        self._go = push_button("Go to the ans&wer", bottom, name="go_to_remark", on_click=self._on_go_clicked)
        row.addWidget(self._go)
        for words, name, call in (
            ("Export to Wor&d…", "matrix_to_docx", lambda: self.export_clicked.emit("docx")),
            ("Export to &CSV…", "matrix_to_csv", lambda: self.export_clicked.emit("csv")),
            ("Re&ad back an edited matrix…", "read_matrix", self.read_back_clicked.emit),
        ):
            row.addWidget(push_button(words, bottom, name=name, on_click=call))
        return bottom


def _names(joined: Iterable[str]) -> list[str]:
    return sorted({name for words in joined for name in names_in(words)})


def _whole(one: Remark) -> Iterable[str]:
    """Yield all that a remark says: who, the words it is about, the words themselves, and where it was applied."""
    yield " · ".join(part for part in (who(one.author), one.office, when(one.date), one.file) if part) + "\n"
    if one.quoted:
        yield f"About: “{one.quoted}”\n"
    yield one.text
    if one.version:
        yield f"\nApplied in: {one.version}"
