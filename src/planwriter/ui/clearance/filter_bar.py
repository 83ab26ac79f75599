"""The line above the lists: whose changes are shown, from which office, and whether decided ones are."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from planwriter.ui.clearance.deciding import Filter
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label

_EVERYBODY, _ANY_OFFICE = "Everybody", "Every office"


class FilterBar(QWidget):
    """Two boxes and a tick.

    Signals:
        changed: Another Filter is asked for.
    """

    changed = Signal(object)

    def __init__(self, tick_words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, spacing=10)
        self._author = self._box("B&y", "filter_author", _EVERYBODY)
        self._office = self._box("Fro&m", "filter_office", _ANY_OFFICE)
        self._tick = QCheckBox(tick_words, self)
        self._tick.setObjectName("filter_undecided")
        self._tick.toggled.connect(self._tell)
        self._row.addWidget(self._tick)

    @property
    def filter(self) -> Filter:
        """What is asked for."""
        return Filter(
            str(self._author.currentData() or ""), str(self._office.currentData() or ""), self._tick.isChecked()
        )

    @property
    def first(self) -> QWidget:
        """The control that Tab comes to first."""
        return self._author

    def show_names(self, authors: Sequence[str], offices: Sequence[str]) -> None:
        """Offer these names; those chosen stay chosen while they are there."""
        for box, names in ((self._author, authors), (self._office, offices)):
            kept = box.currentData()
            with QSignalBlocker(box):
                while box.count() > 1:
                    box.removeItem(1)
                for name in names:
                    box.addItem(name, name)
                box.setCurrentIndex(max(box.findData(kept), 0) if kept else 0)
            box.setEnabled(box.count() > 1)

    def clear(self) -> None:
        """Let everything through again."""
        with QSignalBlocker(self._author), QSignalBlocker(self._office), QSignalBlocker(self._tick):
            self._author.setCurrentIndex(0)
            self._office.setCurrentIndex(0)
            self._tick.setChecked(False)
        self._tell()

    def _box(self, words: str, name: str, everything: str) -> QComboBox:
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        box = QComboBox(both)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(9)
        box.addItem(everything, "")
        box.currentIndexChanged.connect(self._tell)
        label = words_label(words, both, role="label", buddy=box)
        label.setWordWrap(False)
        row.addWidget(label)
        row.addWidget(box)
        self._row.addWidget(both)
        return box

    def _tell(self) -> None:
        self.changed.emit(self.filter)
