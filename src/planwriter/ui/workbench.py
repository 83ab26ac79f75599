"""An open plan: joins outline, page, help and checks around one session, and leads from page to page."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planwriter.plan.plan import Path, Plan
from planwriter.plan.progress import grid
from planwriter.ui.checker import Checker
from planwriter.ui.checks_panel import ChecksPanel, counts_in_words
from planwriter.ui.fields import Desk
from planwriter.ui.guidance_pane import GuidancePane
from planwriter.ui.header import Header
from planwriter.ui.messages import MessageBar, announce
from planwriter.ui.outline import Entry
from planwriter.ui.page_pane import PagePane
from planwriter.ui.pages.section_page import SectionPage
from planwriter.ui.panes import Panes
from planwriter.ui.side_pane import SidePane
from planwriter.ui.tasks import TaskRunner
from planwriter.ui.theme import Theme
from planwriter.ui.trail import Trail
from planwriter.wizard import flow
from planwriter.wizard.session import Change, Session, Step
from planwriter.wizard.standing import Standing, Visits


class Workbench(QWidget):
    """Everything around one open draft.

    Signals:
        left_field: The keyboard left a field or page; what is typed should reach the disk now.
        counts_changed: What the status bar says at the right.
        element_left: The path of an element whose editor was left.
    """

    export_requested = Signal()
    left_field = Signal()
    element_left = Signal(tuple)
    counts_changed = Signal(str)

    def __init__(
        self,
        session: Session,
        runner: TaskRunner,
        theme: Theme,
        *,
        examples: Callable[[], tuple[Plan, ...]],
        clock: Callable[[], datetime],
        desk: Desk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._clock = clock
        self._trail = Trail()
        self._visits = Visits()
        self._stops = flow.stops(session.catalogue, session.plan)
        self._stop = self._stops[0]
        self._helped = self._stop.page.elements[0]
        self.header = Header(self)
        self.messages = MessageBar(self)
        self.side = SidePane(session.catalogue, lambda: self.session.plan, theme, self)
        self.centre = PagePane(session.catalogue, desk, self)
        self.help = GuidancePane(session.catalogue, examples, self)
        self.checks = ChecksPanel(theme, self)
        self.checker = Checker(session, runner, self)
        self._lay_out()
        self._connect()
        self._show_findings()
        self.go_to(flow.first_unfinished(self._stops, session.draft.finished).id)

    @property
    def stop(self) -> flow.Stop:
        """The page in hand."""
        return self._stop

    @property
    def stops(self) -> tuple[flow.Stop, ...]:
        """All pages, in order."""
        return self._stops

    @property
    def page(self) -> SectionPage:
        """The widget of the page in hand."""
        return self.centre.stack.page or self.centre.stack.show_stop(self._stop, self.session.draft)

    def go_to(self, stop_id: str) -> None:
        """Open a page; nothing is asked, what was typed is kept."""
        self.flush()
        if stop_id != self._stop.id:
            self._visits.stops.add(self._stop.id)
            self.session.end_step()
            self.left_field.emit()
        self._stop = next((stop for stop in self._stops if stop.id == stop_id), self._stops[0])
        self._trail.visit(self._stop.id)
        self.panes.show_panes()
        self.centre.stack.show_stop(self._stop, self.session.draft)
        self.centre.show_place(
            flow.crumbs(self._stop, self._stops, self.session.catalogue),
            is_finished=self._stop.id in self.session.draft.finished,
        )
        self._show_help(self._stop.page.elements[0])
        self._show_states()
        announce(self, f"{self._stop.row_name} {self._stop.title}".strip())

    def go_to_path(self, path: Path, caret: int | None = None) -> None:
        """Open the page of an answer and put the keyboard into its field."""
        if stop := flow.stop_of(path, self._stops):
            self.go_to(stop.id)
            self.page.focus_at(path, caret)

    def go_on(self, by: int) -> None:
        """Open the next or previous page in order."""
        self._go_and_focus(flow.neighbour(self._stops, self._stop.id, step=by).id)

    def go_along_trail(self, by: int) -> None:
        """Open the page visited before, or after."""
        if stop_id := self._trail.go(by):
            self._go_and_focus(stop_id)

    def go_to_next_unfinished(self) -> None:
        """Open the next page without a finished tick."""
        stop = flow.next_unfinished(self._stops, self._stop.id, self.session.draft.finished)
        if stop is not None:
            self._go_and_focus(stop.id)
        elif self._stop.id in self.session.draft.finished:
            words = "You have marked every page finished. Review the plan next."
            self.messages.show_words(words, "Review", self.show_review)
        else:
            self.messages.show_words("This is the only page you have not marked finished.")

    def finish_and_go_on(self) -> None:
        """Tick the page in hand and open the next unfinished one."""
        self._on_finished_toggled(is_finished=True)
        self.go_to_next_unfinished()

    def show_review(self) -> None:
        """Open the review page; from now on every page says what is wrong with it."""
        self.flush()
        self.left_field.emit()
        self._visits.stops.update(stop.id for stop in self._stops)
        self.centre.review.show_plan(self.session.plan, self.session.findings)
        self.panes.show_review()
        self._show_states()

    def flush(self) -> None:
        """Take in what is typed and not yet told."""
        self.centre.stack.flush()

    def undo(self) -> None:
        """Take back the last step, wherever it was, and go there."""
        self.flush()
        self._show_step(self.session.undo(), "There is nothing to undo.", is_undo=True)

    def redo(self) -> None:
        """Do the step taken back last again, and go there."""
        self.flush()
        self._show_step(self.session.redo(), "There is nothing to do again.", is_undo=False)

    def show_all_checks(self) -> None:
        """Show what the checks say of the whole plan, with the keyboard in the list."""
        self.panes.bring(self.checks)
        self.checks.show_whole_plan()

    def tell_counts(self) -> None:
        """Say again what the checks count, to somebody who has just begun to listen."""
        self.counts_changed.emit(f"Checks: {counts_in_words(self.session.findings)}")

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of another theme."""
        self.side.outline.set_theme(theme)
        self.checks.set_theme(theme)

    def _lay_out(self) -> None:
        self.panes = Panes(self.side, self.centre, help_pane=self.help, checks=self.checks, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.messages)
        column.addWidget(self.panes, 1)

    def _connect(self) -> None:
        self.session.subscribe(self._on_changed)
        self.checker.checked.connect(self._show_findings)
        self.centre.stack.edited.connect(self._on_edited)
        self.centre.stack.left.connect(self._on_left)
        self.centre.stack.went_to.connect(lambda key: self.go_to_path((key,)))
        self.side.outline.stop_chosen.connect(self.go_to)
        self.side.outline.itemActivated.connect(lambda _item, _column: self.page.focus_at(()))
        self.side.find_box.went_to.connect(self.go_to_path)
        self.help.note_typed.connect(lambda key, words: self.session.set_note(key, words, now=self._clock()))
        self.checks.jumped.connect(lambda one: self.go_to_path(flow.path_of_finding(one, self.session.plan)))
        self.checks.was_set_aside.connect(lambda one, why: self.session.set_aside(one, why, now=self._clock()))
        self.checks.was_taken_back.connect(lambda one: self.session.take_back(one, now=self._clock()))
        self.centre.review.went_to.connect(self.go_to_path)
        self.centre.review.show_checks.connect(self.show_all_checks)
        self.header.parts_clicked.connect(self.show_review)
        self.header.left_clicked.connect(self.show_all_checks)
        self.header.review_clicked.connect(self.show_review)
        self.header.export_clicked.connect(self.export_requested)
        self.centre.footer.previous_clicked.connect(lambda: self.go_on(-1))
        self.centre.footer.next_clicked.connect(self.go_to_next_unfinished)
        self.centre.footer.finished_toggled.connect(lambda ticked: self._on_finished_toggled(is_finished=ticked))
        self.centre.element_entered.connect(self._show_help)

    def _go_and_focus(self, stop_id: str) -> None:
        self.go_to(stop_id)
        self.page.focus_at(())

    def _show_step(self, step: Step | None, nothing: str, *, is_undo: bool) -> None:
        if step is not None and step.path and self.session.catalogue.has_element(step.path[0]):
            self.go_to_path(step.path, step.caret_then(is_undo=is_undo))
        announce(self, f"{'Undid' if is_undo else 'Did again:'} {step.words}" if step else nothing)

    def _on_edited(self, page: SectionPage, path: Path, answer: object, typed: str) -> None:
        try:
            self.session.edit(path, answer, now=self._clock(), typed=typed, caret=page.caret(path))  # type: ignore[arg-type]
        except KeyError:
            page.show_draft(self.session.draft)  # the row was removed while its form was still shown

    def _on_changed(self, change: Change) -> None:
        if change.is_undo or len(change.path) < 2:
            self._refresh_stops()
        self.centre.stack.show_draft(change.new)
        self.centre.footer.set_finished(is_finished=self._stop.id in change.new.finished)
        if change.old.notes is not change.new.notes:
            self._show_help(self._helped)
        self.checker.soon()

    def _refresh_stops(self) -> None:
        self._stops = flow.stops(self.session.catalogue, self.session.plan)
        known = {stop.id for stop in self._stops}
        self.centre.stack.keep_only(known)
        if self._stop.id not in known:
            self.go_to(self._stops[0].id)

    def _show_findings(self) -> None:
        """Show the session's findings everywhere they are seen; each place is a view of the same list."""
        plan, findings = self.session.plan, self.session.findings
        self._stops = flow.stops(self.session.catalogue, plan)
        self._standing = Standing(plan, findings, self._stops)
        self.header.show_plan(plan, findings, self._clock().astimezone().date())
        if self.centre.is_reviewing:
            self.centre.review.show_plan(plan, findings)
        self.tell_counts()
        self._show_states()

    def _show_states(self) -> None:
        self.side.outline.show_entries([self._entry(stop) for stop in self._stops])
        self.side.outline.set_current(self._stop.id)
        if page := self.centre.stack.page:
            page.show_problems(self._standing.problems(self._stop.id, self._visits))
            page.show_also(_services_words(self.session.plan))
        self.checks.show_findings(self._standing.with_places(), self._standing.of(self._stop.id))

    def _entry(self, stop: flow.Stop) -> Entry:
        may_tell = stop.id in self._visits.stops and stop.id != self._stop.id
        state = self._standing.state(stop, self.session.draft, self.session.catalogue, may_tell=may_tell)
        return Entry(stop, state, sum(not one.set_aside for one in self._standing.of(stop.id)))

    def _on_left(self, path: Path) -> None:
        self._visits.paths.add(path)
        self.session.end_step()
        self.left_field.emit()
        self.element_left.emit(path)
        self.checker.soon()

    def _show_help(self, key: str) -> None:
        self._helped = key
        self.help.show_element(key, self.session.draft.notes.get(key, ""))

    def _on_finished_toggled(self, *, is_finished: bool) -> None:
        self.flush()
        self.session.set_finished(self._stop.id, is_finished=is_finished, now=self._clock())
        self._show_states()


def _services_words(plan: Plan) -> dict[str, str]:
    """Return the hint under each part of (b) to (f): how many services answer it themselves."""
    services = len(plan.rows("services.services"))
    return {
        cell.element: f"Or answer in each service: {cell.services} of {services} do so far."
        for cell in grid(plan)
        if services and cell.action.service_column
    }
