#!/usr/bin/env python3
"""Sets planwriter up in a private .venv, once, and starts it: `python3 run.py`, or `python3 run.py test`."""

import contextlib
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "set-up-from.sha256"
PIP = "-m pip install -qq --no-input --retries 2 --require-hashes --only-binary :all: -r requirements.lock"
TESTS = "-m pytest -q -n logical --maxprocesses 4 --dist worksteal"  # loadgroup never ends after a crash
RUNS = {"test": TESTS, "bench": "tests/bench/run.py"}
NO_VENV = "This Python cannot make a private environment. Debian or Ubuntu: sudo apt install python3-venv"
NO_NETWORK = """The parts planwriter is made of could not be fetched: the network did not answer.
Connect, or name your office's package index in PIP_INDEX_URL, and run this again.
Only the first start needs the network."""


def set_up():
    """Make .venv from requirements.lock, unless it stands and was made from this lock by this Python."""
    wanted = hashlib.sha256((ROOT / "requirements.lock").read_bytes() + sys.version.encode()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    print("Setting planwriter up: once, a minute or so, about 1 GB.", file=sys.stderr, flush=True)
    try:
        import venv

        if STAMP.exists():
            STAMP.unlink()
        with contextlib.redirect_stdout(None):  # Debian's own words are longer than ours
            venv.create(str(VENV), clear=True, with_pip=True)
    except (ImportError, SystemExit, subprocess.CalledProcessError):
        sys.exit(NO_VENV)
    except OSError as error:
        sys.exit(f"{VENV} cannot be made ({error.strerror}). Close planwriter, or move it to a folder of yours.")
    pip = subprocess.run([str(PYTHON), *PIP.split()], cwd=str(ROOT), stdout=-1, stderr=subprocess.STDOUT)
    said = pip.stdout.decode(errors="replace").strip()
    if pip.returncode:
        no_answer = "Retrying" in said or "timed out" in said
        sys.exit(NO_NETWORK if no_answer else f"planwriter could not be set up. pip said:\n{said}")
    STAMP.write_text(wanted)  # last of all, so that a set-up which was interrupted is made anew


def main(arguments):
    """Set up, run what the arguments ask for and return its exit status."""
    if sys.version_info < (3, 11):
        sys.exit("planwriter needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info))
    set_up()
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    linux = sys.platform.startswith("linux")
    seen = any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))
    if linux and not seen and not arguments:
        print("No display here: planwriter shows itself in pictures instead (planwriter tour).", file=sys.stderr)
        arguments = ["tour"]
    if {"tour", *RUNS} & set(arguments):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if linux and (not arguments or {"open", "selftest", "tour", *RUNS} & set(arguments)):
        from installers.linux.qt_libraries import advice

        missing = advice(VENV, environment)
        if missing:
            sys.exit(missing)
    if arguments and arguments[0] in RUNS:
        os.chdir(str(ROOT))
        command = [str(PYTHON), *RUNS[arguments[0]].split(), *arguments[1:]]
    else:
        receives = arguments[:1] == ["endpoint"]
        environment["PLANWRITER_ENDPOINT_COMMAND"] = "python3 run.py endpoint"  # as its own hints should say
        module = ["planwriter_endpoint", *arguments[1:]] if receives else ["planwriter", *arguments]
        command = [str(PYTHON), "-m", *module]
    if os.name == "posix":
        os.execve(command[0], command, environment)  # so that whoever ends this ends planwriter, and not only us
    return subprocess.call(command, env=environment)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
