"""The dialog that writes documents of the plan: which, where, and afterwards what was proved of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planwriter.checks.findings import Finding
from planwriter.checks.gates import headline
from planwriter.errors import PlanwriterError
from planwriter.export import Since
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark
from planwriter.template.catalogue import Catalogue
from planwriter.ui.buttons import push_button
from planwriter.ui.export_offers import OFFERS, Offer, default_name
from planwriter.ui.export_pages import ExportDonePage, ExportOptionsPage
from planwriter.ui.export_word_options import WordOptions
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce
from planwriter.ui.shell import Shell
from planwriter.ui.stacked_rows import stacked_list
from planwriter.wizard.exporting import DraftVersions, Exported, ExportOrder, ExportSource, VersionsOffered
from planwriter.wizard.job_progress import JobProgress

_POLL_MS = 100
_LIST_WIDTH_IN_LETTERS = 36
_LIST_SHARE = 0.38


ExportJob: TypeAlias = Callable[..., tuple[Exported, ...]]
"""`export_ordered` of wizard/exporting.py, or a function like it."""


@dataclass(frozen=True)
class ExportMeans:
    """What an export goes through.

    Attributes:
        keep_baseline: Keeps what copies for reviewers rest on.
        versions: The draft's named versions, to compare with.
        remarks: What reviewers said of earlier copies.
    """

    job: ExportJob
    keep_baseline: Callable[[str, bytes], None]
    versions: DraftVersions | None = None
    remarks: tuple[Remark, ...] = ()


class ExportDialog(QDialog):
    """Formats at the left, what is asked about the chosen one at the right, the outcome in its place afterwards."""

    def __init__(
        self,
        plan: Plan,
        catalogue: Catalogue,
        findings: tuple[Finding, ...],
        *,
        shell: Shell,
        means: ExportMeans,
        open_address: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._shell = plan, shell
        source = ExportSource(plan, catalogue, findings, means.keep_baseline, means.remarks)
        self._job = partial(means.job, source)
        self._open_address = open_address
        self._progress: JobProgress | None = None
        self._closes_when_done = False
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._show_progress)
        self.setWindowTitle("Export the plan")
        self._offers = self._list_of_offers()  # parts are made in the order in which Tab reaches them
        words = partial(WordOptions, plan, catalogue, shell=shell, versions=means.versions, open_address=open_address)
        self._options = ExportOptionsPage(
            _first_folder(shell.settings.export_folder), self, make_word_options=lambda body: words(parent=body)
        )
        self._options.show_standing(*headline(plan, findings))
        self._done = ExportDonePage(self)
        self._build_parts()
        self._lay_out()
        self._connect()
        self._offers.setCurrentRow(0)
        self._offers.setFocus()
        if means.versions:
            shell.runner.start(
                means.versions.offered, lane="disk", on_success=self._on_versions, on_failure=self._on_unread
            )

    def reject(self) -> None:
        """Close; a job that runs is asked to stop first."""
        if self._progress:
            self._closes_when_done = True
            self._on_cancel_clicked()
            return
        super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list of documents the room its words need, and never more than its share."""
        super().resizeEvent(event)
        wanted = _LIST_WIDTH_IN_LETTERS * self.fontMetrics().averageCharWidth()
        self._offers.setFixedWidth(min(wanted, int(event.size().width() * _LIST_SHARE)))

    def _list_of_offers(self) -> QListWidget:
        offers = stacked_list("Documents you can export", self)
        offers.setObjectName("export_offers")
        for offer in OFFERS:
            item = QListWidgetItem(f"{offer.name}\n{offer.purpose}", offers)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{offer.name}: {offer.purpose}")
        return offers

    def _build_parts(self) -> None:
        self._right = QStackedWidget(self)
        self._right.addWidget(self._options)
        self._right.addWidget(self._done)
        self._problem = words_label("", self, role="problem")
        self._problem.setObjectName("export_problem")
        self._problem.hide()
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName("Export")
        self._bar.setTextVisible(False)
        self._cancel = push_button("Ca&ncel the export", self, name="export_cancel")
        self._export = push_button("&Export", self, name="export_run", role="primary")
        self._close = push_button("&Close", self, name="export_close")
        for widget in (self._bar, self._cancel):
            widget.hide()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._offers)
        middle.addWidget(self._right, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self._bar, 1)
        bottom.addWidget(self._cancel)
        bottom.addStretch(1)
        bottom.addWidget(self._export)
        bottom.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(middle, 1)
        column.addWidget(self._problem)
        column.addLayout(bottom)
        self.resize(860, 620)

    def _connect(self) -> None:
        self._offers.currentRowChanged.connect(self._on_offer_chosen)
        self._options.submitted.connect(self._on_export_clicked)
        self._export.clicked.connect(self._on_export_clicked)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._close.clicked.connect(self.reject)
        self._done.open_requested.connect(self._open)
        self._done.again_requested.connect(self._show_options)

    @property
    def _offer(self) -> Offer:
        return OFFERS[max(0, self._offers.currentRow())]

    def _on_offer_chosen(self, _row: int) -> None:
        self._options.show_offer(self._offer, default_name(self._plan, self._offer))
        self._show_options()

    def _show_options(self) -> None:
        self._problem.hide()
        self._right.setCurrentWidget(self._options)
        self._export.show()
        self._options.show_place()

    def _on_export_clicked(self) -> None:
        if self._progress or self._right.currentWidget() is not self._options:
            return
        order = self._options.order(self._offer)
        if order is None:
            return
        self._problem.hide()
        self._progress = JobProgress()
        self._set_running(is_running=True)
        find_older = self._options.older(self._offer)
        if find_older is None:
            self._start(order, None)
            return
        self._shell.runner.start(
            find_older, lane="disk", on_success=partial(self._start, order), on_failure=self._on_failed
        )

    def _start(self, order: ExportOrder, since: Since | None) -> None:
        self._shell.runner.start(
            partial(self._job, order=replace(order, since=since), progress=self._progress),
            lane="work",
            on_success=self._on_exported,
            on_failure=self._on_failed,
        )

    def _on_versions(self, versions: VersionsOffered) -> None:
        if isValid(self) and self._options.word:
            self._options.word.show_versions(versions.names, versions.usual)

    def _on_unread(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error  # a fault of ours: the last resort tells it
        if isValid(self):
            self._show_problem(f"{error.title} {error.advice}")

    def _on_cancel_clicked(self) -> None:
        if self._progress:
            self._progress.cancel()
            self._cancel.setEnabled(False)
            announce(self, "Stopping the export")

    def _on_exported(self, exported: tuple[Exported, ...]) -> None:
        if not self._finish():
            return
        self._remember(exported[0].path.parent)
        self._done.show_exported(exported)
        self._right.setCurrentWidget(self._done)
        self._export.hide()
        self._done.setFocus()
        announce(self, self._done.words)
        if warnings := dict.fromkeys(words for one in exported for words in one.warnings):
            self._show_problem(" ".join(warnings))

    def _on_failed(self, error: Exception) -> None:
        if not self._finish():
            return
        if not isinstance(error, PlanwriterError):
            raise error  # a fault of ours: the last resort tells it
        self._show_problem(f"{error.title} {error.advice}")
        self._export.setFocus()

    def _finish(self) -> bool:
        """Take the job as over; False when there is nobody left to tell."""
        self._progress = None
        if not isValid(self):
            return False
        self._set_running(is_running=False)
        if self._closes_when_done:
            super().reject()
            return False
        return True

    def _set_running(self, *, is_running: bool) -> None:
        asking: tuple[QWidget, ...] = (self._offers, self._options, self._export)
        for widget in asking:
            widget.setEnabled(not is_running)
        self._bar.setVisible(is_running)
        self._cancel.setVisible(is_running)
        self._cancel.setEnabled(is_running)
        if is_running:
            self._bar.setRange(0, 0)
            self._cancel.setFocus()
            self._poll.start()
            announce(self, "Exporting")
        else:
            self._poll.stop()

    def _show_progress(self) -> None:
        if self._progress and self._progress.total:
            self._bar.setRange(0, self._progress.total)
            self._bar.setValue(self._progress.done)

    def _show_problem(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.show()
        announce(self, words)

    def _remember(self, folder: Path) -> None:
        if str(folder) == self._shell.settings.export_folder:
            return
        try:
            self._shell.keep_settings(replace(self._shell.settings, export_folder=str(folder)))
        except PlanwriterError as error:
            self._show_problem(f"The document is saved, but the folder is not remembered: {error.title} {error.advice}")

    def _open(self, path: Path) -> None:
        if not self._open_address(QUrl.fromLocalFile(str(path))):
            self._show_problem(f"No program on this computer opens “{path.name}”. You find it in {path.parent}.")


def _first_folder(remembered: str) -> str:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return next((folder for folder in (remembered, documents) if folder and Path(folder).is_dir()), str(Path.home()))
