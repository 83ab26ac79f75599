"""The office that the tour sends to: an endpoint started as a process, where one is installed, and ended with the tour.

Takes: a folder. Gives: a running office on this computer alone, or the reason why there is none.
"""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

NOT_INSTALLED = "No endpoint is installed here, so the tour sent nothing."
NOT_STARTED = "The endpoint could not be started here, so the tour sent nothing."
_PROGRAM, _MODULE = "planwriter-endpoint", "planwriter_endpoint"
_NEEDS = (_MODULE, "fastapi", "sqlalchemy", "uvicorn")
_HOST = "127.0.0.1"
_COMMAND_S, _STOP_S = 30, 10


@dataclass(frozen=True)
class TourOffice:
    """An endpoint that was started.

    Attributes:
        profile: The file that it hands out to agencies.
        token: The one that it gave the tour.
    """

    profile: Path
    token: str
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def has_ended(self) -> bool:
        """Whether it did not start, or stopped by itself."""
        return self.process.poll() is not None

    @property
    def answers(self) -> bool:
        """Whether somebody listens there."""
        with socket.socket() as asking:
            asking.settimeout(1)
            return asking.connect_ex((_HOST, self.port)) == 0


def endpoint_command() -> list[str]:
    """Return how the endpoint is started here; nothing where it is not installed."""
    try:
        has_all = all(find_spec(name) for name in _NEEDS)
    except (ImportError, ValueError):
        has_all = False
    if has_all:
        return [sys.executable, "-m", _MODULE]
    program = shutil.which(_PROGRAM)
    return [program] if program else []


@contextmanager
def tour_office(folder: Path, command: list[str]) -> Iterator[TourOffice | None]:
    """Give an office that begins to work in a new folder, stopped afterwards by its own process id; None for none.

    Args:
        folder: Where it keeps what it is sent; must not be there.
        command: As `endpoint_command` gives it.
    """
    office = _begun(folder, command) if command else None
    try:
        yield office
    finally:
        if office is not None:
            _end(office.process)


def _begun(folder: Path, command: list[str]) -> TourOffice | None:
    try:
        with socket.create_server((_HOST, 0)) as free:
            port = int(free.getsockname()[1])
            socket.create_connection((_HOST, port), 2).close()  # some have no network at all, not even with themselves
        _said([*command, "init", str(folder), "--address", f"http://{_HOST}:{port}", "--name", "The tour's own office"])
        token = _said([*command, "token", "add", "The tour", "--dir", str(folder), "--days", "1"]).strip()
        serve = [*command, "serve", str(folder), "--host", _HOST, "--port", str(port)]
        process = subprocess.Popen(  # noqa: S603  our own words
            serve, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return TourOffice(folder / "office.json", token, port, process)


def _said(command: list[str]) -> str:
    done = subprocess.run(  # noqa: S603  our own words
        command, check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=_COMMAND_S, encoding="utf-8"
    )
    return done.stdout


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
