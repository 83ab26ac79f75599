"""Asks for the sign-in of a proxy that wants one; it counts until the program ends and is kept nowhere."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planwriter.ui.labels import words_label


class ProxyDialog(QDialog):
    """Name and password for the proxy.

    Signals:
        given: Name, password.
    """

    given = Signal(str, str)

    def __init__(self, proxy: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sign in to your network")
        self._name, self._password = QLineEdit(self), QLineEdit(self)
        self._name.setObjectName("proxy_name")
        self._password.setObjectName("proxy_password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._go_on = QPushButton("&Sign in and send", self)
        self._go_on.setObjectName("proxy_go_on")
        self._go_on.setProperty("role", "primary")
        self._go_on.setEnabled(False)
        cancel = QPushButton("&Cancel", self)
        cancel.setObjectName("proxy_cancel")
        cancel.setAutoDefault(False)
        self._name.textChanged.connect(lambda words: self._go_on.setEnabled(bool(words.strip())))
        self._go_on.clicked.connect(self._on_go_on)
        cancel.clicked.connect(self.reject)
        where = f"Your network's proxy{f' {proxy}' if proxy else ''} asks who you are before it lets anything through."
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(words_label("Sign in to your network", self, role="h1"))
        column.addWidget(words_label(f"{where} This is the sign-in of your network, not the office's token.", self))
        for words, field in (("&Name", self._name), ("&Password", self._password)):
            column.addWidget(words_label(words, self, role="label", buddy=field))
            column.addWidget(field)
        column.addWidget(words_label("Kept until you close planwriter.", self, role="hint"))
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self._go_on)
        bottom.addWidget(cancel)
        column.addLayout(bottom)
        self.resize(480, 300)

    def _on_go_on(self) -> None:
        self.accept()
        self.given.emit(self._name.text().strip(), self._password.text())
