"""What an open plan has to do with reviewers' copies: its two pages, and what is kept of them as long as it is open."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from planwriter.plan.remarks import Disposition, Remark
from planwriter.ui.clearance.applying import Applying
from planwriter.ui.clearance.bringing import Bringing
from planwriter.ui.clearance.deciding import Deciding
from planwriter.ui.clearance.matrix_files import MatrixFiles
from planwriter.ui.clearance.matrix_page import MatrixPage
from planwriter.ui.clearance.plan_places import PlanPlaces
from planwriter.ui.clearance.review_words import who
from planwriter.ui.clearance.reviewers_page import ReviewersPage
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.messages import announce
from planwriter.ui.shell import Shell
from planwriter.ui.workbench import Workbench
from planwriter.wizard.applying_review import ToApply
from planwriter.wizard.keeping_review import keep_decisions
from planwriter.wizard.matrix import remarks_of
from planwriter.wizard.returned_copies import returned_in_words
from planwriter.wizard.reviewing import BroughtBack
from planwriter.wizard.session import Change, Session


class ClearanceDesk(QObject):
    """Lives as long as its plan is open; what was decided and not applied is kept with the draft."""

    def __init__(self, session: Session, keeper: DraftKeeper, workbench: Workbench, shell: Shell) -> None:
        super().__init__(keeper)
        self._session, self._keeper, self._workbench, self._shell = session, keeper, workbench, shell
        self._deciding: Deciding | None = None
        self._changes: ReviewersPage | None = None
        self._matrix: MatrixPage | None = None
        self.bringing = Bringing(session, keeper, workbench, shell)
        self.bringing.brought_back.connect(self._on_brought_back)
        self.bringing.put_away.connect(self._on_put_away)
        self._is_applied = False
        self.applying = Applying(session, keeper, workbench, shell)
        self.applying.applied.connect(self._on_applied)
        self.files = MatrixFiles(session, workbench, shell)
        session.subscribe(self._on_changed)

    @property
    def brought(self) -> BroughtBack | None:
        """What came back since the plan was opened; None as long as nothing did."""
        return self.bringing.brought

    def ask(self) -> None:
        """Ask for reviewed copies and bring them back."""
        self._workbench.flush()
        self.bringing.ask()

    def bring_sent(self, path: Path, package_id: str) -> None:
        """Bring back the document of a sealed package, which its receiving office has reviewed."""
        self._workbench.flush()
        self.bringing.bring([path], package_id=package_id)

    def show_changes(self) -> None:
        """Show the page on which changes are decided, held against the plan as it is now."""
        if self.bringing.is_waiting:
            self._workbench.flush()
            self.bringing.restore()
            return
        if self.brought is None:
            self._workbench.messages.show_words(
                "No reviewed copy came back yet. Bring back the Word files that your reviewers sent you.",
                "Bring back…",
                self.ask,
            )
            return
        self._workbench.flush()
        self.bringing.hold_against(self._session.plan)

    def show_matrix(self) -> None:
        """Show the comment matrix."""
        self._workbench.flush()
        if self.bringing.is_waiting:
            self.bringing.restore(shows=False)  # fills the page once it is there
        page = self._matrix_page()
        self._fill_matrix()
        self._workbench.panes.show_guest(page, page)
        announce(self._workbench, "Comment matrix")

    # --- inside -----------------------------------------------------------------------------------------------------

    def _on_brought_back(self, brought: BroughtBack, shows: bool) -> None:  # noqa: FBT001  what the signal carries
        is_first = self._deciding is None
        deciding = self._held_against(brought)
        page = self._changes_page()
        page.show_deciding(deciding)
        page.panes.show_remarks(self._remarks())
        self._fill_matrix()
        if shows:
            self._workbench.panes.show_guest(page, page)
            announce(self._workbench, f"Reviewers’ changes: {len(brought.review.proposals)}")
            if is_first and deciding.decided:
                page.step(1)  # on with what is not decided

    def _held_against(self, brought: BroughtBack) -> Deciding:
        """Return what is decided, on what came back as it stands against the plan now."""
        if self._deciding is None:
            self._deciding = Deciding(brought.review, self._session.plan, self._session.catalogue)
            kept = self.bringing.kept
            self._deciding.restore(kept.decisions, kept.applied)
            self._deciding.subscribe(self._on_decided)
        else:
            self._deciding.replace(brought.review, self._session.plan)
        self._deciding.made.show_versions(self._session.draft.remarks)
        self._keep()
        return self._deciding

    def _on_decided(self, _ids: tuple[str, ...]) -> None:
        self._is_applied = False
        self._keep()

    def _keep(self) -> None:
        """Keep with the draft what is decided; once all of it is applied it is forgotten when the plan is closed."""
        deciding, brought = self._deciding, self.brought
        if deciding is None or brought is None:
            return
        is_asking = bool(brought.which or brought.others or brought.failures)
        made, is_done = deciding.made, self._is_applied and deciding.is_settled and not is_asking
        keep = partial(keep_decisions, decisions=made.to_keep, applied=made.applied, is_done=is_done)
        self.bringing.keeping.keep_decisions(keep)

    def _on_put_away(self) -> None:
        self._deciding = None
        if self._workbench.panes.guest is self._changes:
            self._leave()
        self._fill_matrix()
        self._workbench.messages.show_words("The review is put away. Your plan is as it was.")

    def _on_applied(self, made: ToApply) -> None:
        if self._deciding is not None:
            left = {one.id for one in made.applied.not_fitting}
            decided = self._deciding.made.to_keep
            applied = [one for one in (*decided.proposals, *decided.placed) if one not in left]
            self._deciding.made.mark_applied(applied)
            self._is_applied = True
        self.bringing.hold_against(self._session.plan, shows=False)

    def _on_changed(self, change: Change) -> None:
        if change.old.remarks is not change.new.remarks:
            if self._deciding is not None:
                self._deciding.made.show_versions(change.new.remarks)
                self._keep()
            if self._changes is not None:
                self._changes.panes.show_remarks(self._remarks())
            self._fill_matrix()

    def _changes_page(self) -> ReviewersPage:
        if self._changes is None:
            self._changes = page = ReviewersPage(self._workbench)
            page.left.connect(self._leave)
            page.matrix_clicked.connect(self.show_matrix)
            page.files_clicked.connect(self.bringing.show_files)
            page.apply_clicked.connect(self._on_apply_clicked)
            page.panes.comments.answered.connect(self._on_answered)
            page.panes.comments.note_asked.connect(self._on_note_asked)
        return self._changes

    def _matrix_page(self) -> MatrixPage:
        if self._matrix is None:
            self._matrix = page = MatrixPage(self._workbench)
            page.left.connect(self._leave)
            page.changes_clicked.connect(self.show_changes)
            page.answered.connect(self._on_answered)
            page.went_to.connect(self._workbench.go_to_path)
            page.export_clicked.connect(lambda kind: self.files.ask_where(kind, self._remarks().values()))
            page.read_back_clicked.connect(lambda: self.files.ask_for_matrix(self._remarks))
        return self._matrix

    def _fill_matrix(self) -> None:
        if self._matrix is None:
            return
        plan = self._session.plan
        copies = self.brought.review.copies if self.brought is not None else ()
        returned = returned_in_words(plan, copies, self._shell.clock().astimezone().date())
        self._matrix.show_remarks(self._remarks().values(), PlanPlaces(plan, self._session.catalogue), returned)

    def _remarks(self) -> Mapping[str, Remark]:
        """Return what the draft keeps and what came back since, by id."""
        kept = self._session.draft.remarks
        brought = self.brought
        if brought is None:
            return kept
        came = remarks_of(brought.review, kept)
        return {**kept, **{one.id: one for one in came}}

    def _leave(self) -> None:
        self._workbench.go_to(self._workbench.stop.id)
        self._workbench.page.focus_at(())

    def _on_apply_clicked(self) -> None:
        if self._deciding is not None and self.brought is not None:
            self.applying.ask(self._deciding, self.brought)

    def _on_answered(self, remark_id: str, disposition: Disposition, response: str) -> None:
        remark = self._remarks().get(remark_id)
        if remark is not None:
            answered = replace(remark, disposition=disposition, response=response)
            self._session.set_remark(answered, now=self._shell.clock())
            self._session.end_step()

    def _on_note_asked(self, comment_id: str) -> None:
        if self._deciding is None:
            return
        comment = next((one for one in self._deciding.review.comments if one.id == comment_id), None)
        if comment is None:
            return
        said = f"{who(comment.author)}{f' ({comment.office})' if comment.office else ''}: {comment.text}"
        note = self._session.draft.notes.get(comment.element, "")
        if said not in note:
            self._session.set_note(comment.element, f"{note}\n{said}".strip(), now=self._shell.clock())
            self._session.end_step()
        go = partial(self._workbench.go_to_path, comment.path)
        self._workbench.messages.show_words("The comment is in your private note on this answer.", "Go there", go)
