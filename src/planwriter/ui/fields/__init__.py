"""One editor for each kind of answer.

Takes: a field of the catalogue, and a Desk with what the editor needs from outside.
Gives: a widget that shows an answer and reports each edit.
"""

from PySide6.QtWidgets import QWidget

from planwriter.template.catalogue import Element, Field, Kind
from planwriter.ui.fields.choice_editor import ChoiceEditor
from planwriter.ui.fields.choices_editor import ChoicesEditor
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor, below
from planwriter.ui.fields.flag_editor import FlagEditor
from planwriter.ui.fields.line_editor import LineEditor
from planwriter.ui.fields.not_applicable import NotApplicableEditor
from planwriter.ui.fields.person_editor import PersonEditor
from planwriter.ui.fields.read_editor import ReadEditor
from planwriter.ui.fields.refs_editor import RefsEditor
from planwriter.ui.fields.row_form import RowForm
from planwriter.ui.fields.rows_editor import RowsEditor, form_columns
from planwriter.ui.fields.text_editor import TextEditor

__all__ = ["EDITORS", "AnswerEditor", "Desk", "RowForm", "below", "editor_for", "form_columns"]

EDITORS: dict[Kind, type[AnswerEditor]] = {
    Kind.TEXT: TextEditor,
    Kind.LINE: LineEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.CHOICES: ChoicesEditor,
    Kind.FLAG: FlagEditor,
    Kind.NUMBER: ReadEditor,
    Kind.DATE: ReadEditor,
    Kind.DUE: ReadEditor,
    Kind.URL: LineEditor,
    Kind.PERSON: PersonEditor,
    Kind.ROWS: RowsEditor,
    Kind.REFS: RefsEditor,
}


def editor_for(
    field: Field, desk: Desk, parent: QWidget | None = None, *, columns: tuple[str, ...] = ()
) -> AnswerEditor:
    """Return a new editor for a field, with the check box "This does not apply to us" where that is an answer.

    Args:
        field: An element, or a column of a table.
        desk: What the editor needs from outside.
        parent: The widget it stands in.
        columns: For a table: ids of the columns its form shows; all when empty.
    """

    def inner_in(widget: QWidget | None) -> AnswerEditor:
        if field.kind is Kind.ROWS:
            return RowsEditor(field, desk, widget, columns=columns)
        return EDITORS[field.kind](field, desk, widget)

    if isinstance(field, Element) and field.may_not_apply:
        return NotApplicableEditor(field, desk, inner_in, parent)
    return inner_in(parent)
