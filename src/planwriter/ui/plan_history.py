"""What an open plan has to do with its past: undo from before, the versions, and a working copy changed by others."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from planwriter.errors import PlanwriterError
from planwriter.settings.account import account_name
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.shell import Shell
from planwriter.ui.workbench import Workbench
from planwriter.wizard import history
from planwriter.wizard.history import FileCompared
from planwriter.wizard.past import recalled
from planwriter.wizard.session import MAX_STEPS, Session


class PlanHistory(QObject):
    """Lives as long as its plan is open."""

    def __init__(self, session: Session, keeper: DraftKeeper, workbench: Workbench, shell: Shell) -> None:
        super().__init__(keeper)
        self._session, self._keeper, self._workbench, self._shell = session, keeper, workbench, shell
        keeper.copied_beside.connect(self._on_copied_beside)
        # queued before any edit of this session can be, so it sees exactly what was done before
        shell.runner.start(
            partial(recalled, keeper.held, MAX_STEPS),
            lane="disk",
            on_success=session.take_past,
            on_failure=self._on_failed,
        )
        shell.runner.start(
            partial(history.changed_by_others, keeper.held),
            lane="disk",
            on_success=self._on_looked_at_file,
            on_failure=self._on_failed,
        )

    def show_versions(self) -> None:
        """Open the list of moments and named versions."""
        from planwriter.ui.versions_dialog import VersionsDialog  # rarely opened

        self._workbench.flush()
        self._session.end_step()
        self._keeper.save_now()
        dialog = VersionsDialog(
            self._session,
            self._keeper.held,
            self._shell.runner,
            clock=self._shell.clock,
            who=account_name(),
            parent=self._workbench,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.going_back.connect(self._keeper.back_up_now)
        dialog.went_back.connect(self._on_went_back)
        dialog.open()

    def compare_with_file(self, path: Path) -> None:
        """Show what differs between a file and the plan as it is now."""
        self._workbench.flush()
        self._shell.runner.start(
            partial(history.compared_with_file, path, self._session.plan, self._session.catalogue),
            lane="work",
            on_success=self._show_comparison,
            on_failure=self._on_failed,
        )

    def _show_comparison(self, found: FileCompared) -> None:
        from planwriter.ui.compare_dialog import CompareDialog  # rarely opened

        if self._keeper.is_closed:
            return
        name = found.path.name
        dialog = CompareDialog(
            f"“{name}” and your draft",
            "Somebody else changed the file. The list shows what differs, from the file to your draft: [removed: …] is "
            "in the file only, [added: …] in your draft only. Nothing was overwritten.",
            found.changes,
            offers=[("&Take over what the file says", "take_over", partial(self._take_over, found))],
            parent=self._workbench,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _take_over(self, found: FileCompared) -> None:
        self._keeper.back_up_now()
        then = self._session.draft.with_plan(found.plan)
        self._session.go_back(then, f"taking over “{found.path.name}”", now=self._shell.clock())
        self._workbench.messages.show_words(
            f"Your draft now says what “{found.path.name}” says. You can undo this.", "Undo", self._workbench.undo
        )

    def _on_went_back(self, words: str, path: tuple[str, ...]) -> None:
        if path:
            self._workbench.go_to_path(path)
        self._workbench.messages.show_words(words, "Undo", self._workbench.undo)

    def _on_copied_beside(self, path: Path) -> None:
        self._tell_of_file(path, "Your copy was written beside it.")

    def _on_looked_at_file(self, path: Path | None) -> None:
        if path is not None and not self._keeper.is_closed:
            self._tell_of_file(path, "You see your draft; planwriter will write its own copy beside the file.")

    def _tell_of_file(self, path: Path, what_next: str) -> None:
        self._workbench.messages.show_words(
            f"“{path.name}” was changed by somebody else, so nothing was written over it. {what_next}",
            "Compare",
            partial(self.compare_with_file, path),
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error
        if not self._keeper.is_closed:
            self._workbench.messages.show_error(error)
