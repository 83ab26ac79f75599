"""One page of the plan, built from the catalogue alone: each element with its question, hint and editor."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from planwriter.plan.draft import Draft, path_from_key, path_key
from planwriter.plan.plan import Path
from planwriter.template.catalogue import Element, Requirement
from planwriter.ui.caret_follower import CaretFollower
from planwriter.ui.fields import AnswerEditor, Desk, editor_for
from planwriter.wizard.flow import Asked, Stop

TEXT_WIDTH = 760


class SectionPage(QScrollArea):
    """Shows what one page asks for, each with heading, question, hint and editor.

    Signals:
        edited: path, answer or None, words that cannot be read yet, caret before.
        left: the path whose editor the keyboard left.
    """

    edited = Signal(tuple, object, str)
    left = Signal(tuple)
    went_to = Signal(str)

    def __init__(self, stop: Stop, asked: Sequence[Asked], desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if parent is not None:
            self.resize(parent.size())  # else all is laid out twice, first for the size of a new widget
        self.stop = stop
        self._editors: dict[Path, AnswerEditor] = {}
        self._also: dict[Path, QVBoxLayout] = {}
        self.setObjectName(f"page_{stop.id}")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # room for it is always kept, else a page is laid out twice, and its words jump as it grows
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(lambda _low, high: self.verticalScrollBar().setEnabled(high > 0))
        body = QWidget(self)
        body.setMaximumWidth(TEXT_WIDTH)
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(4)
        self._add_head(stop, body, column)
        for one in asked:
            self._add(one, body, column, desk, is_alone=len(asked) == 1)
        column.addStretch(1)
        outer = QWidget(self)
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body, 1)
        row.addStretch(0)
        self.setWidget(outer)
        CaretFollower(self)

    def show_draft(self, draft: Draft) -> None:
        """Show the answers as they are; a field that shows its answer already is not touched."""
        for path, editor in self._editors.items():
            editor.show_answer(draft.plan.at(path), _typed_below(path, draft.typed))

    def show_problems(self, problems: Mapping[Path, str]) -> None:
        """Show a message beside each field that has one, and none beside the others; keys are whole paths."""
        for path, editor in self._editors.items():
            below = {path_key(at[len(path) :]): words for at, words in problems.items() if at[: len(path)] == path}
            editor.show_problems(below)

    def show_also(self, words: Mapping[str, str]) -> None:
        """Show a further hint under an element's own, such as how many services answer it too."""
        for path, place in self._also.items():
            item = place.itemAt(0)
            label = item.widget() if item else None
            if label is None and path[0] in words:
                label = _words("", self, role="hint")
                place.addWidget(label)
            if isinstance(label, QLabel):
                label.setText(words.get(path[0], ""))
                label.setVisible(bool(label.text()))

    def path_with_focus(self) -> Path | None:
        """Return the path of the editor that has the keyboard; None when none has."""
        widget = QApplication.focusWidget()
        return next((path for path, editor in self._editors.items() if widget and editor.isAncestorOf(widget)), None)

    def caret(self, path: Path) -> int | None:
        """Return where the caret stands in the editor of a path."""
        editor = self._editors.get(self._own_path(path))
        return editor.caret() if editor else None

    def focus_at(self, path: Path, caret: int | None = None) -> None:
        """Put the keyboard into the field of a path, or into the first one."""
        own = self._own_path(path)
        editor = self._editors.get(own) or next(iter(self._editors.values()))
        editor.focus_at(path[len(own) :] if own in self._editors else (), caret)
        self.ensureWidgetVisible(QApplication.focusWidget() or editor, 20, 60)

    def flush(self) -> None:
        """Hand over what is typed and not yet told; before leaving, exporting and closing."""
        for editor in self._editors.values():
            editor.flush()

    def _own_path(self, path: Path) -> Path:
        return next((own for own in self._editors if path[: len(own)] == own), ())

    def _add_head(self, stop: Stop, body: QWidget, column: QVBoxLayout) -> None:
        title = QLabel(stop.title, body)
        title.setProperty("role", "h1")
        title.setObjectName("page_title")
        title.setWordWrap(True)
        column.addWidget(title)
        if stop.page.intro:
            column.addWidget(_words(stop.page.intro, body, role="hint"))

    def _add(self, one: Asked, body: QWidget, column: QVBoxLayout, desk: Desk, *, is_alone: bool) -> None:
        column.addSpacing(4 if is_alone else 12)
        mark = _MARKS[one.field.requirement]
        question = one.field.question if isinstance(one.field, Element) else ""
        if is_alone and one.field.title == self.stop.title and question:
            heading = _words(f"{question} {mark}", body, role="question")  # the page's own heading says the title
            column.addWidget(heading)
        else:
            heading = _words(f"{one.field.title} {mark}", body, role="h2")
            column.addWidget(heading)
            if question:
                column.addWidget(_words(question, body, role="question"))
        if one.field.hint:
            column.addWidget(_words(one.field.hint, body, role="hint"))
        self._also[one.path] = QVBoxLayout()
        column.addLayout(self._also[one.path])
        editor = editor_for(one.field, desk, body, columns=_columns(self.stop, one))
        column.addWidget(editor)
        heading.setBuddy(editor.focusProxy() or editor)
        self._editors[one.path] = editor
        editor.edited.connect(lambda below, value, typed: self.edited.emit((*one.path, *below), value, typed))
        editor.left.connect(lambda: self.left.emit(one.path))
        editor.went_to.connect(self.went_to)


_MARKS = {
    Requirement.REQUIRED: "(required)",
    Requirement.RECOMMENDED: "",
    Requirement.OPTIONAL: "(optional)",
}


def _columns(stop: Stop, one: Asked) -> tuple[str, ...]:
    """Return the columns of the form below a list; empty means all."""
    return stop.page.columns if not stop.row_id and one.field.columns else ()


def _words(words: str, parent: QWidget, *, role: str) -> QLabel:
    label = QLabel(words, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _typed_below(path: Path, typed: Mapping[str, str]) -> dict[str, str]:
    found = {path_from_key(key): words for key, words in typed.items()}
    return {path_key(at[len(path) :]): words for at, words in found.items() if at[: len(path)] == path}
