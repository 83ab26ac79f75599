"""What the checks of the installers share: the release's report is shown whole at the end of the run."""

import os

import pytest

REPORT = "report"


class Reports:
    """Collects the reports of a run, also from other processes, and shows them at its end."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the report of one test, also of one that failed."""
        if report.when == "call":
            self._texts += [str(value) for name, value in report.user_properties if name == REPORT]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print them."""
        if os.environ.get("PYTEST_XDIST_WORKER"):
            return
        for text in self._texts:
            terminalreporter.section("the release")
            terminalreporter.write_line(text)


def pytest_configure(config: pytest.Config) -> None:
    """Collect the reports of this run."""
    config.pluginmanager.register(Reports())
