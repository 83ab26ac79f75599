"""Dialogs grow with their letters and stay in their window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractSlider, QDialog, QLabel, QVBoxLayout, QWidget

from planwriter.ui.dialog_room import InSight, fit_into, scrolling_page

LEAST = QSize(300, 200)


def size_of(qtbot, window: QWidget | None, points: int) -> QSize:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    font = dialog.font()
    font.setPointSize(points)
    dialog.setFont(font)
    fit_into(dialog, window, letters=60, lines=20, least=LEAST)
    return dialog.size()


def test_larger_letters_take_more_room_and_never_more_than_the_window(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    small, large = size_of(qtbot, window, 9), size_of(qtbot, window, 40)
    assert small.width() < large.width() == 900
    assert small.height() < large.height() == 600
    assert size_of(qtbot, None, 40).width() > 900
    window.resize(100, 100)
    assert size_of(qtbot, window, 40) == LEAST


def test_a_page_scrolls_its_body_and_takes_no_keyboard(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    page = scrolling_page(QLabel("\n" * 100), host)
    page.resize(200, 100)
    host.show()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert page.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_what_arrived_stays_in_sight_while_words_above_it_grow_until_the_person_scrolls(qtbot) -> None:
    host, body = QWidget(), QWidget()
    qtbot.addWidget(host)
    above, part = QLabel("Above", body), QLabel("The receipt", body)
    column = QVBoxLayout(body)
    column.addWidget(above)
    column.addWidget(part)
    page = scrolling_page(body, host)
    page.resize(300, 120)
    host.resize(300, 120)
    host.show()
    sight = InSight(page)

    def is_seen() -> bool:
        return page.viewport().rect().contains(part.geometry().translated(body.pos()))

    sight.keep(part)
    for lines in (30, 60):
        above.setText("\n" * lines)
        qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0 and is_seen())
    page.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    above.setText("\n" * 90)
    before = page.verticalScrollBar().maximum()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > before)
    assert page.verticalScrollBar().value() == 0
