"""Edits an answer that may not apply: a check box and a reason, around the editor of the answer itself."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from planwriter.plan.answers import Answer, NotApplicable, Rows
from planwriter.plan.text import norm_line
from planwriter.template.catalogue import Field
from planwriter.ui.fields.desk import Desk
from planwriter.ui.fields.editor import AnswerEditor
from planwriter.ui.fields.line_box import LineBox
from planwriter.ui.fields.rows_editor import with_cell


class NotApplicableEditor(AnswerEditor):
    """The answer, or the reason why it does not apply."""

    def __init__(
        self, field: Field, desk: Desk, inner_in: Callable[[QWidget], AnswerEditor], parent: QWidget | None = None
    ) -> None:
        super().__init__(field, desk, parent)
        self._answer: Answer | None = None
        self._check = QCheckBox("This does not apply to us", self)
        self._check.setObjectName(field.id)
        self._check.setAccessibleName(f"This does not apply to us: {field.title}")
        self._label = QLabel("Why it does not apply", self)
        self._label.setProperty("role", "label")
        self._reason = LineBox(self)
        self._name(self._reason, f"Why it does not apply: {field.title}")
        self._label.setBuddy(self._reason)
        self._inner = inner_in(self)  # made after the check box, so that Tab meets it after the check box
        for widget in (self._check, self._label, self._reason, self._inner):
            self._lines.addWidget(widget)
        self._check.toggled.connect(self._on_toggled)
        self._reason.textChanged.connect(self._on_reason_changed)
        self._inner.edited.connect(self._on_inner_edited)
        self._inner.went_to.connect(self.went_to)
        self._show_parts()

    def focus_at(self, sub_path: tuple[str, ...], caret: int | None = None) -> None:
        """Take the keyboard to the reason, or to a place in the answer."""
        if self._check.isChecked():
            self._reason.focus_at(caret)
        else:
            self._inner.focus_at(sub_path, caret)

    def caret(self) -> int | None:
        """Where the caret stands in the reason or in the answer."""
        return self._reason.cursorPosition() if self._check.isChecked() else self._inner.caret()

    def flush(self) -> None:
        """Report at once whatever was typed in the answer and not yet reported."""
        self._inner.flush()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong with the whole above the check box, the rest in the answer."""
        super().show_problems(problems)
        self._inner.show_problems({key: words for key, words in problems.items() if key})

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        if isinstance(answer, NotApplicable):
            if norm_line(self._reason.words) != norm_line(answer.reason):
                self._reason.show_words(answer.reason)
        else:
            self._answer = answer
            self._inner.show_answer(answer, typed)
        self._check.setChecked(isinstance(answer, NotApplicable))
        self._show_parts()

    def _show_parts(self) -> None:
        does_not_apply = self._check.isChecked()
        self._label.setVisible(does_not_apply)
        self._reason.setVisible(does_not_apply)
        self._inner.setVisible(not does_not_apply)
        self.setFocusProxy(self._reason if does_not_apply else self._inner.focusProxy())

    def _on_toggled(self, is_checked: bool) -> None:  # noqa: FBT001  Qt's signal
        if self._is_showing:
            return
        self._inner.flush()
        self._show_parts()
        self._describe()
        if is_checked:
            self._report(NotApplicable(norm_line(self._reason.words)))
        else:
            self._inner.show_answer(self._answer, {})
            self._report(self._answer)

    def _on_reason_changed(self) -> None:
        if not self._is_showing and self._check.isChecked():
            self._report(NotApplicable(norm_line(self._reason.words)))

    def _on_inner_edited(self, sub_path: tuple[str, ...], answer: Answer | None, words: str) -> None:
        if not sub_path:
            self._answer = answer
        elif isinstance(self._answer, Rows):
            self._answer = with_cell(self._answer, sub_path, answer)
        self._report(answer, words, sub_path=sub_path)
