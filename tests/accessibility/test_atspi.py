"""A real AT-SPI client, in a process of its own on a real X server, reads the names of the window's main controls."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from planwriter.resources import resource

HERE = Path(__file__).resolve().parent
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
# each process is ended by its own id; the last one's output is what the test reads
SCRIPT = """
"$1" --launch-immediately & bus=$!
"$2" -m planwriter --data-dir "$3" open "$4" & window=$!
"$5" "$6" "$7"
kill $window; wait $window
kill $bus; wait $bus
exit 0
"""
NAMED = {
    ("page tab", "Guidance"),
    ("page tab", "Notes"),
    ("push button", "Review"),
    ("push button", "Export…"),
    ("push button", "Next unfinished page"),
    ("check box", "I've finished this page"),
    ("text", "Agency name"),
    ("combo box", "Whole plan"),  # on this system Qt gives a list's entry as its name, and the label as a relation
    ("label", "Your agency"),
}


def test_a_screen_reader_finds_the_main_controls_by_their_names(
    needs_program: Callable[[str], str], needs_system_module: Callable[[str], str], tmp_path: Path
) -> None:
    python = needs_system_module("gi")
    start = [needs_program("xvfb-run"), "-a", "-s", "-screen 0 1400x900x24", needs_program("dbus-run-session"), "--"]
    plan = tmp_path / "sample.csplan"
    plan.write_bytes(resource("plans", "sample.csplan").read_bytes())
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment |= {"PYTHONPATH": str(HERE.parents[1] / "src"), "XDG_RUNTIME_DIR": str(runtime)}
    environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb", "NO_AT_BRIDGE": "0"}
    words = (LAUNCHER, sys.executable, tmp_path / "data", plan, python, HERE / "at_spi_client.py", "Agency name")
    done = subprocess.run(
        [*start, "bash", "-c", SCRIPT, "at-spi", *map(str, words)],
        env=environment, capture_output=True, text=True, timeout=90,
    )  # fmt: skip
    found = [tuple(line.split("\t")) for line in done.stdout.splitlines() if line.count("\t") == 2]
    assert found, done.stderr
    heard = {(role, name) for role, name, _description in found}
    assert NAMED - heard == set(), sorted(heard)
    assert any(role == "frame" and name.startswith("Rural Wells Administration") for role, name in heard)
    pages = [name for role, name in heard if "Your agency, " in name]
    assert pages, "the outline says name and status of its pages"
    agency = next(line for line in found if line[:2] == ("text", "Agency name"))
    assert "Required." in agency[2]
    nameless = [
        line
        for line in found
        if line[0] in ("push button", "text", "check box", "combo box", "radio button") and not line[1]
    ]
    assert nameless == []
