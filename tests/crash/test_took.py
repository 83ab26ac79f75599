"""The measure is true: it is not misled by others who work beside it, and it does not miss what is slow of ours."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash import took
from tests.crash.took import PlainSync, Took, waited_for_processor

pytestmark = pytest.mark.xdist_group("crash")
SPIN = "while True: pass"


@pytest.fixture
def crowd() -> Iterator[None]:
    """Three programs that want the one processor which this test is left with."""
    if not Path("/proc/thread-self/schedstat").exists() or not hasattr(os, "sched_setaffinity"):
        pytest.skip("This system does not count how long a program waits for a processor")
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    spinning = [subprocess.Popen([sys.executable, "-c", SPIN]) for _ in range(3)]
    yield
    for process in spinning:
        process.kill()
        process.wait()
    os.sched_setaffinity(0, allowed)


def work() -> None:
    """Use the processor for about ten milliseconds."""
    until = time.thread_time() + 0.010
    while time.thread_time() < until:
        pass


def test_waiting_for_a_processor_is_not_counted(crowd: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(took, "is_swamped", lambda: False)
    counted, began, waited = Took(), time.perf_counter(), waited_for_processor()
    for _ in range(20):
        counted.time(work)
    assert time.perf_counter() - began > 0.4, "the crowd was not there"
    assert waited_for_processor() - waited > 0.1
    assert 0.009 < counted.share(0.5) < 0.020


def test_what_is_slow_of_ours_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: neither a long computation nor a disk that makes us wait is taken for noise."""
    monkeypatch.setattr(took, "is_swamped", lambda: False)
    for slow in (work, wait_for_something):
        counted = Took()
        for _ in range(5):
            counted.time(slow)
        assert counted.share(0.5) >= 0.009
        assert counted.share(0) >= 0.008


def wait_for_something() -> None:
    """Wait as one waits for a disk: without wanting a processor."""
    threading.Event().wait(0.010)


def test_a_computer_that_is_swamped_is_measured_by_its_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Took()
    counted.time(wait_for_something)
    monkeypatch.setattr(took, "is_swamped", lambda: True)
    assert counted.share(0.5) < 0.009
    assert "swamped" in took.milliseconds(0.001)


def test_a_plain_sync_keeps_its_bytes(tmp_path: Path) -> None:
    sync = PlainSync(tmp_path, 4096)
    sync()
    assert (tmp_path / "plain").stat().st_size == 4096
