"""A receipt is verified on the command line: yes, or why not."""

import json
from datetime import UTC, datetime

import pytest
from joserfc.jwk import ECKey

from planwriter.submit.package import read_package
from planwriter.submit.receipts import receipt_file
from planwriter.submit.signing import Receipt, signed_receipt

from .conftest import PLANS

ISSUER = "http://127.0.0.1:8470"


@pytest.fixture
def sent(run, tmp_path):
    """A package, the office's profile and the office's receipt in the folder of the test."""
    run("seal", PLANS / "sample.csplan", "--out", "p.cspackage")
    package = read_package((tmp_path / "p.cspackage").read_bytes())
    key = {**ECKey.generate_key("P-256").as_dict(private=True), "kid": "k1", "alg": "ES256", "use": "sig"}
    profile = {
        "format": "planwriter-office",
        "format_version": 1,
        "name": "Office of Plans",
        "issuer": ISSUER,
        "address": ISSUER,
        "keys": {"keys": [{name: value for name, value in key.items() if name != "d"}]},
        "sign_in": {"kind": "token", "help": ""},
    }
    (tmp_path / "office.json").write_text(json.dumps(profile))
    about = (package.package_id, package.sha256, package.size_bytes)
    receipt = Receipt(ISSUER, "s-1", *about, received=datetime(2011, 10, 24, tzinfo=UTC), status="accepted")
    (tmp_path / "r.json").write_bytes(receipt_file(signed_receipt(receipt, key), receipt, "Office of Plans"))
    return tmp_path


def test_a_true_receipt_is_a_yes(run, sent):
    done = run("receipt", "verify", "r.json", "p.cspackage", "--office", "office.json")
    assert done.returncode == 0
    assert done.stdout == "Yes: Office of Plans received this package at 2011-10-24 00:00:00 UTC, submission s-1.\n"
    code = read_package((sent / "p.cspackage").read_bytes()).short_code
    assert done.stderr == f"Code to compare over the phone: {code}\n"


def test_another_package_is_a_no(run, sent):
    run("seal", PLANS / "every-element.csplan", "--out", "other.cspackage")
    done = run("receipt", "verify", "r.json", "other.cspackage", "--office", "office.json")
    assert done.returncode == 1


def test_a_file_that_is_none_of_these_is_told(run, sent):
    for receipt, package, office in (
        ("gone", "p.cspackage", "office.json"),
        ("p.cspackage", "p.cspackage", "office.json"),
        ("r.json", "r.json", "office.json"),
        ("r.json", "p.cspackage", "r.json"),
    ):
        assert run("receipt", "verify", receipt, package, "--office", office).returncode == 3
