"""The tour's office is a real endpoint of its own, ended with the tour; where there is none, that is no failure."""

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from planwriter.app import tour_office as module
from planwriter.app.tour_office import TourOffice, endpoint_command, tour_office

from .conftest import SOURCE

PATIENCE_S = 20


@pytest.fixture(autouse=True)
def _finds_the_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", SOURCE)


def is_up(office: TourOffice) -> bool:
    until = time.monotonic() + PATIENCE_S
    while not office.answers and not office.has_ended:
        assert time.monotonic() < until
    return not office.has_ended


def test_an_installed_endpoint_is_started_and_ended_by_its_own_id(tmp_path: Path) -> None:
    command = endpoint_command()
    assert command == [sys.executable, "-m", "planwriter_endpoint"]
    with tour_office(tmp_path / "office", command) as office:
        assert office is not None
        assert is_up(office)
        assert office.token
        assert office.profile.is_file()
    assert office.has_ended
    assert not office.answers


def test_it_is_ended_when_the_tour_fails(tmp_path: Path) -> None:
    begun: list[TourOffice | None] = []

    def fail() -> None:
        with tour_office(tmp_path / "office", endpoint_command()) as office:
            begun.append(office)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert begun[0] is not None
    assert begun[0].has_ended


def test_one_that_does_not_stop_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_STOP_S", 0.2)
    program = tmp_path / "stubborn"
    program.write_text(
        "import signal, sys\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('token', flush=True)\n"
        f"open({str(tmp_path / 'up')!r}, 'w') if 'serve' in sys.argv else sys.exit()\n"
        "signal.pause()\n"
    )
    with tour_office(tmp_path / "office", [sys.executable, str(program)]) as office:
        assert office is not None
        until = time.monotonic() + PATIENCE_S
        while not (tmp_path / "up").exists():
            assert time.monotonic() < until
    assert office.has_ended


@pytest.mark.parametrize(
    "command", [[], ["/nowhere/planwriter-endpoint"], [sys.executable, "-c", "raise SystemExit(3)"]]
)
def test_where_it_is_not_there_or_does_not_work_there_is_no_office(tmp_path: Path, command: list[str]) -> None:
    with tour_office(tmp_path / "office", command) as office:
        assert office is None


def test_without_its_libraries_the_program_itself_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_NEEDS", ("planwriter", "a_library_that_nobody_has"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert endpoint_command() == []
    program = tmp_path / "planwriter-endpoint"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    if os.name == "posix":
        assert endpoint_command() == [str(program)]


def test_an_office_that_stopped_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-c", "import sys; print('token'); sys.exit(3 if 'serve' in sys.argv else 0)"]
        with tour_office(tmp_path / "office", command) as office:
            assert office is not None
            assert office.port != port
            office.process.wait(PATIENCE_S)
            assert office.has_ended
