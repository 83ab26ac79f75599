"""The one command that sets planwriter up: what it runs, what it trusts, and its plain answers when something is amiss."""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = """
import json, os, sys
names = ("PYTHONPATH", "QT_QPA_PLATFORM")
print(json.dumps([sys.argv[1:], os.getcwd(), {name: os.environ.get(name) for name in names}]))
sys.exit(7)
"""
PYTEST = "import sys; print('tests', sys.argv[1:])"
LDD = """#!/bin/sh
echo "libEGL.so.1 => not found"
echo "libsomething.so.9 => not found"
echo "libc.so.6 => /lib/libc.so.6 (0x0)"
"""


class Checkout:
    """A copy of what run.py needs, with a stand-in for the program and a .venv that counts as set up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PIP_CONFIG_FILE": os.devnull}
        self.environment["PIP_INDEX_URL"] = "http://127.0.0.1:9/simple"  # nothing answers there
        shutil.copy(ROOT / "run.py", folder)
        shutil.copytree(ROOT / "installers", folder / "installers", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "requirements.lock").write_text("pydantic==2.12.0 \\\n    --hash=sha256:" + "0" * 64 + "\n")
        (folder / "src/planwriter").mkdir(parents=True)
        (folder / "src/planwriter/__main__.py").write_text(PROGRAM)
        (folder / "src/pytest.py").write_text(PYTEST)
        (folder / ".venv/bin").mkdir(parents=True)
        (folder / ".venv/bin/python").symlink_to(sys.executable)
        self.stamp = folder / ".venv/set-up-from.sha256"
        lock = (folder / "requirements.lock").read_bytes()
        self.stamp.write_text(hashlib.sha256(lock + sys.version.encode()).hexdigest())

    def run(self, *arguments: str, before: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        """Run `run.py` with the arguments, from another folder; `before` is Python that runs first."""
        start = f"import runpy, sys; sys.argv = ['run.py', *{arguments!r}]; sys.path.insert(0, {str(self.folder)!r})\n"
        start += f"{before}\nrunpy.run_path({str(self.folder / 'run.py')!r}, run_name='__main__')"
        done = subprocess.run(
            [sys.executable, "-c", start],
            env=self.environment | variables,
            cwd=self.folder / "src",
            capture_output=True,
            text=True,
        )
        assert "Traceback" not in done.stderr
        return done


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout that is set up already."""
    return Checkout(tmp_path)


def test_the_program_gets_the_arguments_the_folder_and_the_source(checkout: Checkout) -> None:
    """And its exit status is ours."""
    done = checkout.run("check", "my plan.csplan", "--json")
    said = ast.literal_eval(done.stdout.replace("null", "None"))
    here = str(checkout.folder / "src")
    assert said == [["check", "my plan.csplan", "--json"], here, {"PYTHONPATH": here, "QT_QPA_PLATFORM": None}]
    assert done.returncode == 7
    assert done.stderr == ""


def test_the_receiver_gets_the_arguments_after_its_name(checkout: Checkout) -> None:
    """And stays in the folder where it was called, since its first argument is one."""
    (checkout.folder / "src/planwriter_endpoint").mkdir()
    (checkout.folder / "src/planwriter_endpoint/__main__.py").write_text(PROGRAM)
    done = checkout.run("endpoint", "serve", "office")
    said = ast.literal_eval(done.stdout.replace("null", "None"))
    assert said[:2] == [["serve", "office"], str(checkout.folder / "src")]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such replacement")
def test_the_program_takes_the_place_of_run_py(checkout: Checkout) -> None:
    """A service or a time limit that ends the one has ended the other."""
    (checkout.folder / "src/planwriter/__main__.py").write_text("import os; print(os.getpid())")
    done = checkout.run("check", before="import os; print(os.getpid(), flush=True)")
    first, second = done.stdout.split()
    assert first == second


def test_without_a_display_it_shows_itself_in_pictures_and_says_so(checkout: Checkout) -> None:
    """A server has no window to open."""
    done = checkout.run()
    assert '[["tour"]' in done.stdout
    assert '"QT_QPA_PLATFORM": "offscreen"' in done.stdout
    assert "No display here" in done.stderr


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_with_a_display_it_opens_the_window(checkout: Checkout, variable: str) -> None:
    """The bare command is the window's."""
    done = checkout.run(**{variable: "offscreen"})
    assert done.stdout.startswith("[[], ")
    assert done.stderr == ""


def test_the_tests_get_their_arguments(checkout: Checkout) -> None:
    """What follows `test` narrows the run down."""
    said = checkout.run("test", "tests/unit", "-k", "due").stdout
    assert said.startswith("tests ['-q', '-n', 'logical'")
    assert said.strip().endswith("'tests/unit', '-k', 'due']")


def test_a_set_up_for_another_lock_is_not_trusted(checkout: Checkout) -> None:
    """It is made anew; here no network answers, which is said plainly, and the next start tries again."""
    with (checkout.folder / "requirements.lock").open("a") as lock:
        lock.write("lxml==6.0.0 \\\n    --hash=sha256:" + "0" * 64 + "\n")
    for _ in range(2):
        done = checkout.run("check", "x")
        assert done.returncode == 1
        assert "Setting planwriter up" in done.stderr
        assert "the network did not answer" in done.stderr
        assert "PIP_INDEX_URL" in done.stderr
        assert done.stdout == ""


def test_a_set_up_that_was_interrupted_is_not_trusted(checkout: Checkout) -> None:
    """Only the stamp that is written last of all makes a .venv good."""
    checkout.stamp.unlink()
    done = checkout.run("check", "x", before="import venv; venv.create = lambda *_, **__: sys.exit(1)")
    assert "Setting planwriter up" in done.stderr


def test_a_stamp_without_its_python_is_not_trusted(checkout: Checkout) -> None:
    """The system's Python was replaced below the .venv."""
    (checkout.folder / ".venv/bin/python").unlink()
    done = checkout.run("check", "x", before="import venv; venv.create = lambda *_, **__: sys.exit(1)")
    assert "Setting planwriter up" in done.stderr


def test_an_interrupted_rebuild_leaves_no_stamp_behind(checkout: Checkout) -> None:
    """Else a later return to the old lock would trust what lies there half made."""
    (checkout.folder / "requirements.lock").write_text("")
    done = checkout.run(
        "check", "x", before="import venv\ndef create(*_, **__): raise KeyboardInterrupt\nvenv.create = create"
    )
    assert done.returncode == 1
    assert done.stderr.endswith("Stopped.\n")
    assert not checkout.stamp.exists()


@pytest.mark.parametrize(
    ("failure", "answer"),
    [
        ("SystemExit(1)", "sudo apt install python3-venv"),
        ("ImportError('ensurepip')", "sudo apt install python3-venv"),
        ("__import__('subprocess').CalledProcessError(1, 'ensurepip')", "sudo apt install python3-venv"),
        ("PermissionError(13, 'Permission denied')", "cannot be made (Permission denied)"),
        ("OSError(28, 'No space left on device')", "cannot be made (No space left on device)"),
    ],
)
def test_a_private_environment_that_cannot_be_made_is_said_plainly(
    checkout: Checkout, failure: str, answer: str
) -> None:
    """Debian's Python without python3-venv fails in several ways."""
    checkout.stamp.unlink()
    done = checkout.run("check", before=f"import venv\ndef create(*_, **__): raise {failure}\nvenv.create = create")
    assert done.returncode == 1
    assert answer in done.stderr


def test_an_old_python_is_told_so_before_anything_else(checkout: Checkout) -> None:
    """The file itself must still parse there."""
    done = checkout.run(before="sys.version_info = (3, 9, 2)")
    assert done.returncode == 1
    assert done.stderr == "planwriter needs Python 3.11 or newer; this is 3.9.\n"
    ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 6))


def test_missing_libraries_of_qt_are_named_with_their_packages(checkout: Checkout) -> None:
    """Qt's own message always blames the same one, whatever is missing."""
    (checkout.folder / ".venv/lib/python3.11/site-packages/PySide6").mkdir(parents=True)
    programs = checkout.folder / "programs"
    programs.mkdir()
    (programs / "ldd").write_text(LDD)
    (programs / "ldd").chmod(0o755)
    done = checkout.run(PATH=f"{programs}:{os.environ['PATH']}", DISPLAY=":7")
    assert done.returncode == 1
    assert "libEGL.so.1, libsomething.so.9" in done.stderr
    assert "sudo apt install libegl1\n" in done.stderr
    assert done.stdout == ""
    assert checkout.run("check", "x", PATH=f"{programs}:{os.environ['PATH']}").returncode == 7  # opens no window
