"""A desk with two tables on it, and a shown editor for any field."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planwriter.plan.answers import Answer
from planwriter.template.catalogue import Catalogue
from planwriter.ui.fields import AnswerEditor, Desk, editor_for

Edit = tuple[tuple[str, ...], Answer | None, str]


class Table:
    """A shown editor, the keys to it, and what it reported."""

    def __init__(self, editor: AnswerEditor, window: QWidget, qtbot: QtBot) -> None:
        self.editor = editor
        self.window = window
        self.edits: list[Edit] = []
        self.went_to: list[str] = []
        self.left = 0
        self._qtbot = qtbot
        editor.edited.connect(lambda path, answer, words: self.edits.append((path, answer, words)))
        editor.went_to.connect(self.went_to.append)
        editor.left.connect(self._on_left)

    @property
    def last(self) -> Edit:
        """The last edit that was reported."""
        self.editor.flush()
        return self.edits[-1]

    @property
    def problem(self) -> str:
        """The problem lines that are shown."""
        shown = [one for one in self.editor.findChildren(QLabel) if one.property("role") == "problem"]
        return " ".join(one.text() for one in shown if one.isVisible())

    def control(self, kind: type[QWidget], name: str) -> Any:
        """The shown control of that class and accessible name."""
        found = [one for one in self.editor.findChildren(kind) if one.accessibleName() == name and one.isVisible()]
        assert len(found) == 1, f"{len(found)} controls are called {name!r}"
        return found[0]

    def type(self, words: str) -> None:
        """Type words where the keyboard is."""
        self._qtbot.keyClicks(QApplication.focusWidget(), words)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the keyboard is."""
        self._qtbot.keyClick(QApplication.focusWidget(), key, modifiers)

    def click(self, button: QWidget) -> None:
        """Click a button."""
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def leave(self) -> None:
        """Take the keyboard elsewhere."""
        self.window.findChild(QWidget, "elsewhere").setFocus()

    def turn(self) -> None:
        """Let the event loop go around."""
        done: list[bool] = []
        QTimer.singleShot(0, lambda: done.append(True))
        self._qtbot.waitUntil(lambda: bool(done))

    def _on_left(self) -> None:
        self.left += 1


class OpenDesk:
    """A desk whose tables a test may fill; remembers what was announced."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.tables: dict[str, list[tuple[str, str]]] = {
            "customers.groups": [("g1", "Retirees"), ("g2", "Employers & payroll offices")],
            "services.services": [("s1", "Replace a lost card")],
        }
        self.said: list[str] = []
        numbers = count(1)
        self.desk = Desk(
            rows_of=lambda key: self.tables.get(key, []),
            new_row_id=lambda: f"n{next(numbers)}",
            suggestions=lambda key: (
                ["Railroad Retirement Board", "Social Security Administration"] if key == "agency.name" else []
            ),
            announce=self.said.append,
            title_of=lambda key: catalogue.element(key).title,
        )


@pytest.fixture
def open_desk(catalogue: Catalogue) -> OpenDesk:
    """A desk with customer groups and one service."""
    return OpenDesk(catalogue)


@pytest.fixture
def show(qtbot: QtBot, open_desk: OpenDesk, catalogue: Catalogue) -> Callable[..., Table]:
    """A function that shows the editor of "section.element" or "section.table/column" in a window that is active."""

    def build(name: str, *, columns: tuple[str, ...] = ()) -> Table:
        key, _slash, column = name.partition("/")
        element = catalogue.element(key)
        window = QWidget()
        lines = QVBoxLayout(window)
        editor = editor_for(element.column(column) if column else element, open_desk.desk, window, columns=columns)
        lines.addWidget(editor)
        elsewhere = QPushButton("Elsewhere", window)
        elsewhere.setObjectName("elsewhere")
        lines.addWidget(elsewhere)
        qtbot.addWidget(window)
        window.resize(640, 480)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        elsewhere.setFocus()
        return Table(editor, window, qtbot)

    return build


@pytest.fixture
def typed_into(show: Callable[..., Table]) -> Callable[[str, str], Table]:
    """A function that shows an editor and types into it."""

    def type_into(name: str, words: str) -> Table:
        table = show(name)
        table.editor.focus_at(())
        table.type(words)
        return table

    return type_into


@pytest.fixture
def writing(show: Callable[..., Table]) -> Table:
    """An empty text with the keyboard in it."""
    table = show("overview.summary")
    table.editor.focus_at(())
    return table
