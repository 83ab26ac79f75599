"""An open plan: outline, page, help and checks, and the way from one page to another."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from planwriter.checks import run_checks
from planwriter.checks.findings import Finding, Severity
from planwriter.plan.plan import Path, Plan
from planwriter.ui.checks_panel import ChecksPanel
from planwriter.ui.fields import Desk
from planwriter.ui.find_box import FindBox
from planwriter.ui.footer import Footer
from planwriter.ui.guidance_pane import GuidancePane
from planwriter.ui.header import Header
from planwriter.ui.messages import MessageBar, announce
from planwriter.ui.outline import Entry, Outline
from planwriter.ui.pages.review_page import ReviewPage
from planwriter.ui.pages.section_page import SectionPage
from planwriter.ui.tasks import TaskRunner
from planwriter.ui.theme import Theme
from planwriter.wizard import flow
from planwriter.wizard.session import Change, Session, Step

CHECK_PAUSE_MS = 300
KEPT_PAGES = 3
_NARROW, _SHORT, _VERY_NARROW = 1100, 640, 880


class Workbench(QWidget):
    """Everything around one open draft.

    Signals:
        left_field: The keyboard left a field or page; a barrier is due.
        counts_changed: What the status bar says at the right.
    """

    export_requested = Signal()
    left_field = Signal()
    counts_changed = Signal(str)
    menu_changed = Signal()

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
        self._runner, self._clock, self._desk = runner, clock, desk
        self._pages: dict[str, SectionPage] = {}
        self._stops = flow.stops(session.catalogue, session.plan)
        self._stop = self._stops[0]
        self._left_paths: set[Path] = set()
        self._seen_stops: set[str] = set()
        self._is_checking = False
        self.header = Header(self)
        self.messages = MessageBar(self)
        self.outline = Outline(session.catalogue, theme, self)
        self.find_box = FindBox(session.catalogue, lambda: self.session.plan, self)
        self.help = GuidancePane(session.catalogue, examples, self)
        self.checks = ChecksPanel(theme, self)
        self.review = ReviewPage(session.catalogue, self)
        self.footer = Footer(self)
        self._stack = QStackedWidget(self)
        self._timer = QTimer(self, singleShot=True, interval=CHECK_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show_findings(session.findings)
        self.go_to(self._first_stop().id)

    # --- where we are ---------------------------------------------------------------------------------------------

    @property
    def stop(self) -> flow.Stop:
        """The page in hand."""
        return self._stop

    @property
    def page(self) -> SectionPage:
        """The widget of the page in hand."""
        return self._pages[self._stop.id]

    def go_to(self, stop_id: str) -> None:
        """Open a page; nothing is asked, what was typed is kept."""
        stop = next((stop for stop in self._stops if stop.id == stop_id), self._stops[0])
        self.flush()
        if stop.id != self._stop.id:
            self._seen_stops.add(self._stop.id)
            self.session.end_step()
            self.left_field.emit()
        self._stop = stop
        page = self._built(stop)
        self._stack.setCurrentWidget(page)
        self.footer.show_stop(self._crumbs(stop), is_finished=stop.id in self.session.draft.finished)
        self.outline.set_current(stop.id)
        self._show_help(stop.page.elements[0])
        self._show_states()
        announce(self, f"{stop.row_name} {stop.title}".strip())

    def go_to_path(self, path: Path, caret: int | None = None) -> None:
        """Open the page of an answer and put the keyboard into its field."""
        if stop := flow.stop_of(path, self._stops):
            self.go_to(stop.id)
            self.page.focus_at(path, caret)

    def go_on(self, by: int) -> None:
        """Open the next or previous page in order."""
        self.go_to(flow.neighbour(self._stops, self._stop.id, step=by).id)
        self.page.focus_at(())

    def go_to_next_unfinished(self) -> None:
        """Open the next page without a finished tick."""
        stop = flow.next_unfinished(self._stops, self._stop.id, self.session.draft.finished)
        if stop is None:
            self.messages.show_words(
                "You have marked every page finished. Review the plan next.", "Review", self.show_review
            )
            return
        self.go_to(stop.id)
        self.page.focus_at(())

    def finish_and_go_on(self) -> None:
        """Tick the page in hand and open the next unfinished one."""
        self.flush()
        self.session.set_finished(self._stop.id, is_finished=True, now=self._clock())
        self.go_to_next_unfinished()

    def show_review(self) -> None:
        """Open the review page."""
        self.flush()
        self._seen_stops.update(stop.id for stop in self._stops)
        self.review.show_plan(self.session.plan, self.session.findings)
        self._stack.setCurrentWidget(self.review)
        self._show_states()
        self.review.setFocus()

    def flush(self) -> None:
        """Take in what is typed and not yet told."""
        for page in self._pages.values():
            page.flush()

    # --- undo -----------------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last step, wherever it was, and go there."""
        self.flush()
        self._after_step(self.session.undo(), "Undid")

    def redo(self) -> None:
        """Do the step taken back last again, and go there."""
        self._after_step(self.session.redo(), "Did again")

    def _after_step(self, step: Step | None, verb: str) -> None:
        if step is None:
            announce(self, "Nothing to undo" if verb == "Undid" else "Nothing to do again")
            return
        if step.path and self.session.catalogue.has_element(step.path[0]):
            self.go_to_path(step.path, step.caret)
        announce(self, f"{verb} {step.words}")

    # --- panes ----------------------------------------------------------------------------------------------------

    def toggle_help(self) -> None:
        """Show or hide the help; in a narrow window it takes the outline's place."""
        is_shown = self.help.isHidden()
        self.help.setVisible(is_shown)
        self._side.setVisible(not (is_shown and self.width() < _NARROW) and self.width() >= _VERY_NARROW)

    def toggle_checks(self) -> None:
        """Show or hide the checks."""
        self.checks.setVisible(self.checks.isHidden())

    def show_outline(self) -> None:
        """Show the outline and put the keyboard into it."""
        if self.width() < _NARROW:
            self.help.hide()
        self._side.show()
        self.outline.setFocus()

    def focus_pane(self, by: int) -> None:
        """Put the keyboard into the next or previous pane."""
        panes = [pane for pane in (self._side, self._stack, self.help, self.checks) if pane.isVisible()]
        now = QApplication.focusWidget()
        place = next((n for n, pane in enumerate(panes) if now and (pane is now or pane.isAncestorOf(now))), 1)
        self.focus_on(panes[(place + by) % len(panes)])

    def focus_on(self, pane: QWidget) -> None:
        """Put the keyboard into one pane."""
        if pane is self._side:
            self.show_outline()
        elif pane is self.checks:
            self.checks.show()
            self.checks.take_focus()
        elif pane is self.help:
            self.help.show()
            (self.help.currentWidget() or self.help).setFocus()
        elif self._stack.currentWidget() is self.review:
            self.review.setFocus()
        else:
            self.page.focus_at(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what there is no room for."""
        old, new = event.oldSize(), event.size()
        for limit, pane in ((_NARROW, self.help), (_VERY_NARROW, self._side)):
            if (old.width() < limit) != (new.width() < limit) or not old.isValid():
                pane.setVisible(new.width() >= limit)
        if (old.height() < _SHORT) != (new.height() < _SHORT) or not old.isValid():
            self.checks.setVisible(new.height() >= _SHORT)
        self.header.set_narrow(is_narrow=new.width() < _NARROW)
        super().resizeEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of another theme."""
        self.outline.set_theme(theme)
        self.checks.set_theme(theme)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._side = QWidget(self)
        self._side.setProperty("role", "pane")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(6, 8, 0, 0)
        side.setSpacing(4)
        side.addWidget(self.find_box)
        side.addWidget(self.outline, 1)
        centre = QWidget(self)
        middle = QVBoxLayout(centre)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.footer.crumbs)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.footer)
        self._stack.addWidget(self.review)
        across = QSplitter(Qt.Orientation.Horizontal, self)
        for pane in (self._side, centre, self.help):
            across.addWidget(pane)
        across.setSizes([270, 800, 290])
        across.setStretchFactor(1, 1)
        down = QSplitter(Qt.Orientation.Vertical, self)
        down.addWidget(across)
        down.addWidget(self.checks)
        down.setSizes([600, 190])
        down.setStretchFactor(0, 1)
        for splitter in (across, down):
            splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.messages, down):
            column.addWidget(widget, 1 if widget is down else 0)

    def _connect(self) -> None:
        self.session.subscribe(self._on_changed)
        self._timer.timeout.connect(self._on_pause)
        self.outline.stop_chosen.connect(self.go_to)
        self.outline.itemActivated.connect(lambda _item, _column: self.page.focus_at(()))
        self.find_box.went_to.connect(self.go_to_path)
        self.help.note_typed.connect(self._on_note_typed)
        self.checks.jumped.connect(self._on_jumped)
        self.checks.was_set_aside.connect(self._on_set_aside)
        self.checks.was_taken_back.connect(lambda finding: self.session.take_back(finding, now=self._clock()))
        self.review.went_to.connect(self.go_to_path)
        self.review.show_checks.connect(self._on_left_clicked)
        self.header.parts_clicked.connect(self.show_review)
        self.header.left_clicked.connect(self._on_left_clicked)
        self.header.review_clicked.connect(self.show_review)
        self.header.export_clicked.connect(self.export_requested)
        self.footer.previous_clicked.connect(lambda: self.go_on(-1))
        self.footer.next_clicked.connect(self.go_to_next_unfinished)
        self.footer.finished_toggled.connect(self._on_finished_toggled)
        self.footer.pages_clicked.connect(self.show_outline)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    def _first_stop(self) -> flow.Stop:
        """Begin where work is left: at the first page not finished."""
        finished = self.session.draft.finished
        return next((stop for stop in self._stops if stop.id not in finished), self._stops[0])

    def _built(self, stop: flow.Stop) -> SectionPage:
        page = self._pages.pop(stop.id, None)
        if page is None:
            page = SectionPage(stop, flow.asked(self.session.catalogue, stop), self._desk, self._stack)
            page.edited.connect(partial(self._on_edited, page))
            page.left.connect(self._on_left)
            page.went_to.connect(lambda key: self.go_to_path((key,)))
            self._stack.addWidget(page)
        page.show_draft(self.session.draft)
        self._pages[stop.id] = page
        while len(self._pages) > KEPT_PAGES:
            old = self._pages.pop(next(iter(self._pages)))
            self._stack.removeWidget(old)
            old.deleteLater()
        return page

    def _crumbs(self, stop: flow.Stop) -> str:
        section = self.session.catalogue.section(stop.page.section)
        title = f"({section.letter}) {section.title}" if section.letter else section.title
        place = self._stops.index(stop) + 1
        names = [title, stop.row_name, f"Page {place} of {len(self._stops)}"]
        if section.is_internal:
            names.append("Not printed in public copies")
        return " › ".join(name for name in names if name)

    def _on_edited(self, page: SectionPage, path: Path, answer: object, typed: str) -> None:
        try:
            self.session.edit(path, answer, now=self._clock(), typed=typed, caret=page.caret(path))  # type: ignore[arg-type]
        except KeyError:
            page.show_draft(self.session.draft)  # the row was removed while its form was still shown

    def _on_changed(self, change: Change) -> None:
        if change.is_undo or len(change.path) != 1:
            self._refresh_stops()
        for page in self._pages.values():
            page.show_draft(change.new)
        self.footer.set_finished(is_finished=self._stop.id in change.new.finished)
        if change.path[:1] == ("notes",) or change.is_undo:
            self._show_help(self._helped)
        self._timer.start()
        self.menu_changed.emit()

    def _refresh_stops(self) -> None:
        self._stops = flow.stops(self.session.catalogue, self.session.plan)
        known = {stop.id for stop in self._stops}
        for stop_id in [gone for gone in self._pages if gone not in known]:
            page = self._pages.pop(stop_id)
            self._stack.removeWidget(page)
            page.deleteLater()
        if self._stop.id not in known:
            self._stop = self._stops[0]
            self.go_to(self._stops[0].id)

    def _on_pause(self) -> None:
        """Check the plan on another thread once typing pauses; once more if it moved on meanwhile."""
        self._stops = flow.stops(self.session.catalogue, self.session.plan)
        if self._is_checking:
            self._timer.start()
            return
        self._is_checking = True
        plan = self.session.plan
        self._runner.start(
            partial(run_checks, plan, self.session.catalogue),
            lane="work",
            on_success=partial(self._on_checked, plan),
            on_failure=self._on_check_failed,
        )

    def _on_checked(self, plan: Plan, findings: tuple[Finding, ...]) -> None:
        self._is_checking = False
        if self.session.take_findings(plan, findings):
            self._show_findings(findings)
        else:
            self._timer.start()

    def _on_check_failed(self, error: Exception) -> None:
        self._is_checking = False
        raise error  # a fault of ours: the excepthook keeps the draft and says so

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        self._by_stop: dict[str, list[Finding]] = {}
        for finding in findings:
            path = flow.path_of_finding(finding, self.session.plan)
            if stop := flow.stop_of(path, self._stops):
                self._by_stop.setdefault(stop.id, []).append(finding)
        titles = {finding: self._where(finding) for finding in findings}
        self.checks.show_findings([(one, titles[one]) for one in findings], self._by_stop.get(self._stop.id, []))
        self.header.show_plan(self.session.plan, findings, self._clock().astimezone().date())
        if self._stack.currentWidget() is self.review:
            self.review.show_plan(self.session.plan, findings)
        self.counts_changed.emit(_counts(findings))
        self._show_states()

    def _show_states(self) -> None:
        entries = []
        for stop in self._stops:
            own = self._by_stop.get(stop.id, [])
            is_told = stop.id in self._seen_stops and stop.id != self._stop.id
            problem = is_told and flow.has_must(own) and self._is_begun(stop)
            state = flow.page_state(self.session.catalogue, stop, self.session.draft, has_problem=problem)
            entries.append(Entry(stop, state, sum(not one.set_aside for one in own)))
        self.outline.show_entries(entries)
        self.outline.set_current(self._stop.id)
        if self._stop.id in self._pages:
            self.page.show_problems(self._problems())
            self.page.show_also(_services_words(self.session.plan))
        self.checks.show_findings(self._with_places(), self._by_stop.get(self._stop.id, []))

    def _is_begun(self, stop: flow.Stop) -> bool:
        """A page nobody has begun is not a problem yet; the review says what is missing."""
        state = flow.page_state(self.session.catalogue, stop, self.session.draft, has_problem=False)
        return state is not flow.PageState.NOT_STARTED

    def _with_places(self) -> list[tuple[Finding, str]]:
        return [(finding, self._where(finding)) for finding in self.session.findings]

    def _where(self, finding: Finding) -> str:
        stop = flow.stop_of(flow.path_of_finding(finding, self.session.plan), self._stops)
        if stop is None:
            return finding.element
        return f"{stop.row_name}: {stop.title}" if stop.row_id else stop.title

    def _problems(self) -> Mapping[Path, str]:
        """What to say beside the fields of this page: only where the author has been and gone."""
        told: dict[Path, str] = {}
        for finding in self._by_stop.get(self._stop.id, []):
            path = flow.path_of_finding(finding, self.session.plan)
            is_left = self._stop.id in self._seen_stops or any(path[: len(one)] == one for one in self._left_paths)
            if is_left and not finding.set_aside and finding.severity is not Severity.CONSIDER:
                words = f"{finding.severity.label}: {finding.message}"
                told[path] = f"{told[path]}\n{words}" if path in told else words
        return told

    def _on_left(self, path: Path) -> None:
        self._left_paths.add(path)
        self.session.end_step()
        self.left_field.emit()
        self._timer.start()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._stop.id in self._pages and self.page.isAncestorOf(now):
            path = self.page.path_with_focus()
            if path:
                self._show_help(path[0])

    def _show_help(self, key: str) -> None:
        self._helped = key
        self.help.show_element(key, self.session.draft.notes.get(key, ""))

    def _on_note_typed(self, key: str, words: str) -> None:
        self.session.set_note(key, words, now=self._clock())

    def _on_finished_toggled(self, is_finished: bool) -> None:  # noqa: FBT001  Qt's own signature
        self.flush()
        self.session.set_finished(self._stop.id, is_finished=is_finished, now=self._clock())
        self._show_states()

    def _on_jumped(self, finding: Finding) -> None:
        self.go_to_path(flow.path_of_finding(finding, self.session.plan))

    def _on_set_aside(self, finding: Finding, reason: str) -> None:
        self.session.set_aside(finding, reason, now=self._clock())

    def _on_left_clicked(self) -> None:
        self.checks.show()
        self.checks.show_whole_plan()


def _counts(findings: tuple[Finding, ...]) -> str:
    must = sum(one.severity is Severity.MUST for one in findings)
    should = sum(one.severity is Severity.SHOULD and not one.set_aside for one in findings)
    return f"Checks: {must} to fix, {should} that should be fixed" if must or should else "Checks: nothing to fix"


def _services_words(plan: Plan) -> dict[str, str]:
    """Return the hint under each part of (b) to (f): how many services answer it themselves."""
    from planwriter.plan.progress import grid

    services = len(plan.rows("services.services"))
    return {
        cell.element: f"Or answer in each service: {cell.services} of {services} "
        + ("does." if cell.services == 1 else "do.")
        for cell in grid(plan)
        if services and cell.action.service_column
    }
