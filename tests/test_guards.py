"""Each guard catches what it is there for: planted faults, run through the very conftest all tests run through."""

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.budgets import SECONDS, Budgets, suite_of

ROOT = Path(__file__).resolve().parents[1]
PLANTED = """
import logging, os, socket, threading
from pathlib import Path
import pytest

RELEASE = threading.Event()

def test_a_name_is_looked_up():
    socket.getaddrinfo("example.org", 80)

def test_an_open_socket_sends_out():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"x", ("192.0.2.1", 9))

def test_an_address_is_called_and_the_refusal_swallowed():
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    except BaseException:
        pass

def test_a_warning_is_logged():
    logging.getLogger("planwriter.x").warning("disk is slow")

@pytest.mark.expects_log("never said")
def test_an_expected_warning_is_not_logged():
    pass

def test_a_window_is_left_open(qapp):
    from PySide6.QtWidgets import QWidget
    qapp.left = QWidget()
    qapp.left.setWindowTitle("Plan")
    qapp.left.show()

def test_a_dialog_is_left_unanswered(qapp):
    from PySide6.QtWidgets import QDialog
    qapp.asked = QDialog()
    qapp.asked.setWindowTitle("Save?")
    qapp.asked.open()

def test_a_dialog_waits_in_a_loop_of_its_own(qapp):
    from PySide6.QtWidgets import QMessageBox
    QMessageBox.question(None, "Sure?", "Really?")

def test_a_thread_is_left_running():
    threading.Thread(target=RELEASE.wait, name="writer", args=(20,)).start()

def test_a_program_is_missing(needs_program):
    needs_program("no-such-program-anywhere")

def test_a_module_of_the_system_is_missing(needs_system_module):
    needs_system_module("no_such_module_anywhere")

def test_a_keyring_is_used():
    import keyring
    keyring.set_password("planwriter", "someone", "secret")

def test_good_loopback_is_open():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

@pytest.mark.expects_log("disk is slow")
def test_good_an_expected_warning_is_logged():
    logging.getLogger("planwriter.x").warning("disk is slow")

def test_good_the_home_is_another():
    assert str(Path.home()) != os.environ["HOME_BEFORE"]
    assert Path(os.environ["XDG_DATA_HOME"]).is_relative_to(Path.home())

def test_good_a_thread_that_ends():
    RELEASE.set()
    threading.Thread(target=RELEASE.wait).start()
"""
CAUGHT = {
    "test_a_name_is_looked_up": "reached for the network: socket.getaddrinfo example.org",
    "test_an_open_socket_sends_out": "socket.sendto 192.0.2.1",
    "test_an_address_is_called_and_the_refusal_swallowed": "socket.getaddrinfo 192.0.2.1",
    "test_a_warning_is_logged": "logged: planwriter.x: disk is slow",
    "test_an_expected_warning_is_not_logged": "expected, not logged: never said",
    "test_a_window_is_left_open": "window left open: 'Plan'",
    "test_a_dialog_is_left_unanswered": "dialog left unanswered: 'Save?'",
    "test_a_dialog_waits_in_a_loop_of_its_own": "show it with open()",
    "test_a_thread_is_left_running": "thread left running: writer",
    "test_a_program_is_missing": "lacks the program no-such-program-anywhere",
    "test_a_module_of_the_system_is_missing": "lacks the system's Python module no_such_module_anywhere",
    "test_a_keyring_is_used": "NoKeyringError",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What pytest says of each planted test, by the test's name."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text())
    (folder / "test_planted.py").write_text(PLANTED)
    environment = dict(os.environ)
    environment["HOME_BEFORE"] = environment["HOME"]
    environment["PLANWRITER_REQUIRE_PROGRAMS"] = "1"
    command = [sys.executable, "-m", "pytest", "-p", "no:xdist", "-p", "no:cacheprovider", "-c", "/dev/null"]
    command += ["-o", f"pythonpath={ROOT} {ROOT / 'src'}", "--rootdir", str(folder), "-v", "-rA", str(folder)]
    said = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True).stdout
    sections = re.split(r"^_{3,} (?:ERROR at \w+ of )?(test_\w+) _{3,}$", said, flags=re.MULTILINE)
    by_name = {"verdicts": said}
    for name, section in zip(sections[1::2], sections[2::2], strict=True):
        by_name[name] = by_name.get(name, "") + section
    return by_name


@pytest.mark.parametrize("name", CAUGHT)
def test_a_planted_fault_is_caught(told: dict[str, str], name: str) -> None:
    """The test fails, in its body or when the guard looks afterwards, and says why."""
    assert CAUGHT[name] in told.get(name, told["verdicts"])
    assert re.search(rf"^(FAILED|ERROR) test_planted.py::{name}\b", told["verdicts"], re.MULTILINE)


def test_what_is_allowed_passes(told: dict[str, str]) -> None:
    """The guards leave good tests alone."""
    good = set(re.findall(r"def (test_good_\w+)", PLANTED))
    passed = set(re.findall(r"^PASSED test_planted.py::(test_good_\w+)", told["verdicts"], re.MULTILINE))
    failed = re.findall(r"^(?:FAILED|ERROR) test_planted.py::test_good_\w+", told["verdicts"], re.MULTILINE)
    assert (passed, failed) == (good, [])


def test_a_missing_program_is_a_skip_where_it_is_not_required(monkeypatch: pytest.MonkeyPatch, needs_program) -> None:
    """A laptop without LibreOffice still runs the rest."""
    monkeypatch.delenv("PLANWRITER_REQUIRE_PROGRAMS", raising=False)
    with pytest.raises(pytest.skip.Exception):
        needs_program("no-such-program-anywhere")


def test_the_home_of_this_very_test_is_a_temporary_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No draft of a person is ever touched by a test."""
    assert Path.home().is_relative_to(tmp_path_factory.getbasetemp())


@pytest.mark.parametrize(
    ("nodeid", "suite"),
    [
        ("tests/unit/plan/test_due.py::test_it", "unit"),
        ("tests/journeys/test_plan.py::test_it[a/b]", "journeys"),
        ("tests/test_house.py::test_it", "house"),
    ],
)
def test_a_test_counts_for_the_folder_it_lies_in(nodeid: str, suite: str) -> None:
    """Files right below tests/ are the house's."""
    assert suite_of(nodeid) == suite


def test_a_suite_that_takes_twice_its_budget_is_named() -> None:
    """A planted slow test is caught; a quick one is not."""
    budgets = Budgets(holds=True)
    for nodeid, seconds in (("tests/unit/test_a.py::test_it", 1.0), ("tests/word/test_b.py::test_it", 1000.0)):
        report = pytest.TestReport(nodeid, ("", None, ""), {}, "passed", None, "call", duration=seconds)
        budgets.pytest_runtest_logreport(report)
    assert budgets.exceeded() == ["word"]
    assert SECONDS["word"] * 2 < 1000


def test_the_log_guard_hears_only_warnings_and_worse(caplog: pytest.LogCaptureFixture) -> None:
    """Lines for the curious are free."""
    with caplog.at_level(logging.INFO):
        logging.getLogger("planwriter.x").info("saved")
    assert caplog.messages == ["saved"]
