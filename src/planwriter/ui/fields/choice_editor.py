"""Edits one pick from a list."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from planwriter.plan.answers import Answer
from planwriter.template.catalogue import Field
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor

NOTHING_CHOSEN = "Choose…"


class ChoiceBox(QComboBox):
    """A list to pick from; its first entry is no answer, and turning the wheel over it scrolls the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(14)
        self.addItem(NOTHING_CHOSEN, "")

    @property
    def chosen(self) -> str:
        """The id of the entry that is picked; "" for none."""
        return str(self.currentData() or "")

    def show_chosen(self, entry_id: str) -> None:
        """Pick an entry by its id; none when it is not there."""
        self.setCurrentIndex(max(0, self.findData(entry_id)))

    def show_entries(self, entries: list[tuple[str, str]]) -> None:
        """Offer other entries, as (id, words); what is picked stays picked if it is still there."""
        offered = [(str(self.itemData(n)), self.itemText(n)) for n in range(1, self.count())]
        if offered == entries:
            return
        chosen = self.chosen
        while self.count() > 1:
            self.removeItem(1)
        for entry_id, words in entries:
            self.addItem(words, entry_id)
        self.show_chosen(chosen)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the list has the keyboard."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Alt+Up to the table around, which moves the row."""
        if event.key() == Qt.Key.Key_Up and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ChoiceEditor(AnswerEditor):
    """One of the catalogue's choices."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self._box = ChoiceBox(self)
        self._box.show_entries([(choice.id, choice.label) for choice in field.choices])
        self._name(self._box)
        self.setFocusProxy(self._box)
        self._lines.addWidget(self._box, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.currentIndexChanged.connect(self._on_index_changed)

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        self._box.show_chosen(answer if isinstance(answer, str) else "")
        self._own_problem = unread_words(typed)

    def _on_index_changed(self) -> None:
        if not self._is_showing:
            self._complain("")
        self._report(self._box.chosen or None)


def unread_words(typed: Mapping[str, str]) -> str:
    """Return what to say of words that came in and are none of the choices; "" when there are none."""
    words = typed.get("", "").strip()
    return f"“{words}” is not one of the choices. Choose one." if words else ""
