"""Every command of the window in one table: its menu, its words, its keys and what it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        name: Its objectName and the key of its handler.
        keys: Shortcuts as QKeySequence reads them; several separated by "; ".
        needs_plan: Whether it is only there while a plan is open.
    """

    menu: str
    name: str
    words: str
    keys: str = ""
    needs_plan: bool = True


SEPARATOR = Command("", "", "")
COMMANDS = (
    Command("&File", "new_plan", "&New plan…", "Ctrl+N", needs_plan=False),
    Command("&File", "open_file", "&Open a file…", "Ctrl+O", needs_plan=False),
    Command("&File", "open_sample", "Open the &sample plan", needs_plan=False),
    Command("&File", "save_now", "Save no&w", "Ctrl+S"),
    Command("&File", "save_copy", "Save a cop&y as…", "Ctrl+Shift+S"),
    Command("&File", "export", "&Export…", "Ctrl+E"),
    Command("&File", "print_preview", "Pr&int preview…"),
    Command("&File", "print", "&Print…", "Ctrl+P"),
    Command("&File", "bring_back", "&Bring back reviewed copies…", "Ctrl+Shift+B"),
    Command("&File", "submit", "S&ubmit the plan…", "Ctrl+Shift+U"),
    Command("&File", "versions", "&Versions…", "Ctrl+Shift+H"),
    Command("&File", "record_copy", "&Record copy…"),
    Command("&File", "settings", "Se&ttings…", "Ctrl+,", needs_plan=False),
    Command("&File", "close_plan", "&Close the plan", "Ctrl+W"),
    Command("&File", "quit", "&Quit", "Ctrl+Q", needs_plan=False),
    Command("&Edit", "undo", "&Undo", "Ctrl+Z"),
    Command("&Edit", "redo", "&Redo", "Ctrl+Y; Ctrl+Shift+Z"),
    Command("&Edit", "find", "&Find in plan", "Ctrl+F"),
    Command("&Go", "next_page", "&Next page", "Ctrl+PgDown"),
    Command("&Go", "previous_page", "&Previous page", "Ctrl+PgUp"),
    Command("&Go", "next_unfinished", "Next &unfinished page", "Ctrl+Shift+PgDown"),
    Command("&Go", "finish_and_go_on", "&Mark finished and go on", "Ctrl+Return; Ctrl+Enter"),
    Command("&Go", "back", "&Back", "Alt+Left"),
    Command("&Go", "forward", "&Forward", "Alt+Right"),
    Command("&Go", "next_check", "Next &check", "F8"),
    Command("&Go", "previous_check", "Previous c&heck", "Shift+F8"),
    Command("&Go", "review", "&Review the plan", "Ctrl+R"),
    Command("&Go", "reviewers", "Re&viewers’ changes", "Ctrl+Shift+R"),
    Command("&Go", "matrix", "Comment matri&x", "Ctrl+Shift+X"),
    Command("&View", "next_pane", "&Next pane", "F6"),
    Command("&View", "previous_pane", "&Previous pane", "Shift+F6"),
    Command("&View", "outline", "&Outline", "Ctrl+1"),
    Command("&View", "editor", "&Editor", "Ctrl+2"),
    Command("&View", "help_pane", "&Help pane", "Ctrl+3"),
    Command("&View", "checks_pane", "&Checks", "Ctrl+4"),
    Command("&View", "toggle_help", "Show or hide he&lp", "F1"),
    Command("&View", "toggle_checks", "Show or hide chec&ks", "Ctrl+Shift+M"),
    Command("&Help", "keyboard", "&Keyboard shortcuts", "Ctrl+/", needs_plan=False),
    Command("&Help", "about", "&About planwriter", needs_plan=False),
)


def add_commands(window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Give the window its menus and return its actions by name.

    Raises:
        KeyError: A command has no handler.
    """
    actions: dict[str, QAction] = {}
    menus = {title: window.menuBar().addMenu(title) for title in dict.fromkeys(command.menu for command in COMMANDS)}
    for command in COMMANDS:
        action = QAction(command.words, window)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys.split("; ") if keys])
        handler = handlers[command.name]
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
        menus[command.menu].addAction(action)
        actions[command.name] = action
    return actions


def shortcuts_in_words() -> list[tuple[str, str]]:
    """Return what each command is called and its keys, for the keyboard page; those without keys left out."""
    return [
        (command.words.replace("&", "").rstrip("…"), command.keys.replace("; ", " or "))
        for command in COMMANDS
        if command.keys
    ]
