"""The connection check: walks to the office step by step, says what each step found, and has it ready to send on."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidgetItem, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from planwriter.submit import connection
from planwriter.submit.client import Call, Client, find_name, proxy_for
from planwriter.submit.connection import Line, Mark, Way
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
        self._lines: tuple[Line, ...] = ()
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
        return connection.for_help_desk(self._address, self._lines, self._shell.clock())

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
        host = Way(self._address).host
        find_name(host, lambda found: self._on_found(found) if isValid(self) else None)

    def _on_found(self, addresses: tuple[str, ...]) -> None:
        job = partial(proxy_for, self._address)  # may have to run the network's own script
        on_proxy = partial(self._on_proxy, addresses)
        self._shell.runner.start(job, lane="network", on_success=on_proxy, on_failure=self._on_fault)

    def _on_fault(self, error: Exception) -> None:
        raise error  # a fault of ours: the last resort tells it

    def _on_proxy(self, addresses: tuple[str, ...], proxy: str) -> None:
        if not isValid(self):
            return
        way = Way(self._address, addresses, proxy)
        self._show(connection.lines_before(way))
        self._call = self._client.ask(self._address + HEALTH)
        self._call.answered.connect(partial(self._on_health, way))

    def _on_health(self, way: Way, answer: Answer) -> None:
        self._call = None
        if not self.isVisible():
            return
        lines = connection.lines_after(way, answer, self._shell.clock())
        self._show(lines)
        if connection.is_open(lines) and self._token:
            self._call = self._client.ask(connection.sign_in_address(self._address), token=self._token)
            self._call.answered.connect(self._on_signed_in)
        else:
            self._end(connection.sign_in_line(None) if not self._token else connection.sign_in_not_tried())

    def _on_signed_in(self, answer: Answer) -> None:
        self._call = None
        if self.isVisible():
            self._end(connection.sign_in_line(answer))

    def _end(self, sign_in: Line) -> None:
        self._show((*self._lines, sign_in))
        words = connection.in_one_sentence(self._lines)
        self._standing.setText(words)
        self._copy.setEnabled(True)
        bad = [row for row, line in enumerate(self._lines) if line.mark is Mark.BAD]
        self._list.setCurrentRow(bad[0] if bad else 0)
        announce(self, words)

    def _show(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines
        self._list.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.name}: {_MARKS[line.mark]}\n{line.words}", self._list)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.name}, {_MARKS[line.mark]}. {line.words}")

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words)
        announce(self, "Copied")
