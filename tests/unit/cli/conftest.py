"""What the tests of the command line share: the real program as a process, with a data folder of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "tests" / "data"
PLANS = ROOT / "resources" / "plans"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A function that runs `planwriter` with some arguments in a folder of the test; gives what it printed.

    Every run must answer in words: no traceback, and on a refusal a title and an advice on stderr.
    """

    def start(*arguments: object, python: tuple[str, ...] = ("-m", "planwriter")) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, *python, *map(str, arguments)],
            cwd=tmp_path,
            env=dict(os.environ, PYTHONPATH=str(ROOT / "src"), PYTHONWARNINGS="error", COLUMNS="100"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            encoding="utf-8",
        )
        assert "Traceback" not in done.stderr, done.stderr
        if done.returncode > 1:
            title, advice = done.stderr.strip().splitlines()
            assert title.endswith(".")
            assert advice.endswith(".")
        return done

    return start


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A folder for drafts that is not there yet."""
    return tmp_path / "own data"
