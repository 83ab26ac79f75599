"""Edits any number of picks from a list."""

from collections.abc import Mapping
from textwrap import fill

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGroupBox, QVBoxLayout, QWidget

from planwriter.plan.answers import Answer
from planwriter.template.catalogue import Field
from planwriter.ui.fields.choice_editor import unread_words
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor

_WIDE = 64  # characters; Qt's check boxes break no lines themselves


class CheckGroup(QGroupBox):
    """Check boxes under one name; ids by box."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "group")
        self.setAccessibleName(name)
        self.setFlat(True)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._boxes: dict[str, QCheckBox] = {}
        self._entries: list[tuple[str, str]] = []

    @property
    def boxes(self) -> dict[str, QCheckBox]:
        """The boxes by their ids, in order."""
        return dict(self._boxes)

    @property
    def entries(self) -> list[tuple[str, str]]:
        """What is offered, as (id, words)."""
        return list(self._entries)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids that are ticked, in order."""
        return tuple(one for one, box in self._boxes.items() if box.isChecked())

    def show_chosen(self, ids: tuple[str, ...]) -> None:
        """Tick these and no others."""
        for one, box in self._boxes.items():
            box.setChecked(one in ids)

    def offer(self, entries: list[tuple[str, str]]) -> list[QCheckBox]:
        """Put other boxes in place of those there are; returns the new ones, to be connected."""
        for box in self._boxes.values():
            self._rows.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes, self._entries = {}, list(entries)
        for one, words in entries:
            box = QCheckBox(fill(words, _WIDE).replace("&", "&&"), self)
            box.setAccessibleName(words)
            self._boxes[one] = box
            self._rows.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
            box.show()  # the layout would do so later, and the keyboard may be wanted here at once
        return list(self._boxes.values())


class ChoicesEditor(AnswerEditor):
    """Any of the catalogue's choices, kept in the catalogue's order."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self._group = CheckGroup(field.title, self)
        boxes = self._group.offer([(choice.id, choice.label) for choice in field.choices])
        for box in boxes:
            box.setObjectName(field.id)
            box.toggled.connect(self._on_toggled)
        self._lines.addWidget(self._group)
        if boxes:
            self.setFocusProxy(boxes[0])

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        chosen = answer if isinstance(answer, tuple) else ()
        if set(self._group.chosen) != set(chosen):
            self._group.show_chosen(chosen)
        self._own_problem = unread_words(typed)

    def _on_toggled(self) -> None:
        self._report(self._group.chosen or None)
