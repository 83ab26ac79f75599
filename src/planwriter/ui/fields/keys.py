"""Which keys an editor leaves to the window, since one undo spans the whole plan."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

_CONTROL = Qt.KeyboardModifier.ControlModifier
_CONTROL_SHIFT = _CONTROL | Qt.KeyboardModifier.ShiftModifier
_UNDO_KEYS = (
    (_CONTROL, Qt.Key.Key_Z),
    (_CONTROL, Qt.Key.Key_Y),
    (_CONTROL_SHIFT, Qt.Key.Key_Z),
)


def is_undo_key(event: QKeyEvent) -> bool:
    """Whether the keys ask for undo or redo on any platform."""
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        return True
    return (event.modifiers(), Qt.Key(event.key())) in _UNDO_KEYS


def leaves_to_window(event: QEvent) -> bool:
    """Let the window's own undo and redo have their keys; True when the event was one of them.

    Qt's fields claim these keys before any action of the window sees them (ShortcutOverride), and would answer with
    an undo of their own that knows nothing of the plan.
    """
    is_key = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    if not is_key or not isinstance(event, QKeyEvent) or not is_undo_key(event):
        return False
    event.ignore()
    return True


def without_undo(menu: QMenu) -> QMenu:
    """Return a field's standard menu without its own Undo and Redo, and without a line at its top."""
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    first = menu.actions()[:1]
    if first and first[0].isSeparator():
        menu.removeAction(first[0])
    return menu
