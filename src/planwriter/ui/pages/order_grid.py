"""The 18 parts of the order as a grid of buttons, each with its state in a word and a shape."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QWidget

from planwriter.plan.plan import Plan
from planwriter.plan.progress import ACTIONS, Action, Cell, Part, State, grid
from planwriter.template.catalogue import Catalogue
from planwriter.ui.icons import icon
from planwriter.ui.labels import words_label

_HEADS = {Part.APPROACH: "Approach", Part.BENEFITS: "Intended benefits", Part.TIMELINE: "Timeline"}
_SHAPES = {State.DONE: "check_circle", State.STARTED: "schedule", State.MISSING: "radio_button_unchecked"}


class OrderGrid(QWidget):
    """Six actions by three parts; a button leads to where the part is answered."""

    went_to = Signal(tuple)

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._buttons: dict[str, QPushButton] = {}
        self._cells: tuple[Cell, ...] = ()
        self._pictures: dict[State, QIcon] = {}
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(8)
        self._layout.setVerticalSpacing(6)
        for column, part in enumerate(Part, 1):
            self._layout.addWidget(words_label(_HEADS[part], self, role="label"), 0, column)
            self._layout.setColumnStretch(column, 2)
        self._layout.setColumnStretch(0, 3)
        for row, action in enumerate(ACTIONS, 1):
            self._add(action, row)

    @property
    def first(self) -> QPushButton:
        """The button of the first part."""
        return next(iter(self._buttons.values()))

    def show_plan(self, plan: Plan) -> None:
        """Show how far each part is."""
        self._cells = grid(plan)
        services = len(plan.rows("services.services"))
        for cell in self._cells:
            self._show(cell, services)
        self._show_pictures()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the shapes anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_pictures"):
            self._pictures.clear()
            self._show_pictures()

    def _add(self, action: Action, row: int) -> None:
        self._layout.addWidget(words_label(self._title(action), self), row, 0)
        for column, part in enumerate(Part, 1):
            key = action.element(part)
            button = QPushButton(self)
            button.setObjectName(f"cell_{key}")
            button.setProperty("role", "cell")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, key=key: self.went_to.emit((key,)))
            self._layout.addWidget(button, row, column)
            self._buttons[key] = button

    def _title(self, action: Action) -> str:
        section = self._catalogue.section(action.section)
        return f"({section.letter}) {section.title}"

    def _show(self, cell: Cell, services: int) -> None:
        button, state = self._buttons[cell.element], str(cell.state)
        button.setText(state.capitalize())
        button.setAccessibleName(f"{self._title(cell.action)}, {_HEADS[cell.part].lower()}: {state}")
        by_services = f"{cell.services} of {services} services answer it" if cell.services else ""
        button.setAccessibleDescription(by_services)
        button.setToolTip(by_services)

    def _show_pictures(self) -> None:
        if not self._pictures:
            ink = QApplication.palette().color(QPalette.ColorRole.WindowText).name()
            self._pictures = {state: icon(name, ink) for state, name in _SHAPES.items()}
        for cell in self._cells:
            self._buttons[cell.element].setIcon(self._pictures[cell.state])
