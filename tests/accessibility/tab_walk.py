"""Walks a window with the Tab key and says where its way is not the one people see, or has no end."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

MOST_STOPS = 300


def stops_of_tab(start: QWidget, *, back: bool = False) -> list[QWidget]:
    """Every place that Tab (or Shift+Tab) comes to, from one on, until it is there again.

    Raises:
        AssertionError: It never comes back: a trap.
    """
    start.setFocus()
    found = [start]
    for _ in range(MOST_STOPS):
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        QTest.keyClick(widget, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        assert now is not widget, f"Tab stays in {described(now)}: a trap"
        if now is start:
            return found
        assert now not in found, f"Tab goes in a circle from {described(now)} and never back to {described(start)}"
        found.append(now)
    raise AssertionError(f"Tab never comes back to {described(start)}")


def out_of_order(stops: Sequence[QWidget], pane_of: Callable[[QWidget], QWidget | None]) -> list[str]:
    """One line for each step within a pane that goes up, or to the left on the same line; scrolling left aside."""
    faults = []
    for before, after in pairwise(stops):
        pane = pane_of(before)
        if pane is None or pane is not pane_of(after):
            continue
        old, new = _area(before, pane), _area(after, pane)
        is_above = new[3] <= old[1]
        is_left_on_same_line = new[1] < old[3] and old[1] < new[3] and new[0] < old[0] and not _is_inside(before, after)
        if is_above or is_left_on_same_line:
            faults.append(f"{described(before)} at {old[:2]} -> {described(after)} at {new[:2]}")
    return faults


def panes_that_are_left_and_entered_again(
    stops: Sequence[QWidget], pane_of: Callable[[QWidget], QWidget | None]
) -> list[str]:
    """Names of panes that Tab comes to more than once on its way around."""
    visits = [
        pane
        for pane, before in zip(map(pane_of, stops), [None, *map(pane_of, stops)], strict=False)
        if pane is not before
    ]
    if len(visits) > 1 and visits[0] is visits[-1]:
        visits.pop()  # the walk began in the middle of it
    return [described(pane) for pane in set(visits) if pane is not None and visits.count(pane) > 1]  # fmt: skip


def described(widget: QWidget) -> str:
    """A widget in words."""
    name = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName()!r} {name!r}"


def _area(widget: QWidget, pane: QWidget) -> tuple[int, int, int, int]:
    top_left = widget.mapTo(pane, QPoint(0, 0))
    return top_left.x(), top_left.y(), top_left.x() + widget.width(), top_left.y() + widget.height()


def _is_inside(one: QWidget, other: QWidget) -> bool:
    return one.isAncestorOf(other) or other.isAncestorOf(one)
