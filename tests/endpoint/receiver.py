"""A real receiver as a process, and a client of plain sockets that says just what a test tells it to."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from planwriter.submit.contract import SUBMISSIONS, submission_headers

from .packages import Sent

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "error"}
COMMAND = (sys.executable, "-m", "planwriter_endpoint")
A_MOMENT_S = 0.02
PATIENCE_S = 40.0


def run(*arguments: object, status: int = 0) -> str:
    """Run one command of the receiver and return what it printed, with what it complained of when it did."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], env=ENVIRONMENT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == status, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout if status == 0 else done.stdout + done.stderr


def free_port() -> int:
    """Return a port of this computer that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait(seconds: float = A_MOMENT_S) -> None:
    """Let a moment pass between two looks at another process."""
    threading.Event().wait(seconds)


class Receiver:
    """One receiver of an office's folder, on a port of its own that it keeps when it is started again."""

    def __init__(self, folder: Path, log: Path, *, within: tuple[str, ...] = ()) -> None:
        self.folder, self.port, self._log, self._within = folder, free_port(), log, within
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and return once it answers."""
        command = [*self._within, *COMMAND, "serve", str(self.folder), "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, env=ENVIRONMENT, stdout=log, stderr=log)
        for _ in range(int(PATIENCE_S / A_MOMENT_S)):
            if self._answers():
                return
            assert self._process.poll() is None, self.log
            wait()
        raise AssertionError(self.log)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S):
                return True
        except OSError:
            return False

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=PATIENCE_S)

    @property
    def log(self) -> str:
        """All it has written."""
        return self._log.read_text()


class Answer:
    """What came back."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def json(self) -> dict[str, object]:
        """The body."""
        return json.loads(self.body)

    @property
    def problem(self) -> str:
        """The kind of problem; "" when there is none."""
        is_problem = self.headers["Content-Type"] == "application/problem+json"
        return str(self.json["type"]).removeprefix("urn:planwriter:problem:") if is_problem else ""


class Client:
    """Talks to one receiver over one connection."""

    def __init__(self, port: int, token: str) -> None:
        self._token = token
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Send one request; a header given as "" is left out."""
        given = {"Authorization": f"Bearer {self._token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        try:
            self._connection.request(method, path, body, {name: value for name, value in given.items() if value})
            return Answer(self._connection.getresponse())
        except BaseException:
            self._connection.close()
            raise

    def submit(self, sent: Sent, data: bytes | None = None, **headers: str) -> Answer:
        """Send a package."""
        given = {
            name.replace("-", "_"): value for name, value in submission_headers(sent.package_id, sent.sha256).items()
        }
        return self.ask("POST", SUBMISSIONS, sent.data if data is None else data, **{**given, **headers})

    def close(self) -> None:
        """End the connection."""
        self._connection.close()
