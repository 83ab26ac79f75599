"""Walks the accessibility tree of a widget and says which controls a screen reader could not name.

Takes: a widget that is shown. Gives: one line for each fault; an empty list when there is none.
"""

import re
from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_SAYS_NOTHING = re.compile(r"\d+|Q[A-Z]\w+|.*<[a-z/!][^>]*>.*", re.DOTALL)
_CELLS = (QAccessible.Role.Cell, QAccessible.Role.ListItem, QAccessible.Role.TreeItem)
_EDITABLE = (QAccessible.Role.EditableText, QAccessible.Role.ComboBox)


def nodes(root: QWidget) -> Iterator[QAccessibleInterface]:
    """Every node of the tree below and with `root` that is not hidden, in the order a reader meets it."""
    top = QAccessible.queryAccessibleInterface(root)
    stack = [top] if top is not None else []
    while stack:
        node = stack.pop()
        if node is None or not node.isValid() or node.state().invisible:
            continue
        yield node
        stack += [node.child(number) for number in reversed(range(node.childCount()))]


def name_of(node: QAccessibleInterface) -> str:
    """What a screen reader calls a node."""
    return node.text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    """One line for each control that takes the keyboard and has no name that says anything.

    Also for a column header without words, and for a field whose class or markup would be read out. Empty cells of a
    table are no controls; their header names them.
    """
    faults: list[str] = []
    for node in nodes(root):
        role, name = node.role(), name_of(node).strip()
        is_control = node.state().focusable and role not in _CELLS
        if (is_control or role is QAccessible.Role.ColumnHeader) and not name:
            faults.append(f"{_where(node)} has no name")
        elif is_control and _SAYS_NOTHING.fullmatch(name):
            faults.append(f"{_where(node)} is called “{name}”, which says nothing")
    return faults


def focusable_names(root: QWidget) -> list[str]:
    """The names of everything that takes the keyboard, in the tree's order."""
    return [name_of(node) for node in nodes(root) if node.state().focusable and node.role() not in _CELLS]


def _where(node: QAccessibleInterface) -> str:
    widget = node.object()
    kind = widget.metaObject().className() if widget is not None else "a part"
    own = widget.objectName() if widget is not None else ""
    return f"{kind}{f' ({own})' if own else ''} with the role {node.role().name}"
