"""Writes the record copy of an open plan where the person says, and offers afterwards to throw the draft away."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from planwriter.errors import PlanwriterError
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.shell import Shell
from planwriter.ui.workbench import Workbench
from planwriter.wizard.record_copy import LIST_NAME, RecordCopy, write_record_copy
from planwriter.wizard.session import Session


class RecordDesk(QObject):
    """Lives as long as its plan is open.

    Signals:
        trash_requested: The id of the draft that the person wants to throw away.
    """

    trash_requested = Signal(str)

    def __init__(self, session: Session, keeper: DraftKeeper, workbench: Workbench, shell: Shell) -> None:
        super().__init__(keeper)
        self._session, self._keeper, self._workbench, self._shell = session, keeper, workbench, shell

    def ask(self) -> None:
        """Ask for a folder and write the record copy there."""
        self._workbench.flush()
        self._keeper.save_now()
        start = self._shell.settings.export_folder or str(Path.home())
        dialog = QFileDialog(self._workbench, "Choose the folder for the record copy", start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()

    def write(self, into: Path) -> None:
        """Write the record copy into a new folder below `into`."""
        held = self._keeper.held
        self._shell.runner.start(
            partial(
                write_record_copy,
                self._session.plan,
                self._session.catalogue,
                self._session.findings,
                into=into,
                baselines=held.baselines,
                receipts=held.folder / "receipts",
                remarks=tuple(self._session.draft.remarks.values()),
            ),
            lane="work",
            on_success=self._offer_to_delete,
            on_failure=self._on_failed,
        )
        self._workbench.messages.show_words("The record copy is being written…")

    def _offer_to_delete(self, made: RecordCopy) -> None:
        if self._keeper.is_closed:
            return
        count = len(made.files)
        words = f"The record copy is in {made.folder}: {count} files, and {LIST_NAME} with their digests."
        self._workbench.messages.show_words(words)
        box = QMessageBox(QMessageBox.Icon.Question, "The record copy is written", words, parent=self._workbench)
        box.setObjectName("record_copy_written")
        box.setInformativeText(
            "Do you still need the draft on this computer? A draft that you move to the trash stays there for 30 days. "
            "Its history and your private notes are in the draft only, not in the record copy."
        )
        trash = box.addButton("&Move the draft to the trash", QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton("&Keep the draft", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        trash.clicked.connect(lambda: self.trash_requested.emit(self._keeper.held.id))
        box.open()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error
        if not self._keeper.is_closed:
            self._workbench.messages.show_error(error)
