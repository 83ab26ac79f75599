"""A button has its name, calls without arguments, and is never pressed by accident."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout

from planwriter.ui.buttons import push_button


def test_a_click_calls_without_arguments(qtbot):
    heard = []
    dialog = QDialog()
    qtbot.addWidget(dialog)
    button = push_button("&Go", dialog, name="go", on_click=lambda: heard.append("gone"), role="primary")
    button.click()
    assert heard == ["gone"]
    assert (button.objectName(), button.property("role")) == ("go", "primary")


def test_enter_in_a_field_beside_it_does_not_press_it(qtbot):
    heard = []
    dialog = QDialog()
    qtbot.addWidget(dialog)
    field = QLineEdit(dialog)
    button = push_button("&Go", dialog, name="go", on_click=lambda: heard.append("gone"))
    column = QVBoxLayout(dialog)
    column.addWidget(field)
    column.addWidget(button)
    dialog.show()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard == []
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert heard == ["gone"]
