"""Sealing on the command line: one line for a package, or what must be fixed first."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from planwriter.plan.stored import Copy, plan_bytes, read_plan
from planwriter.submit.outbox import Outbox
from planwriter.submit.package import read_package
from planwriter.submit.receipts import receipt_file
from planwriter.submit.signing import read_receipt
from tests.submit.offices import PaperOffice

from .conftest import DATA, PLANS

SAMPLE = PLANS / "sample.csplan"


def test_a_finished_plan_is_sealed(run, tmp_path):
    done = run("seal", SAMPLE, "--out", "p.cspackage")
    data = (tmp_path / "p.cspackage").read_bytes()
    assert done.stdout == f"p.cspackage  SHA-256 {hashlib.sha256(data).hexdigest()}\n"
    assert read_package(data).manifest.purpose == "final"
    again = run("seal", SAMPLE, "--out", "q.cspackage", "--for", "final")
    assert again.stdout.split()[1:] == done.stdout.split()[1:]


def test_a_closed_gate_is_a_no_that_names_what_to_fix(run, tmp_path):
    done = run("seal", DATA / "ssa.json", "--out", "p.cspackage")
    assert done.returncode in (1, 2)
    assert not (tmp_path / "p.cspackage").exists()


def test_an_unfinished_plan_is_refused(run, tmp_path, catalogue):
    plan = read_plan(SAMPLE.read_bytes(), catalogue).plan.with_answer("clearance.approval", None)
    (tmp_path / "a.csplan").write_bytes(plan_bytes(plan, catalogue))
    done = run("seal", "a.csplan", "--out", "p.cspackage")
    assert done.returncode == 1
    assert "not ready" in done.stderr
    assert not (tmp_path / "p.cspackage").exists()
    assert run("seal", "a.csplan", "--for", "consultation", "--out", "p.cspackage").returncode == 0


def test_a_public_copy_cannot_be_sealed(run, tmp_path, catalogue):
    plan = read_plan(SAMPLE.read_bytes(), catalogue).plan
    (tmp_path / "a.json").write_bytes(plan_bytes(plan, catalogue, Copy.PUBLIC))
    done = run("seal", "a.json", "--out", "p.cspackage")
    assert done.returncode == 2
    assert "public copy" in done.stderr


def test_what_is_no_receipt_cannot_be_superseded(run, tmp_path):
    (tmp_path / "r.json").write_text("{}")
    assert run("seal", SAMPLE, "--out", "p.cspackage", "--supersedes", "r.json").returncode == 3
    assert run("seal", SAMPLE, "--out", "p.cspackage", "--supersedes", "missing").returncode == 3


def test_an_amendment_lists_what_changed_when_the_package_lies_beside_its_receipt(run, tmp_path, catalogue):
    office = PaperOffice("http://127.0.0.1:1")
    assert run("seal", SAMPLE, "--out", "p.cspackage").returncode == 0
    package = (tmp_path / "p.cspackage").read_bytes()
    signed = office.answer(package)["receipt"]
    receipt = read_receipt(signed, office.profile.keys)
    (tmp_path / "p.cspackage.receipt.json").write_bytes(receipt_file(signed, receipt, office.profile.name))
    plan = read_plan(SAMPLE.read_bytes(), catalogue).plan.with_answer("plan.version", "2")
    (tmp_path / "a.csplan").write_bytes(plan_bytes(plan, catalogue))
    seal = ("seal", "a.csplan", "--out", "q.cspackage", "--supersedes", "p.cspackage.receipt.json")
    done = run(*seal)
    assert (done.returncode, done.stderr) == (0, "")
    amended = read_package((tmp_path / "q.cspackage").read_bytes())
    assert amended.manifest.supersedes == receipt.package_id
    assert receipt.submission_id in amended.files["plan.html"].decode()

    (tmp_path / "p.cspackage").write_bytes((tmp_path / "q.cspackage").read_bytes())
    done = run(*seal)
    assert done.returncode == 3
    assert "not the package of this receipt" in done.stderr

    (tmp_path / "p.cspackage").unlink()
    done = run(*seal)
    assert done.returncode == 0
    assert "could not be checked that the receipt is about this plan" in done.stderr
    assert "no page that lists what changed" in done.stderr

    Outbox(tmp_path / "data" / "outbox").add(package, draft_id="d", title="t", now=datetime.now(UTC))
    done = run(*seal, "--data-dir", tmp_path / "data")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_receipt_of_another_plan_cannot_be_superseded(run, tmp_path, catalogue):
    office = PaperOffice("http://127.0.0.1:1")
    plan = read_plan(SAMPLE.read_bytes(), catalogue).plan
    (tmp_path / "o.csplan").write_bytes(
        plan_bytes(replace(plan, plan_id="2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"), catalogue)
    )
    assert run("seal", "o.csplan", "--out", "o.cspackage").returncode == 0
    package = (tmp_path / "o.cspackage").read_bytes()
    signed = office.answer(package)["receipt"]
    receipt = read_receipt(signed, office.profile.keys)
    (tmp_path / "o.cspackage.receipt.json").write_bytes(receipt_file(signed, receipt, office.profile.name))
    seal = ("seal", SAMPLE, "--out", "q.cspackage", "--supersedes", "o.cspackage.receipt.json")
    for step in ("beside the receipt", "in the outbox"):
        done = run(*seal, "--data-dir", tmp_path / "data")
        assert done.returncode == 1, step
        assert done.stderr.startswith("This receipt is about another plan.")
        assert not (tmp_path / "q.cspackage").exists()
        Outbox(tmp_path / "data" / "outbox").add(package, draft_id="d", title="t", now=datetime.now(UTC))
        (tmp_path / "o.cspackage").unlink(missing_ok=True)
