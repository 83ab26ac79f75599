"""What an office's profile says, before anything in it counts: first where plans would go, then the rest of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from planwriter.submit.profile import OfficeProfile
from planwriter.ui.buttons import push_button
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label
from planwriter.ui.long_words import ElidedWords, breakable
from planwriter.ui.messages import announce

_ADVICE = "Use it only if it came to you from that office. Plans go there from now on."


class OfficeOffer(QFrame):
    """A profile, and whether to use it.

    Signals:
        trusted: The person uses it; its file.
        left: The person does not.
    """

    trusted = Signal(bytes)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._file = b""
        self._address = words_label("", self, role="h2")
        self._address.setObjectName("office_offer")
        self._address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._fields = {name: ElidedWords(self) for name in ("Name", "Receipts come from", "Keys")}
        for name, field in self._fields.items():
            field.setObjectName(f"office_offer_{name.split()[0].lower()}")
        self._trust = push_button("&Use this office", self, name="office_trust", on_click=self._on_trust)
        leave = push_button("Leave it", self, name="office_leave", on_click=self._on_leave)
        buttons = FlowLayout()
        for button in (self._trust, leave):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(words_label("Your plans would go to this address:", self))
        column.addWidget(self._address)
        column.addWidget(words_label("The file says of itself:", self))
        for field in self._fields.values():
            column.addWidget(field)
        column.addWidget(words_label(_ADVICE, self))
        column.addLayout(buttons)
        self.hide()

    def show_profile(self, profile: OfficeProfile, file: bytes) -> None:
        """Show what a profile says."""
        self._file = file
        self._address.setText(breakable(profile.address))
        self._address.setAccessibleName(profile.address)
        keys = ", ".join(str(key["kid"]) for key in profile.keys)
        told = {"Name": profile.name, "Receipts come from": profile.issuer, "Keys": keys}
        for name, words in told.items():
            self._fields[name].show_words(f"{name}: {words}")
        self.show()
        self._trust.setFocus()
        rest = ". ".join(field.words for field in self._fields.values())
        announce(self, f"Your plans would go to this address: {profile.address}. {rest}. {_ADVICE}")

    def _on_trust(self) -> None:
        self.hide()
        self.trusted.emit(self._file)

    def _on_leave(self) -> None:
        self.hide()
        self.left.emit()
