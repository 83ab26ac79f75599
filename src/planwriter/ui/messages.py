"""The one road to the person: a bar above the page for what failed, and polite words for screen readers."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from planwriter.errors import PlanwriterError


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say `words` when it next pauses; shows nothing."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # nothing is said before the first paint

    event = QAccessibleAnnouncementEvent(widget, words)
    QAccessible.updateAccessibility(event)


class MessageBar(QFrame):
    """One message above the page; a new one takes the place of the old, so that repeats never stack."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(self)
        self._close = QPushButton("Close this message", self)
        self._close.setProperty("role", "link")
        self._close.clicked.connect(self.hide)
        self._on_action: Callable[[], object] | None = None
        self._action.clicked.connect(self._on_action_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    @property
    def words(self) -> str:
        """What the bar says; "" when it is not shown."""
        return self._words.text() if not self.isHidden() else ""

    def show_error(self, error: PlanwriterError) -> None:
        """Show what failed and what to do next."""
        self._show(f"{error.title} {error.advice}", "problem")

    def show_words(self, words: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Show plain news, with one button when there is something to do about it."""
        self._show(words, "note", action, on_action)

    def _show(self, words: str, role: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        self._words.setText(words)
        self._on_action = on_action
        self._action.setText(action)
        self._action.setVisible(bool(action))
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
        self.show()
        announce(self, words)

    def _on_action_clicked(self) -> None:
        self.hide()
        if self._on_action:
            self._on_action()
