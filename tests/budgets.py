"""How long each suite may take: a table at the end of a run, and a failure where a suite takes twice its budget."""

import os
from collections import defaultdict
from pathlib import PurePosixPath

import pytest

SECONDS = {  # summed over both workers; together under 29 minutes on two cores
    "house": 150,
    "unit": 600,
    "journeys": 240,
    "roundtrip": 120,
    "accessibility": 120,
    "crash": 420,
    "compat": 20,
    "golden": 30,
    "word": 240,
    "publish": 180,
    "submit": 180,
    "endpoint": 600,
    "installers": 420,
    "bench": 120,
}
UNLISTED_SECONDS = 60


class Budgets:
    """Adds up the seconds of every test by suite: the folder below tests/, or "house" for files right in it."""

    def __init__(self, *, holds: bool) -> None:
        self._holds = holds
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one phase of one test."""
        self._seconds[suite_of(report.nodeid)] += report.duration

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that was otherwise good, when budgets are held."""
        if self._holds and self.exceeded() and session.exitstatus == 0:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the table."""
        if os.environ.get("PYTEST_XDIST_WORKER") or not self._seconds:
            return
        terminalreporter.section("seconds by suite")
        for suite, used in sorted(self._seconds.items()):
            budget = SECONDS.get(suite, UNLISTED_SECONDS)
            word = "  over" if used > budget else ""
            word = "  TWICE THE BUDGET" if suite in self.exceeded() else word
            terminalreporter.write_line(f"{suite:<14}{used:>7.1f} of {budget:>4}{word}")

    def exceeded(self) -> list[str]:
        """Return the suites that took more than twice their budget."""
        return [suite for suite, used in self._seconds.items() if used > 2 * SECONDS.get(suite, UNLISTED_SECONDS)]


def suite_of(nodeid: str) -> str:
    """Return the suite of a test, e.g. "unit" for "tests/unit/plan/test_due.py::test_it"."""
    parts = PurePosixPath(nodeid.partition("::")[0]).parts
    folders = parts[1:-1] if parts[:1] == ("tests",) else parts[:-1]
    return folders[0] if folders else "house"
