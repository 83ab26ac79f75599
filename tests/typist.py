"""Types a plan into the real window as a person would: keys alone, from field to field with Tab, page to page with Ctrl+PgDn.

Takes answers in the JSON form of a plan. Dates and due dates are typed in people's words ("Q4 FY12", "Mar 2012",
"3/31/2012"); the fiscal years and months are spelled here once more, so that a fault in the program's own reading shows.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QWidget

from planwriter.plan.plan import Path
from planwriter.template.catalogue import Column, Field, Kind
from planwriter.ui.fields import AnswerEditor
from planwriter.ui.fields.line_box import LineBox
from planwriter.ui.fields.not_applicable import NotApplicableEditor
from planwriter.ui.fields.rows_editor import RowsEditor
from planwriter.wizard import flow
from tests.real_window import CONTROL, SHIFT, RealWindow

Key = Qt.Key
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PERSON = ("name", "title", "office", "phone", "email")
MOST_TABS = 250


def in_peoples_words(code: str) -> str:
    """How somebody types a day, month, quarter or year."""
    if code.startswith("FY"):
        year, _hyphen, quarter = code.partition("-")
        short = f"FY{year[-2:]}"
        return f"{quarter} {short}" if quarter else short
    year, month, *day = code.split("-")
    return f"{int(month)}/{int(day[0])}/{year}" if day else f"{MONTHS[int(month) - 1]} {year}"


class Typist:
    """Somebody at the keyboard, with the plan they have in mind.

    Attributes:
        rows: Ids of the rows in mind by the table's key, in the order they were typed.
    """

    def __init__(self, real: RealWindow) -> None:
        self.real = real
        self.rows: dict[str, list[str]] = {}
        self._ways: dict[Kind, Callable[[AnswerEditor, Any], None]] = {
            Kind.TEXT: self._text,
            Kind.LINE: self._words,
            Kind.URL: self._words,
            Kind.NUMBER: lambda editor, value: self._words(editor, str(value)),
            Kind.DATE: lambda editor, value: self._words(editor, in_peoples_words(value)),
            Kind.DUE: lambda editor, value: self._words(editor, in_peoples_words(value)),
            Kind.CHOICE: self._choice,
            Kind.CHOICES: self._choices,
            Kind.FLAG: self._flag,
            Kind.PERSON: self._person,
            Kind.ROWS: self._rows,
            Kind.REFS: self._refs,
        }

    # --- the way through the plan -------------------------------------------------------------------------------

    def type_plan(self, answers: Mapping[str, Any]) -> None:
        """Go from the first page to the last and type what is in mind and not yet there; `answers` by element key."""
        self.to_first_page()
        while True:
            self.type_page(answers)
            here = self.real.workbench.stop.id
            self.real.press(Key.Key_PageDown, CONTROL)
            if self.real.workbench.stop.id == here:
                return

    def to_first_page(self) -> None:
        """Go to the first page of the plan, with the keyboard in its first field."""
        for _ in self.real.workbench.stops:
            self.real.press(Key.Key_PageUp, CONTROL)
        assert self.real.workbench.stop == self.real.workbench.stops[0]

    def type_page(self, answers: Mapping[str, Any]) -> None:
        """Type what one page asks for."""
        workbench = self.real.workbench
        for one in flow.asked(workbench.session.catalogue, workbench.stop):
            value = self._in_mind(one.path, answers)
            if value is not None and workbench.session.plan.at(one.path) is None:
                self.answer(self.real.page._editors[one.path], value)

    def answer(self, editor: AnswerEditor, value: Any) -> None:
        """Go to an editor with Tab and type one answer."""
        if isinstance(editor, NotApplicableEditor):
            if isinstance(value, dict) and "not_applicable" in value:
                self._reason(editor, value["not_applicable"])
                return
            editor = editor._inner
        self._ways[editor.field.kind](editor, value)

    def tab_to(self, control: QWidget, *, back: bool = False) -> None:
        """Press Tab (or Shift+Tab) until a control has the keyboard."""
        for _ in range(MOST_TABS):
            if control.hasFocus():
                return
            self.real.press(Key.Key_Backtab if back else Key.Key_Tab, SHIFT if back else Qt.KeyboardModifier.NoModifier)
        raise AssertionError(f"Tab does not lead to {control.objectName()} {control.accessibleName()!r}")

    def _in_mind(self, path: Path, answers: Mapping[str, Any]) -> Any:
        """The value for a path of the open plan; a row of the open plan stands for the one typed in its place."""
        value = answers.get(path[0])
        if len(path) == 1 or value is None:
            return value
        table = self.real.workbench.session.plan.rows(path[0])
        place = [row.id for row in table].index(path[1])
        return value[place].get(path[2]) if place < len(value) else None

    # --- one kind each ------------------------------------------------------------------------------------------

    def _words(self, editor: AnswerEditor, value: str) -> None:
        self.tab_to(editor.focusProxy())
        self.real.press(Key.Key_A, CONTROL)
        self.real.type_words(value)
        if isinstance(editor.focusProxy(), LineBox) and editor.focusProxy().completer():
            self.real.press(Key.Key_Escape)  # the wording is our own, not one of those offered

    def _text(self, editor: AnswerEditor, value: Any) -> None:
        self.tab_to(editor.focusProxy())
        blocks = [{"kind": "paragraph", "level": 0, "text": line} for line in value.split("\n")] if isinstance(value, str) else value  # fmt: skip
        kind, level = "paragraph", 0
        for number, block in enumerate(blocks):
            if number:
                self.real.press(Key.Key_Return)
            if block["kind"] != kind:
                self._switch_list(kind if block["kind"] == "paragraph" else block["kind"])
                kind = block["kind"]
                level = 0 if kind == "paragraph" else level
            if block.get("level", 0) != level:
                self.real.press(Key.Key_BracketRight if block["level"] > level else Key.Key_BracketLeft, CONTROL)
                level = block["level"]
            self._runs(block["text"])

    def _switch_list(self, kind: str) -> None:
        self.real.press(Key.Key_L if kind == "bullet" else Key.Key_7, CONTROL | SHIFT)

    def _runs(self, runs: Any) -> None:
        for run in [{"text": runs}] if isinstance(runs, str) else runs:
            marks = [key for name, key in (("bold", Key.Key_B), ("italic", Key.Key_I)) if run.get(name)]
            for key in marks:
                self.real.press(key, CONTROL)
            self.real.type_words(run["text"])
            for key in marks:
                self.real.press(key, CONTROL)
            if "href" in run:
                self.real.press(Key.Key_K, CONTROL)
                self.real.type_words(run["href"])
                self.real.press(Key.Key_Return)

    def _choice(self, editor: AnswerEditor, value: str) -> None:
        self._pick(editor.focusProxy(), lambda box: box.currentData() == value)

    def _pick(self, box: QWidget, is_it: Callable[[QComboBox], bool]) -> None:
        assert isinstance(box, QComboBox)
        self.tab_to(box)
        self.real.press(Key.Key_Home)
        for _ in range(box.count()):
            if is_it(box):
                return
            self.real.press(Key.Key_Down)
        raise AssertionError(f"not offered by {box.accessibleName()}")

    def _choices(self, editor: AnswerEditor, value: list[str]) -> None:
        ids = [choice.id for choice in editor.field.choices]
        self._tick(editor, [ids.index(one) for one in value])

    def _tick(self, editor: AnswerEditor, places: list[int]) -> None:
        boxes = [one for one in editor.findChildren(QCheckBox) if not one.isHidden()]
        for place in sorted(places):
            self.tab_to(boxes[place])
            self.real.press(Key.Key_Space)
            assert boxes[place].isChecked()

    def _flag(self, editor: AnswerEditor, value: bool) -> None:
        yes, no = editor.findChildren(QRadioButton)
        self.tab_to(no if no.isChecked() else yes)
        self.real.press(Key.Key_Space)
        if not value:
            self.real.press(Key.Key_Right)

    def _person(self, editor: AnswerEditor, value: Mapping[str, str]) -> None:
        boxes = editor.findChildren(LineBox)
        for line, box in zip(PERSON, boxes, strict=True):
            if line in value:
                self.tab_to(box)
                self.real.type_words(value[line])

    def _reason(self, editor: NotApplicableEditor, value: str) -> None:
        self.tab_to(editor._check)
        self.real.press(Key.Key_Space)
        self.tab_to(editor._reason)
        self.real.type_words(value)

    def _refs(self, editor: AnswerEditor, value: list[str]) -> None:
        known = self.rows[editor.field.refers_to]
        if not editor.field.at_most_one:
            self._tick(editor, [known.index(one) for one in value])
            return
        place = known.index(value[0]) + 1
        self._pick(editor.focusProxy(), lambda box: box.currentIndex() == place)

    def _rows(self, editor: AnswerEditor, value: list[Mapping[str, Any]]) -> None:
        assert isinstance(editor, RowsEditor)
        for number, row in enumerate(value):
            if number == 0:
                self.tab_to(editor.focusProxy())
            elif any(isinstance(cell, list) and cell and isinstance(cell[0], dict) for cell in row.values()):
                self.tab_to(editor._list, back=True)  # out of a table in the row, where the same keys add to that one
            self.real.press(Key.Key_Return, CONTROL | SHIFT)
            self._row(editor, row)
        if not isinstance(editor.field, Column):
            self.rows[editor.field.key] = [row["id"] for row in value]  # type: ignore[attr-defined]

    def _row(self, editor: RowsEditor, row: Mapping[str, Any]) -> None:
        assert editor._form is not None
        for column_id, cell_editor in editor._form.editors.items():
            if column_id in row:
                self.answer(cell_editor, row[column_id])


def as_in_mind(form: Any, in_mind: Any) -> Any:
    """Return a plan's JSON form with the ids of its rows changed to those in mind, row by row in order."""
    import json

    words = json.dumps(form, ensure_ascii=False)
    for made, wanted in _pairs_of_ids(form, in_mind):
        words = words.replace(f'"{made}"', f'"{wanted}"')
    return json.loads(words)


def _pairs_of_ids(form: Any, in_mind: Any) -> list[tuple[str, str]]:
    if isinstance(form, dict) and isinstance(in_mind, dict):
        own = [(form["id"], in_mind["id"])] if "id" in form and "id" in in_mind else []
        return own + [pair for key in form.keys() & in_mind.keys() for pair in _pairs_of_ids(form[key], in_mind[key])]
    if isinstance(form, list) and isinstance(in_mind, list):
        return [pair for one, other in zip(form, in_mind, strict=False) for pair in _pairs_of_ids(one, other)]
    return []


def field_words(field: Field) -> str:
    """A sentence for a field, of letters that every part of the way must carry."""
    return f"What {field.title.lower()} says: “café” & <b> 100 %"
