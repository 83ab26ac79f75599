"""Edits what is typed in words and read as a value: numbers, dates and due dates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from planwriter.plan.answers import Answer, number_in_words, read_number
from planwriter.plan.due import MONTHS, Due, day_in_words, read_day, read_due
from planwriter.template.catalogue import Field, Kind
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor
from planwriter.ui.fields.line_box import LineBox
from planwriter.ui.pasted_text import cleaned_line


@dataclass(frozen=True)
class _Way:
    """How one kind is read and shown.

    Attributes:
        read: The value of typed words; raises ValueError with words that say what to type.
        typed_form: Words that are read as that value.
        reading: How it was understood, shown beneath; "" when that needs no saying.
        wide: Width of the line in characters.
    """

    read: Callable[[str], Answer]
    typed_form: Callable[[Answer], str]
    reading: Callable[[Answer], str]
    wide: int


def _number_form(answer: Answer) -> str:
    return number_in_words(answer) if isinstance(answer, int | float) else ""


def _day_form(answer: Answer) -> str:
    return f"{answer.month}/{answer.day}/{answer.year}" if isinstance(answer, date) else ""


def _day_reading(answer: Answer) -> str:
    return f"{answer:%A}, {day_in_words(answer)}" if isinstance(answer, date) else ""


def _due_form(answer: Answer) -> str:
    if not isinstance(answer, Due):
        return ""
    if answer.code.startswith("FY"):
        year, _hyphen, quarter = answer.code.partition("-")
        return f"{quarter} {year}" if quarter else year
    if len(answer.code) == len("2012-03"):
        return f"{MONTHS[answer.last_day.month - 1]} {answer.last_day.year}"
    return _day_form(answer.last_day)


def _due_reading(answer: Answer) -> str:
    return answer.reading if isinstance(answer, Due) else ""


def _no_reading(_answer: Answer) -> str:
    return ""


_WAYS = {
    Kind.NUMBER: _Way(read_number, _number_form, _no_reading, 18),
    Kind.DATE: _Way(read_day, _day_form, _day_reading, 24),
    Kind.DUE: _Way(read_due, _due_form, _due_reading, 24),
}


class ReadEditor(AnswerEditor):
    """A line whose words are read as a number, a date or a due date; the reading is shown beneath.

    Words that cannot be read yet are reported as they are typed; what to type instead is said once the person has
    gone on, never while they type.
    """

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self._way = _WAYS[field.kind]
        self._box = LineBox(self)
        self._name(self._box)
        self._box.setMinimumWidth(self._box.fontMetrics().averageCharWidth() * self._way.wide)
        self._box.setSizePolicy(self._box.sizePolicy().Policy.Maximum, self._box.sizePolicy().verticalPolicy())
        self._lines.addWidget(self._box, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.setSpacing(2)
        self._reading = QLabel(self)
        self._reading.setProperty("role", "hint")
        self._reading.setWordWrap(True)
        self._reading.setVisible(field.kind is not Kind.NUMBER)
        self._lines.addWidget(self._reading)
        self.setFocusProxy(self._box)
        self._box.textChanged.connect(self._on_text_changed)

    def focus_at(self, sub_path: tuple[str, ...], caret: int | None = None) -> None:
        """Take the keyboard to the line."""
        del sub_path
        self._box.focus_at(caret)

    def caret(self) -> int | None:
        """Where the caret stands in the line."""
        return self._box.cursorPosition()

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        words = cleaned_line(typed.get("", "")).strip()
        if not words and answer is not None and self._value() != answer:
            self._box.show_words(self._way.typed_form(answer))
        elif (words or answer is None) and self._box.words.strip() != words:
            self._box.show_words(words)
        self._show_reading()
        self._own_problem = "" if self._box.hasFocus() and not self._own_problem else self._trouble()

    def _complain_on_leaving(self) -> None:
        self._complain(self._trouble())

    def _value(self) -> Answer | None:
        try:
            return self._way.read(self._box.words) if self._box.words.strip() else None
        except ValueError:
            return None

    def _trouble(self) -> str:
        if not self._box.words.strip():
            return ""
        try:
            self._way.read(self._box.words)
        except ValueError as trouble:
            return str(trouble)
        return ""

    def _show_reading(self) -> None:
        value = self._value()
        self._note = self._way.reading(value) if value is not None else ""
        self._reading.setText(self._note or " ")

    def _on_text_changed(self) -> None:
        if self._is_showing:
            return
        self._show_reading()
        if self._own_problem:
            self._own_problem = self._trouble()
        self._describe()
        value = self._value()
        self._report(value, "" if value is not None else self._box.words.strip())
