"""Every command has its place in a menu, keys of its own and a handler."""

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from planwriter.ui.actions import COMMANDS, add_commands, shortcuts_in_words
from planwriter.ui.handlers import handlers_of


class _NoPlan:
    """A window with no plan open; every handler of the window itself notes its name."""

    open_plan = None

    def __getattr__(self, name):
        return lambda *_args: name


def test_no_two_commands_have_the_same_keys():
    keys = Counter(
        QKeySequence(one).toString() for command in COMMANDS for one in command.keys.split("; ") if command.keys
    )
    assert [one for one, times in keys.items() if times > 1] == []


def test_no_menu_has_one_access_key_twice_and_no_command_is_without():
    for menu in {command.menu for command in COMMANDS}:
        words = [command.words for command in COMMANDS if command.menu == menu]
        letters = [word[word.index("&") + 1].lower() for word in words]
        assert len(set(letters)) == len(letters), (menu, sorted(letters))


def test_each_command_calls_its_handler(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    called = []
    handlers = {command.name: (lambda name=command.name: called.append(name)) for command in COMMANDS}
    actions = add_commands(window, handlers)
    for action in actions.values():
        action.trigger()
    assert called == [command.name for command in COMMANDS]


def test_every_command_has_a_handler_and_those_for_a_plan_do_nothing_without_one():
    handlers = handlers_of(_NoPlan())
    assert set(handlers) == {command.name for command in COMMANDS}
    for command in COMMANDS:
        if command.needs_plan and command.name != "close_plan":
            assert handlers[command.name]() is None


def test_the_list_of_shortcuts_reads_as_words():
    words = dict(shortcuts_in_words())
    assert words["Undo"] == "Ctrl+Z"
    assert words["Redo"] == "Ctrl+Y or Ctrl+Shift+Z"
    assert not any("&" in name or "…" in name for name in words)
