"""Edits references to rows of another table."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from planwriter.plan.answers import Answer
from planwriter.template.catalogue import Field
from planwriter.ui.fields.choice_editor import ChoiceBox
from planwriter.ui.fields.choices_editor import CheckGroup
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor
from planwriter.ui.fields.tab_order import put_after


class RefsEditor(AnswerEditor):
    """Rows of another table: a check box for each, or a list to pick one from.

    A row that is gone stays in sight until the person drops it; while there is nothing to choose, a link leads to the
    page where it is filled in.
    """

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self._shown: tuple[str, ...] = ()
        self._group = CheckGroup(field.title, self)
        self._box = ChoiceBox(self)
        self._name(self._box)
        self._box.currentIndexChanged.connect(self._on_index_changed)
        title = desk.title_of(field.refers_to)
        self._empty = QLabel(
            f"There is nothing in “{title}” yet." if title else "There is nothing to choose yet.", self
        )
        self._empty.setProperty("role", "hint")
        self._empty.setWordWrap(True)
        self._go = QPushButton(f"Go to “{title}”" if title else "Go there and add the first", self)
        self._go.setProperty("role", "link")
        self._name(self._go, f"{field.title}: {self._go.text()}")
        self._go.clicked.connect(lambda: self.went_to.emit(field.refers_to))
        self._lines.addWidget(self._group)
        self._lines.addWidget(self._box, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addWidget(self._empty)
        self._lines.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)
        self._offer()

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        del typed
        self._shown = answer if isinstance(answer, tuple) else ()
        self._offer()

    def _offer(self) -> None:
        """Offer the rows there are, and those chosen that are gone."""
        there = self.desk.rows_of(self.field.refers_to)
        known = {row_id for row_id, _words in there}
        gone = [(one, f"A row that was removed ({one})") for one in self._shown if one not in known]
        entries = [(row_id, words or f"Row {number}") for number, (row_id, words) in enumerate(there, 1)] + gone
        is_one = self.field.at_most_one
        if is_one:
            self._box.show_entries(entries)
            self._box.show_chosen(self._shown[0] if self._shown else "")
        else:
            self._offer_boxes(entries)
        self._group.setVisible(bool(entries) and not is_one)
        self._box.setVisible(bool(entries) and is_one)
        self._empty.setVisible(not entries)
        self._go.setVisible(not entries)
        first = next(iter(self._group.boxes.values()), None) or self._go
        self.setFocusProxy(self._go if not entries else self._box if is_one else first)

    def _offer_boxes(self, entries: list[tuple[str, str]]) -> None:
        if self._group.entries != entries:
            focused = next((one for one, box in self._group.boxes.items() if box.hasFocus()), None)
            last: QWidget = self._box
            for box in self._group.offer(entries):
                box.setObjectName(self.field.id)
                box.toggled.connect(self._on_toggled)
                put_after(last, box)
                last = box
            if focused is not None and (again := self._group.boxes.get(focused) or self._first_box()):
                again.setFocus()
        if set(self._group.chosen) != set(self._shown):
            self._group.show_chosen(self._shown)

    def _first_box(self) -> QWidget | None:
        return next(iter(self._group.boxes.values()), None)

    def _on_toggled(self) -> None:
        if not self._is_showing:
            self._shown = self._group.chosen
            self._report(self._shown or None)

    def _on_index_changed(self) -> None:
        if not self._is_showing:
            self._shown = (self._box.chosen,) if self._box.chosen else ()
            self._report(self._shown or None)
