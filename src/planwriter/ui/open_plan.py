"""One open plan: its session, its keeper on the disk and its workbench, from opening to closing."""

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from planwriter.drafts.portable import default_name, taken_over
from planwriter.errors import PlanwriterError
from planwriter.plan.plan import Plan
from planwriter.settings.settings import KeptHistory
from planwriter.template.agencies import find_agency
from planwriter.ui.asking import ask_where_to_save
from planwriter.ui.draft_keeper import DraftKeeper
from planwriter.ui.messages import announce
from planwriter.ui.plan_desk import desk_of
from planwriter.ui.plan_history import PlanHistory
from planwriter.ui.record_desk import RecordDesk
from planwriter.ui.shell import Shell
from planwriter.ui.theme import theme_for
from planwriter.ui.workbench import Workbench
from planwriter.wizard import jobs
from planwriter.wizard.exporting import DraftVersions, export_ordered
from planwriter.wizard.prefill import agency_edits, is_filled_from
from planwriter.wizard.session import Change, Session

if TYPE_CHECKING:
    from planwriter.ui.print_desk import PrintDesk

if TYPE_CHECKING:
    from planwriter.ui.clearance.clearance_desk import ClearanceDesk


class OpenPlan(QObject):
    """Everything that lives as long as a plan is open.

    Signals:
        status_changed: The sentence about saving.
        counts_changed: What the checks count.
        title_changed: The plan's title.
    """

    status_changed = Signal(str)
    counts_changed = Signal(str)
    title_changed = Signal(str)

    def __init__(self, opened: jobs.Opened, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_closed = False
        self._shell = shell
        self._notice, self._has_review = opened.notice, opened.has_review
        self._examples = cache(jobs.sample_plans)
        words = shell.settings.office.agency_words
        self.session = Session(opened.draft, opened.catalogue, agency_words=words)
        self._agency = self.session.plan.answer("agency.name")
        self.workbench = Workbench(
            self.session,
            shell.runner,
            theme_for(shell.settings.theme),
            examples=self._examples_of_others,
            clock=shell.clock,
            desk=desk_of(self.session, self._announce),
            parent=parent,
        )
        self.keeper = DraftKeeper(self.session, opened.held, shell.runner, clock=shell.clock, parent=self)
        self.keeper.status_changed.connect(self.status_changed)
        self.keeper.trouble.connect(self.workbench.messages.show_error)
        self.keeper.recovered.connect(self._on_recovered)
        self.workbench.left_field.connect(self.keeper.barrier_now)
        self.workbench.element_left.connect(self._on_element_left)
        self.workbench.counts_changed.connect(self.counts_changed)
        self.workbench.export_requested.connect(self.export)
        self.session.subscribe(self._on_changed)
        self.history = PlanHistory(self.session, self.keeper, self.workbench, shell)
        self.record = RecordDesk(self.session, self.keeper, self.workbench, shell)
        self.workbench.centre.review.copies_clicked.connect(self._on_copies_clicked)
        self.workbench.centre.review.matrix_clicked.connect(self._on_matrix_clicked)

    @cached_property
    def clearance(self) -> "ClearanceDesk":
        """What it has to do with reviewers' copies."""
        from planwriter.ui.clearance.clearance_desk import ClearanceDesk  # not before somebody brings one back

        return ClearanceDesk(self.session, self.keeper, self.workbench, self._shell)

    def show_now(self) -> None:
        """Tell the window how the plan stands, and the person what they should know."""
        self.title_changed.emit(str(self.session.plan.answer("plan.title") or "Untitled plan"))
        self.status_changed.emit(self.keeper.status)
        self.workbench.tell_counts()
        if self._notice:
            self.workbench.messages.show_words(self._notice)
        elif self._has_review:
            self._has_review = False
            words = "Reviewers’ changes are where you left them, with what you decided and have not applied."
            self.workbench.messages.show_words(words, "Go on deciding", self._on_review_clicked)

    def save_now(self) -> None:
        """Save at once and say so."""
        self.workbench.flush()
        self.keeper.save_now()
        self._announce("Saved")

    def save_copy_elsewhere(self) -> None:
        """Ask where the working copy should lie and write it there."""
        self.workbench.flush()
        place = self.keeper.held.working_copy
        start = place.path if place else Path.home() / "Documents" / default_name(self.session.plan)
        ask_where_to_save(self.workbench, start, self._on_place_chosen)

    def export(self) -> None:
        """Open the export dialog on the plan as it is."""
        from planwriter.ui.export_dialog import ExportDialog, ExportMeans  # not before somebody exports

        self.workbench.flush()
        self.keeper.barrier_now()
        dialog = ExportDialog(
            self.session.plan,
            self.session.catalogue,
            self.session.findings,
            shell=self._shell,
            means=ExportMeans(
                export_ordered,
                self.keeper.held.baselines.keep,
                DraftVersions(self.keeper.held, self.session.plan, self.session.catalogue),
                tuple(self.session.draft.remarks.values()),
            ),
            parent=self.workbench,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @property
    def printing(self) -> "PrintDesk":
        """What prints the plan as it is now."""
        from planwriter.ui.print_desk import PrintDesk  # not before somebody prints

        self.workbench.flush()
        return PrintDesk(
            self.session.plan,
            self.session.catalogue,
            shell=self._shell,
            messages=self.workbench.messages,
            parent=self.workbench,
        )

    def close(self) -> list[PlanwriterError]:
        """Save everything and let go; what could not be done is returned, and `is_closed` says whether it is let go."""
        self.workbench.flush()
        kept = self._shell.settings.kept_history
        troubles = self.keeper.close(keeps_every_edit=kept is KeptHistory.EVERY_EDIT)
        self.is_closed = self.keeper.is_closed
        return troubles

    def let_go(self) -> None:
        """Let go without saving anything more."""
        self.keeper.let_go()
        self.is_closed = True

    def _on_place_chosen(self, path: Path) -> None:
        try:
            self.keeper.set_copy(taken_over(path))
        except PlanwriterError as error:
            self.workbench.messages.show_error(error)

    def _on_copies_clicked(self) -> None:
        self.clearance.ask()

    def _on_review_clicked(self) -> None:
        self.clearance.show_changes()

    def _on_matrix_clicked(self) -> None:
        self.clearance.show_matrix()

    def _announce(self, words: str) -> None:
        announce(self.workbench, words)

    def _examples_of_others(self) -> tuple[Plan, ...]:
        return self._examples()

    def _on_recovered(self) -> None:
        self.workbench.messages.show_words("Saving works again. Everything you typed is saved on this computer.")

    def _on_changed(self, change: Change) -> None:
        if change.old.plan.answer("plan.title") != change.new.plan.answer("plan.title"):
            self.title_changed.emit(str(change.new.plan.answer("plan.title") or "Untitled plan"))

    def _on_element_left(self, path: tuple[str, ...]) -> None:
        """Fill in the rest of the agency's page once another agency of the list was picked."""
        name = self.session.plan.answer("agency.name")
        if path != ("agency.name",) or name == self._agency:
            return
        self._agency = name
        agency = find_agency(str(name or ""))
        if agency is not None and not is_filled_from(self.session.plan, agency):
            self.session.edit_together(agency_edits(agency), "filling in your agency", now=self._shell.clock())
            words = f"Filled in from the list of agencies: what it says of the {agency.name}. You can change it."
            self.workbench.messages.show_words(words, "Undo", self.workbench.undo)
