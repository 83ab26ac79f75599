"""Keeps the open draft on the disk while somebody types, off the UI thread, and says truthfully how that goes."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from planwriter.drafts.library import OpenDraft
from planwriter.drafts.portable import CopyResult, WorkingCopy
from planwriter.drafts.trouble import NotSavedError
from planwriter.errors import PlanwriterError
from planwriter.plan.draft import Draft
from planwriter.ui.tasks import TaskRunner
from planwriter.wizard import jobs
from planwriter.wizard.putting_away import PutAway, put_away
from planwriter.wizard.saving import Saving
from planwriter.wizard.session import Change, Session

BARRIER_MS = 250
TIDY_MS = 2_000  # nobody types: the pause after which typing on is another step of the history
COPY_IDLE_MS = 20_000
COPY_BUSY_MS = 60_000
COPY_ELSEWHERE_MS = 10_000  # where drafts do not lie on this computer's own disk
BACKUP_MS = 600_000
RETRY_MS = (1_000, 2_000, 5_000)


class DraftKeeper(QObject):
    """Commits every change at once, puts a barrier behind it within 250 ms, and mirrors the plan to the person's file.

    Signals:
        status_changed: The one sentence about saving.
        trouble: A PlanwriterError to show; the status sentence says the same in short.
        recovered: Saving works again.
        copied_beside: The file that somebody else changed, beside which the working copy was written.
    """

    status_changed = Signal(str)
    trouble = Signal(object)
    recovered = Signal()
    copied_beside = Signal(object)

    def __init__(
        self,
        session: Session,
        held: OpenDraft,
        runner: TaskRunner,
        *,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._held, self._runner, self._clock = session, held, runner, clock
        self._committed = session.draft
        self._is_committing = self._is_closed = False
        self._only_undo: bool | None = None  # of what waits to be committed; None while nothing does
        self._failures = 0
        copy = str(held.working_copy.path) if held.working_copy else ""
        self._saving = Saving(saved_at=held.changed, copy=copy, copied_at=_written_at(held))
        self._barrier_timer = self._timer(BARRIER_MS, self.barrier_now)
        self._tidy_timer = self._timer(TIDY_MS, self._tidy)
        self._retry_timer = self._timer(RETRY_MS[0], self._on_retry)
        is_local = held.place.is_local
        self._copy_timer = self._timer(COPY_IDLE_MS if is_local else COPY_ELSEWHERE_MS, self.copy_now)
        self._copy_deadline = self._timer(COPY_BUSY_MS if is_local else COPY_ELSEWHERE_MS, self.copy_now)
        self._backup_timer = self._timer(BACKUP_MS, self.back_up_now)
        self._unsubscribe = session.subscribe(self._on_changed)

    @property
    def status(self) -> str:
        """The one sentence about saving."""
        return self._saving.sentence(self._local_now())

    @property
    def is_closed(self) -> bool:
        """Whether the draft was let go."""
        return self._is_closed

    @property
    def held(self) -> OpenDraft:
        """The draft on the disk."""
        return self._held

    def set_copy(self, copy: WorkingCopy) -> None:
        """Take another file for the person's working copy and write it now."""
        self._on_disk(
            partial(self._held.set_working_copy, copy), lambda _none: self.copy_now(), self._on_copy_not_noted
        )
        self._tell(self._saving.copy_chosen(str(copy.path)))

    def barrier_now(self) -> None:
        """Have everything committed so far survive a power cut; on leaving a field or page, before export, on sleep."""
        self._barrier_timer.stop()
        if not self._is_closed:
            self._on_disk(
                self._held.barrier, partial(self._on_barrier, self._saving.saved_edits), self._on_commit_failed
            )

    def copy_now(self) -> None:
        """Write the person's working copy and the summary for the list of drafts."""
        self._copy_timer.stop()
        self._copy_deadline.stop()
        if self._is_closed:
            return
        plan, catalogue, now = self._session.plan, self._session.catalogue, self._local_now()
        self._on_disk(
            partial(jobs.save_copy, self._held, plan, catalogue, now), partial(self._on_copied, self._saving.edits)
        )
        summary = jobs.summary_of(self._held, self._session.draft, self._session.findings, self._clock())
        self._on_disk(partial(self._held.write_summary, summary))

    def back_up_now(self) -> None:
        """Keep the whole draft in a backup; after ten minutes of work, and before great changes."""
        self._backup_timer.stop()
        if not self._is_closed:
            self._on_disk(partial(self._held.back_up, self._clock()))

    def save_now(self) -> None:
        """Commit, barrier and copy at once, as Ctrl+S asks."""
        self._commit()
        self.barrier_now()
        self.copy_now()

    def close(self, *, keeps_every_edit: bool = True) -> list[PlanwriterError]:
        """Put everything on the disk and let go of the draft; returns what could not be done.

        When the list holds a failed commit the draft is not let go, so that the person can still save it elsewhere.

        Args:
            keeps_every_edit: Else the history keeps named versions only.
        """
        if self._is_closed:
            return []
        for timer in self._timers:
            timer.stop()
        done: list[PutAway] = []
        job = partial(put_away, self._held, self._committed, self._session, self._local_now())
        self._on_disk(lambda: done.append(job(keeps_every_edit=keeps_every_edit)))
        self._runner.finish()
        if not done:  # a fault of the program, which the runner tells
            return [NotSavedError("planwriter itself failed at it")]
        if not done[0].is_let_go:
            self._retry_timer.start(RETRY_MS[0])  # the person may stay, and the disk may have room again
            return done[0].troubles
        self._is_closed = True
        self._unsubscribe()
        return done[0].troubles

    def let_go(self) -> None:
        """Let go of the draft without saving anything more."""
        if not self._is_closed:
            self._is_closed = True
            self._unsubscribe()
            with suppress(NotSavedError):  # the disk refuses, as was told before; the draft is let go all the same
                self._held.close()

    def _on_changed(self, change: Change) -> None:
        self._tell(self._saving.edited())
        if _is_great(change):
            self.back_up_now()  # of the draft before it, since its commit comes behind on the same lane
        self._only_undo = change.is_undo and self._only_undo is not False
        if not self._failures:
            self._commit()
        if not self._backup_timer.isActive():
            self._backup_timer.start()
        if change.old.plan is not change.new.plan and self._held.working_copy is not None:
            self._copy_timer.start()
            if not self._copy_deadline.isActive():
                self._copy_deadline.start()

    def _commit(self) -> None:
        if self._is_closed or self._is_committing or self._session.draft is self._committed:
            return
        self._is_committing = True
        self._tell(self._saving.retrying())
        job = partial(jobs.save, self._held, self._committed, self._session.draft, self._clock())
        self._on_disk(
            partial(job, is_undo=bool(self._only_undo)),
            partial(self._on_committed, self._saving.edits),
            self._on_commit_failed,
        )
        self._only_undo = None

    def _on_committed(self, edits: int, draft: Draft) -> None:
        self._committed = draft
        self._is_committing = False
        if self._failures:
            self._failures = 0
            self.recovered.emit()
        if self._is_closed:
            return
        if not self._barrier_timer.isActive():
            self._barrier_timer.start()
        self._tidy_timer.start()
        self._tell(self._saving.committed(edits, self._clock()))
        self._commit()

    def _tidy(self) -> None:
        if not self._is_closed:
            self._on_disk(self._held.tidy)

    def _on_barrier(self, edits: int, _none: object) -> None:
        if self._failures and self._session.draft is self._committed:  # it was the barrier that the disk refused
            self._failures = 0
            self._tell(self._saving.committed(edits, self._clock()))
            self.recovered.emit()

    def _on_commit_failed(self, error: Exception) -> None:
        self._is_committing = False
        if not isinstance(error, NotSavedError):
            raise error
        self._only_undo = False  # the next try takes along whatever has come since
        wait_ms = RETRY_MS[min(self._failures, len(RETRY_MS) - 1)]
        self._failures += 1
        self._tell(self._saving.commit_failed(error.reason))
        if self._failures == 1:
            self.trouble.emit(error)
        self._retry_timer.start(wait_ms)

    def _on_retry(self) -> None:
        if self._session.draft is self._committed:
            self.barrier_now()
        else:
            self._commit()

    def _on_copied(self, edits: int, result: CopyResult | None) -> None:
        if result is None or self._is_closed:
            return
        if result.problem is not None:
            self._tell(self._saving.copy_failed(result.reason))
            self.trouble.emit(result.problem)
            self._copy_timer.start(COPY_BUSY_MS)
        elif result.beside is not None:
            self._tell(self._saving.copy_written_beside(str(result.copy.path), edits, self._clock()))
            self.copied_beside.emit(result.beside)
        else:
            self._tell(self._saving.copy_written(edits, self._clock()))
        if result.unconfirmed is not None:
            self.trouble.emit(result.unconfirmed)

    def _on_copy_not_noted(self, error: Exception) -> None:
        self._on_trouble(error)
        self.copy_now()  # the copy is written all the same; only its place may be forgotten

    def _on_trouble(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error
        self.trouble.emit(error)

    def _on_disk(
        self,
        job: Callable[[], object],
        on_success: Callable[[Any], object] = lambda _result: None,
        on_failure: Callable[[Exception], object] | None = None,
    ) -> None:
        self._runner.start(job, lane="disk", on_success=on_success, on_failure=on_failure or self._on_trouble)

    def _tell(self, saving: Saving) -> None:
        self._saving = saving
        self.status_changed.emit(self.status)

    def _local_now(self) -> datetime:
        return self._clock().astimezone()

    @property
    def _timers(self) -> tuple[QTimer, ...]:
        copying = (self._copy_timer, self._copy_deadline)
        return (self._barrier_timer, self._tidy_timer, self._retry_timer, *copying, self._backup_timer)

    def _timer(self, interval_ms: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval_ms)
        timer.timeout.connect(slot)
        return timer


def _written_at(held: OpenDraft) -> datetime | None:
    return held.working_copy.written_at if held.working_copy else None


def _is_great(change: Change) -> bool:
    """Whether several answers change at once, as when a file is taken over or an older moment comes back."""
    old, new = change.old.plan.answers, change.new.plan.answers
    return sum(old.get(key) is not new.get(key) for key in old.keys() | new.keys()) > 1
