"""Sending without a window: tried again after what passes, given up with the last words."""

import subprocess
import sys

from planwriter.submit.package import read_package
from tests.submit.offices import ROOT, PaperOffice
from tests.submit.servers import LocalServer

DELIVERS = """
import sys
from pathlib import Path
from planwriter.app.network_loop import Delivery, deliver
from planwriter.submit.package import read_package
from planwriter.submit.profile import read_profile
package, office = map(Path, sys.argv[1:])
told = []
verdict = deliver(
    Delivery(package, read_package(package.read_bytes()), read_profile(office.read_bytes()), "token"), told.append
)
print(verdict.event, verdict.words, *told, sep="\\n")
"""


def test_a_busy_office_is_asked_again_and_gives_its_receipt(tmp_path, sample_plan, catalogue):
    from planwriter.submit.package import Purpose, seal

    data = seal(sample_plan, catalogue, purpose=Purpose.FINAL, documents={"plan.docx": b"x"})
    office = PaperOffice("http://127.0.0.1:1")

    def behave(request):
        body = request.body()
        if len(request.server.seen) == 1:
            request.say(503, b"", "text/plain", Retry_After="1")
        else:
            request.say_json(201, office.answer(body))

    with LocalServer(behave) as server:
        office.address = server.address
        (tmp_path / "p.cspackage").write_bytes(data)
        (tmp_path / "office.json").write_bytes(office.file)
        done = subprocess.run(
            [sys.executable, "-c", DELIVERS, tmp_path / "p.cspackage", tmp_path / "office.json"],
            env={"PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "accept"
    assert any("trying again in" in line for line in lines)
    keys = {headers["Idempotency-Key"] for _, _, headers in server.seen}
    assert keys == {f'"{read_package(data).package_id}"'}
