"""The program as a whole: one entry, options before or after the command, words instead of tracebacks."""

import io
import os
import subprocess
import sys

import pytest

from planwriter import __version__
from planwriter.cli import main

from .conftest import DATA, PLANS, ROOT


def test_the_version_is_told_before_and_after_a_command(run):
    assert run("--version").stdout == f"planwriter {__version__}\n"
    assert run("check", "--version").stdout == f"planwriter {__version__}\n"


def test_options_of_all_stand_before_or_after_the_command(run, data_dir):
    before = run("--data-dir", data_dir, "--log", "debug", "doctor")
    after = run("doctor", "--log", "debug", "--data-dir", data_dir)
    assert before.returncode == after.returncode == 0
    assert before.stdout == after.stdout
    assert str(data_dir) in after.stdout
    assert not data_dir.exists()


def test_a_command_that_is_not_there_is_wrong_use(run):
    done = run("frobnicate")
    assert done.returncode == 2
    assert "invalid choice: 'frobnicate'" in done.stderr
    assert done.stdout == ""


def test_a_shortened_option_is_wrong_use(run):
    assert run("check", DATA / "ssa.json", "--js").returncode == 2


def test_what_is_printed_is_utf_8_whatever_the_terminal_says(run, tmp_path):
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"), PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    command = [sys.executable, "-m", "planwriter", "check", str(DATA / "ssa.json")]
    done = subprocess.run(command, env=environment, capture_output=True, cwd=tmp_path)
    assert done.returncode == 1
    assert "“Technology used”" in done.stdout.decode("utf-8")


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path):
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    command = [sys.executable, "-m", "planwriter", "schema"]
    program = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.readline()
    program.stdout.close()
    said = program.stderr.read()
    program.stderr.close()
    assert (program.wait(), said) == (0, b"")


def test_a_fault_of_ours_is_told_in_words_too(run):
    planted = (
        "import sys, planwriter.checks as c, planwriter.cli as p\nc.run_checks = None\nsys.exit(p.main(sys.argv[1:]))"
    )
    done = run("check", DATA / "ssa.json", python=("-c", planted))
    assert done.returncode == 3
    assert "planwriter has a fault (TypeError)." in done.stderr


def test_help_is_needed_by_nobody_who_imports_main(capsys):
    assert main(["--help"]) == 0
    assert "write it" in capsys.readouterr().out


def test_main_works_with_streams_that_are_not_files(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert main(["check", str(PLANS / "sample.csplan")]) == 0
    assert "18 of 18 parts of the order" in sys.stdout.getvalue()


def test_a_command_starts_without_heavy_libraries(run):
    heavy = ("PySide6", "pydantic", "docx", "lxml", "keyring", "sqlite3", "logging", "ssl")
    watch = (
        "import sys, planwriter.cli.parser as p\np.parse(['doctor'])\n"
        f"print(*(name for name in {heavy} if name in sys.modules))"
    )
    assert run(python=("-c", watch)).stdout == "\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("check", PLANS / "sample.csplan"), 0),
        (("check", DATA / "ssa.json"), 1),
        (("check",), 2),
        (("check", "nosuch.csplan"), 3),
    ],
)
def test_the_exit_status_says_what_happened(run, arguments, status):
    assert run(*arguments).returncode == status
