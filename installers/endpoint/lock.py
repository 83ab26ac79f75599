#!/usr/bin/env python3
"""Writes installers/endpoint/requirements.lock: the part of requirements.lock that the receiver needs.

`.venv/bin/python installers/endpoint/lock.py`, whenever requirements.lock has changed. The receiver shows no window, so
it does without Qt, Word's libraries and all else that the program's own list in pyproject.toml asks for.
"""

import sys
import tomllib
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from installers.stage import ROOT, runtime_lock

LOCK = ROOT / "installers/endpoint/requirements.lock"
OF_THE_PROGRAM = ("pydantic", "rfc8785", "joserfc")
"""Those of the program's libraries that the receiver uses, too: to read a plan, to hash it, to sign for it."""


def receiver_lock() -> str:
    """Return the entries of requirements.lock that the receiver needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    roots = (*OF_THE_PROGRAM, *project["optional-dependencies"]["endpoint"])
    return runtime_lock((ROOT / "requirements.lock").read_text("utf-8"), roots)


if __name__ == "__main__":
    LOCK.write_text(receiver_lock(), encoding="utf-8")
