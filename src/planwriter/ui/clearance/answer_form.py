"""What you answer to a comment or change: a disposition and a response in your own words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from planwriter.plan.remarks import Disposition, Remark
from planwriter.ui.buttons import push_button
from planwriter.ui.labels import words_label

DISPOSITIONS = {
    Disposition.OPEN: "Open",
    Disposition.ACCEPT: "Accept",
    Disposition.ACCEPT_IN_PART: "Accept in part",
    Disposition.REJECT: "Reject",
}
_LINES = 3


class AnswerForm(QWidget):
    """A box for the disposition, a field for the response, and the button that keeps both.

    Signals:
        given: The Disposition and the response.
    """

    given = Signal(object, str)

    def __init__(self, keep_words: str, parent: QWidget, *, is_wide: bool = False) -> None:
        super().__init__(parent)
        self._box = QComboBox(self)
        self._box.setObjectName("disposition")
        for disposition, words in DISPOSITIONS.items():
            self._box.addItem(words, disposition)
        self._response = QPlainTextEdit(self)
        self._response.setObjectName("response")
        self._response.setTabChangesFocus(True)
        least = (2 if is_wide else _LINES) * self.fontMetrics().lineSpacing() + 18
        self._response.setMinimumHeight(least)
        self._response.setMaximumHeight(3 * least if is_wide else least)
        self._keep = push_button(keep_words, self, name="keep_answer", on_click=self._on_kept)
        self._shown: tuple[str, Disposition, str] | None = None
        label = words_label("Dispos&ition", self, role="label", buddy=self._box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        response_label = words_label("Your respon&se", self, role="label", buddy=self._response)
        if is_wide:
            label.setWordWrap(False)
            first, second = QHBoxLayout(), QHBoxLayout()
            first.addWidget(label)
            first.addWidget(self._box, 1)
            second.addWidget(self._response, 1)
            second.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignBottom)
            column.addLayout(first)
            column.addWidget(response_label)
            column.addLayout(second, 1)
        else:
            for widget in (label, self._box, response_label, self._response, self._keep):
                column.addWidget(widget)

    def show_answer(self, remark: Remark | None, *, is_there: bool) -> None:
        """Show what was answered; what is half typed to the same remark stays.

        Args:
            remark: What is answered to; None when it is not in the matrix yet.
            is_there: Whether there is anything to answer.
        """
        shown = (remark.id, remark.disposition, remark.response) if remark else ("", Disposition.OPEN, "")
        if shown != self._shown or not remark:
            self._shown = shown
            self._box.setCurrentIndex(list(DISPOSITIONS).index(shown[1]))
            self._response.setPlainText(shown[2])
        for widget in (self._box, self._response, self._keep):
            widget.setEnabled(is_there)

    def _on_kept(self) -> None:
        disposition = self._box.currentData()
        self.given.emit(Disposition(disposition), " ".join(self._response.toPlainText().split()))
