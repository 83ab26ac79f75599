"""Runs scenarios in forked children under the fault library, so that a run costs a fork and not a start of Python.

Takes (standard input): {"scenario", "folder", "runs": [[what, call], ...]}. Gives: one JSON line a run.
"""

import ctypes
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile

from planwriter.errors import PlanwriterError
from planwriter.template.loader import load_catalogue
from tests.crash.scenarios import SCENARIOS, Said, Scenario

KINDS = ("nothing", "kill", "torn", "full", "faulty")


def in_child(work: Callable[[Callable[[str], None]], None]) -> tuple[int, str]:
    """Run `work` in a forked child; return its exit status (negative: a signal) and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 1)
        status = 0
        try:
            work(_write_line)
        except BaseException:  # noqa: BLE001 - whatever a child dies of is its outcome
            _write_line("crashed " + traceback.format_exc(limit=-6).replace("\n", " | "))
            status = 1
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def _write_line(words: str) -> None:
    os.write(1, (words + "\n").encode(errors="replace"))


class Host:
    """One scenario, prepared once and run with one fault after the other."""

    def __init__(self, scenario: Scenario, folder: Path) -> None:
        self._scenario = scenario
        self._folder = folder.resolve()
        self._prepared = self._folder / "prepared"
        self._prepared.mkdir(parents=True)
        scenario.prepare(self._prepared)
        self._library = ctypes.CDLL(None)

    def run(self, kind: str, call: int, log: str = "") -> dict[str, object]:
        """Run once; return how many calls changed something, and what is wrong afterwards."""
        place = self._folder / "run"
        shutil.copytree(self._prepared, place)
        counted = self._folder / "count"

        def act(say: Callable[[str], None]) -> None:
            self._library.fault_root(os.fsencode(place))
            if log:
                self._library.fault_log(os.fsencode(log))
            self._library.fault_arm(ctypes.c_long(call), KINDS.index(kind))
            try:
                self._scenario.act(place, say)
            except PlanwriterError:
                if kind in ("nothing", "kill", "torn"):
                    raise
            counted.write_text(str(self._library.fault_count()))
            self._library.fault_root(b"")

        status, lines = in_child(act)
        said = Said.of(lines)
        verdict = self._judged(place, said) if not said.faults else said.faults[0]
        if status != (-signal.SIGKILL if kind in ("kill", "torn") else 0) and not said.faults:
            verdict = verdict or f"ended with {status}"
        shutil.rmtree(place)
        count = int(counted.read_text()) if status == 0 else 0
        return {"kind": kind, "call": call, "count": count, "wrong": verdict, "kept": said.kept, "tried": said.tried}

    def _judged(self, place: Path, said: Said) -> str:
        status, verdict = in_child(lambda say: say(self._scenario.judge(place, said)))
        return verdict.strip() or (f"judging ended with {status}" if status else "")


def main() -> None:
    """Do what standard input asks for."""
    asked = json.load(sys.stdin)
    load_catalogue()
    QLockFile(str(Path(asked["folder"], "lock")))  # what a child would otherwise load again and again
    host = Host(SCENARIOS[asked["scenario"]], Path(asked["folder"]))
    for kind, call in asked["runs"]:
        print(json.dumps(host.run(kind, call, asked.get("log", ""))), flush=True)


if __name__ == "__main__":
    main()
