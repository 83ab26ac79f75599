"""The one window: start page, new plan or open plan, with its menus, its status line and its closing."""

import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from planwriter.errors import PlanwriterError
from planwriter.ui.actions import add_commands
from planwriter.ui.messages import MessageBar, announce
from planwriter.ui.open_plan import OpenPlan
from planwriter.ui.shell import Shell
from planwriter.ui.start_page import StartPage
from planwriter.ui.theme import apply_theme, theme_for


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
        self.actions_by_name = add_commands(self, self._handlers())
        self._start.draft_chosen.connect(self.open_draft)
        self._start.new_requested.connect(self.show_new_plan)
        self._start.open_requested.connect(self.choose_file)
        self._start.sample_requested.connect(self.open_sample)
        self.show_start()

    # --- what the person asks for ---------------------------------------------------------------------------------

    def show_start(self) -> None:
        """Show the start page with the drafts on this computer."""
        self._stack.setCurrentWidget(self._start)
        try:
            self._start.show_drafts(self.shell.library.list(), self.shell.clock())
        except PlanwriterError as error:
            self.messages.show_error(error)
        self.setWindowTitle("planwriter")
        self._saved.clear()
        self._counts.clear()
        self._enable()

    def show_new_plan(self) -> None:
        """Show the page that begins a new plan."""
        if not self.close_plan():
            return
        from planwriter.ui.new_plan_form import NewPlanForm  # reads the agency list, which the first paint need not

        form = NewPlanForm(self)
        form.created.connect(self._on_created)
        form.cancelled.connect(self._on_cancelled)
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        form.setFocus()

    def open_draft(self, draft_id: str) -> None:
        """Open a draft of this computer."""
        from planwriter.wizard import jobs  # not before the first paint

        self._open(partial(jobs.open_draft, self.shell.library, draft_id))

    def open_path(self, path: Path) -> None:
        """Open a plan from a file."""
        from planwriter.wizard import jobs  # not before the first paint

        now, plan_id = self.shell.clock(), str(uuid.uuid4())
        self._open(partial(jobs.open_file, self.shell.library, path, plan_id=plan_id, now=now))

    def open_sample(self) -> None:
        """Open the sample plan."""
        from planwriter.wizard import jobs  # not before the first paint

        now, plan_id = self.shell.clock(), str(uuid.uuid4())
        self._open(partial(jobs.open_sample, self.shell.library, plan_id=plan_id, now=now))

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        kinds = "Plans (*.csplan *.json);;All files (*)"
        path, _kind = QFileDialog.getOpenFileName(self, "Open a plan", str(Path.home()), kinds)
        if path:
            self.open_path(Path(path))

    def close_plan(self) -> bool:
        """Save and close the open plan; False when the person wants to stay."""
        if self.open_plan is None:
            return True
        troubles = self.open_plan.close()
        if troubles and not self.open_plan.is_closed:
            return self._stays_unsaved(troubles[0])
        self._forget_plan()
        if troubles:
            self.messages.show_error(troubles[0])
        return True

    def apply_settings(self) -> None:
        """Take over theme and text size at once."""
        from PySide6.QtWidgets import QApplication

        app = QApplication.instance()
        settings = self.shell.settings
        theme = theme_for(settings.theme)
        if isinstance(app, QApplication):
            apply_theme(app, theme, text_percent=settings.text_size_percent, system_points=self.shell.system_points)
        if self.open_plan is not None:
            self.open_plan.workbench.set_theme(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is open; stay when it cannot be saved and the person wants to."""
        if self.close_plan():
            self.shell.runner.finish()
            event.accept()
        else:
            event.ignore()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _central(self) -> QWidget:
        central = QWidget(self)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._stack, 1)
        return central

    def _open(self, job: Callable[[], object]) -> None:
        if self.close_plan():
            self.shell.runner.start(job, lane="disk", on_success=self._on_opened, on_failure=self._on_failed)

    def _on_opened(self, opened: object) -> None:
        self.open_plan = plan = OpenPlan(opened, self.shell, self)  # type: ignore[arg-type]
        plan.status_changed.connect(self._saved.setText)
        plan.counts_changed.connect(self._counts.setText)
        plan.title_changed.connect(lambda title: self.setWindowTitle(f"{title} – planwriter"))
        self._stack.addWidget(plan.workbench)
        self._stack.setCurrentWidget(plan.workbench)
        plan.show_now()
        self._enable()
        plan.workbench.page.focus_at(())

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlanwriterError):
            raise error
        self.show_start()
        self.messages.show_error(error)

    def _on_created(self, agency: str, title: str, folder: str) -> None:
        from planwriter.wizard import jobs  # not before the first paint

        place = Path(folder) if folder else None
        now, plan_id = self.shell.clock(), str(uuid.uuid4())
        self._on_cancelled()
        self._open(partial(jobs.begin_plan, self.shell.library, agency, title, folder=place, plan_id=plan_id, now=now))

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

    def _stays_unsaved(self, error: PlanwriterError) -> bool:
        """Ask what to do with changes that the disk refuses; True when the person gives them up."""
        box = QMessageBox(QMessageBox.Icon.Warning, "Your last changes are not saved", error.title, parent=self)
        box.setInformativeText(f"{error.advice} You can save a copy somewhere else, or stay and try again.")
        save = box.addButton("Save a copy elsewhere…", QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton("Close and lose the last changes", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        if self.open_plan is None or box.clickedButton() not in (save, leave):
            return False
        if box.clickedButton() is save and not self.open_plan.save_copy_elsewhere():
            return False
        self.open_plan.let_go()
        self._forget_plan()
        return True

    def _enable(self) -> None:
        from planwriter.ui.actions import COMMANDS

        for command in COMMANDS:
            self.actions_by_name[command.name].setEnabled(self.open_plan is not None or not command.needs_plan)

    def _in_plan(self, call: Callable[[OpenPlan], object]) -> Callable[[], object]:
        return lambda: call(self.open_plan) if self.open_plan is not None else None

    def _handlers(self) -> dict[str, Callable[[], object]]:
        of_plan: dict[str, Callable[[OpenPlan], object]] = {
            "save_now": lambda plan: plan.save_now(),
            "save_copy": lambda plan: plan.save_copy_elsewhere(),
            "export": lambda plan: plan.export(),
            "undo": lambda plan: plan.workbench.undo(),
            "redo": lambda plan: plan.workbench.redo(),
            "find": lambda plan: plan.workbench.focus_find(),
            "next_page": lambda plan: plan.workbench.go_on(1),
            "previous_page": lambda plan: plan.workbench.go_on(-1),
            "next_unfinished": lambda plan: plan.workbench.go_to_next_unfinished(),
            "finish_and_go_on": lambda plan: plan.workbench.finish_and_go_on(),
            "back": lambda plan: plan.workbench.go_along_trail(-1),
            "forward": lambda plan: plan.workbench.go_along_trail(1),
            "next_check": lambda plan: plan.workbench.checks.step(1),
            "previous_check": lambda plan: plan.workbench.checks.step(-1),
            "review": lambda plan: plan.workbench.show_review(),
            "next_pane": lambda plan: plan.workbench.focus_pane(1),
            "previous_pane": lambda plan: plan.workbench.focus_pane(-1),
            "outline": lambda plan: plan.workbench.focus_on(plan.workbench.panes.outline),
            "editor": lambda plan: plan.workbench.focus_on(plan.workbench.panes.editor),
            "help_pane": lambda plan: plan.workbench.focus_on(plan.workbench.help),
            "checks_pane": lambda plan: plan.workbench.focus_on(plan.workbench.checks),
            "toggle_help": lambda plan: plan.workbench.panes.toggle_help(),
            "toggle_checks": lambda plan: plan.workbench.panes.toggle_checks(),
        }
        handlers: dict[str, Callable[[], object]] = {name: self._in_plan(call) for name, call in of_plan.items()}
        return handlers | {
            "new_plan": self.show_new_plan,
            "open_file": self.choose_file,
            "open_sample": self.open_sample,
            "settings": self._show_settings,
            "close_plan": self.close_plan,
            "quit": self.close,
            "keyboard": self._show_keyboard,
            "about": self._show_settings,
        }

    def _show_settings(self) -> None:
        from planwriter.ui.settings_dialog import SettingsDialog  # rarely opened

        dialog = SettingsDialog(self.shell.settings, self)
        dialog.changed.connect(self._on_settings_changed)
        dialog.exec()

    def _on_settings_changed(self, settings: object) -> None:
        try:
            self.shell.keep_settings(settings)  # type: ignore[arg-type]
        except PlanwriterError as error:
            self.messages.show_error(error)
        self.apply_settings()

    def _show_keyboard(self) -> None:
        from planwriter.ui.keyboard_dialog import KeyboardDialog  # rarely opened

        KeyboardDialog(self).exec()
        announce(self, "Closed the list of keyboard shortcuts")
