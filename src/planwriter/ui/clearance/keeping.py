"""Keeps with the draft, off the UI thread, what came back and what was decided of it; of several states the newest."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from planwriter.drafts.kept_review import COPIES, DECISIONS, KeptReview
from planwriter.errors import PlanwriterError, StorageError
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.shell import Shell
from planwriter.ui.workbench import Workbench
from planwriter.wizard.keeping_review import keep_copies
from planwriter.wizard.reviewing import BroughtBack

_FORGET = "forget"


class Keeping(QObject):
    """Lives as long as its plan is open.

    Attributes:
        store: Where it is kept.
    """

    def __init__(self, keeper: DraftKeeper, workbench: Workbench, shell: Shell) -> None:
        super().__init__(keeper)
        self._keeper, self._workbench, self._shell = keeper, workbench, shell
        self.store: KeptReview = keeper.held.review
        self._wanted: dict[str, Callable[[], None]] = {}
        self._is_told = False

    @property
    def may_keep(self) -> bool:
        """Whether anything can be kept with this draft."""
        return not self._keeper.held.is_read_only

    def keep_copies(self, brought: BroughtBack) -> None:
        """Keep which copies came back."""
        self._soon(COPIES, partial(keep_copies, self.store, brought))

    def keep_decisions(self, keep: Callable[[KeptReview], None]) -> None:
        """Keep what was decided, as `keep` does it."""
        self._soon(DECISIONS, partial(keep, self.store))

    def forget(self) -> None:
        """Forget the review."""
        self._wanted.clear()
        self._soon(_FORGET, self.store.forget)

    def tell_not_kept(self, errors: tuple[StorageError, ...]) -> None:
        """Tell once that the disk refuses."""
        if errors and not self._is_told:
            self._is_told = True
            self._workbench.messages.show_words(
                f"What you decide of reviewers’ changes is kept only while your plan is open. {errors[0].advice}"
            )

    # --- inside -------------------------------------------------------------------------------------------------

    def _soon(self, name: str, job: Callable[[], None]) -> None:
        """Do a job on the lane of the disk; a newer one of the same name takes its place until it has begun.

        Closing the plan waits for that lane, so the newest of each name is done before.
        """
        if not self.may_keep or self._keeper.is_closed:
            return
        self._wanted[name] = job
        self._shell.runner.start(
            partial(_done_if_wanted, self._wanted, name),
            lane="disk",
            on_success=self._on_done,
            on_failure=self._on_failed,
        )

    def _on_done(self, is_done: bool) -> None:  # noqa: FBT001  what the job gives
        if is_done:
            self._is_told = False

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StorageError):
            raise error
        if not self._keeper.is_closed:
            self.tell_not_kept((error,))


def _done_if_wanted(wanted: dict[str, Callable[[], None]], name: str) -> bool:
    """Do the newest job of a name, unless it is done already; one that fails is wanted as long as none is newer."""
    job = wanted.pop(name, None)
    if job is None:
        return False
    try:
        job()
    except PlanwriterError:
        wanted.setdefault(name, job)
        raise
    return True
