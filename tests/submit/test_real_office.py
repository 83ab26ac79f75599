"""The network code against the real endpoint, running as a process."""

import html
import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.checks import run_checks
from planwriter.plan.plan import Plan
from planwriter.submit.client import Call, Client
from planwriter.submit.courier import save_for_courier
from planwriter.submit.outbox import Outbox
from planwriter.submit.package import Purpose, read_package
from planwriter.submit.receipts import read_receipt_file
from planwriter.submit.states import Event
from planwriter.submit.verdict import Answer, Verdict
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.sealing import seal_plan
from planwriter_endpoint.web import MOST_AT_ONCE
from tests.submit.offices import ROOT, RealOffice
from tests.submit.test_faults import judged

AnswerOf = Callable[[Call], Answer]


@pytest.fixture
def client() -> Client:
    return Client(timeout_s=20)


@pytest.fixture
def submit(client: Client, answer_of: AnswerOf, real_office: RealOffice, tmp_path: Path) -> Callable[..., Verdict]:
    """A function that sends a package to the real endpoint and gives what the answer means."""
    real_office.start()

    def start(data: bytes, token: str = "", supersedes: str = "") -> Verdict:
        read, path = read_package(data), tmp_path / "plan.cspackage"
        path.write_bytes(data)
        call = client.send_package(
            real_office.address,
            path,
            package_id=read.package_id,
            sha256=read.sha256,
            supersedes=supersedes,
            token=token or real_office.token,
        )
        return judged(answer_of(call), real_office.profile, data)

    return start


@pytest.fixture
def seal_sample(sample_plan: Plan, catalogue: Catalogue) -> Callable[..., bytes]:
    """A function that seals the sample plan, or another, with its documents."""

    def make(plan: Plan = sample_plan, supersedes: str = "") -> bytes:
        findings = run_checks(plan, catalogue)
        return seal_plan(plan, catalogue, findings, purpose=Purpose.FINAL, supersedes=supersedes)

    return make


def test_it_is_received_once_and_answered_the_same_each_time(
    submit: Callable[..., Verdict], seal_sample: Callable[..., bytes], real_office: RealOffice
) -> None:
    data = seal_sample()
    first = submit(data)
    assert first.event is Event.ACCEPT, first.words
    again = submit(data)
    assert again.signed == first.signed
    real_office.stop()
    real_office.start()
    assert submit(data).signed == first.signed
    assert real_office.received().count(read_package(data).package_id) <= 1


def test_a_wrong_token_asks_for_another(submit: Callable[..., Verdict], seal_sample: Callable[..., bytes]) -> None:
    verdict = submit(seal_sample(), token="not-a-token")
    assert verdict.needs_sign_in
    assert verdict.event is Event.TURNED_BACK


def test_a_large_package_with_a_wrong_token_still_gets_its_answer(
    client: Client, answer_of: AnswerOf, real_office: RealOffice, tmp_path: Path
) -> None:
    real_office.start()
    path = tmp_path / "large.cspackage"
    path.write_bytes(b"x" * 20_000_000)
    call = client.send_package(
        real_office.address, path, package_id="00000000-0000-4000-8000-000000000000", sha256="00" * 32, token="no"
    )
    assert answer_of(call).status == 401


def test_a_busy_office_asks_for_patience_and_takes_the_package_when_it_is_free_again(
    submit: Callable[..., Verdict], seal_sample: Callable[..., bytes], real_office: RealOffice
) -> None:
    data = seal_sample()
    head = (
        "POST /v1/submissions HTTP/1.1\r\nHost: x\r\nContent-Type: application/vnd.planwriter.package+zip\r\n"
        f'Authorization: Bearer {real_office.token}\r\nIdempotency-Key: "{read_package(data).package_id}"\r\n'
        f"Content-Digest: sha-256=:{'A' * 43}=:\r\nContent-Length: 1000\r\n\r\n"
    )
    with ExitStack() as open_ones:
        for _ in range(MOST_AT_ONCE):
            one = open_ones.enter_context(socket.create_connection(("127.0.0.1", real_office.port)))
            one.sendall(head.encode())  # and not a byte of the package
        one.settimeout(0.5)
        with pytest.raises(TimeoutError):
            one.recv(1)  # all of them wait: none was refused
        verdict = submit(data)
        assert (verdict.is_retried, verdict.wait_s) == (True, 5)
        assert verdict.event is not Event.ACCEPT
    assert submit(data).event is Event.ACCEPT


def test_a_newer_version_takes_the_place_of_the_one_received(
    submit: Callable[..., Verdict], seal_sample: Callable[..., bytes], sample_plan: Plan
) -> None:
    first = seal_sample()
    assert submit(first).event is Event.ACCEPT
    old = read_package(first).package_id
    newer = replace(sample_plan.with_answer("plan.version", "2"), revision=sample_plan.revision + 1)
    verdict = submit(seal_sample(newer, supersedes=old), supersedes=old)
    assert verdict.event is Event.ACCEPT, verdict.words
    third = replace(sample_plan.with_answer("plan.version", "3"), revision=sample_plan.revision + 2)
    late = submit(seal_sample(third, supersedes=old), supersedes=old)
    assert late.event is Event.REJECT
    assert "in the meantime" in late.words


@pytest.mark.parametrize("kind", ["submit", "import"])
def test_the_commands_on_the_cover_sheet_work_as_they_are_printed(
    seal_sample: Callable[..., bytes], tmp_path: Path, kind: str
) -> None:
    office = RealOffice(tmp_path / "OFFICE")
    outbox = Outbox(tmp_path / "outbox")
    parcel = outbox.add(seal_sample(), draft_id="d", title="Our plan", now=datetime(2026, 3, 4, tzinfo=UTC))
    carried = save_for_courier(outbox, parcel, tmp_path)
    (tmp_path / "office.json").write_bytes(office.file)
    printed = re.findall(r"<p><code>(.*?)</code></p>", carried.cover_sheet.read_text("utf-8"))
    [command] = [html.unescape(one) for one in printed if f" {kind} " in one]
    program, *arguments = shlex.split(command)
    office.start()
    try:
        done = subprocess.run(
            [sys.executable, "-m", program.replace("-", "_"), *arguments],
            cwd=tmp_path,
            env=dict(os.environ, PYTHONPATH=str(ROOT / "src"), OFFICE_TOKEN=office.token),
            capture_output=True,
            text=True,
            timeout=60,
        )
    finally:
        office.stop()
    assert done.returncode == 0, done.stderr
    assert len(office.received().splitlines()) == 1
    assert kind == "import" or carried.short_code in done.stderr
    [receipt] = tmp_path.glob("*.receipt.json")
    assert outbox.accept(parcel.package_id, read_receipt_file(receipt.read_bytes()), office.profile, parcel.sealed_at)
