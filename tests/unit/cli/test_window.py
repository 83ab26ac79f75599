"""The window is opened on the start page or on a plan; what is not there is told before it opens."""

import pytest

from .conftest import DATA

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
    ],
)
def test_the_window_is_told_where_and_what(run, arguments, noted):
    done = run(*arguments, python=("-c", NOTED))
    assert (done.returncode, done.stdout) == (0, f"{noted}\n")


def test_a_file_that_is_not_there_opens_no_window(run):
    assert run("open", "nosuch.csplan").returncode == 3
