"""20 MB on their way through the network code, while the thread of the window goes on ticking."""

import os
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from tests.bench.figures import Figure

BYTES = 20_000_000
ROUNDS = 5
TICK_MS = 1


def run() -> list[Figure]:
    """Return the figures of sending."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from planwriter.app.window import make_application
    from planwriter.submit.client import Client

    app = make_application()
    client = Client(app)
    gaps: list[float] = []
    taken: list[float] = []
    told = 0
    with tempfile.TemporaryDirectory() as folder, _Receiver() as receiver:
        package = Path(folder) / "large.cspackage"
        package.write_bytes(os.urandom(BYTES))
        _round(client, package, receiver.address)  # the first one loads what it needs
        for _ in range(ROUNDS):
            one, seconds, steps = _round(client, package, receiver.address)
            gaps += one
            taken.append(seconds)
            told += steps
        assert receiver.received() == (ROUNDS + 1) * BYTES
    client.deleteLater()
    how = (
        f"{ROUNDS} x 20 MB over loopback in {median(taken):.2f} s each; {len(gaps):,} ticks, progress told {told} times"
    )
    return [
        Figure("Gap of the window's thread while 20 MB are sent, p99", quantiles(gaps, n=100)[98], 16, "ms", how),
        Figure("The same, worst", max(gaps), 50, "ms", "the longest of them"),
    ]


def _round(client, package: Path, address: str) -> tuple[list[float], float, int]:
    from PySide6.QtCore import QEventLoop, QTimer

    gaps: list[float] = []
    steps: list[int] = []
    loop = QEventLoop()
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now

    timer = QTimer(interval=TICK_MS)
    timer.timeout.connect(tick)
    begun = last = time.perf_counter()
    call = client.send_package(address, package, package_id="x", sha256="00" * 32)
    answers = []
    call.progressed.connect(lambda sent, _total: steps.append(sent))
    call.answered.connect(lambda answer: (answers.append(answer), loop.quit()))
    timer.start()
    loop.exec()
    timer.stop()
    assert answers[0].status == 404, answers[0]
    return gaps, time.perf_counter() - begun, len(steps)


class _Receiver:
    """A process of its own that takes in what comes: in this one it would stop the very thread that is measured."""

    def __enter__(self) -> "_Receiver":
        import subprocess
        import sys

        self._process = subprocess.Popen(
            [sys.executable, "-c", _RECEIVER], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.address = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        return self

    def received(self) -> int:
        """How many bytes came in; ends it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        return int(self._process.stdout.readline())

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


_RECEIVER = """
import http.server, sys, threading
class Take(http.server.BaseHTTPRequestHandler):
    total = 0
    def do_POST(self):
        left = int(self.headers["Content-Length"])
        while left:
            got = len(self.rfile.read1(min(left, 1 << 20)))
            left -= got
            Take.total += got
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Take)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
print(Take.total, flush=True)
"""
