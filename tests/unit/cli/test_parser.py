"""The help groups what is built under the five words, and every command shows an example that works."""

import shlex

import pytest

from planwriter.cli.command import GROUPS
from planwriter.cli.parser import COMMANDS, parse

from .conftest import PLANS

BUILT = [
    "open",
    "new",
    "drafts",
    "show",
    "compare",
    "merge",
    "check",
    "schema",
    "export",
    "review",
    "matrix",
    "prove",
    "seal",
    "submit",
    "receipt",
    "doctor",
]


def test_the_help_lists_every_command_under_its_word(run):
    words = run("--help").stdout
    headings = [line for line in words.splitlines() if line in GROUPS]
    assert headings == ["write it", "check it", "clear it", "publish it", "send it", "help"]
    assert "write it, check it, clear it, publish it, send it" in words
    for command in COMMANDS:
        for group, typed, _told in command.uses:
            block = words.partition(f"\n{group}\n")[2].partition("\n\n")[0]
            assert f"  {typed}" in block


def test_what_is_built_is_listed_and_nothing_else():
    names = [command.name for command in COMMANDS]
    assert [name for name in names if name not in ("tour", "selftest")] == BUILT


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_an_example_of_its_own(run, command):
    done = run(command.name, "--help")
    assert done.returncode == 0
    assert f"example:\n  planwriter {command.example}" in done.stdout
    for option in ("--data-dir", "--log", "--version", "--help"):
        assert option in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 120


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_example_is_understood(command):
    assert parse(shlex.split(command.example.partition(" > ")[0])).run is command.run


def test_the_program_has_an_example_that_works(run):
    words = run("--help").stdout
    example = words.partition("example:\n  planwriter ")[2].partition("\n")[0]
    assert run(*shlex.split(example.replace("plan.csplan", str(PLANS / "sample.csplan")))).returncode == 0
