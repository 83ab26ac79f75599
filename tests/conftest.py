"""What every test has: the guards around it, the programs it may ask for, the catalogue and our two plans."""

import gc
import logging
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests import guards
from tests.budgets import Budgets

if TYPE_CHECKING:
    from planwriter.plan.plan import Plan
    from planwriter.template.catalogue import Catalogue

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
NETWORK = guards.NetworkGuard()


def pytest_configure(config: pytest.Config) -> None:
    """Put the guards up before anything of the program is imported."""
    config.addinivalue_line("markers", "expects_log(*patterns): what this test logs at WARNING or above, all of it")
    config.addinivalue_line("markers", "uses_network: this test proves that the network is refused")
    config.pluginmanager.register(Budgets(holds=bool(os.environ.get("PLANWRITER_HOLD_BUDGETS"))))
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    NETWORK.install()


def pytest_collection_finish() -> None:
    """Take what the imports made out of the garbage collector's rounds: collecting after each test stays quick."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the rules of the house first: they are quick and say the most."""
    items.sort(key=lambda item: item.path.name != "test_house.py")


@pytest.fixture(autouse=True)
def _guarded(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    for name, value in guards.home_of_a_test(home).items():
        monkeypatch.setenv(name, value)
    guards.refuse_nested_dialogs(monkeypatch.setattr)
    threads, windows = guards.threads(), guards.windows()
    log = guards.LogGuard()
    logging.getLogger().addHandler(log)
    NETWORK.attempts.clear()
    yield
    logging.getLogger().removeHandler(log)
    expected = [pattern for mark in request.node.iter_markers("expects_log") for pattern in mark.args]
    faults = log.unexpected(expected) + guards.windows_left(windows) + guards.threads_left(threads)
    if not request.node.get_closest_marker("uses_network"):
        faults += NETWORK.attempts
    shutil.rmtree(home, ignore_errors=True)
    if "qapp" in request.fixturenames:
        gc.collect()  # here, on the thread that made the widgets: another test's thread would crash on them
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def _lacking(what: str) -> NoReturn:
    if os.environ.get("PLANWRITER_REQUIRE_PROGRAMS"):
        pytest.fail(f"This computer lacks {what}; .ci/run installs it", pytrace=False)
    pytest.skip(f"This computer lacks {what}")


@pytest.fixture(scope="session")
def needs_program() -> Callable[[str], str]:
    """A function that gives the path of a program, or skips the test (in CI: fails it) where it is missing."""

    def find(name: str) -> str:
        return shutil.which(name) or _lacking(f"the program {name}")

    return find


@pytest.fixture(scope="session")
def needs_system_module() -> Callable[[str], str]:
    """A function that gives the system's own Python once it can import a module of the system, e.g. "uno" or "gi"."""

    def find(name: str) -> str:
        python = "/usr/bin/python3"
        if (
            not Path(python).exists()
            or subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode
        ):
            _lacking(f"the system's Python module {name}")
        return python

    return find


@pytest.fixture(scope="session")
def catalogue() -> "Catalogue":
    """The catalogue of the edition we ship."""
    from planwriter.template.loader import load_catalogue

    return load_catalogue()


@pytest.fixture(scope="session")
def sample_plan(catalogue: "Catalogue") -> "Plan":
    """The plan of an invented agency that is the model of a good one; optional parts are left out."""
    return _our_plan("sample", catalogue)


@pytest.fixture(scope="session")
def every_element_plan(catalogue: "Catalogue") -> "Plan":
    """The plan of an invented agency in which everything is filled."""
    return _our_plan("every-element", catalogue)


def _our_plan(name: str, catalogue: "Catalogue") -> "Plan":
    from planwriter.plan.stored import read_plan
    from planwriter.resources import resource

    return read_plan(resource("plans", f"{name}.csplan").read_bytes(), catalogue).plan
