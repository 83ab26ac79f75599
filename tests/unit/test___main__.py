"""`python -m planwriter` is the program."""

import subprocess
import sys
from pathlib import Path

from planwriter import __version__


def test_the_package_runs_as_a_program(tmp_path):
    source = Path(__file__).resolve().parents[2] / "src"
    command = [sys.executable, "-m", "planwriter", "--version"]
    done = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(source)}, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, f"planwriter {__version__}\n")
