"""Brings reviewed copies back: asks for the files, reads them in the background, and asks what they leave open."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from planwriter.drafts.baselines import BaselineStore
from planwriter.plan.plan import Plan
from planwriter.submit.outbox import Outbox
from planwriter.ui.clearance.files_dialog import FilesDialog
from planwriter.ui.clearance.reading_dialog import ReadingDialog
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.shell import Shell
from planwriter.ui.workbench import Workbench
from planwriter.wizard import reviewing
from planwriter.wizard.job_progress import JobProgress, StoppedError
from planwriter.wizard.reviewing import Answers, Basis, BroughtBack
from planwriter.wizard.sent_copies import SentCopies
from planwriter.wizard.session import Session


class Bringing(QObject):
    """Knows what came back since the plan was opened.

    Attributes:
        brought: All of it, against the plan it was held against last; None as long as nothing came back.

    Signals:
        brought_back: What came back, and whether somebody asked to see it; else only the plan has moved on.
    """

    brought_back = Signal(object, bool)

    def __init__(self, session: Session, keeper: DraftKeeper, workbench: Workbench, shell: Shell) -> None:
        super().__init__(keeper)
        self._session, self._keeper, self._workbench, self._shell = session, keeper, workbench, shell
        self._plan: Plan | None = None
        self._files: FilesDialog | None = None
        self._sent = SentCopies(Outbox(shell.paths.outbox), session.plan.plan_id, session.catalogue)
        self.brought: BroughtBack | None = None

    def ask(self) -> None:
        """Ask for one or several files."""
        start = self._shell.settings.export_folder or str(Path.home())
        dialog = QFileDialog(self._workbench, "Bring back reviewed copies", start, "Word files (*.docx);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda chosen: self.bring([Path(one) for one in chosen]))
        dialog.open()

    def bring(self, paths: Sequence[Path], *, package_id: str = "") -> None:
        """Read files, with those that came back before, and show what they propose.

        Args:
            package_id: Of the sealed package whose document they are; "" when only the files know what they are.
        """
        progress = JobProgress()
        dialog = ReadingDialog(len(paths), progress, self._workbench)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        basis = self._basis()
        answers = self.brought.answers if self.brought else Answers()
        before, sent = self.brought, self._sent

        def job() -> BroughtBack:
            export_id = sent.export_id(package_id) if package_id else ""
            presumed = {**answers.presumed, **(dict.fromkeys(paths, export_id) if export_id else {})}
            told = replace(answers, presumed=presumed)
            return reviewing.read_copies(paths, basis, before=before, answers=told, progress=progress)

        self._start(job, basis, dialog)

    def hold_against(self, plan: Plan, *, shows: bool = True) -> None:
        """Hold what came back against a plan, which may have moved on since; `shows` when somebody asked to see it."""
        if self.brought is None:
            return
        if plan is self._plan:
            self.brought_back.emit(self.brought, shows)
        else:
            self._answer(self.brought.answers, shows=shows)

    def show_files(self) -> None:
        """Show which files came back, what became of each, and what is open about them."""
        if self.brought is None:
            self.ask()
            return
        if self._files is None:
            self._files = dialog = FilesDialog(self._workbench)
            dialog.answered.connect(self._answer)
            dialog.more_clicked.connect(self.ask)
        self._files.show_files(self.brought)
        self._files.open()

    def _basis(self) -> Basis:
        stores = (self._keeper.held.baselines, BaselineStore(self._shell.paths.exports), self._sent)
        return Basis(self._session.plan, self._session.catalogue, stores)

    def _answer(self, answers: Answers, *, shows: bool = True) -> None:
        if self.brought is not None:
            basis = self._basis()
            self._start(partial(reviewing.answered, self.brought, basis, answers), basis, None, shows=shows)

    def _start(
        self, job: Callable[[], BroughtBack], basis: Basis, waiting: ReadingDialog | None, *, shows: bool = True
    ) -> None:
        def done(brought: BroughtBack) -> None:
            self._end(waiting)
            if not self._keeper.is_closed:
                self._take(brought, basis.plan, shows=shows)

        def fail(error: Exception) -> None:
            self._end(waiting)
            if not isinstance(error, StoppedError):
                raise error
            self._workbench.messages.show_error(error)

        self._shell.runner.start(job, lane="work", on_success=done, on_failure=fail)

    def _end(self, waiting: ReadingDialog | None) -> None:
        if waiting is not None:
            waiting.end()

    def _take(self, brought: BroughtBack, plan: Plan, *, shows: bool = True) -> None:
        known = self.brought
        is_news = known is None or (brought.files, brought.failures) != (known.files, known.failures)
        self.brought, self._plan = brought, plan
        self.brought_back.emit(brought, shows)
        is_open = self._files is not None and self._files.isVisible()
        if is_open or (is_news and (brought.failures or brought.which or brought.others)):
            self.show_files()
        elif is_news and brought.warnings:
            first, *more = brought.warnings
            words = f"{first} And {len(more)} more." if more else first
            self._workbench.messages.show_words(words, "Files that came back…", self.show_files)
