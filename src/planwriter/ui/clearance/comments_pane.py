"""The right of the page: what reviewers commented on an element, and what you answer them."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planwriter.plan.remarks import Disposition, Remark
from planwriter.review.proposal import PlacedComment
from planwriter.ui.buttons import push_button
from planwriter.ui.clearance.answer_form import AnswerForm
from planwriter.ui.clearance.review_words import comment_lines
from planwriter.ui.clearance.rows import chosen, fill, long_list
from planwriter.ui.labels import words_label


class CommentsPane(QScrollArea):
    """A list of comments with their replies, and below it the answer to the one in hand; scrolls where text is large.

    Signals:
        answered: The id of a comment, its Disposition and the response.
        note_asked: The id of a comment to be noted on its page.
    """

    answered = Signal(str, object, str)
    note_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(self)
        self._comments: tuple[PlacedComment, ...] = ()
        self._remarks: Mapping[str, Remark] = {}
        self.list = long_list("Comments", "review_comments", body)
        self.list.currentRowChanged.connect(lambda _row: self._show_answer())
        self._title = words_label("Comments", body, role="h2", buddy=self.list)
        self.form = AnswerForm("Resolve", body)
        self.form.given.connect(lambda disposition, words: self.answered.emit(self.chosen, disposition, words))
        self._note = push_button("Note it on the page", body, name="note_comment", on_click=self._ask_for_note)
        self._note.setAccessibleDescription("Adds the comment to your private note on this answer")
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self.list, 1)
        column.addWidget(self.form)
        column.addWidget(self._note)
        self.setWidget(body)

    @property
    def chosen(self) -> str:
        """The id of the comment in hand; "" while there is none."""
        return chosen(self.list)

    def show_comments(self, comments: tuple[PlacedComment, ...], remarks: Mapping[str, Remark]) -> None:
        """Show the comments on an element, and what was answered so far; `remarks` by id."""
        self._comments, self._remarks = comments, remarks
        lines = ((one.id, comment_lines(one, answer=answer_words(remarks.get(one.id)))) for one in comments)
        fill(self.list, lines, "No comments on this answer.")
        self._show_answer()

    def minimumSizeHint(self) -> QSize:
        """Return room for the widest control; the height may be little, since it scrolls."""
        body = self.widget()
        least = body.minimumSizeHint().width() if body is not None else 0
        width = least + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self.list.setFocus()

    def _show_answer(self) -> None:
        comment_id = self.chosen
        self.form.show_answer(self._remarks.get(comment_id), is_there=bool(comment_id))
        comment = next((one for one in self._comments if one.id == comment_id), None)
        self._note.setEnabled(comment is not None and bool(comment.element))

    def _ask_for_note(self) -> None:
        if self.chosen:
            self.note_asked.emit(self.chosen)


def answer_words(remark: Remark | None) -> str:
    """Return what was answered to a remark: "Accepted: We changed it."; "" as long as it is open."""
    if remark is None or (remark.disposition is Disposition.OPEN and not remark.response):
        return ""
    return ": ".join(part for part in (f"Your answer, {DISPOSITIONS[remark.disposition]}", remark.response) if part)


DISPOSITIONS = {
    Disposition.OPEN: "open",
    Disposition.ACCEPT: "accepted",
    Disposition.ACCEPT_IN_PART: "accepted in part",
    Disposition.REJECT: "rejected",
}
