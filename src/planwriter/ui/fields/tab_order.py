"""Puts controls that were made later into the Tab key's order where they are seen."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def put_after(control: QWidget, late: QWidget) -> None:
    """Let Tab go from `control` to `late` and everything in it, in the order it has inside, and then on as before.

    Qt puts a new control behind all others of its window, wherever it stands.
    """
    inside = [one for one in _chain(late) if late is one or late.isAncestorOf(one)]
    for before, after in pairwise([control, *inside]):
        QWidget.setTabOrder(before, after)


def _chain(start: QWidget) -> list[QWidget]:
    """Return the window's controls in the order of the Tab key, from one on."""
    chain = [start]
    while (following := chain[-1].nextInFocusChain()) is not None and following is not start:
        chain.append(following)
    return chain
