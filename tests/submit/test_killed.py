"""The program is killed while a package is on its way: the outbox says so, and the next run brings it to its receipt."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import Settings
from planwriter.submit.outbox import Outbox
from planwriter.submit.states import State
from planwriter.ui.sending import Sending
from planwriter.ui.shell import Shell
from planwriter.ui.tasks import TaskRunner
from tests.submit.offices import ROOT, PaperOffice
from tests.submit.servers import LocalServer, Request

SENDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import Settings
from planwriter.ui.sending import Sending
from planwriter.ui.shell import Shell
from planwriter.ui.tasks import TaskRunner
app = QCoreApplication([])
shell = Shell(AppPaths.of(Path(sys.argv[1])), Settings(), TaskRunner(app), lambda: datetime.now(UTC))
sending = Sending(shell, app)
sending.send(sys.argv[2], Path(sys.argv[3]).read_bytes())
app.exec()
"""
NOW = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize("has_arrived", [False, True])
def test_killed_in_the_middle_it_is_received_once_by_the_next_run(
    package: bytes, tmp_path: Path, qtbot, has_arrived: bool
) -> None:
    office = PaperOffice("http://127.0.0.1:1")
    receipts: dict[str, dict] = {}

    def behave(request: Request) -> None:
        body, key = request.body(), request.headers["Idempotency-Key"]
        is_first = len(request.server.seen) == 1
        if has_arrived or not is_first:
            receipts.setdefault(key, office.answer(body))
        if is_first:
            killed.kill()
            request.cut_off()
        else:
            request.say_json(200, receipts[key])

    paths = AppPaths.of(tmp_path / "data")
    parcel = Outbox(paths.outbox).add(package, draft_id="d", title="Our plan", now=NOW)
    with LocalServer(behave) as server:
        office.address = server.address
        (tmp_path / "office.json").write_bytes(office.file)
        killed = subprocess.Popen(
            [sys.executable, "-c", SENDS, paths.root, parcel.package_id, tmp_path / "office.json"],
            env=dict(os.environ, PYTHONPATH=str(ROOT / "src")),
        )
        killed.wait(60)
        left = Outbox(paths.outbox).parcel(parcel.package_id)
        assert (left.state, left.next_try) == (State.UNKNOWN, None)
        runner = TaskRunner()
        sending = Sending(Shell(paths, Settings(), runner, lambda: datetime.now(UTC)))
        seen = []
        sending.changed.connect(lambda _: seen.append(sending.outbox.parcel(parcel.package_id).state))
        sending.resume()
        qtbot.waitUntil(lambda: State.ACCEPTED in seen, timeout=15_000)
        sending.close()
        runner.finish()
        sending.deleteLater()
    found = Outbox(paths.outbox).parcel(parcel.package_id)
    assert found.receipt == receipts[f'"{parcel.package_id}"']["receipt"]
    assert len(server.seen) == 2
    assert len(receipts) == 1


def test_a_second_window_leaves_alone_what_the_first_is_sending(package: bytes, tmp_path: Path, qtbot) -> None:
    office = PaperOffice("http://127.0.0.1:1")

    def behave(request: Request) -> None:
        body = request.body()
        request.server.goes_on.wait(30)
        request.say_json(201, office.answer(body))

    paths = AppPaths.of(tmp_path / "data")
    outbox = Outbox(paths.outbox)
    parcel = outbox.add(package, draft_id="d", title="Our plan", now=NOW)
    with LocalServer(behave) as server:
        office.address = server.address
        (tmp_path / "office.json").write_bytes(office.file)
        first = subprocess.Popen(
            [sys.executable, "-c", SENDS, paths.root, parcel.package_id, tmp_path / "office.json"],
            env=dict(os.environ, PYTHONPATH=str(ROOT / "src")),
        )
        runner = TaskRunner()
        try:
            qtbot.waitUntil(lambda: bool(server.seen), timeout=15_000)
            second = Sending(Shell(paths, Settings(), runner, lambda: datetime.now(UTC)))
            with qtbot.waitSignal(second.failed) as refused:
                second.resume()
                second.stop(parcel.package_id)
            assert "sending this package right now" in refused.args[0].title
            found = outbox.parcel(parcel.package_id)
            assert (found.state, found.attempts, found.words) == (State.SENDING, 1, "")
            server.goes_on.set()
            qtbot.waitUntil(lambda: outbox.parcel(parcel.package_id).state is State.ACCEPTED, timeout=15_000)
        finally:
            first.kill()
            first.wait(20)
        second.close()
        runner.finish()
        second.deleteLater()
    assert len(server.seen) == 1


def test_a_disk_that_takes_no_more_is_told_and_leaves_nothing_half(package: bytes, tmp_path: Path) -> None:
    (tmp_path / "package").write_bytes(package)
    script = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from planwriter.errors import StorageError
from planwriter.submit.outbox import Outbox
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
data = Path(sys.argv[1]).read_bytes()
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    Outbox(Path(sys.argv[2])).add(data, draft_id="d", title="x", now=datetime.now(UTC))
except StorageError as error:
    print(error.title)
"""
    for limit, words in ((len(package) // 2, "could not be saved"), (len(package) * 2, "")):
        done = subprocess.run(
            [sys.executable, "-c", script, tmp_path / "package", tmp_path / "outbox", str(limit)],
            env=dict(os.environ, PYTHONPATH=str(ROOT / "src")),
            capture_output=True,
            text=True,
        )
        assert words in done.stdout, done.stderr
        assert done.returncode == 0, done.stderr
        assert bool(list((tmp_path / "outbox").glob("*.cspackage"))) is not bool(words)
        assert not list((tmp_path / "outbox").glob("*.tmp"))
