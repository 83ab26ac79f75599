"""The one window: start page, new plan or open plan, with its menus, its status line and its closing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from planwriter.errors import PlanwriterError
from planwriter.ui.actions import COMMANDS, add_commands
from planwriter.ui.handlers import handlers_of
from planwriter.ui.messages import MessageBar
from planwriter.ui.sending_desk import SendingDesk
from planwriter.ui.shell import Shell
from planwriter.ui.start_page import StartPage
from planwriter.ui.theme import apply_theme, theme_for
from planwriter.ui.trash_desk import TrashDesk

if TYPE_CHECKING:
    from planwriter.ui.open_plan import OpenPlan  # everything around a plan is loaded with the first one


class MainWindow(QMainWindow):
    """The program's window.

    Attributes:
        open_plan: The plan that is open, with everything around it; None on the start page.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.open_plan: OpenPlan | None = None
        self.setObjectName("main_window")
        self.setMinimumSize(800, 440)
        self.resize(1366, 768)
        self._stack = QStackedWidget(self)
        self._start = StartPage(self)
        self._stack.addWidget(self._start)
        self.messages = MessageBar(self)
        self.setCentralWidget(self._central())
        self._saved, self._counts = QLabel(self), QLabel(self)
        self._saved.setObjectName("saving_status")
        self._counts.setObjectName("checks_status")
        for label in (self._saved, self._counts):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.statusBar().addWidget(self._saved, 1)
        self.statusBar().addPermanentWidget(self._counts)
        self.actions_by_name = add_commands(self, handlers_of(self))
        self._start.draft_chosen.connect(self.open_draft)
        self._start.new_requested.connect(self.show_new_plan)
        self._start.open_requested.connect(self.choose_file)
        self._start.sample_requested.connect(self.open_sample)
        self.trash = TrashDesk(self._start, shell, self.messages, self)
        self.sending_desk = SendingDesk(self, self._start)
        self.show_start()

    # --- what the person asks for ---------------------------------------------------------------------------------

    def show_start(self) -> None:
        """Show the start page with the drafts on this computer."""
        self._stack.setCurrentWidget(self._start)
        try:
            self._start.show_drafts(self.shell.drafts(), self.shell.clock())
        except PlanwriterError as error:
            self.messages.show_error(error)
        self.sending_desk.show_list()
        self.setWindowTitle("planwriter")
        self._saved.clear()
        self._counts.clear()
        self._enable()

    def show_new_plan(self) -> None:
        """Show the page that begins a new plan."""
        self.close_plan(then=self._begin_new_plan)

    def _begin_new_plan(self) -> None:
        from planwriter.ui.new_plan_form import NewPlanForm  # reads the agency list, which the first paint need not

        form = NewPlanForm(self)
        if folder := self.shell.settings.office.copy_folder:
            form.start(folder)
        form.created.connect(self._on_created)
        form.cancelled.connect(self._on_cancelled)
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        form.setFocus()

    def open_draft(self, draft_id: str) -> None:
        """Open a draft of this computer."""
        from planwriter.wizard import jobs  # not before the first paint

        self.open_by(partial(jobs.open_draft, self.shell.library, draft_id, self.shell.clock()))

    def open_path(self, path: Path) -> None:
        """Open a plan from a file."""
        from planwriter.wizard import jobs  # not before the first paint

        now, plan_id = self.shell.clock(), _new_id()
        self.open_by(partial(jobs.open_file, self.shell.library, path, plan_id=plan_id, now=now))

    def open_sample(self) -> None:
        """Open the sample plan."""
        from planwriter.wizard import jobs  # not before the first paint

        now, plan_id = self.shell.clock(), _new_id()
        self.open_by(partial(jobs.open_sample, self.shell.library, plan_id=plan_id, now=now))

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        from planwriter.ui.asking import ask_for_plan  # not before somebody asks

        ask_for_plan(self, self.open_path)

    def close_plan(self, then: Callable[[], object] | None = None) -> None:
        """Save and close the open plan and go on with `then`; the person may stay when it cannot be saved."""
        plan = self.open_plan
        troubles = plan.close() if plan is not None else []
        if plan is not None and not plan.is_closed:
            from planwriter.ui.asking import ask_about_unsaved  # hardly ever

            ask_about_unsaved(
                self,
                troubles[0],
                on_save_elsewhere=plan.save_copy_elsewhere,
                on_lose=lambda: self._give_up(plan, then),
            )
            return
        self._forget_plan()
        if troubles:
            self.messages.show_error(troubles[0])
        if then is not None:
            then()

    def apply_settings(self) -> None:
        """Take over theme and text size at once."""
        app = QApplication.instance()
        settings = self.shell.settings
        theme = theme_for(settings.theme)
        if isinstance(app, QApplication):
            apply_theme(app, theme, text_percent=settings.text_size_percent, system_points=self.shell.system_points)
        if self.open_plan is not None:
            self.open_plan.workbench.set_theme(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is open first; stay when it cannot be saved and the person wants to."""
        # `close` counts only later, once the person has answered; right here Qt passes it over
        self.close_plan(then=self.close)
        event.setAccepted(self.open_plan is None)
        if event.isAccepted():
            self.sending_desk.close()
            self.shell.runner.finish()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _central(self) -> QWidget:
        central = QWidget(self)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        return central

    def open_by(self, job: Callable[[], object], then: "Callable[[OpenPlan], object] | None" = None) -> None:
        """Close what is open, open what a job of wizard/ gives, and go on with `then`."""

        def opened(value: object) -> None:
            plan = self._on_opened(value)
            (then or self.sending_desk.tell_of)(plan)

        def start() -> None:
            self.shell.runner.start(job, lane="disk", on_success=opened, on_failure=self._on_failed)

        self.close_plan(then=start)

    def _on_opened(self, opened: object) -> "OpenPlan":
        from planwriter.ui.open_plan import OpenPlan

        self.open_plan = plan = OpenPlan(opened, self.shell, self)  # type: ignore[arg-type]
        plan.status_changed.connect(self._saved.setText)
        plan.counts_changed.connect(self._counts.setText)
        plan.title_changed.connect(lambda title: self.setWindowTitle(f"{title} – planwriter"))
        plan.workbench.header.submit_clicked.connect(partial(self.sending_desk.submit, plan))
        plan.record.trash_requested.connect(
            lambda draft_id: self.close_plan(then=partial(self.trash.throw_away, draft_id))
        )
        self._stack.addWidget(plan.workbench)
        self._stack.setCurrentWidget(plan.workbench)
        plan.show_now()
        self._enable()
        plan.workbench.page.focus_at(())
        return plan

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error
        self.show_start()
        self.messages.show_error(error)

    def _on_created(self, agency: str, title: str, folder: str) -> None:
        from planwriter.wizard import jobs  # not before the first paint

        place = Path(folder) if folder else None
        now, plan_id = self.shell.clock(), _new_id()
        self._on_cancelled()
        begin = partial(jobs.begin_plan, self.shell.library, agency, title, folder=place)
        legend = self.shell.settings.office.draft_legend
        self.open_by(partial(begin, plan_id=plan_id, now=now, legend=legend))

    def _on_cancelled(self) -> None:
        form = self._stack.currentWidget()
        self.show_start()
        if form is not None and form is not self._start:
            self._stack.removeWidget(form)
            form.deleteLater()

    def _forget_plan(self) -> None:
        plan = self.open_plan
        self.open_plan = None
        if plan is not None:
            self._stack.removeWidget(plan.workbench)
            plan.workbench.deleteLater()
            plan.deleteLater()
            self.show_start()

    def _give_up(self, plan: "OpenPlan", then: Callable[[], object] | None) -> None:
        plan.let_go()
        self.close_plan(then)

    def _enable(self) -> None:
        for command in COMMANDS:
            self.actions_by_name[command.name].setEnabled(self.open_plan is not None or not command.needs_plan)

    def show_settings(self) -> None:
        """Open the settings."""
        from planwriter.ui.settings_dialog import SettingsDialog  # rarely opened

        dialog = SettingsDialog(self.shell.settings, self)
        dialog.changed.connect(self._on_settings_changed)
        dialog.open()

    def _on_settings_changed(self, settings: object) -> None:
        try:
            self.shell.keep_settings(settings)  # type: ignore[arg-type]
        except PlanwriterError as error:
            self.messages.show_error(error)
        self.apply_settings()

    def show_keyboard(self) -> None:
        """Open the list of keyboard shortcuts."""
        from planwriter.ui.keyboard_dialog import KeyboardDialog  # rarely opened

        KeyboardDialog(self).open()


def _new_id() -> str:
    import uuid  # with what it loads not needed before the first paint

    return str(uuid.uuid4())
