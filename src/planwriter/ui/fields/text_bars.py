"""What stands around a text: its five buttons, the line for a link's address, and the word on what was pasted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from planwriter.plan.text import BlockKind
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.fields.line_box import LineBox
from planwriter.ui.fields.link_marks import as_address
from planwriter.ui.fields.written_text import WrittenText


class TextToolbar(QWidget):
    """Five buttons and the count of words; one stop of the Tab key, left and right arrows go on inside."""

    def __init__(self, edit: WrittenText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        row = FlowLayout(self, spacing=2, last_at_right=True)
        self._bold = self._button("B", "Bold", "Ctrl+B")
        self._italic = self._button("I", "Italic", "Ctrl+I")
        self._bullets = self._button("• List", "Bulleted list", "Ctrl+Shift+L")
        self._numbers = self._button("1. List", "Numbered list", "Ctrl+Shift+7")
        self._link = self._button("Link…", "Link…", "Ctrl+K")
        self._buttons = [self._bold, self._italic, self._bullets, self._numbers, self._link]
        self._count = QLabel(self)
        self._count.setProperty("role", "hint")
        for button in self._buttons:
            row.addWidget(button)
        row.addWidget(self._count)
        bold, italic = QFont(self.font()), QFont(self.font())
        bold.setBold(True)
        italic.setItalic(True)
        self._bold.setFont(bold)
        self._italic.setFont(italic)
        self._link.setCheckable(False)
        self._bold.clicked.connect(edit.toggle_bold)
        self._italic.clicked.connect(edit.toggle_italic)
        self._bullets.clicked.connect(lambda: edit.toggle_list(BlockKind.BULLET))
        self._numbers.clicked.connect(lambda: edit.toggle_list(BlockKind.NUMBER))
        self._link.clicked.connect(edit.link_asked)
        edit.currentCharFormatChanged.connect(self._on_caret_moved)
        edit.cursorPositionChanged.connect(self._on_caret_moved)
        self._bold.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def stops(self) -> list[QWidget]:
        """What takes the keyboard, as seen from left to right."""
        return list(self._buttons)

    def show_count(self, words: str) -> None:
        """Show how many words there are."""
        if self._count.text() != words:
            self._count.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from button to button with the arrow keys."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        at = next((number for number, button in enumerate(self._buttons) if button.hasFocus()), None)
        step = steps.get(Qt.Key(event.key()))
        if at is None or step is None:
            super().keyPressEvent(event)
            return
        here, there = self._buttons[at], self._buttons[(at + step) % len(self._buttons)]
        there.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        there.setFocus(Qt.FocusReason.TabFocusReason)
        here.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _button(self, words: str, name: str, keys: str) -> QToolButton:
        button = _ToolButton(self)
        button.setText(words)
        button.setCheckable(True)
        button.setAccessibleName(name)
        button.setAccessibleDescription(keys)
        button.setToolTip(f"{name} ({keys})")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _on_caret_moved(self) -> None:
        self._bold.setChecked(self._edit.is_bold)
        self._italic.setChecked(self._edit.is_italic)
        self._bullets.setChecked(self._edit.list_kind is BlockKind.BULLET)
        self._numbers.setChecked(self._edit.list_kind is BlockKind.NUMBER)


class _ToolButton(QToolButton):
    """A button that leaves the arrow keys to its bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Space or Enter."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)


class LinkBar(QWidget):
    """Asks for the address of a link, in the page and not in a dialog.

    Attributes:
        finished: The bar is done; the caret belongs back in the text.
    """

    finished = Signal()

    def __init__(self, edit: WrittenText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        row = FlowLayout(self)
        label = QLabel("Link address", self)
        label.setProperty("role", "label")
        self._box = LineBox(self)
        self._box.setAccessibleName("Link address")
        self._box.setPlaceholderText("https://")
        self._box.setMinimumWidth(self.fontMetrics().averageCharWidth() * 36)
        self._box.returnPressed.connect(self._on_set)
        label.setBuddy(self._box)
        self._trouble = QLabel(self)
        self._trouble.setProperty("role", "problem")
        self._set, self._remove, self._cancel = (
            QPushButton(words, self) for words in ("Set link", "Remove link", "Cancel")
        )
        self._set.clicked.connect(self._on_set)
        self._remove.clicked.connect(self._on_remove)
        self._cancel.clicked.connect(self._close)
        for widget in (label, self._box, self._set, self._remove, self._cancel, self._trouble):
            row.addWidget(widget)
        self.hide()

    @property
    def stops(self) -> list[QWidget]:
        """What takes the keyboard, as seen from left to right."""
        return [self._box, self._set, self._remove, self._cancel]

    def ask(self) -> None:
        """Show the bar, with the address of the link at the caret."""
        href = self._edit.link()
        self._box.setText(href)
        self._remove.setVisible(bool(href))
        self._say("")
        self.show()
        self._box.focus_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _on_set(self) -> None:
        try:
            href = as_address(self._box.words)
        except ValueError as trouble:
            self._say(str(trouble))
            self._box.setFocus()
            return
        self._edit.set_link(href)
        self._close()

    def _on_remove(self) -> None:
        self._edit.set_link("")
        self._close()

    def _close(self) -> None:
        self.hide()
        self.finished.emit()

    def _say(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self._box.setAccessibleDescription(words)


class PasteNote(QWidget):
    """Says what was kept of a paste, and offers to take it back.

    Attributes:
        undone: The person takes the paste back.
        wanted_plain: The person wants the words alone.
    """

    undone = Signal()
    wanted_plain = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self)
        self._words = QLabel(self)
        self._words.setProperty("role", "hint")
        self._words.setWordWrap(True)
        self._undo, self._plain = QPushButton("Undo paste", self), QPushButton("Paste as plain text", self)
        for button in (self._undo, self._plain):
            button.setProperty("role", "link")
        self._undo.clicked.connect(self.undone)
        self._plain.clicked.connect(self.wanted_plain)
        for widget in (self._words, self._undo, self._plain):
            row.addWidget(widget)
        self.hide()

    @property
    def stops(self) -> list[QWidget]:
        """What takes the keyboard, as seen from left to right."""
        return [self._undo, self._plain]

    def say(self, words: str) -> None:
        """Show what was kept; nothing hides the line."""
        self._words.setText(words)
        self.setVisible(bool(words))
