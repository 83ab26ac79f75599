"""What the tests of sending share: a sealed package, the network code, and what an answer brought."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planwriter.plan.plan import Plan
from planwriter.submit.client import Call, Client
from planwriter.submit.package import Purpose, read_package, seal
from planwriter.submit.verdict import Answer
from planwriter.template.catalogue import Catalogue
from tests.submit.offices import RealOffice

DOCUMENTS = {"plan.docx": b"PK the Word document", "plan.html": b"<!doctype html>"}
Send = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _no_proxy_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def package(sample_plan: Plan, catalogue: Catalogue) -> bytes:
    """The sample plan, sealed."""
    return seal(sample_plan, catalogue, purpose=Purpose.FINAL, documents=DOCUMENTS)


@pytest.fixture
def client(qtbot: QtBot) -> Iterator[Client]:
    """The network code, with little patience."""
    made = Client(timeout_s=0.5)
    yield made
    made.deleteLater()


@pytest.fixture
def answer_of(qtbot: QtBot) -> Callable[[Call], Answer]:
    """A function that waits for what a request brings."""

    def wait(call: Call) -> Answer:
        with qtbot.waitSignal(call.answered, timeout=15_000) as heard:
            pass
        answer: Answer = heard.args[0]
        return answer

    return wait


@pytest.fixture
def send(client: Client, answer_of: Callable[[Call], Answer], tmp_path: Path, package: bytes) -> Send:
    """A function that sends the sealed sample to an address and gives the answer."""

    def start(address: str, *, data: bytes = package, token: str = "", package_id: str = "") -> Answer:
        path = tmp_path / "plan.cspackage"
        path.write_bytes(data)
        read = read_package(package)
        call = client.send_package(
            address, path, package_id=package_id or read.package_id, sha256=read.sha256, token=token
        )
        return answer_of(call)

    return start


@pytest.fixture
def real_office(tmp_path: Path) -> Iterator[RealOffice]:
    """The endpoint, set up and not yet serving."""
    office = RealOffice(tmp_path / "office")
    yield office
    office.stop()
