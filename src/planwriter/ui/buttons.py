"""Makes the push buttons of dialogs and pages: one look, one name for tests and screen readers, nothing by accident."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget


def push_button(
    words: str, parent: QWidget, *, name: str, on_click: Callable[[], object] | None = None, role: str = ""
) -> QPushButton:
    """Return a button that Enter in a field beside it does not press.

    Args:
        words: With "&" before the letter of its shortcut.
        parent: Where it lives.
        name: Its objectName.
        on_click: Called without arguments.
        role: As the style sheet knows it: "primary" for the one to press; "" for any other.
    """
    button = QPushButton(words, parent)
    button.setObjectName(name)
    button.setAutoDefault(False)
    if role:
        button.setProperty("role", role)
    if on_click is not None:
        button.clicked.connect(lambda _checked=False: on_click())
    return button
