"""Measures how long something takes here, whatever else this computer does at the same time.

Other programs make a job late in two ways. While they have the processor, it waits for one: Linux counts that for each
thread, and what it counts is taken off. While they have the disk, it waits for that: then a plain write and sync of as
many bytes, made in turns with it, is late as well, and tells so. Noise only ever adds, so the best of several rounds
counts. Where a system counts no waiting, the clock alone is believed.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

_COUNTED = Path("/proc/thread-self/schedstat")


class Took:
    """How long something took, many times: by the clock without waiting for a processor, and by the processor's."""

    def __init__(self) -> None:
        self._ours: list[float] = []
        self._cpu: list[float] = []

    def time(self, job: Callable[[], object]) -> None:
        """Do something and count it in."""
        waited, cpu, wall = waited_for_processor(), time.thread_time(), time.perf_counter()
        job()
        wall, cpu = time.perf_counter() - wall, time.thread_time() - cpu
        self._ours.append(max(cpu, wall - (waited_for_processor() - waited)))
        self._cpu.append(cpu)

    def share(self, share: float) -> float:
        """Return the seconds within which so many of them were done."""
        found = self._cpu if is_swamped() else self._ours
        return sorted(found)[min(len(found) - 1, int(len(found) * share))]


class PlainSync:
    """Writes some bytes to a file of its own and has the disk keep them, as the least that any store must do."""

    def __init__(self, folder: Path, size: int) -> None:
        self._path = folder / "plain"
        self._data = os.urandom(size)
        self._path.write_bytes(self._data)

    def __call__(self) -> None:
        """Do it once, into a file that is there already."""
        handle = os.open(self._path, os.O_WRONLY)
        try:
            os.write(handle, self._data)
            os.fsync(handle)
        finally:
            os.close(handle)


def waited_for_processor() -> float:
    """Return the seconds that this thread was ready and no processor was free for it; 0 where nobody counts them."""
    try:
        return int(_COUNTED.read_bytes().split()[1]) / 1e9
    except OSError:
        return 0.0


def is_swamped() -> bool:
    """Whether so much runs here that only the processor's own time can be believed."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > 1.5 * (os.cpu_count() or 1)


def milliseconds(seconds: float) -> str:
    """Return a time as people read it, and how it was measured where that is not as usual."""
    return f"{seconds * 1000:.1f} ms{' of the processor; this computer is swamped' if is_swamped() else ''}"
