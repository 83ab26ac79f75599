"""Moves drafts to the trash and back for the start page, and tells once what the trash is about to let go."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from planwriter.errors import PlanwriterError
from planwriter.ui.messages import MessageBar
from planwriter.ui.shell import Shell
from planwriter.ui.start_page import StartPage

if TYPE_CHECKING:
    from planwriter.drafts.trash import Swept, Thrown, Trash  # nothing of it before the first paint

_AFTER_FIRST_PAINT_MS = 200


class TrashDesk(QObject):
    """Stands between the start page and the trash on the disk."""

    def __init__(self, start: StartPage, shell: Shell, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._start, self._shell, self._messages, self._window = start, shell, messages, window
        start.thrown_away.connect(self.throw_away)
        start.trash_requested.connect(self.show_trash)
        look = QTimer(self, singleShot=True, interval=_AFTER_FIRST_PAINT_MS)
        look.timeout.connect(self._sweep)
        look.start()

    def throw_away(self, draft_id: str) -> None:
        """Move a draft to the trash; the message that says so can take it back."""
        self._work(partial(self._trash.throw_away, draft_id, self._shell.clock()), self._on_thrown)

    def restore(self, draft_id: str) -> None:
        """Put a draft back into the list."""
        self._work(partial(self._trash.restore, draft_id), self._on_restored)

    def show_trash(self) -> None:
        """Open the list of what is in the trash."""
        self._work(self._trash.list, self._open_dialog)

    @property
    def _trash(self) -> "Trash":
        from planwriter.drafts.trash import Trash  # not before the first paint

        return Trash(self._shell.paths.drafts)

    def _sweep(self) -> None:
        if not self._window.isVisible():
            return  # closed again before there was time to look
        self._work(partial(_swept, self._trash, self._shell.clock), self._on_swept)

    def _on_swept(self, found: "tuple[Swept, tuple[Thrown, ...]]") -> None:
        swept, left = found
        self._start.show_trash_count(len(left))
        told = []
        if swept.due:
            told.append(
                f"These drafts have been in the trash for 30 days: {_titles(swept.due)}. planwriter removes them for"
                " good when you next start it on another day. Open the trash to take one back."
            )
        if swept.removed:
            told.append(f"Removed from the trash for good, as told before: {_titles(swept.removed)}.")
        if told:
            self._messages.show_words(" ".join(told), "Open the trash" if swept.due else "", self.show_trash)

    def _on_thrown(self, thrown: "Thrown") -> None:
        self._refresh()
        title = thrown.summary.title or "Untitled plan"
        self._messages.show_words(
            f"“{title}” is in the trash. It stays there for 30 days.",
            "Take it back",
            partial(self.restore, thrown.summary.id),
        )

    def _on_restored(self, summary: object) -> None:
        self._refresh()
        self._messages.show_words(f"“{getattr(summary, 'title', '') or 'Untitled plan'}” is back in the list.")

    def _open_dialog(self, thrown: "tuple[Thrown, ...]") -> None:
        from planwriter.ui.trash_dialog import TrashDialog  # rarely opened

        dialog = TrashDialog(thrown, self._shell.clock(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restore_requested.connect(self.restore)
        dialog.open()

    def _refresh(self) -> None:
        try:
            self._start.show_drafts(self._shell.drafts(), self._shell.clock())
        except PlanwriterError as error:
            self._messages.show_error(error)
        self._work(self._trash.list, lambda thrown: self._start.show_trash_count(len(thrown)))

    def _work(self, job: Callable[[], object], on_success: Callable[..., object]) -> None:
        self._shell.runner.start(job, lane="disk", on_success=on_success, on_failure=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error
        self._messages.show_error(error)


def _swept(trash: "Trash", clock: Callable[[], object]) -> "tuple[Swept, tuple[Thrown, ...]]":
    swept = trash.sweep(clock())  # type: ignore[arg-type]
    return swept, trash.list()


def _titles(thrown: "Sequence[Thrown]") -> str:
    return ", ".join(f"“{one.summary.title or 'Untitled plan'}”" for one in thrown)
