"""Edits a written text: toolbar and count of words above, the text below, and reports it in normal form."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from planwriter.plan.answers import Answer
from planwriter.plan.counted import counted
from planwriter.plan.text import Text
from planwriter.template.catalogue import Column, Field
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor
from planwriter.ui.fields.tab_order import put_in_order
from planwriter.ui.fields.text_bars import LinkBar, PasteNote, TextToolbar
from planwriter.ui.fields.written_text import Snapshot, WrittenText
from planwriter.ui.pasted_text import Pasted

_PAUSE_MS = 1500
_ANNOUNCED_FROM = 0.75


def count_in_words(words: int, most: int | None) -> str:
    """Return "284 words (34 over the suggested 250)"; the advice only when it is exceeded."""
    so_many = counted(words, "word")
    if most is not None and words > most:
        return f"{so_many} ({words - most:,} over the suggested {most:,})"
    return so_many


class TextEditor(AnswerEditor):
    """A text of paragraphs and lists."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(field, desk, parent)
        self._known = Text()
        self._paste: tuple[Pasted, Snapshot] | None = None
        # comes into this editor after the toolbar does, since Tab goes in that order
        self._edit = WrittenText(least_lines=4 if isinstance(field, Column) else 7)
        self._name(self._edit)
        self._toolbar = TextToolbar(self._edit, self)
        self._link_bar: LinkBar | None = None
        self._paste_note: PasteNote | None = None
        for widget in (self._toolbar, self._edit):
            self._lines.addWidget(widget)
        self._lines.setStretchFactor(self._edit, 1)
        self._lines.setSpacing(4)
        self.setFocusProxy(self._edit)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._edit.changed.connect(self._on_changed)
        self._edit.pasted.connect(self._on_pasted)
        self._edit.link_asked.connect(self._on_link_asked)
        self._count(Text())

    def focus_at(self, sub_path: tuple[str, ...], caret: int | None = None) -> None:
        """Take the keyboard to the text, the caret to a position."""
        del sub_path
        self._edit.setFocus()
        if caret is not None:
            self._edit.put_caret(caret)

    def caret(self) -> int | None:
        """Where the caret stands, counted as the document counts."""
        return self._edit.textCursor().position()

    def flush(self) -> None:
        """Report what was typed in this turn of the event loop."""
        self._edit.flush()

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        del typed
        text = answer if isinstance(answer, Text) else Text()
        if text == self._known:
            return
        self._known = text
        self._edit.show_text(text)
        self._forget_paste()
        self._count(text)

    def _complain_on_leaving(self) -> None:
        self._edit.tidy()

    def _on_changed(self) -> None:
        text = self._edit.text()
        if text == self._known:
            return
        self._known = text
        self._count(text)
        self._pause.start()
        self._forget_paste()
        self._report(text if text.blocks else None)

    def _on_link_asked(self) -> None:
        if self._link_bar is None:  # made when it is first wanted: few texts hold a link, and a page several texts
            self._link_bar = LinkBar(self._edit, self)
            self._link_bar.finished.connect(self._edit.setFocus)
            self._lines.insertWidget(self._lines.indexOf(self._edit), self._link_bar)
            put_in_order([*self._toolbar.stops, *self._link_bar.stops, self._edit])
        self._link_bar.ask()

    def _on_pasted(self, pasted: Pasted, before: Snapshot) -> None:
        self.flush()
        self._paste = (pasted, before)
        self._say_of_paste(pasted.note)
        if pasted.note:
            self.desk.announce(pasted.note)

    def _say_of_paste(self, words: str) -> None:
        if self._paste_note is None:
            if not words:
                return
            self._paste_note = PasteNote(self)
            self._paste_note.undone.connect(self._on_paste_undone)
            self._paste_note.wanted_plain.connect(self._on_plain_wanted)
            self._lines.addWidget(self._paste_note)
            put_in_order([self._edit, *self._paste_note.stops])
        self._paste_note.say(words)

    def _on_paste_undone(self) -> None:
        if self._paste:
            self._edit.restore(self._paste[1])
            self._edit.setFocus()
            self._on_changed()

    def _on_plain_wanted(self) -> None:
        if self._paste:
            pasted, before = self._paste
            self._edit.restore(before)
            self._edit.setFocus()
            self._edit.paste_clean(pasted, as_plain=True)

    def _forget_paste(self) -> None:
        self._paste = None
        self._say_of_paste("")

    def _on_pause(self) -> None:
        most = self.field.max_words
        if most is not None and self._known.word_count >= most * _ANNOUNCED_FROM and self._edit.hasFocus():
            self.desk.announce(count_in_words(self._known.word_count, most))

    def _count(self, text: Text) -> None:
        self._toolbar.show_count(count_in_words(text.word_count, self.field.max_words))
