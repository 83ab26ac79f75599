"""What all editors of an answer have in common: how they show, report, complain and are named."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from planwriter.plan.answers import Answer
from planwriter.plan.draft import path_key
from planwriter.template.catalogue import Element, Field, Requirement
from planwriter.ui.fields.desk import Desk


def below(words: Mapping[str, str], *parts: str) -> dict[str, str]:
    """Return what a mapping by sub-path key says below `parts`, by the rest of the key ("" for the place itself)."""
    start = path_key(parts)
    found = {key[len(start) + 1 :]: value for key, value in words.items() if key.startswith(f"{start}/")}
    if start in words:
        found[""] = words[start]
    return found


class AnswerEditor(QWidget):
    """Edits one answer; the page around it draws title, question and hint.

    Attributes:
        edited: (sub-path below this field, answer or None, words that cannot be read yet or "").
        left: The focus went elsewhere; everything typed has been reported.
        went_to: The person asks for another page, by the key of its element.
    """

    edited = Signal(tuple, object, str)
    left = Signal()
    went_to = Signal(str)

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.desk = desk
        self._is_showing = False
        self._given_problem = ""
        self._own_problem = ""
        self._note = ""
        self._main_control: QWidget = self
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._problem: QLabel | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    # --- what the page calls --------------------------------------------------------------------------------------

    def show_answer(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        """Show an answer; emits nothing, and leaves caret and selection alone when it is shown already.

        Args:
            answer: None while there is none.
            typed: Half-typed words by sub-path key; "" for this field itself.
        """
        was_showing, self._is_showing = self._is_showing, True
        try:
            self._show(answer, typed)
        finally:
            self._is_showing = was_showing
        self._describe()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show a plain message for each sub-path key ("" for this field itself), above what it is about."""
        self._given_problem = problems.get("", "")
        self._describe()

    def focus_at(self, sub_path: tuple[str, ...], caret: int | None = None) -> None:
        """Take the keyboard to a place below this field, and the caret to a position there."""
        del sub_path, caret
        self._focus_control().setFocus()

    def caret(self) -> int | None:
        """Where the caret stands; None when nothing here has one."""
        return None

    def flush(self) -> None:
        """Report at once whatever was typed and not yet reported."""

    def focusProxy(self) -> QWidget:
        """The control that the page's label belongs to.

        Qt is not told of it: Tab would stop at the editor on its way and leap to that control out of order.
        """
        return self._main_control

    def setFocusProxy(self, w: QWidget) -> None:
        """Name the control that the page's label belongs to."""
        self._main_control = w

    # --- what an editor fills in ----------------------------------------------------------------------------------

    def _show(self, answer: Answer | None, typed: Mapping[str, str]) -> None:
        raise NotImplementedError

    def _complain_on_leaving(self) -> None:
        """Say what is wrong with words that cannot be read, now that the person has gone on."""

    # --- what editors use -----------------------------------------------------------------------------------------

    def _report(self, answer: Answer | None, words: str = "", *, sub_path: tuple[str, ...] = ()) -> None:
        if not self._is_showing:
            self.edited.emit(sub_path, answer, words)

    def _name(self, control: QWidget, name: str = "") -> None:
        """Give a control its name for screen readers and for tests."""
        control.setObjectName(self.field.id)
        control.setAccessibleName(name or self.field.title)

    def _complain(self, words: str) -> None:
        self._own_problem = words
        self._describe()

    def _describe(self) -> None:
        """Bring the problem line and what screen readers say of the control up to date."""
        problem = self._own_problem or self._given_problem
        self._show_problem(problem)
        required = "Required." if self.field.requirement is Requirement.REQUIRED else ""
        said = " ".join(part for part in (problem, self._note, required, self.field.hint) if part)
        control = self._focus_control()
        if control.accessibleDescription() != said:
            control.setAccessibleDescription(said)

    def _show_problem(self, problem: str) -> None:
        if self._problem is None:
            if not problem:
                return
            self._problem = QLabel(self)  # not before there is one: a page has dozens of fields
            self._problem.setTextFormat(Qt.TextFormat.PlainText)
            self._problem.setProperty("role", "problem")
            self._problem.setWordWrap(True)
            self._lines.insertWidget(0, self._problem)
        if self._problem.text() != problem:
            self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _focus_control(self) -> QWidget:
        return self._main_control

    def _holds(self, widget: QWidget | None) -> bool:
        """Whether a widget is one of this editor's, its pop-ups included."""
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is not None

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if self._holds(old) and not self._holds(now):
            self.flush()
            self._complain_on_leaving()
            self.left.emit()


def element_suggestions(field: Field, desk: Desk) -> list[str]:
    """Return the wordings offered for an element's line, the catalogue's first; none for a column."""
    if not isinstance(field, Element):
        return []
    return list(dict.fromkeys([*field.suggestions, *desk.suggestions(field.key)]))
