"""Brings reviewed copies back: asks for the files, reads them in the background, and asks what they leave open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from planwriter.drafts.baselines import BaselineStore
from planwriter.drafts.kept_review import KeptReview
from planwriter.errors import StorageError
from planwriter.plan.counted import counted
from planwriter.plan.plan import Plan
from planwriter.submit.outbox import Outbox
from planwriter.ui.clearance.files_dialog import FilesDialog
from planwriter.ui.clearance.keeping import Keeping
from planwriter.ui.clearance.reading_dialog import ReadingDialog
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.shell import Shell
from planwriter.ui.workbench import Workbench
from planwriter.wizard import reviewing
from planwriter.wizard.job_progress import JobProgress, StoppedError
from planwriter.wizard.keeping_review import Restored, restored
from planwriter.wizard.reviewing import Answers, Basis, BroughtBack
from planwriter.wizard.sent_copies import SentCopies
from planwriter.wizard.session import Session


@dataclass(frozen=True)
class _Came:
    """What a job gives: what came back, what was kept of it before, and what the disk did not take."""

    brought: BroughtBack | None
    kept: Restored | None = None
    not_kept: tuple[StorageError, ...] = ()


class Bringing(QObject):
    """Knows what came back, and what came back before the plan was opened as soon as that is asked for.

    Attributes:
        brought: All of it, against the plan it was held against last; None as long as nothing came back.
        kept: What was kept with the draft, and what was decided of it then.

    Signals:
        brought_back: What came back, and whether somebody asked to see it; else only the plan has moved on.
        put_away: All of it is forgotten.
    """

    brought_back = Signal(object, bool)
    put_away = Signal()

    def __init__(self, session: Session, keeper: DraftKeeper, workbench: Workbench, shell: Shell) -> None:
        super().__init__(keeper)
        self._session, self._keeper, self._workbench, self._shell = session, keeper, workbench, shell
        self._plan: Plan | None = None
        self._files: FilesDialog | None = None
        self._sent = SentCopies(Outbox(shell.paths.outbox), session.plan.plan_id, session.catalogue)
        self._keeping = Keeping(keeper, workbench, shell)
        self._is_restored = self._is_reading = False
        self.kept = Restored()
        self.brought: BroughtBack | None = None

    @property
    def keeping(self) -> Keeping:
        """What keeps the review with the draft."""
        return self._keeping

    @property
    def is_waiting(self) -> bool:
        """Whether a review was kept that nobody has asked for since the plan was opened."""
        return self.brought is None and not self._is_restored and self._keeping.store.is_waiting

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
        dialog = self._reading_dialog(f"Reading {counted(len(paths), 'file')}…", progress)
        basis, before, sent = self._basis(), self.brought, self._sent
        store, may_keep, is_restored = self._keeping.store, self._keeping.may_keep, self._is_restored

        def job() -> _Came:
            kept = None if is_restored else restored(store, basis, progress=progress)
            progress.done = 0
            earlier = before if kept is None else kept.brought
            answers = earlier.answers if earlier is not None else Answers()
            export_id = sent.export_id(package_id) if package_id else ""
            presumed = {**answers.presumed, **(dict.fromkeys(paths, export_id) if export_id else {})}
            not_kept: list[StorageError] = []
            brought = reviewing.read_copies(
                paths,
                basis,
                before=earlier,
                answers=replace(answers, presumed=presumed),
                progress=progress,
                keep=partial(_keep, store, not_kept) if may_keep else None,
            )
            return _Came(brought, kept, tuple(not_kept))

        self._start(job, basis, dialog)

    def restore(self, *, shows: bool = True) -> None:
        """Bring back the review that was kept with the draft, held against the plan as it is now."""
        if self._is_reading:
            return
        progress = JobProgress()
        dialog = self._reading_dialog("Reading the copies that were kept with your plan…", progress)
        basis, store = self._basis(), self._keeping.store

        def job() -> _Came:
            kept = restored(store, basis, progress=progress)
            return _Came(kept.brought, kept)

        self._start(job, basis, dialog, shows=shows)

    def ask_to_put_away(self) -> None:
        """Forget what came back and what was decided of it, once the person says so."""
        if self.brought is None:
            return
        number = len(self.brought.files)
        files = "file" if number == 1 else counted(number, "file")
        box = QMessageBox(QMessageBox.Icon.Question, "Put this review away?", "", parent=self._workbench)
        box.setObjectName("put_away_question")
        box.setText(f"planwriter forgets the {files} that came back, and what you decided and did not apply.")
        box.setInformativeText(
            "Your plan and your answers in the comment matrix stay. So do your own Word files: bring them back to start"
            " again."
        )
        go = box.addButton("&Put away", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton("&Go on deciding", QMessageBox.ButtonRole.RejectRole))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go.clicked.connect(lambda _checked=False: self._put_away())
        box.open()

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
            dialog.put_away_clicked.connect(self.ask_to_put_away)
        self._files.show_files(self.brought)
        self._files.open()

    def _basis(self) -> Basis:
        stores = (self._keeper.held.baselines, BaselineStore(self._shell.paths.exports), self._sent)
        return Basis(self._session.plan, self._session.catalogue, stores, frozenset(self._session.draft.remarks))

    def _reading_dialog(self, words: str, progress: JobProgress) -> ReadingDialog:
        dialog = ReadingDialog(words, progress, self._workbench)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _answer(self, answers: Answers, *, shows: bool = True) -> None:
        if self.brought is not None:
            basis, brought = self._basis(), self.brought
            self._start(lambda: _Came(reviewing.answered(brought, basis, answers)), basis, None, shows=shows)

    def _start(
        self, job: Callable[[], _Came], basis: Basis, waiting: ReadingDialog | None, *, shows: bool = True
    ) -> None:
        self._is_reading = True

        def done(came: _Came) -> None:
            self._end(waiting)
            if self._keeper.is_closed:
                return
            if came.kept is not None:
                self._is_restored, self.kept = True, came.kept
            if came.brought is not None:
                self._take(came.brought, basis.plan, shows=shows)
            if came.kept is not None and came.kept.troubles:
                self._workbench.messages.show_words(" ".join(came.kept.troubles))
            self._keeping.tell_not_kept(came.not_kept)

        def fail(error: Exception) -> None:
            self._end(waiting)
            if not isinstance(error, StoppedError):
                raise error
            self._workbench.messages.show_error(error)

        self._shell.runner.start(job, lane="work", on_success=done, on_failure=fail)

    def _end(self, waiting: ReadingDialog | None) -> None:
        self._is_reading = False
        if waiting is not None:
            waiting.end()

    def _put_away(self) -> None:
        self._keeping.forget()
        self.brought = self._plan = None
        self._is_restored, self.kept = True, Restored()
        if self._files is not None:
            self._files.reject()
        self.put_away.emit()

    def _take(self, brought: BroughtBack, plan: Plan, *, shows: bool = True) -> None:
        known = self.brought
        is_news = known is None or (brought.files, brought.failures) != (known.files, known.failures)
        if is_news or known is None or brought.answers != known.answers:
            self._keeping.keep_copies(brought)
        self.brought, self._plan = brought, plan
        self.brought_back.emit(brought, shows)
        is_open = self._files is not None and self._files.isVisible()
        if is_open or (is_news and (brought.failures or brought.which or brought.others)):
            self.show_files()
        elif is_news and brought.warnings:
            first, *more = brought.warnings
            words = f"{first} And {len(more)} more." if more else first
            self._workbench.messages.show_words(words, "Files that came back…", self.show_files)


def _keep(store: KeptReview, not_kept: list[StorageError], data: bytes) -> None:
    try:
        store.keep_file(data)
    except StorageError as error:
        not_kept.append(error)
