"""One row's answers as a form: a labelled editor for each column, below each other."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planwriter.plan.answers import Row
from planwriter.template.catalogue import Column, Requirement
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor, below

_MARKS = {Requirement.REQUIRED: "(required)", Requirement.RECOMMENDED: "", Requirement.OPTIONAL: "(optional)"}


class RowForm(QWidget):
    """The form of a row, below its list or on a page of its own.

    Attributes:
        edited: (column id and what is below it, answer or None, words that cannot be read yet or "").
        left: The focus left one of its editors.
        went_to: The person asks for another page, by the key of its element.
    """

    edited = Signal(tuple, object, str)
    left = Signal()
    went_to = Signal(str)

    def __init__(self, columns: tuple[Column, ...], desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editors: dict[str, AnswerEditor] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        for column in columns:
            self._add(column, desk)

    @property
    def editors(self) -> dict[str, AnswerEditor]:
        """The editors by column id, in order."""
        return dict(self._editors)

    def show_row(self, row: Row, typed: Mapping[str, str]) -> None:
        """Show a row's answers; `typed` holds half-typed words by the sub-path key below the row."""
        for column_id, editor in self._editors.items():
            editor.show_answer(row.cells.get(column_id), below(typed, column_id))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show each problem, by the sub-path key below the row, above what it is about."""
        for column_id, editor in self._editors.items():
            editor.show_problems(below(problems, column_id))

    def focus_at(self, sub_path: tuple[str, ...], caret: int | None = None) -> None:
        """Take the keyboard to a column's editor, or to the first; no-one when the column is not in this form."""
        column_id = sub_path[0] if sub_path else next(iter(self._editors), "")
        if editor := self._editors.get(column_id):
            editor.focus_at(sub_path[1:], caret)

    def caret(self) -> int | None:
        """Where the caret stands in the editor that has the keyboard."""
        for editor in self._editors.values():
            if editor.isAncestorOf(self.window().focusWidget() or self):
                return editor.caret()
        return None

    def flush(self) -> None:
        """Report at once whatever was typed and not yet reported."""
        for editor in self._editors.values():
            editor.flush()

    def _add(self, column: Column, desk: Desk) -> None:
        from planwriter.ui.fields import editor_for  # here and not above: a table's form may hold a table

        mark = _MARKS[column.requirement]
        label = QLabel(f"{column.title} {mark}".strip(), self)
        label.setProperty("role", "label")
        label.setWordWrap(True)
        self._lines.addWidget(label)
        if column.hint:
            hint = QLabel(column.hint, self)
            hint.setProperty("role", "hint")
            hint.setWordWrap(True)
            self._lines.addWidget(hint)
        editor = editor_for(column, desk, self)
        label.setBuddy(editor.focusProxy())
        self._lines.addWidget(editor)
        self._lines.addSpacing(8)
        self._editors[column.id] = editor
        editor.edited.connect(lambda sub_path, answer, words: self.edited.emit((column.id, *sub_path), answer, words))
        editor.left.connect(self.left)
        editor.went_to.connect(self.went_to)
