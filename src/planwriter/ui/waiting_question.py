"""Asks whether the plans that wait for the office before go to the one that is used now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from planwriter.submit.outbox import Parcel
from planwriter.ui.buttons import push_button
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label
from planwriter.ui.long_words import ElidedWords, breakable
from planwriter.ui.messages import announce

_NAMED = 3


class WaitingQuestion(QFrame):
    """The question, with the names of the plans.

    Signals:
        agreed: The person wants them sent to this office; their package ids.
    """

    agreed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._ids: tuple[str, ...] = ()
        self._words = words_label("", self)
        self._words.setObjectName("office_waiting")
        self._titles = [ElidedWords(self) for _ in range(_NAMED)]
        self._more = words_label("", self)
        yes = push_button("Send the&m to this office", self, name="office_waiting_yes", on_click=self._on_yes)
        no = push_button("Leave them as they are", self, name="office_waiting_no", on_click=self.hide)
        buttons = FlowLayout()
        for button in (yes, no):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        for widget in (self._words, *self._titles, self._more):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.hide()

    def ask_about(self, parcels: tuple[Parcel, ...]) -> None:
        """Ask about parcels that wait for another office; without any nothing is asked."""
        self._ids = tuple(one.package_id for one in parcels)
        if not parcels:
            self.hide()
            return
        is_one = len(parcels) == 1
        before = sorted({one.profile.address for one in parcels if one.profile})
        where = f"\nThe office before: {', '.join(before)}" if before else ""
        waiting = "1 plan waits" if is_one else f"{len(parcels)} plans wait"
        words = f"{waiting} for the office before. Send {'it' if is_one else 'them'} to this one?{where}"
        self._words.setText(breakable(words))
        self._words.setAccessibleName(words)
        for place, label in enumerate(self._titles):
            label.setVisible(place < len(parcels))
            label.show_words(f"{parcels[place].label}: {parcels[place].title}" if place < len(parcels) else "")
        self._more.setText(f"and {len(parcels) - _NAMED} more")
        self._more.setVisible(len(parcels) > _NAMED)
        self.show()
        announce(self, words)

    def _on_yes(self) -> None:
        self.hide()
        self.agreed.emit(self._ids)
