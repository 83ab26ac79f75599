"""The pane at the left: the find box on top of the list of pages."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.find_box import FindBox
from planwriter.ui.outline import Outline
from planwriter.ui.theme import Theme


class SidePane(QWidget):
    """Holds the find box and the outline."""

    def __init__(self, catalogue: Catalogue, plan_now: Callable[[], Plan], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # else a plain QWidget draws no background
        self.find_box = FindBox(catalogue, plan_now, self)
        self.outline = Outline(catalogue, theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 0, 0)
        column.addWidget(self.find_box)
        column.addWidget(self.outline, 1)
        self.find_box.searching_changed.connect(self.outline.setHidden)  # the hits need the room

    def take_focus(self) -> None:
        """Put the keyboard into the list of pages."""
        self.outline.setFocus()
