"""Times jobs side by side."""

import gc
import time
from collections.abc import Callable

ROUNDS = 15


def best_of(*jobs: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Return the shortest time of each job in seconds; they take turns, so that a slow moment hits all alike."""
    shortest = [float("inf")] * len(jobs)
    for job in jobs:
        job()  # imports and caches are not what is measured
    for _ in range(rounds):
        for place, job in enumerate(jobs):
            gc.collect()
            gc.disable()  # as timeit does: what other benches left in memory is not what is measured
            start = time.perf_counter()
            job()
            shortest[place] = min(shortest[place], time.perf_counter() - start)
            gc.enable()
    return shortest
