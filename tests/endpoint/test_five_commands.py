"""The commands at the top of the page for the receiving office, run as they stand there by somebody with an empty home."""

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys

import pytest

from .receiver import A_MOMENT_S, PATIENCE_S, ROOT, wait

PAGE = (ROOT / "docs/receiving.md").read_text("utf-8")
PORT = 8470
TOP = PAGE[: PAGE.index("\n## ")]
BLOCK = r"^```{}\n(.*?)^```$"


def blocks(page, language):
    """What the page has somebody type, window by window."""
    return re.findall(BLOCK.format(language), page, re.MULTILINE | re.DOTALL)


def in_sh(powershell):
    """A command for PowerShell as a shell would have it."""
    command = powershell.strip().replace("py run.py", "python3 run.py")
    name, _, value = command.removeprefix("$env:").partition(" = ")
    return f"export {name}=$({value})"


@pytest.fixture
def newcomer(tmp_path):
    """A checkout that is set up, a home with nothing in it, and a shell that knows the way to Python and no more."""
    checkout, programs = tmp_path / "checkout", tmp_path / "bin"
    for folder in (checkout / ".venv/bin", programs, tmp_path / "home"):
        folder.mkdir(parents=True)
    for name in ("run.py", "requirements.lock"):
        shutil.copy(ROOT / name, checkout)
    for name in ("src", "resources", "installers"):
        (checkout / name).symlink_to(ROOT / name)
    for python in (programs / "python3", checkout / ".venv/bin/python"):  # no new environment: it takes minutes
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(0o755)
    lock = (checkout / "requirements.lock").read_bytes()
    (checkout / ".venv/set-up-from.sha256").write_text(hashlib.sha256(lock + sys.version.encode()).hexdigest())
    environment = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path / "home")}
    return {"cwd": checkout, "env": environment, "text": True}


def answers():
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", PORT), timeout=PATIENCE_S):
        return True
    return False


@contextlib.contextmanager
def first_window(commands, newcomer):
    """The window in which the receiver works."""
    assert not answers(), f"Another program listens on port {PORT}"
    log = newcomer["cwd"] / "first-window.log"
    with log.open("w") as file:
        window = subprocess.Popen(
            ["sh", "-e", "-c", commands], **newcomer, stdout=file, stderr=file, start_new_session=True
        )
    try:
        for _ in range(int(PATIENCE_S / A_MOMENT_S)):
            if answers():
                break
            assert window.poll() is None, log.read_text()
            wait()
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(window.pid, signal.SIGTERM)
        window.wait(timeout=PATIENCE_S)


def typed(commands, newcomer):
    return subprocess.run(["sh", "-e", "-c", commands], **newcomer, capture_output=True, timeout=120)


def test_five_commands_lead_to_the_first_receipt(newcomer):
    first, second = blocks(TOP, "sh")
    assert len((first + second).splitlines()) == 5
    checkout = newcomer["cwd"]
    receipt, package = checkout / "plan.cspackage.receipt.json", checkout / "plan.cspackage"
    with first_window(first, newcomer):
        for wrong in (
            second.replace("resources/plans/sample.csplan", "plan.csplan"),  # as the page once had it
            second.replace("export TOKEN", "TOKEN"),
        ):
            assert wrong != second
            assert typed(wrong, newcomer).returncode != 0
            assert not receipt.exists()
            package.unlink(missing_ok=True)
        done = typed(second, newcomer)
        assert done.returncode == 0, done.stderr
        assert "cs_" not in done.stdout + done.stderr  # a token is a secret
        assert receipt.exists()
        known = typed("python3 run.py endpoint list --dir office", newcomer)
        assert len(known.stdout.splitlines()) == 1
        assert "accepted" in known.stdout
    verified = typed(f"python3 run.py receipt verify {receipt} {package} --office office/office.json", newcomer)
    assert verified.returncode == 0, verified.stderr
    profile = json.loads((checkout / "office/office.json").read_text("utf-8"))
    assert profile["name"] == "Office of Plans"
    package.write_bytes(package.read_bytes() + b"x")
    verified = typed(f"python3 run.py receipt verify {receipt} {package} --office office/office.json", newcomer)
    assert verified.returncode != 0


def test_in_powershell_only_the_third_command_is_another():
    (powershell,) = blocks(TOP, "powershell")
    lines = [line for block in blocks(TOP, "sh") for line in block.splitlines()]
    assert in_sh(powershell) == lines[2]
    assert in_sh(powershell.replace("SSA", "RWA")) != lines[2]
