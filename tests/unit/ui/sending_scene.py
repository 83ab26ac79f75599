"""A shell over a folder, with an outbox and an office on paper, for the tests of the dialogs that send."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.plan.plan import Plan
from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import Settings
from planwriter.submit.outbox import Parcel
from planwriter.submit.package import Purpose, seal
from planwriter.template.catalogue import Catalogue
from planwriter.ui.sending import Sending
from planwriter.ui.shell import Shell
from planwriter.ui.tasks import TaskRunner
from tests.submit.offices import PaperOffice

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@dataclass
class Scene:
    """What a test of sending needs."""

    qtbot: QtBot
    shell: Shell
    sending: Sending
    office: PaperOffice
    folder: Path
    sealed: bytes

    def parcel(self) -> Parcel:
        """The sample plan in the outbox."""
        return self.sending.outbox.add(self.sealed, draft_id="d", title="Our plan", now=NOW)

    def received(self) -> Parcel:
        """The same, received."""
        parcel = self.parcel()
        self.sending.outbox.queue(parcel.package_id, self.office.file, NOW)
        signed = self.office.answer(self.sealed)["receipt"]
        self.sending.outbox.accept(parcel.package_id, signed, self.office.profile, NOW)
        return self.sending.outbox.parcel(parcel.package_id)

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=10_000)


def words_of(widget: QWidget, name: str) -> str:
    """What a label, field or list of an objectName says."""
    found = widget.findChild(QWidget, name)
    if isinstance(found, QListWidget):
        return "\n".join(found.item(row).text() for row in range(found.count()))
    assert isinstance(found, QLabel | QLineEdit | QPlainTextEdit), name
    return found.toPlainText() if isinstance(found, QPlainTextEdit) else found.text()


def button(widget: QWidget, name: str) -> QPushButton:
    """A button by its objectName."""
    found = widget.findChild(QPushButton, name)
    assert found is not None, name
    return found


def nameless(widget: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    controls = [
        *widget.findChildren(QAbstractButton),
        *widget.findChildren(QLineEdit),
        *widget.findChildren(QListWidget),
    ]
    return [
        one.objectName()
        for one in controls
        if one.objectName() != "qt_spinbox_lineedit" and not (one.accessibleName() or getattr(one, "text", str)())
    ]


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, sample_plan: Plan, catalogue: Catalogue):
    """A shell with an empty outbox; the office is not there."""
    from tests.submit.servers import LocalServer

    with LocalServer(lambda request: request.cut_off()) as gone:
        address = gone.address
    runner = TaskRunner()
    shell = Shell(AppPaths.of(tmp_path / "data"), Settings(), runner, lambda: datetime.now(UTC))
    sealed = seal(sample_plan, catalogue, purpose=Purpose.FINAL, documents={"plan.docx": b"x", "plan.html": b"y"})
    sending = Sending(shell)
    yield Scene(qtbot, shell, sending, PaperOffice(address), tmp_path, sealed)
    sending.close()
    runner.finish()
    sending.deleteLater()
