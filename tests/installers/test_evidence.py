"""What a release says of itself is shown: the same wheel twice, no network, no weak digests; each with a planted fault."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from installers.evidence import NO_WEAK_DIGESTS, build_wheel, program, sums


def test_the_wheel_built_twice_is_the_same_byte_for_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And another date makes another wheel: the comparison can fail."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    first, second = build_wheel(tmp_path / "first"), build_wheel(tmp_path / "second")
    assert first.read_bytes() == second.read_bytes()
    names = zipfile.ZipFile(first).namelist()
    assert "planwriter/_resources/plans/sample.csplan" in names
    assert not [name for name in names if "__pycache__" in name or "tests/" in name]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    assert build_wheel(tmp_path / "third").read_bytes() != first.read_bytes()


def test_the_self_test_works_in_a_network_that_is_empty(tmp_path: Path, needs_program: Callable[[str], str]) -> None:
    """There is not even a loopback: whatever reached for the network would have failed."""
    needs_program("unshare")
    status, said, complaints = program("selftest", folder=tmp_path, network=False)
    assert (status, complaints) == (0, ""), said


def test_the_tour_works_without_a_network_and_without_weak_digests(
    tmp_path: Path, needs_program: Callable[[str], str]
) -> None:
    """Every page is shown, every document written, read back and proved; only sending needs a network."""
    needs_program("unshare")
    status, said, complaints = program("tour", "--out", "tour", folder=tmp_path, network=False, weak_digests=False)
    assert status == 0, said + complaints
    assert complaints == "The endpoint could not be started here, so the tour sent nothing.\n"
    assert {path.suffix for path in (tmp_path / "tour/documents").iterdir()} >= {".docx", ".pdf", ".html", ".json"}


def test_the_empty_network_is_empty(needs_program: Callable[[str], str]) -> None:
    """What the test above rests on."""
    listen = "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname(), 2)"
    command = [sys.executable, "-c", listen]
    assert subprocess.run(command, capture_output=True).returncode == 0
    alone = [needs_program("unshare"), "--net", "--map-root-user"]
    assert subprocess.run([*alone, *command], capture_output=True).returncode != 0


def test_the_self_test_works_where_md5_sha1_and_blake2_are_refused(tmp_path: Path) -> None:
    """As on a computer in FIPS mode."""
    status, said, complaints = program("selftest", folder=tmp_path, weak_digests=False)
    assert status == 0, said + complaints
    assert "weak digest" not in complaints


def test_a_weak_digest_would_be_refused_and_named(tmp_path: Path) -> None:
    """What the test above rests on."""
    (tmp_path / "sitecustomize.py").write_text(NO_WEAK_DIGESTS)
    for call in ("hashlib.md5(b'')", "hashlib.new('SHA1')", "hashlib.sha1(b'', usedforsecurity=False)"):
        command = [sys.executable, "-c", f"import hashlib; {call}"]
        done = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)})
        assert done.returncode == 1
        assert "weak digest" in done.stderr
    good = [sys.executable, "-c", "import hashlib; print(hashlib.sha256(b'').hexdigest()[:6])"]
    assert subprocess.check_output(good, text=True, env={"PYTHONPATH": str(tmp_path)}) == "e3b0c4\n"


def test_the_sums_are_those_that_sha256sum_finds(tmp_path: Path, needs_program: Callable[[str], str]) -> None:
    """And it finds a changed file."""
    (tmp_path / "a.json").write_text(json.dumps({}))
    (tmp_path / "SHA256SUMS").write_text(sums([tmp_path / "a.json"]))
    command = [needs_program("sha256sum"), "-c", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0
    (tmp_path / "a.json").write_text("changed")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 1
