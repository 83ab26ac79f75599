"""A command's parts are whole."""

from planwriter.cli.command import GROUPS
from planwriter.cli.parser import COMMANDS


def test_names_are_unique_and_groups_are_known():
    names = [command.name for command in COMMANDS]
    assert len(set(names)) == len(names)
    assert {group for command in COMMANDS for group, _typed, _told in command.uses} <= set(GROUPS)


def test_a_summary_is_one_sentence():
    for command in COMMANDS:
        assert command.summary.endswith(".")
        for _group, typed, told in command.uses:
            assert typed.startswith(command.name)
            assert told.endswith(".")
