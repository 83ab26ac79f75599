"""Edits a person or post: five lines, the name first."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QGroupBox, QLabel, QWidget

from planwriter.plan.answers import PERSON_LINES, Answer, Person
from planwriter.plan.text import norm_line
from planwriter.template.catalogue import Field
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor
from planwriter.ui.fields.line_box import LineBox

_LABELS = {"name": "Name", "title": "Title", "office": "Office", "phone": "Phone", "email": "E-mail"}


class PersonEditor(AnswerEditor):
    """Name, title, office, phone and e-mail; any may be left empty."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        group = QGroupBox(self)
        group.setProperty("role", "group")
        group.setAccessibleName(field.title)
        group.setFlat(True)
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        self._boxes: dict[str, LineBox] = {}
        self._last_changed = PERSON_LINES[0]
        for number, line in enumerate(PERSON_LINES):
            box = LineBox(group)
            self._name(box, f"{field.title}: {_LABELS[line]}")
            label = QLabel(_LABELS[line], group)
            label.setBuddy(box)
            grid.addWidget(label, number, 0)
            grid.addWidget(box, number, 1)
            box.textChanged.connect(self._on_text_changed)
            self._boxes[line] = box
        self._lines.addWidget(group)
        self.setFocusProxy(self._boxes[PERSON_LINES[0]])

    def focus_at(self, sub_path: tuple[str, ...], caret: int | None = None) -> None:
        """Take the keyboard to a line by its id, else to the one that last changed (after undo) or the name."""
        line = sub_path[0] if sub_path and sub_path[0] in self._boxes else PERSON_LINES[0]
        if not sub_path and caret is not None:
            line = self._last_changed
        self._boxes[line].focus_at(caret)

    def caret(self) -> int | None:
        """Where the caret stands in the line that has the keyboard, or had it last."""
        focused = next((box for box in self._boxes.values() if box.hasFocus()), self._boxes[self._last_changed])
        return focused.cursorPosition()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong with the person, and with single lines, in one place above them."""
        words = [problems[line] for line in ("", *PERSON_LINES) if problems.get(line)]
        super().show_problems({"": " ".join(words)})
        for line, box in self._boxes.items():
            if line in problems:
                box.setAccessibleDescription(problems[line])
            elif box is not self._focus_control():
                box.setAccessibleDescription("")

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        del typed
        person = answer if isinstance(answer, Person) else Person()
        for line, box in self._boxes.items():
            if norm_line(box.words) != norm_line(getattr(person, line)):
                self._last_changed = line
                box.show_words(getattr(person, line))

    def _on_text_changed(self) -> None:
        if self._is_showing:
            return
        person = Person()
        for line, box in self._boxes.items():
            person = replace(person, **{line: norm_line(box.words)})
            if box.hasFocus():
                self._last_changed = line
        self._report(person if person != Person() else None)
