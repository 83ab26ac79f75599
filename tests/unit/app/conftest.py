"""The real window, and the program as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.real_window import real_window, sample_window

__all__ = ["real_window", "sample_window"]

SOURCE = str(Path(__file__).resolve().parents[3] / "src")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def python() -> Run:
    """A function that runs this Python, with the program on its path, and gives what it said."""

    def run(*words: Any, **environment: str) -> subprocess.CompletedProcess[str]:
        everything = {**os.environ, "PYTHONPATH": SOURCE, **environment}
        command = [sys.executable, *map(str, words)]
        return subprocess.run(command, env=everything, capture_output=True, text=True, timeout=120)

    return run
