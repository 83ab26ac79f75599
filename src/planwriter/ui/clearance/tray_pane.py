"""What found no place in the plan: words to be put into an answer, and answers that did not come back."""

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from planwriter.plan.answers import Rows
from planwriter.plan.draft import path_from_key, path_key
from planwriter.plan.plan import Path, Plan
from planwriter.template.catalogue import Catalogue, Field, Kind
from planwriter.ui.buttons import push_button
from planwriter.ui.clearance.deciding import Deciding, Filter, Group, GroupKind
from planwriter.ui.clearance.review_words import unplaced_lines
from planwriter.ui.clearance.rows import chosen, fill, long_list
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label

_KINDS = (Kind.TEXT, Kind.LINE)
_ABOUT = {
    GroupKind.NOT_PLACED: "These words stand beside the answers. Choose an answer to add them to.",
    GroupKind.MISSING: "These answers did not come back. They stay in your plan; ask the reviewer.",
}


class TrayPane(QWidget):
    """A list, and for words the box that says where they go.

    Signals:
        put: The id of unplaced words and the path of the answer they go into; None for nowhere.
    """

    put = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = words_label("", self, role="h2")
        self._about = words_label("", self, role="hint")
        self.list = long_list("Not placed", "review_tray", self)
        self.list.currentRowChanged.connect(lambda _row: self._show_place())
        self._box = QComboBox(self)
        self._box.setObjectName("put_into")
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(20)
        self._label = words_label("Put i&nto", self, role="label", buddy=self._box)
        self._put = push_button(
            "Put it &there", self, name="put_there", on_click=lambda: self._tell(self._box.currentData())
        )
        self._leave = push_button("Leave it out", self, name="leave_out", on_click=lambda: self._tell(""))
        self._deciding: Deciding | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        for widget in (self._title, self._about):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self._label)
        column.addWidget(self._box)
        row = FlowLayout()
        row.addWidget(self._put)
        row.addWidget(self._leave)
        column.addLayout(row)

    @property
    def chosen(self) -> str:
        """The id of the words in hand; "" while there are none."""
        return chosen(self.list)

    def show_group(self, deciding: Deciding, group: Group, only: Filter) -> None:
        """Show the words that found no place, or the answers that did not come back."""
        is_words = group.kind is GroupKind.NOT_PLACED
        if self._deciding is not deciding or not self._box.count():
            self._fill_box(deciding)
        self._deciding = deciding
        self._title.setText(group.title)
        self._about.setText(_ABOUT[group.kind])
        self.list.setAccessibleName(group.title)
        if is_words:
            self._show_unplaced(deciding, only)
        else:
            lines = (
                (str(number), [deciding.places.place_of(one.path), one.file])
                for number, one in enumerate(deciding.review.missing)
            )
            fill(self.list, lines, "Nothing is missing.")
        for widget in (self._label, self._box, self._put, self._leave):
            widget.setVisible(is_words)
            widget.setEnabled(is_words and bool(self.chosen))
        self._show_place()

    def _show_unplaced(self, deciding: Deciding, only: Filter) -> None:
        shown = [deciding.review.unplaced[number] for number in deciding.unplaced_shown(only)]

        def place(unplaced_id: str) -> str:
            path = deciding.placed.get(unplaced_id)
            return deciding.places.place_of(path) if path else ""

        lines = ((one.id, unplaced_lines(one, place=place(one.id))) for one in shown)
        fill(self.list, lines, "Everything has found its place.")

    def _fill_box(self, deciding: Deciding) -> None:
        with QSignalBlocker(self._box):
            self._box.clear()
            for path in writable(deciding.places.plan, deciding.places.catalogue):
                self._box.addItem(deciding.places.place_of(path), path_key(path))

    def _show_place(self) -> None:
        deciding, unplaced_id = self._deciding, self.chosen
        if deciding is None or self._box.isHidden() or not unplaced_id:
            return
        path = deciding.placed.get(unplaced_id)
        if path is None:
            after = next((one.after for one in deciding.review.unplaced if one.id == unplaced_id), "")
            path = next(
                (one for one in writable(deciding.places.plan, deciding.places.catalogue) if one[0] == after), None
            )
        if path is not None:
            self._box.setCurrentIndex(self._box.findData(path_key(path)))

    def _tell(self, key: object) -> None:
        if self.chosen:
            self.put.emit(self.chosen, path_from_key(str(key)) if key else None)


def writable(plan: Plan, catalogue: Catalogue) -> Iterator[Path]:
    """Yield the paths of all texts and lines of a plan, in its order: where words can be added."""
    for section in catalogue.sections:
        for element in section.elements:
            yield from _writable((element.key,), element, plan)


def _writable(path: Path, field: Field, plan: Plan) -> Iterator[Path]:
    if field.kind in _KINDS:
        yield path
        return
    table = plan.at(path) if field.kind is Kind.ROWS else None
    for row in table if isinstance(table, Rows) else ():
        for column in field.columns:
            yield from _writable((*path, row.id, column.id), column, plan)
