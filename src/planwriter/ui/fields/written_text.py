"""The box in which a text is written: light marks, clean pasting, and no undo or Tab of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QGuiApplication, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from planwriter.plan.text import BlockKind, Text
from planwriter.ui.fields import link_marks, list_marks
from planwriter.ui.fields.keys import leaves_to_window, without_undo
from planwriter.ui.fields.text_document import (
    PLAIN,
    Look,
    Mark,
    arrange,
    insert_text,
    is_bold,
    mark_of,
    marks_of,
    raw_text_of,
    show_text,
    text_of,
)
from planwriter.ui.pasted_text import Pasted, from_mime

_Key: TypeAlias = tuple[Qt.KeyboardModifier, Qt.Key]
_CONTROL = Qt.KeyboardModifier.ControlModifier
_CONTROL_SHIFT = _CONTROL | Qt.KeyboardModifier.ShiftModifier
_MOST_LINES = 24


@dataclass(frozen=True)
class Snapshot:
    """The text block by block, empty ones included, and the selection in it."""

    text: Text
    anchor: int
    position: int


class WrittenText(QTextEdit):
    """Shows and edits one Text.

    Attributes:
        changed: Something was typed or marked; once per turn of the event loop, however much it was.
        pasted: Something came in from the clipboard or was dropped: (what came in, the Snapshot before it).
        link_asked: The person wants to set a link on the words at the caret.
    """

    changed = Signal()
    pasted = Signal(object, object)
    link_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, least_lines: int = 6) -> None:
        super().__init__(parent)
        self._least_lines = least_lines
        self._is_showing = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.changed)
        self._commands = self._commands_by_key()
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.document().setDocumentMargin(2)
        self.show_text(Text())
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    # --- the text -------------------------------------------------------------------------------------------------

    def text(self) -> Text:
        """Return what is written, in normal form."""
        return text_of(self.document())

    def show_text(self, text: Text) -> None:
        """Show another text; the caret stays at its place, as far as the text reaches."""
        caret = self.textCursor().position()
        was_showing, self._is_showing = self._is_showing, True
        try:
            show_text(self.document(), text, self._look())
        finally:
            self._is_showing = was_showing
        self._later.stop()
        self.put_caret(caret)

    def put_caret(self, position: int) -> None:
        """Put the caret at a position, or at the end when the text is shorter."""
        cursor = self.textCursor()
        cursor.setPosition(max(0, min(position, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def snapshot(self) -> Snapshot:
        """Return the text and the selection as they are."""
        cursor = self.textCursor()
        return Snapshot(raw_text_of(self.document()), cursor.anchor(), cursor.position())

    def restore(self, snapshot: Snapshot) -> None:
        """Show a text again as it was, with its selection; emits nothing."""
        self.show_text(snapshot.text)
        self.put_caret(snapshot.anchor)
        cursor = self.textCursor()
        cursor.setPosition(snapshot.position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def flush(self) -> None:
        """Emit `changed` now if it is due."""
        if self._later.isActive():
            self._later.stop()
            self.changed.emit()

    def tidy(self) -> None:
        """Show the text in its normal form where the two have come apart, such as after an empty paragraph."""
        text = self.text()
        if raw_text_of(self.document()) != text and (text.blocks or not self.document().isEmpty()):
            self.show_text(text)

    # --- marks ----------------------------------------------------------------------------------------------------

    @property
    def is_bold(self) -> bool:
        """Whether what is typed next is bold."""
        return is_bold(self.currentCharFormat())

    @property
    def is_italic(self) -> bool:
        """Whether what is typed next is in italics."""
        return self.currentCharFormat().fontItalic()

    @property
    def list_kind(self) -> BlockKind:
        """What the block at the caret is."""
        return mark_of(self.textCursor().block())[0]

    def toggle_bold(self) -> None:
        """Make the selection, or what is typed next, bold or no longer bold."""
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Normal if self.is_bold else QFont.Weight.Bold)
        self.mergeCurrentCharFormat(form)

    def toggle_italic(self) -> None:
        """Make the selection, or what is typed next, italic or no longer so."""
        form = QTextCharFormat()
        form.setFontItalic(not self.is_italic)
        self.mergeCurrentCharFormat(form)

    def toggle_list(self, kind: BlockKind) -> None:
        """Make the chosen blocks items of a list, or paragraphs again when all of them are such items."""
        self._arrange(list_marks.toggled(self.textCursor(), kind))

    def indent(self, by: int) -> None:
        """Move the chosen items one level down (1) or up (-1); a level-1 item needs an item above it."""
        self._arrange(list_marks.indented(self.textCursor(), by))

    def link(self) -> str:
        """Return where the link at the caret leads; "" when there is none."""
        return link_marks.link_at(self.textCursor())

    def set_link(self, href: str) -> None:
        """Make the selection, the link or the word at the caret lead to `href`; "" takes the link away."""
        link_marks.set_link(self.textCursor(), href, self._look())

    # --- pasting --------------------------------------------------------------------------------------------------

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in only what a text may hold."""
        self.paste_clean(from_mime(source))

    def paste_clean(self, pasted: Pasted, *, as_plain: bool = False) -> None:
        """Put in what came from the clipboard, with its marks or without."""
        before = self.snapshot()
        insert_text(self.textCursor(), pasted.plain if as_plain else pasted.text, self._look())
        self.ensureCursorVisible()
        self.pasted.emit(pasted if not as_plain else Pasted(pasted.plain, pasted.plain), before)

    def paste_plain(self) -> None:
        """Put in the clipboard's words without any marks."""
        self.paste_clean(from_mime(QGuiApplication.clipboard().mimeData()), as_plain=True)

    # --- keys -----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep our own keys from the window's shortcuts, and leave it undo and redo."""
        if leaves_to_window(event):
            return event.type() is QEvent.Type.ShortcutOverride
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry out the marks' keys, and what Enter and Backspace mean in a list."""
        if command := self._command(event):
            command()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event)
        elif event.key() == Qt.Key.Key_Backspace and not event.modifiers() and self._leave_item_at_its_start():
            pass
        else:
            link_marks.leave_link_at_its_end(self)
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the usual menu without an undo of its own."""
        if (menu := self.createStandardContextMenu(event.pos())) is not None:
            without_undo(menu).popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        """Colour links anew when the theme changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_later"):
            was_showing, self._is_showing = self._is_showing, True
            link_marks.recolour(self.document(), self._look())
            self._is_showing = was_showing
        elif event.type() is QEvent.Type.FontChange and hasattr(self, "_later"):
            self.document().setIndentWidth(self._look().indent)
            self._fit()

    def _commands_by_key(self) -> dict[_Key, Callable[[], None]]:
        numbers = dict.fromkeys(
            [(_CONTROL_SHIFT, key) for key in (Qt.Key.Key_7, Qt.Key.Key_Ampersand, Qt.Key.Key_Slash)],
            lambda: self.toggle_list(BlockKind.NUMBER),
        )
        return {
            (_CONTROL, Qt.Key.Key_B): self.toggle_bold,
            (_CONTROL, Qt.Key.Key_I): self.toggle_italic,
            (_CONTROL, Qt.Key.Key_K): self.link_asked.emit,
            (_CONTROL_SHIFT, Qt.Key.Key_L): lambda: self.toggle_list(BlockKind.BULLET),
            **numbers,
            (_CONTROL, Qt.Key.Key_BracketRight): lambda: self.indent(1),
            (_CONTROL, Qt.Key.Key_BracketLeft): lambda: self.indent(-1),
            (_CONTROL_SHIFT, Qt.Key.Key_V): self.paste_plain,
        }

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._commands.get((modifiers, Qt.Key(event.key())))

    def _enter(self, event: QKeyEvent) -> None:
        """Begin a new block, leave the list from an empty item, and leave Ctrl+Enter to the window."""
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            event.ignore()
            return
        block = self.textCursor().block()
        if mark_of(block) != PLAIN and block.length() == 1:
            self._arrange(list_marks.stepped_out(self.textCursor()))
            return
        cursor = self.textCursor()
        cursor.insertBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _leave_item_at_its_start(self) -> bool:
        cursor = self.textCursor()
        if cursor.hasSelection() or not cursor.atBlockStart() or mark_of(cursor.block()) == PLAIN:
            return False
        self._arrange(list_marks.stepped_out(self.textCursor()))
        return True

    def _arrange(self, marks: list[Mark]) -> None:
        if marks != marks_of(self.document()):
            arrange(self.document(), marks, self._look())
            self.cursorPositionChanged.emit()

    # --- looks ----------------------------------------------------------------------------------------------------

    def _look(self) -> Look:
        height = self.fontMetrics().height()
        return Look(self.palette().link().color(), spacing=height * 0.4, indent=height * 1.4)

    def sizeHint(self) -> QSize:
        """As high as the text needs, no higher."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _fit(self) -> None:
        """Grow with the text, so that it scrolls inside the page only when it is long."""
        line = self.fontMetrics().lineSpacing()
        around = 2 * self.frameWidth() + 12
        wanted = int(self.document().size().height()) + around
        height = max(self._least_lines * line + around, min(wanted, _MOST_LINES * line + around))
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def _on_contents_changed(self) -> None:
        if not self._is_showing:
            self._later.start()
