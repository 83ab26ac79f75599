"""Puts controls into the Tab key's order where they are seen, whenever they were made."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


def put_in_order(controls: Sequence[QWidget]) -> None:
    """Let Tab go through `controls` one after the other, from where the first of them stands."""
    asleep = [one for one in controls if one.focusPolicy() is Qt.FocusPolicy.NoFocus]
    for one in asleep:  # Qt passes over those that take no focus now, such as a toolbar's other buttons
        one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, after in pairwise(controls):
        QWidget.setTabOrder(before, after)
    for one in asleep:
        one.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def put_after(control: QWidget, late: QWidget) -> None:
    """Let Tab go from `control` to `late` and everything in it, in the order it has inside, and then on as before.

    Qt puts a new control behind all others of its window, wherever it stands.
    """
    inside = [one for one in _chain(late) if (late is one or late.isAncestorOf(one)) and _is_stop(one)]
    put_in_order([control, *inside])


def _is_stop(widget: QWidget) -> bool:
    """Whether the keyboard may stop there, buttons of a toolbar included that take their turns."""
    may_stop = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
    return may_stop and widget.focusProxy() is None


def _chain(start: QWidget) -> list[QWidget]:
    """Return the window's controls in the order of the Tab key, from one on."""
    chain = [start]
    while (following := chain[-1].nextInFocusChain()) is not None and following is not start:
        chain.append(following)
    return chain
