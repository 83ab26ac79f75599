"""A receipt is kept as a file and can be verified against the package any day."""

import json
from datetime import UTC, datetime

import pytest
from joserfc.jwk import ECKey

from planwriter.errors import FormatError
from planwriter.submit.package import Purpose, read_package
from planwriter.submit.profile import OfficeProfile, SignIn
from planwriter.submit.receipts import read_receipt_file, receipt_file, verified_receipt
from planwriter.submit.signing import Receipt, ReceiptError, signed_receipt

ISSUER = "https://plans.example.gov"


@pytest.fixture(scope="module")
def key():
    return {**ECKey.generate_key("P-256").as_dict(private=True), "kid": "k1", "alg": "ES256", "use": "sig"}


@pytest.fixture
def profile(key):
    public = {name: value for name, value in key.items() if name != "d"}
    return OfficeProfile("Office of Plans", ISSUER, ISSUER, (public,), SignIn("token"))


def receipt_of(data, **changed):
    package = read_package(data)
    about = {
        "issuer": ISSUER,
        "submission_id": "0b0f3d3e-53b1-4b3e-8d5e-0e4f6a1f2a10",
        "package_id": package.package_id,
        "sha256": package.sha256,
        "size_bytes": package.size_bytes,
        "received": datetime(2011, 10, 24, tzinfo=UTC),
        "status": "accepted",
        **changed,
    }
    return Receipt(**about)


def test_a_receipt_kept_as_a_file_is_verified_later(sealed, key, profile):
    receipt = receipt_of(sealed())
    file = receipt_file(signed_receipt(receipt, key), receipt, profile.name)
    assert verified_receipt(read_receipt_file(file), sealed(), profile).claims() == receipt.claims()
    assert json.loads(file)["says"]["received"] == "2011-10-24T00:00:00Z"


def test_only_the_signed_words_count(sealed, key, profile):
    receipt = receipt_of(sealed())
    form = json.loads(receipt_file(signed_receipt(receipt, key), receipt, profile.name))
    form["says"]["status"] = "forged"
    read = verified_receipt(read_receipt_file(json.dumps(form).encode()), sealed(), profile)
    assert read.status == "accepted"


def test_another_package_is_not_what_was_received(sealed, key, profile):
    signed = signed_receipt(receipt_of(sealed()), key)
    with pytest.raises(ReceiptError, match="not what was received"):
        verified_receipt(signed, sealed(purpose=Purpose.CONSULTATION), profile)
    with pytest.raises(ReceiptError, match="not what was received"):
        verified_receipt(signed_receipt(receipt_of(sealed(), size_bytes=1), key), sealed(), profile)


def test_another_office_is_told(sealed, key, profile):
    signed = signed_receipt(receipt_of(sealed(), issuer="https://other.example.gov"), key)
    with pytest.raises(ReceiptError, match="another office's"):
        verified_receipt(signed, sealed(), profile)


def test_other_files_are_no_receipts():
    for data in (b"", b"{}", b"[]", b'{"format": "planwriter-receipt", "receipt": 3}', b"\xff", b" " * 70_000):
        with pytest.raises(FormatError, match="not a receipt"):
            read_receipt_file(data)
