"""Edits a yes or a no, neither of which is given at first."""

from collections.abc import Mapping

from PySide6.QtWidgets import QButtonGroup, QGroupBox, QPushButton, QRadioButton, QWidget

from planwriter.plan.answers import Answer
from planwriter.template.catalogue import Field
from planwriter.ui.fields.choice_editor import unread_words
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor
from planwriter.ui.fields.flow_layout import FlowLayout


class FlagEditor(AnswerEditor):
    """Yes or No, and a way back to neither."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        group = QGroupBox(self)
        group.setProperty("role", "group")
        group.setAccessibleName(field.title)
        group.setFlat(True)
        row = FlowLayout(group, spacing=16)
        self._yes, self._no = QRadioButton("Yes", group), QRadioButton("No", group)
        self._clear = QPushButton("Clear", group)
        self._clear.setProperty("role", "link")
        self._clear.setAccessibleName(f"Clear: {field.title}")
        self._clear.hide()
        for button in (self._yes, self._no):
            button.setObjectName(field.id)
            button.setAccessibleName(f"{button.text()}: {field.title}")
            row.addWidget(button)
        row.addWidget(self._clear)
        self._buttons = QButtonGroup(self)
        self._buttons.addButton(self._yes)
        self._buttons.addButton(self._no)
        self._lines.addWidget(group)
        self.setFocusProxy(self._yes)
        self._yes.toggled.connect(self._on_toggled)
        self._no.toggled.connect(self._on_toggled)
        self._clear.clicked.connect(self._on_cleared)
        self._shown: bool | None = None

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        given = answer if isinstance(answer, bool) else None
        self._own_problem = unread_words(typed)
        if given != self._shown:
            self._shown = given
            self._buttons.setExclusive(False)
            self._yes.setChecked(given is True)
            self._no.setChecked(given is False)
            self._buttons.setExclusive(True)
            self._show_parts()

    def _on_toggled(self, is_checked: bool) -> None:  # noqa: FBT001  Qt's signal
        if self._is_showing or not is_checked:
            return
        self._shown = self._yes.isChecked()
        self._show_parts()
        self._report(self._shown)

    def _show_parts(self) -> None:
        """Let Tab and problems meet the answer that is given, or Yes."""
        self._clear.setVisible(self._shown is not None)
        self.setFocusProxy(self._no if self._shown is False else self._yes)

    def _on_cleared(self) -> None:
        self.show_answer(None, {})
        self._yes.setFocus()
        self._report(None)
