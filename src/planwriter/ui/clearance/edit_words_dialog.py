"""Asks for the words that should stand in the place of a reviewer's."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from planwriter.review.proposal import Decision, Proposal
from planwriter.ui.buttons import push_button
from planwriter.ui.clearance.review_words import change_words
from planwriter.ui.labels import words_label


class EditWordsDialog(QDialog):
    """The change to read, and a field with the reviewer's words to be changed.

    Signals:
        given: The words to take.
    """

    given = Signal(str)

    def __init__(self, proposal: Proposal, decision: Decision | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("edit_words_dialog")
        self.setWindowTitle("Take the change with other words")
        self._words = QPlainTextEdit(self)
        self._words.setObjectName("edited_words")
        self._words.setTabChangesFocus(True)
        self._words.setPlainText(decision.words if decision is not None and decision.words else proposal.new)
        take = push_button("&Take these words", self, name="take_edited", on_click=self._on_taken)
        take.setProperty("role", "primary")
        close = push_button("&Cancel", self, name="cancel_edited", on_click=self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(words_label(f"The reviewer wants: {change_words(proposal)}", self))
        column.addWidget(words_label("&Words to put in", self, role="label", buddy=self._words))
        column.addWidget(self._words, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(take)
        row.addWidget(close)
        column.addLayout(row)
        self.resize(520, 300)
        self._words.setFocus()

    def _on_taken(self) -> None:
        self.accept()
        self.given.emit(self._words.toPlainText())
