"""Controls in a row go on in the next row when it is full, and nothing is cut."""

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from planwriter.ui.fields.flow_layout import FlowLayout

pytestmark = pytest.mark.usefixtures("qapp")


def laid(width: int, *, last_at_right: bool = False) -> list[tuple[int, int]]:
    """Where four controls of 100 x 20 come to stand."""
    widget = QWidget()
    layout = FlowLayout(widget, spacing=10, last_at_right=last_at_right)
    labels = [QLabel(widget) for _number in range(4)]
    for label in labels:
        label.setFixedSize(100, 20)
        layout.addWidget(label)
    widget.resize(width, layout.heightForWidth(width))
    layout.setGeometry(widget.rect())
    assert all(label.geometry().right() < width and label.geometry().bottom() < widget.height() for label in labels)
    return [(label.x(), label.y()) for label in labels]


def test_one_row_is_enough_when_there_is_room():
    assert laid(500) == [(0, 0), (110, 0), (220, 0), (330, 0)]


def test_a_full_row_goes_on_below():
    assert laid(215) == [(0, 0), (110, 0), (0, 30), (110, 30)]


def test_the_last_stands_at_the_right_of_its_row():
    assert laid(500, last_at_right=True)[-1] == (400, 0)
    assert laid(330, last_at_right=True)[-1] == (230, 30)


def test_hidden_controls_take_no_room():
    widget = QWidget()
    layout = FlowLayout(widget)
    for is_shown in (True, False):
        label = QLabel(widget)
        label.setFixedSize(100, 20)
        label.setVisible(is_shown)
        layout.addWidget(label)
    assert layout.sizeHint().width() == 100
    assert layout.heightForWidth(120) == 20


def test_its_items_live_as_long_as_their_controls(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    row = FlowLayout()
    buttons = [QPushButton(words, page) for words in ("One", "Two", "Three")]
    for button in buttons:
        row.addWidget(button)
    column.addLayout(row)
    passing = QLabel("goes, and refers to the page", buttons[0])
    passing.setBuddy(page)
    page.show()
    shiboken6.delete(passing)
    assert row.minimumSize().width() > 0
    assert [row.itemAt(number).widget() for number in range(row.count())] == buttons
    shiboken6.delete(buttons.pop(1))
    assert row.count() == 2
    assert row.sizeHint().width() > 0
