"""The files that came back: what was read of each, what went wrong, and what only the person can answer."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planwriter.plan.counted import counted
from planwriter.review.proposal import CopyReview, MatchedBy
from planwriter.ui.buttons import push_button
from planwriter.ui.clearance.rows import choose, chosen, fill, long_list
from planwriter.ui.labels import words_label
from planwriter.wizard.reviewing import Answers, BroughtBack, Candidate
from planwriter.wizard.saving import time_in_words


class FilesDialog(QDialog):
    """A list of files; below it the question of the one in hand.

    Signals:
        answered: The Answers, with what was said of one more file.
        more_clicked: Bring back more files.
        put_away_clicked: Forget them all.
    """

    answered = Signal(object)
    more_clicked = Signal()
    put_away_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("files_dialog")
        self.setWindowTitle("Files that came back")
        self._brought: BroughtBack | None = None
        self._list = long_list("Files", "files", self)
        self._list.currentRowChanged.connect(lambda _row: self._show_question())
        self._summary = words_label("", self)
        self._box = QComboBox(self)
        self._box.setObjectName("which_copy")
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(30)
        self._label = words_label("&Which copy is this?", self, role="label", buddy=self._box)
        self._is_it = push_button("&It is this copy", self, name="is_this_copy", on_click=self._on_copy_chosen)
        self._other = words_label(
            "This copy was made from another plan. Its changes may be about words that your plan never had.",
            self,
            role="note",
        )
        self._use = push_button("&Use it all the same", self, name="use_all_the_same", on_click=self._on_confirmed)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(words_label("Files that came back", self, role="h1"))
        column.addWidget(self._summary)
        column.addWidget(self._list, 1)
        for widget in (self._label, self._box, self._is_it, self._other, self._use):
            column.addWidget(widget)
        column.addLayout(self._bottom())
        self.resize(680, 480)

    def show_files(self, brought: BroughtBack) -> None:
        """Show what became of each file, with the first that asks or failed in hand."""
        is_first = self._brought is None
        self._brought = brought
        found, total = brought.tracked
        about = f"{found:,} of {total:,} characters that reviewers changed with tracking were found."
        self._summary.setText(about if total else "No reviewer tracked a change.")
        fill(self._list, _rows(brought), "No file came back.")
        asking = [f"?{one.file}" for one in brought.which] + [f"?{one}" for one in brought.others]
        asking += [f"!{one.name}" for one in brought.failures]
        if is_first or not chosen(self._list).startswith("?"):
            choose(self._list, next(iter(asking), ""))
        self._list.setFocus()
        self._show_question()

    def _show_question(self) -> None:
        brought = self._brought
        if brought is None:
            return
        name = chosen(self._list).removeprefix("?")
        which = next((one for one in brought.which if one.file == name), None)
        self._box.clear()
        for candidate in which.candidates if which else ():
            self._box.addItem(_candidate_words(candidate), candidate.export.export_id)
        for widget in (self._label, self._box, self._is_it):
            widget.setVisible(which is not None and bool(which.candidates))
        for widget in (self._other, self._use):
            widget.setVisible(name in brought.others)

    def _on_copy_chosen(self) -> None:
        if self._brought is not None:
            name = chosen(self._list).removeprefix("?")
            answers = self._brought.answers
            exports = {**answers.exports, name: str(self._box.currentData())}
            self.answered.emit(replace(answers, exports=exports))

    def _on_confirmed(self) -> None:
        if self._brought is not None:
            answers: Answers = self._brought.answers
            name = chosen(self._list).removeprefix("?")
            self.answered.emit(replace(answers, confirmed=answers.confirmed | {name}))

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(push_button("Bring back &more…", self, name="bring_more_files", on_click=self.more_clicked.emit))
        away = push_button("&Put this review away…", self, name="put_review_away", on_click=self.put_away_clicked.emit)
        row.addWidget(away)
        row.addStretch(1)
        show = push_button("&Show the changes", self, name="close_files", on_click=self.accept)
        show.setProperty("role", "primary")
        row.addWidget(show)
        return row


def _rows(brought: BroughtBack) -> Iterator[tuple[str, list[str]]]:
    """Yield a row for each file: those that ask something, those that failed, those that are fine."""
    for one in brought.which:
        advice = (
            "Choose the copy it was made from."
            if one.candidates
            else "This computer kept no copy. Bring it back on the computer on which the copy was exported."
        )
        yield f"?{one.file}", [one.file, f"It does not say which of your copies it is. {advice}"]
    for failed in brought.failures:
        yield f"!{failed.name}", [failed.name, failed.error.title, failed.error.advice]
    for copy in brought.review.copies:
        is_waiting = copy.file in brought.others
        yield f"{'?' if is_waiting else ''}{copy.file}", list(_copy_lines(copy, is_waiting=is_waiting))


def _copy_lines(copy: CopyReview, *, is_waiting: bool) -> Iterator[str]:
    yield copy.file
    if is_waiting:
        yield "It was made from another plan. Nothing of it is shown until you confirm it."
    about = [copy.office] if copy.office else []
    about += [f"round {copy.round}"] if copy.round else []
    about.append(f"{counted(len(copy.proposals), 'change')}, {counted(len(copy.comments), 'comment')}")
    about += [f"{len(copy.unplaced)} not placed"] if copy.unplaced else []
    about += [f"{len(copy.missing)} missing"] if copy.missing else []
    yield " · ".join(about)
    by_text = copy.matched.get(MatchedBy.TEXT, 0)
    if by_text:
        yield f"{by_text} of {sum(copy.matched.values())} paragraphs were matched by their text alone."
    yield from copy.warnings


def _candidate_words(candidate: Candidate) -> str:
    export = candidate.export
    sent = time_in_words(export.at, export.at.astimezone())
    parts = [export.office or "A copy for anybody", f"round {export.round}" if export.round else "", f"exported {sent}"]
    return ", ".join(part for part in (*parts, f"fits {candidate.fit:.0%}") if part)
