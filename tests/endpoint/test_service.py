"""The receiver as a service: systemd is content with the unit."""

import subprocess
import sys

from .receiver import ROOT

UNIT = ROOT / "installers" / "endpoint" / "planwriter-endpoint.service"
PROGRAM = "/opt/planwriter/bin/planwriter-endpoint"


def analysed(needs_program, folder, words):
    (folder / UNIT.name).write_text(words.replace(PROGRAM, sys.executable))  # it must be there
    done = subprocess.run(
        [needs_program("systemd-analyze"), "verify", "--man=no", "--recursive-errors=no", folder / UNIT.name],
        capture_output=True,
        text=True,
    )
    return [line for line in done.stderr.splitlines() if UNIT.name in line]


def test_systemd_is_content_with_the_unit(needs_program, tmp_path):
    assert PROGRAM in UNIT.read_text()
    assert analysed(needs_program, tmp_path, UNIT.read_text()) == []


def test_systemd_tells_a_planted_fault(needs_program, tmp_path):
    assert analysed(needs_program, tmp_path, UNIT.read_text().replace("ProtectHome=yes", "ProtectHme=yes"))
