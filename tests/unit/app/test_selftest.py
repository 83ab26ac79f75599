"""The self-test: every step said, a draft left behind, quick, and a failing step named."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import SOURCE, Run

STEPS = ("opened", "began", "wrote", "saved", "reopened", "exported", "exported", "quit")


def test_one_line_a_step_and_the_draft_stays_where_it_was_told(python: Run, tmp_path: Path) -> None:
    start = time.monotonic()
    done = python("-m", "planwriter", "selftest", "--data-dir", tmp_path / "trial")
    assert time.monotonic() - start < 20  # 5 on a quiet computer; the tests share theirs
    assert done.returncode == 0, done.stderr
    assert [line.split()[0].rstrip(":") for line in done.stdout.splitlines()] == list(STEPS)
    assert done.stderr == ""
    assert len(list((tmp_path / "trial/drafts").iterdir())) == 1
    assert sorted(path.suffix for path in (tmp_path / "trial").glob("customer*")) == [".docx", ".json"]


def test_without_a_folder_nothing_is_left_and_the_real_drafts_are_not_touched(python: Run, tmp_path: Path) -> None:
    done = python("-m", "planwriter", "selftest", TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []
    assert not list(Path(os.environ["HOME"]).rglob("*.sqlite3"))


@pytest.mark.skipif(os.name != "posix", reason="a file cannot be a folder's place there")
def test_a_step_that_fails_is_named_and_the_exit_status_says_so(python: Run, tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("not a folder")
    done = python("-m", "planwriter", "selftest", "--data-dir", tmp_path)
    assert done.returncode == 1
    assert "begin a plan" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_works_on_a_real_x_server(needs_program, tmp_path: Path) -> None:
    server = [needs_program("xvfb-run"), "-a", sys.executable, "-m", "planwriter", "selftest", "--data-dir"]
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"} | {
        "PYTHONPATH": SOURCE
    }
    done = subprocess.run([*server, str(tmp_path)], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "(xcb)" in done.stdout
    assert done.stdout.splitlines()[-1] == "quit"
