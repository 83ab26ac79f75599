"""Edits a table: the list of its rows above, the form of the chosen row below."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from planwriter.plan.answers import Answer, Row, Rows
from planwriter.plan.draft import path_key
from planwriter.template.catalogue import Column, Field
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor, below
from planwriter.ui.fields.row_form import RowForm
from planwriter.ui.fields.rows_list import RowButtons, RowsList
from planwriter.ui.fields.rows_model import RowsModel
from planwriter.ui.fields.summary import called
from planwriter.ui.fields.tab_order import put_after
from planwriter.ui.timeline_picture import TimelinePicture

_ALT = Qt.KeyboardModifier.AltModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_CONTROL_SHIFT = _CONTROL | Qt.KeyboardModifier.ShiftModifier


class RowsEditor(AnswerEditor):
    """A table of rows.

    An edit in the form is reported by (row id, column id, …); adding, moving and removing rows by () with the whole
    table as it is then.
    """

    def __init__(
        self, field: Field, desk: Desk, parent: QWidget | None = None, *, columns: tuple[str, ...] = ()
    ) -> None:
        super().__init__(field, desk, parent)
        self._rows = Rows()
        self._typed: Mapping[str, str] = {}
        self._problems: Mapping[str, str] = {}
        self._chosen = ""
        self._form_columns = form_columns(field, columns)
        self._form: RowForm | None = None
        self._build()
        self._show_rows()

    def _build(self) -> None:
        title = self.field.title
        self._empty = QLabel("No rows yet. Each one you add is listed here, and you fill it in below the list.", self)
        self._empty.setProperty("role", "hint")
        self._empty.setWordWrap(True)
        self._first = QPushButton("Add the first row", self)
        self._name(self._first, f"Add the first row: {title}")
        self._first.setToolTip("Add the first row (Ctrl+Shift+Enter)")
        self._first.clicked.connect(self._on_added)
        self._model = RowsModel(self.field, self.desk, self)
        self._list = RowsList(self._model, title, self)
        self._list.setObjectName(self.field.id)
        self._list.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self._buttons = RowButtons(title, self)
        self._buttons.added.connect(self._on_added)
        self._buttons.duplicated.connect(self._on_duplicated)
        self._buttons.moved.connect(self._on_moved)
        self._buttons.removed.connect(self._on_removed)
        self._timeline = TimelinePicture(self.field, self) if TimelinePicture.shows(self.field) else None
        self._heading = QLabel(self)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setProperty("role", "h2")
        self._heading.setWordWrap(True)
        self._lines.addWidget(self._empty)
        self._lines.addWidget(self._first, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._list, self._buttons, self._timeline, self._heading):
            if widget is not None:
                self._lines.addWidget(widget)

    # --- what the page calls --------------------------------------------------------------------------------------

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show each problem in the form, and in the list how many a row has."""
        super().show_problems(problems)
        self._problems = problems
        self._model.show_problems(problems)
        self._list.show_column(self._model.columnCount() - 1, is_shown=self._model.has_problems)
        if self._form and self._chosen:
            self._form.show_problems(below(problems, self._chosen))

    def focus_at(self, sub_path: tuple[str, ...], caret: int | None = None) -> None:
        """Take the keyboard to the list, to a row in it (row id), or into its form (row id, column id, …)."""
        if sub_path and sub_path[0] in self._rows.ids:
            self._list.choose(self._rows.index(sub_path[0]))
            if len(sub_path) > 1 and self._form and sub_path[1] in self._form.editors:
                self._form.focus_at(sub_path[1:], caret)
                return
        self._focus_control().setFocus()

    def caret(self) -> int | None:
        """Where the caret stands in the form."""
        return self._form.caret() if self._form else None

    def flush(self) -> None:
        """Report at once whatever was typed in the form and not yet reported."""
        if self._form:
            self._form.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add, duplicate and move rows from anywhere in the table."""
        keys: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], None]] = {
            (_CONTROL_SHIFT, Qt.Key.Key_Return): self._on_added,
            (_CONTROL_SHIFT, Qt.Key.Key_Enter): self._on_added,
            (_CONTROL, Qt.Key.Key_D): self._on_duplicated,
            (_ALT, Qt.Key.Key_Up): lambda: self._on_moved(-1),
            (_ALT, Qt.Key.Key_Down): lambda: self._on_moved(1),
        }
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if command := keys.get((modifiers, Qt.Key(event.key()))):
            command()
        else:
            super().keyPressEvent(event)

    # --- showing --------------------------------------------------------------------------------------------------

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        self._rows = answer if isinstance(answer, Rows) else Rows()
        self._typed = typed
        self._show_rows()

    def _show_rows(self) -> None:
        """Bring list, form and picture up to date; the chosen row stays chosen, or the one in its place."""
        was_showing, self._is_showing = self._is_showing, True
        place = self._list.chosen
        if self._chosen in self._rows.ids:
            place = self._rows.index(self._chosen)
        place = max(0, min(place, len(self._rows) - 1)) if len(self._rows) else -1
        self._chosen = self._rows.ids[place] if place >= 0 else ""
        if self._model.show_rows(self._rows, self._typed) and place >= 0:
            self._list.choose(place)
        self._list.show_column(self._model.columnCount() - 1, is_shown=self._model.has_problems)
        self._show_parts()
        self._show_form(place)
        self._is_showing = was_showing

    def _show_parts(self) -> None:
        has_rows = bool(len(self._rows))
        has_focus = self._first.hasFocus() or self._holds(self.window().focusWidget())
        self._list.setVisible(has_rows)
        self._buttons.setVisible(has_rows)
        self._heading.setVisible(has_rows)
        if not has_rows and self._form and has_focus:
            self._first.show()
            self._first.setFocus()
        self._empty.setVisible(not has_rows)
        self._first.setVisible(not has_rows)
        self.setFocusProxy(self._list if has_rows else self._first)
        if self._timeline:
            self._timeline.show_rows(self._rows)

    def _show_form(self, place: int) -> None:
        self._buttons.show_place(place, len(self._rows))
        if place < 0:
            if self._form:
                self._form.hide()
            return
        if self._form is None:
            self._form = RowForm(self._form_columns, self.desk, self)
            self._form.edited.connect(self._on_cell_edited)
            self._form.left.connect(self.left)
            self._form.went_to.connect(self.went_to)
            self._lines.addWidget(self._form)
            put_after(self._timeline or self._buttons.remove, self._form)
        row = self._rows.rows[place]
        self._form.show_row(row, below(self._typed, row.id))
        self._form.show_problems(below(self._problems, row.id))
        self._form.show()
        self._show_heading(place)

    def _show_heading(self, place: int) -> None:
        name = called(self._rows.rows[place], self.field, place + 1)
        words = name if name == f"Row {place + 1}" else f"Row {place + 1}: {name}"
        self._heading.setText(words)

    # --- edits ----------------------------------------------------------------------------------------------------

    def _on_row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._is_showing or not current.isValid():
            return
        self.flush()
        self._chosen = self._rows.ids[current.row()]
        was_showing, self._is_showing = self._is_showing, True
        self._show_form(current.row())
        self._is_showing = was_showing

    def _on_cell_edited(self, sub_path: tuple[str, ...], answer: Answer | None, words: str) -> None:
        if self._is_showing or not self._chosen:
            return
        path = (self._chosen, *sub_path)
        self._rows = with_cell(self._rows, path, answer)
        key = path_key(path)
        rest = {other: typed for other, typed in self._typed.items() if other != key}
        self._typed = {**rest, key: words} if words else rest
        self._model.show_rows(self._rows, self._typed)
        self._show_heading(self._rows.index(self._chosen))
        if self._timeline:
            self._timeline.show_rows(self._rows)
        self._report(answer, words, sub_path=path)

    def _on_added(self) -> None:
        self.flush()
        place = self._rows.index(self._chosen) + 1 if self._chosen else 0
        self._put(Row(self.desk.new_row_id(), {}), place)
        if self._form:
            self._form.focus_at(())
        self.desk.announce(f"Added row {place + 1} of {len(self._rows)}.")

    def _on_duplicated(self) -> None:
        if not self._chosen:
            return
        self.flush()
        row = self._rows.row(self._chosen)
        place = self._rows.index(self._chosen) + 1
        name = called(row, self.field, place)
        self._put(replace(row, id=self.desk.new_row_id()), place)
        self.desk.announce(f"Duplicated “{name}”. The copy is row {place + 1} of {len(self._rows)}.")

    def _on_moved(self, by: int) -> None:
        if not self._chosen:
            return
        self.flush()
        place = self._rows.index(self._chosen)
        to = place + by
        if 0 <= to < len(self._rows):
            name = called(self._rows.row(self._chosen), self.field, place + 1)
            self._change(self._rows.moved(self._chosen, to))
            self.desk.announce(f"Moved “{name}” to row {to + 1} of {len(self._rows)}.")

    def _on_removed(self) -> None:
        if not self._chosen:
            return
        self.flush()
        place = self._rows.index(self._chosen)
        name = called(self._rows.row(self._chosen), self.field, place + 1)
        gone, self._chosen = self._chosen, ""
        self._change(self._rows.without_row(gone))
        self.desk.announce(f"Removed “{name}”. Undo with Ctrl+Z.")

    def _put(self, row: Row, place: int) -> None:
        self._chosen = row.id
        self._change(self._rows.with_row(row, at=place))

    def _change(self, rows: Rows) -> None:
        """Show and report other rows; half-typed words of rows that are gone go with them."""
        self._rows = rows
        self._show_rows()
        self._report(rows if len(rows) else None)


def with_cell(rows: Rows, path: tuple[str, ...], answer: Answer | None) -> Rows:
    """Return the rows with the answer at (row id, column id, …) set or cleared; a row that is gone changes nothing."""
    row_id, column_id, *rest = path
    if row_id not in rows.ids:
        return rows
    row = rows.row(row_id)
    if rest:
        inner = row.cells.get(column_id)
        answer = with_cell(inner, tuple(rest), answer) if isinstance(inner, Rows) else inner
    return rows.with_row(row.with_cell(column_id, answer))


def form_columns(field: Field, ids: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of a table by their ids, in the table's order; all of them when none is named."""
    return tuple(column for column in field.columns if not ids or column.id in ids)
