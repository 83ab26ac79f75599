"""A receipt is believed only when the office signed just this, with ES256."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest
from joserfc.jwk import ECKey

from planwriter.submit.signing import Receipt, ReceiptError, claimed_receipt, read_receipt, signed_receipt

RECEIPT = Receipt(
    "https://plans.example.gov",
    "0b0f3d3e-53b1-4b3e-8d5e-0e4f6a1f2a10",
    "2b1c8a4e-6f0d-8c55-9a51-6f5d3c1f7a10",
    "ab" * 32,
    204_800,
    datetime(2011, 10, 24, 16, 30, 5, tzinfo=UTC),
    "accepted",
)


def new_key(key_id="k1"):
    return {**ECKey.generate_key("P-256").as_dict(private=True), "kid": key_id, "alg": "ES256", "use": "sig"}


def public(key):
    return {name: value for name, value in key.items() if name != "d"}


def encoded(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def key():
    return new_key()


def test_what_was_signed_is_read(key):
    read = read_receipt(signed_receipt(RECEIPT, key), [public(new_key("old")), public(key)])
    assert read.claims() == RECEIPT.claims()
    assert read.received == RECEIPT.received
    assert read.key_id == "k1"


def test_another_key_is_refused(key):
    with pytest.raises(ReceiptError, match="signature is not"):
        read_receipt(signed_receipt(RECEIPT, new_key()), [public(key)])
    with pytest.raises(ReceiptError, match="not this office's"):
        read_receipt(signed_receipt(RECEIPT, new_key("k2")), [public(key)])


def test_no_algorithm_is_refused(key):
    head = {"alg": "none", "kid": "k1", "typ": "planwriter-receipt"}
    for signature in ("", "AAAA"):
        with pytest.raises(ReceiptError, match="another way"):
            read_receipt(f"{encoded(head)}.{encoded(RECEIPT.claims())}.{signature}", [public(key)])


def test_the_public_key_as_a_password_is_refused(key):
    """HS256 over the public key in every form an attacker has it."""
    head = encoded({"alg": "HS256", "kid": "k1", "typ": "planwriter-receipt"})
    signed = f"{head}.{encoded(RECEIPT.claims())}"
    forms = (json.dumps(public(key)).encode(), ECKey.import_key(public(key)).as_pem(private=False))
    for form in forms:
        mac = hmac.new(form, signed.encode(), hashlib.sha256).digest()
        with pytest.raises(ReceiptError, match="another way"):
            read_receipt(f"{signed}.{encoded(mac)}", [public(key)])


def test_a_changed_payload_is_refused(key):
    head, payload, signature = signed_receipt(RECEIPT, key).split(".")
    changed = encoded({**RECEIPT.claims(), "status": "published"})
    for forged in (f"{head}.{changed}.{signature}", f"{head}.{payload}.", f"{head}.{payload}.{'A' * 86}"):
        with pytest.raises(ReceiptError, match="signature is not"):
            read_receipt(forged, [public(key)])


def test_a_head_with_more_in_it_is_refused(key):
    _head, payload, signature = signed_receipt(RECEIPT, key).split(".")
    for more in ({"crit": ["exp"]}, {"jwk": public(key)}, {"jku": "https://example.com"}, {"b64": False}):
        head = {"alg": "ES256", "kid": "k1", "typ": "planwriter-receipt", **more}
        with pytest.raises(ReceiptError):
            read_receipt(f"{encoded(head)}.{payload}.{signature}", [public(key)])


@pytest.mark.parametrize("words", ["", "a.b", "a.b.c", "....", "é.é.é", "A" * 5000 + "..", f"{encoded([1])}.e30.e30"])
def test_anything_else_is_no_receipt(key, words):
    with pytest.raises(ReceiptError):
        read_receipt(words, [public(key)])


def test_a_receipt_that_lacks_what_it_must_say_is_refused(key):
    from joserfc import jws

    head = {"alg": "ES256", "kid": "k1", "typ": "planwriter-receipt"}
    for change in ({"size": None}, {"received": "yesterday"}, {"sha256": "no"}, {"package_id": "../x"}):
        payload = json.dumps({**RECEIPT.claims(), **change})
        signed = jws.serialize_compact(head, payload, ECKey.import_key(key), algorithms=["ES256"])
        with pytest.raises(ReceiptError, match="does not say"):
            read_receipt(signed, [public(key)])


def test_what_a_receipt_claims_can_be_looked_up_without_its_key(key):
    assert claimed_receipt(signed_receipt(RECEIPT, key)).claims() == RECEIPT.claims()
    with pytest.raises(ReceiptError):
        claimed_receipt("no")
