"""Asks what a plan is sent for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from planwriter.submit.package import Purpose

_PURPOSES = (
    (Purpose.FINAL, "The &finished plan"),
    (Purpose.CONSULTATION, "A draft for &consultation"),
)


class PurposeChoice(QWidget):
    """The choice; the finished plan at first.

    Signals:
        changed: Another one was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for number, (purpose, words) in enumerate(_PURPOSES):
            radio = QRadioButton(words, self)
            radio.setObjectName(f"submit_for_{purpose}")
            radio.setChecked(number == 0)
            self._group.addButton(radio, number)
            column.addWidget(radio)
        self._group.idToggled.connect(lambda _number, is_on: self.changed.emit() if is_on else None)

    @property
    def purpose(self) -> Purpose:
        """What was chosen."""
        return _PURPOSES[max(0, self._group.checkedId())][0]
