"""Receiving offices for tests: one that is only a key and a profile, and the real one as a process."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from joserfc.jwk import ECKey

from planwriter.submit.package import read_package
from planwriter.submit.profile import OfficeProfile, read_profile
from planwriter.submit.signing import Receipt, signed_receipt

ROOT = Path(__file__).resolve().parents[2]
ISSUER = "https://office.example.gov"


@dataclass
class PaperOffice:
    """An office that is a key and a profile; servers of a test answer in its name."""

    address: str
    issuer: str = ISSUER
    key: dict[str, Any] = field(
        default_factory=lambda: dict(
            ECKey.generate_key("P-256", {"kid": "k1", "alg": "ES256", "use": "sig"}).as_dict(private=True)
        )
    )

    @property
    def file(self) -> bytes:
        """The profile it hands out."""
        public = {name: value for name, value in self.key.items() if name != "d"}
        form = {
            "format": "planwriter-office",
            "format_version": 1,
            "name": "Performance Improvement Office",
            "issuer": self.issuer,
            "address": self.address,
            "keys": {"keys": [public]},
            "sign_in": {"kind": "token", "help": "Ask the help desk of the office."},
        }
        return json.dumps(form).encode()

    @property
    def profile(self) -> OfficeProfile:
        """The same, read."""
        return read_profile(self.file)

    def answer(self, package: bytes, **changed: Any) -> dict[str, Any]:
        """What it says to a package; `changed` alters what the receipt says."""
        read = read_package(package)
        claims: dict[str, Any] = {
            "issuer": self.issuer,
            "submission_id": str(uuid4()),
            "package_id": read.package_id,
            "sha256": read.sha256,
            "size_bytes": read.size_bytes,
            "received": datetime(2026, 3, 4, 15, 6, 7, tzinfo=UTC),
            "status": "accepted",
            **changed,
        }
        return {
            "submission_id": claims["submission_id"],
            "package_id": claims["package_id"],
            "status": claims["status"],
            "receipt": signed_receipt(Receipt(**claims), self.key),
        }


class RealOffice:
    """The endpoint as a process, over a folder of its own; can be stopped and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._run("init", str(folder), "--address", self.address)
        self.file = (folder / "office.json").read_bytes()
        self.profile = read_profile(self.file)
        self.token = self._run("token", "add", "rwa", "--dir", str(folder)).strip()

    def start(self) -> None:
        """Serve, and return once it answers."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "planwriter_endpoint", "serve", str(self.folder), "--port", str(self.port)],
            env=_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2000):
            if self._process.poll() is not None:
                raise AssertionError("the endpoint ended")
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=5):
                    return
            except OSError:
                _ = self._process.poll()
                _wait_a_moment()
        raise AssertionError("the endpoint does not answer")

    def stop(self) -> None:
        """Stop serving; what was received stays."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def give_back(self, submission_id: str, message: str, reviewed: Path) -> None:
        """Return a plan to its agency with a message and a reviewed document."""
        arguments = ("--message", message, "--attach", str(reviewed), "--dir", str(self.folder))
        self._run("return", submission_id, *arguments)

    def received(self) -> str:
        """What `list` prints."""
        return self._run("list", "--dir", str(self.folder))

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "planwriter_endpoint", *arguments],
            env=_environment(),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def run_command(*arguments: str) -> int:
    """Run one command of the program as a process and return its status."""
    command = [sys.executable, "-m", "planwriter", *arguments]
    return subprocess.run(command, env=_environment(), capture_output=True, timeout=60).returncode


def _environment() -> dict[str, str]:
    return dict(os.environ, PYTHONPATH=str(ROOT / "src"))


def _wait_a_moment() -> None:
    import threading

    threading.Event().wait(0.02)
