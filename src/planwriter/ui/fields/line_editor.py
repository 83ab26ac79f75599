"""Edits a line of words or an address, completing it from what is offered."""

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from planwriter.plan.answers import Answer
from planwriter.plan.text import norm_line
from planwriter.template.catalogue import Field, Kind
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor, element_suggestions
from planwriter.ui.fields.line_box import LineBox


class LineEditor(AnswerEditor):
    """A line, or the address of a page (kept as typed; a wrong form is a finding, not a bar)."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self._box = LineBox(self)
        self._name(self._box)
        if field.kind is Kind.URL:
            self._box.setPlaceholderText("https://")
            self._box.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        if offered := element_suggestions(field, desk):
            self._box.setCompleter(self._completer(offered))
        self.setFocusProxy(self._box)
        self._lines.addWidget(self._box)
        self._box.textChanged.connect(self._on_text_changed)

    def focus_at(self, sub_path: tuple[str, ...], caret: int | None = None) -> None:
        """Take the keyboard to the line."""
        del sub_path
        self._box.focus_at(caret)

    def caret(self) -> int | None:
        """Where the caret stands in the line."""
        return self._box.cursorPosition()

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        del typed
        words = answer if isinstance(answer, str) else ""
        if norm_line(self._box.words) != norm_line(words):
            self._box.show_words(words)

    def _completer(self, offered: list[str]) -> QCompleter:
        completer = QCompleter(QStringListModel(offered, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        return completer

    def _on_text_changed(self) -> None:
        words = norm_line(self._box.words)
        self._report(words or None)
