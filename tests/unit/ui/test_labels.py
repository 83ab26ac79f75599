"""Labels say what they were given, letter by letter, and name the field they stand above."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planwriter.ui.labels import words_label


def test_words_are_never_read_as_html(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = words_label("<b>Wells & Springs</b>", window, role="hint")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>Wells & Springs</b>"
    assert label.property("role") == "hint"


def test_a_field_takes_its_name_from_its_label_unless_it_has_one(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    fresh, named = QLineEdit(window), QLineEdit(window)
    named.setAccessibleName("Agency, by its full name")
    words_label("&Agency", window, buddy=fresh)
    words_label("&Agency", window, buddy=named)
    assert (fresh.accessibleName(), named.accessibleName()) == ("Agency", "Agency, by its full name")


def test_alt_and_the_marked_letter_lead_to_the_field(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    other, field = QLineEdit(window), QLineEdit(window)
    label = words_label("&Title", window, buddy=field)
    for widget in (other, label, field):
        column.addWidget(widget)
    assert label.buddy() is field
    assert QKeySequence.mnemonic(label.text()) == QKeySequence("Alt+T")
