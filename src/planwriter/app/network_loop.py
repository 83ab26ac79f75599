"""Sends one package without a window: the network code in an event loop of its own, until the office has answered."""

import random
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from planwriter.submit.client import Client
from planwriter.submit.package import Package
from planwriter.submit.profile import OfficeProfile
from planwriter.submit.verdict import Answer, Verdict, verdict_of, wait_s

MAX_ATTEMPTS = 4
_LONGEST_WAIT_S = 60.0


@dataclass(frozen=True)
class Delivery:
    """What is to be sent, and where to.

    Attributes:
        path: Of the file that is sent.
        package: The same, read.
    """

    path: Path
    package: Package
    profile: OfficeProfile
    token: str


def deliver(delivery: Delivery, tell: Callable[[str], object]) -> Verdict:
    """Send a package, again if need be, and return what the last answer means.

    Args:
        delivery: What and where to.
        tell: Is told how it goes, in words.
    """
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop would not hear of it
    attempts = _Attempts(delivery, tell, app.quit)
    QTimer.singleShot(0, attempts.begin)
    app.exec()
    return attempts.verdict


class _Attempts(QObject):
    def __init__(self, delivery: Delivery, tell: Callable[[str], object], on_end: Callable[[], object]) -> None:
        super().__init__()
        self._delivery, self._tell, self._on_end = delivery, tell, on_end
        self._client = Client(self)
        self._count = 0
        self.verdict: Verdict

    def begin(self) -> None:
        """Begin the next attempt."""
        self._count += 1
        manifest = self._delivery.package.manifest
        call = self._client.send_package(
            self._delivery.profile.address,
            self._delivery.path,
            package_id=manifest.package_id,
            sha256=self._delivery.package.sha256,
            supersedes=manifest.supersedes,
            token=self._delivery.token,
        )
        call.progressed.connect(self._on_progressed)
        call.answered.connect(self._on_answered)

    def _on_progressed(self, sent: int, total: int) -> None:
        if total > 0:
            words = "waiting for the office's answer" if sent == total else f"sent {sent:,} of {total:,} bytes"
            self._tell(words)

    def _on_answered(self, answer: Answer) -> None:
        package = self._delivery.package
        self.verdict = verdict_of(
            answer,
            self._delivery.profile,
            package_id=package.package_id,
            sha256=package.sha256,
            size_bytes=package.size_bytes,
            now=datetime.now(UTC),
        )
        wait = wait_s(self._count, self.verdict.wait_s, random.SystemRandom().uniform)
        if not self.verdict.is_retried or self._count >= MAX_ATTEMPTS or wait > _LONGEST_WAIT_S:
            self._on_end()
            return
        self._tell(f"{self.verdict.words.partition('. ')[0]}; trying again in {wait:.0f} s")
        QTimer.singleShot(int(wait * 1000), self.begin)
