"""The window is opened on the start page or on a plan; what is not there is told before it opens."""

import pytest

from planwriter.cli.window import with_command

from .conftest import DATA, PLANS

NOTED = """
import sys
import planwriter.app.window as window
window.run_window = lambda data_dir=None, target="": print(data_dir, target) or 0
from planwriter.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("arguments", "noted"),
    [
        ((), "None "),
        (("--data-dir", "here"), "here "),
        (("open", DATA / "ssa.json"), f"None {DATA / 'ssa.json'}"),
        (("open", DATA / "ssa.json", "--data-dir", "here"), f"here {DATA / 'ssa.json'}"),
        ((PLANS / "sample.csplan",), f"None {PLANS / 'sample.csplan'}"),
        ((DATA / "ssa.json",), f"None {DATA / 'ssa.json'}"),
        (("--data-dir", "a.csplan", "--log", "error", PLANS / "sample.csplan"), f"a.csplan {PLANS / 'sample.csplan'}"),
        ((PLANS / "sample.csplan", "--data-dir=here"), f"here {PLANS / 'sample.csplan'}"),
    ],
)
def test_the_window_is_told_where_and_what(run, arguments, noted):
    done = run(*arguments, python=("-c", NOTED))
    assert (done.returncode, done.stdout) == (0, f"{noted}\n")


def test_a_file_that_is_not_there_opens_no_window(run):
    assert run("open", "nosuch.csplan").returncode == 3


def test_a_plan_that_is_not_there_is_told_as_with_open(run):
    done = run("nosuch.csplan")
    assert done.returncode == 3
    assert "There is no file “nosuch.csplan”." in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--help"],
        ["check", "a.csplan"],
        ["--data-dir", "a.csplan"],
        ["--data-dir", "x", "check", "a.csplan"],
        ["exportt", "a.csplan"],
        ["--log"],
    ],
)
def test_a_command_is_never_taken_for_a_plan(words):
    assert with_command(words) == words


def test_the_name_of_a_plan_may_have_any_letters_and_blanks():
    assert with_command(["C:\\Users\\lee\\Our Plan.CSPLAN"])[0] == "open"
    assert with_command(["--log", "info", "計画.csplan"]) == ["--log", "info", "open", "計画.csplan"]
