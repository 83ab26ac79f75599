"""The connection check: walks to the office step by step, says what each step found, and has it ready to send on."""

from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidgetItem, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planwriter.submit import connection
from planwriter.submit.client import Call, Client, find_name, proxy_for
from planwriter.submit.connection import Line, Mark
from planwriter.submit.contract import HEALTH
from planwriter.submit.verdict import Answer
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.shell import Shell
from planwriter.ui.stacked_rows import stacked_list

_MARKS = {Mark.GOOD: "Good", Mark.NOTE: "Note", Mark.BAD: "Not good", Mark.NOT_RUN: "Not tried"}


class ConnectionDialog(QDialog):
    """Checks the way to one office. No part of any plan is sent."""

    def __init__(self, address: str, token: str, *, shell: Shell, client: Client, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Check the connection")
        self._address, self._token, self._shell, self._client = address, token, shell, client
        self._lines: list[Line] = []
        self._call: Call | None = None
        self._standing = words_label("Checking…", self, role="h2")
        self._standing.setObjectName("connection_standing")
        self._list = stacked_list("Steps", self)
        self._list.setObjectName("connection_steps")
        self._copy = QPushButton("C&opy for the help desk", self)
        self._copy.setObjectName("connection_copy")
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._on_copy)
        close = QPushButton("&Close", self)
        close.setObjectName("connection_close")
        close.clicked.connect(self.reject)
        self._lay_out(close)
        self._start()

    @property
    def words(self) -> str:
        """The text for the help desk, as far as the check has come."""
        return connection.for_help_desk(self._address, tuple(self._lines), self._shell.clock())

    def reject(self) -> None:
        """Close, and give up what is still being asked."""
        if self._call is not None:
            self._call.stop()
        super().reject()

    def _lay_out(self, close: QPushButton) -> None:
        bottom = QHBoxLayout()
        bottom.addWidget(self._copy)
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(words_label("The way to the office", self, role="h1"))
        column.addWidget(words_label("No part of your plan is sent for this.", self, role="hint"))
        column.addWidget(self._standing)
        column.addWidget(self._list, 1)
        column.addLayout(bottom)
        self.resize(620, 460)

    def _start(self) -> None:
        host = urlsplit(self._address).hostname or ""
        find_name(host, lambda found: self._on_found(host, found) if isValid(self) else None)

    def _on_found(self, host: str, addresses: tuple[str, ...]) -> None:
        self._add(connection.name_line(host, addresses))
        job = partial(proxy_for, self._address)  # may have to run the network's own script
        self._shell.runner.start(job, lane="network", on_success=self._on_proxy, on_failure=self._on_fault)

    def _on_fault(self, error: Exception) -> None:
        raise error  # a fault of ours: the last resort tells it

    def _on_proxy(self, proxy: str) -> None:
        if not isValid(self):
            return
        self._add(connection.proxy_line(proxy))
        self._call = self._client.ask(self._address + HEALTH)
        self._call.answered.connect(self._on_health)

    def _on_health(self, answer: Answer) -> None:
        self._call = None
        if not self.isVisible():
            return
        self._add(connection.tls_line(self._address, answer))
        self._add(connection.office_line(answer))
        self._add(connection.clock_line(answer, self._shell.clock()))
        if not self._token or answer.trouble is not None:
            self._on_signed_in(answer if answer.trouble is not None else None)
            return
        self._call = self._client.ask(connection.sign_in_address(self._address), token=self._token)
        self._call.answered.connect(self._on_signed_in)

    def _on_signed_in(self, answer: Answer | None) -> None:
        self._call = None
        if not self.isVisible():
            return
        self._add(connection.sign_in_line(answer))
        bad = [line for line in self._lines if line.mark is Mark.BAD]
        words = f"Look at “{bad[0].name}” first." if bad else "Your plan can be sent."
        self._standing.setText(words)
        self._copy.setEnabled(True)
        self._list.setCurrentRow(self._lines.index(bad[0]) if bad else 0)
        announce(self, words)

    def _add(self, line: Line) -> None:
        self._lines.append(line)
        item = QListWidgetItem(f"{line.name}: {_MARKS[line.mark]}\n{line.words}", self._list)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.name}, {_MARKS[line.mark]}. {line.words}")

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words)
        announce(self, "Copied")
