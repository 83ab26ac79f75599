"""What each command of the window does: one line a command, by the names of actions.py."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planwriter.ui.main_window import MainWindow
    from planwriter.ui.open_plan import OpenPlan


def handlers_of(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """Return what to call for each command; those for a plan do nothing while none is open."""
    of_plan: dict[str, Callable[[OpenPlan], object]] = {
        "save_now": lambda plan: plan.save_now(),
        "save_copy": lambda plan: plan.save_copy_elsewhere(),
        "export": lambda plan: plan.export(),
        "print_preview": lambda plan: plan.printing.show_preview(),
        "print": lambda plan: plan.printing.ask(),
        "submit": lambda plan: plan.workbench.header.submit_clicked.emit(),
        "versions": lambda plan: plan.history.show_versions(),
        "bring_back": lambda plan: plan.clearance.ask(),
        "reviewers": lambda plan: plan.clearance.show_changes(),
        "matrix": lambda plan: plan.clearance.show_matrix(),
        "record_copy": lambda plan: plan.record.ask(),
        "undo": lambda plan: plan.workbench.undo(),
        "redo": lambda plan: plan.workbench.redo(),
        "find": lambda plan: plan.workbench.panes.focus_find(),
        "next_page": lambda plan: plan.workbench.go_on(1),
        "previous_page": lambda plan: plan.workbench.go_on(-1),
        "next_unfinished": lambda plan: plan.workbench.go_to_next_unfinished(),
        "finish_and_go_on": lambda plan: plan.workbench.finish_and_go_on(),
        "back": lambda plan: plan.workbench.go_along_trail(-1),
        "forward": lambda plan: plan.workbench.go_along_trail(1),
        "next_check": lambda plan: plan.workbench.panes.step(1),
        "previous_check": lambda plan: plan.workbench.panes.step(-1),
        "review": lambda plan: plan.workbench.show_review(),
        "next_pane": lambda plan: plan.workbench.panes.focus_next(1),
        "previous_pane": lambda plan: plan.workbench.panes.focus_next(-1),
        "outline": lambda plan: plan.workbench.panes.focus_on(plan.workbench.side),
        "editor": lambda plan: plan.workbench.panes.focus_on(plan.workbench.centre),
        "help_pane": lambda plan: plan.workbench.panes.focus_on(plan.workbench.help),
        "checks_pane": lambda plan: plan.workbench.panes.focus_on(plan.workbench.checks),
        "toggle_help": lambda plan: plan.workbench.panes.toggle_help(),
        "toggle_checks": lambda plan: plan.workbench.panes.toggle_checks(),
    }

    def in_plan(call: "Callable[[OpenPlan], object]") -> Callable[[], object]:
        return lambda: call(window.open_plan) if window.open_plan is not None else None

    return {name: in_plan(call) for name, call in of_plan.items()} | {
        "new_plan": window.show_new_plan,
        "open_file": window.choose_file,
        "open_sample": window.open_sample,
        "settings": window.show_settings,
        "close_plan": window.close_plan,
        "quit": window.close,
        "keyboard": window.show_keyboard,
        "about": window.show_settings,
    }
