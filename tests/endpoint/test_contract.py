"""The receiver does what its committed description says, and the description is the one it makes."""

import json
import os
import re
import subprocess
import sys

from .receiver import ENVIRONMENT, ROOT
from .write_openapi import FILE, generated

EXAMPLES = 60
PACKAGES = 40


def test_the_committed_description_is_the_generated_one():
    assert FILE.read_text() == generated(), "run: python -m tests.endpoint.write_openapi"
    form = json.loads(FILE.read_text())
    assert form["openapi"].startswith("3.1")
    assert set(form["paths"]) >= {"/v1/submissions", "/v1/submissions/{submission_id}", "/v1/keys", "/healthz"}


def schemathesis(office, receiver, folder, *, description=FILE):
    """Run every check of schemathesis against a receiver; returns its exit status and its words."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", str(description)),
            *("--url", f"http://127.0.0.1:{receiver.port}", "--header", f"Authorization: Bearer {office.token}"),
            *("--checks", "all", "--max-examples", str(EXAMPLES), "--seed", "13571", "--no-color"),
            *("--generation-database", "none", "--continue-on-failure"),
        ],
        env={
            **ENVIRONMENT,
            "PYTHONWARNINGS": "default",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "SCHEMATHESIS_HOOKS": "tests.endpoint.schemathesis_hooks",
            "PLANWRITER_TEST_PACKAGES": str(folder),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=150,
    )
    return done.returncode, done.stdout + done.stderr


def test_contract(new_office, lean_press, tmp_path, figure):
    """Every check of schemathesis, in every phase it has."""
    for number in range(PACKAGES):
        (tmp_path / f"{number}.cspackage").write_bytes(lean_press.sealed(number, size=20_000).data)
    office = new_office()
    receiver = office.receiver()
    status, words = schemathesis(office, receiver, tmp_path)
    assert status == 0, words[-6000:]
    assert "Server error" not in words
    counted = re.search(r"Test cases:\s*\n?\s*(.*)", words)
    figure("contract: schemathesis", counted[1].strip() if counted else "0 findings")
    assert '"status":201' in receiver.log
    assert '"event":"fault"' not in receiver.log


def test_a_description_that_promises_something_else_is_caught(new_office, lean_press, tmp_path):
    """The control."""
    (tmp_path / "0.cspackage").write_bytes(lean_press.sealed(0, size=20_000).data)
    form = json.loads(FILE.read_text())
    form["components"]["schemas"]["Submission"]["required"].append("planted")
    planted = tmp_path / "planted.json"
    planted.write_text(json.dumps(form))
    office = new_office()
    status, words = schemathesis(office, office.receiver(), tmp_path, description=planted)
    assert status == 1
    assert "planted" in words
