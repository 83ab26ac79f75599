"""What the office signs and how it is believed: a receipt as compact JWS, ES256 and nothing else. Pure.

Source: RFC 7515 (JWS), RFC 7518 (ES256), FIPS 186-5.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from planwriter.errors import PlanwriterError

ALGORITHM, RECEIPT_TYPE = "ES256", "planwriter-receipt"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MAX_RECEIPT = 4096


@dataclass(frozen=True)
class Receipt:
    """What the office signed.

    Attributes:
        issuer: As the office profile names it.
        sha256, size_bytes: Of the package as it arrived.
        received: When it was committed; aware, UTC, whole seconds.
        status: A Standing at that moment.
        key_id: Of the key that signed it; "" before it was signed.
    """

    issuer: str
    submission_id: str
    package_id: str
    sha256: str
    size_bytes: int
    received: datetime
    status: str
    key_id: str = ""

    def claims(self) -> dict[str, Any]:
        """Return the payload that is signed."""
        return {
            "iss": self.issuer,
            "submission_id": self.submission_id,
            "package_id": self.package_id,
            "sha256": self.sha256,
            "size": self.size_bytes,
            "received": self.received.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "status": self.status,
        }


class ReceiptError(PlanwriterError):
    """A receipt that must not be believed, or that is about something else."""

    exit_status = 1


def signed_receipt(receipt: Receipt, private_key: Mapping[str, Any]) -> str:
    """Return the compact JWS of a receipt.

    Args:
        private_key: A P-256 key as JWK, with its `kid`.
    """
    from joserfc import jws  # brings cryptography: only where something is signed or verified
    from joserfc.jwk import ECKey

    head = {"alg": ALGORITHM, "kid": private_key["kid"], "typ": RECEIPT_TYPE}
    payload = json.dumps(receipt.claims(), separators=(",", ":")).encode()
    return jws.serialize_compact(head, payload, ECKey.import_key(dict(private_key)), algorithms=[ALGORITHM])


def read_receipt(signed: str, keys: Sequence[Mapping[str, Any]]) -> Receipt:
    """Return what a receipt says, once its signature by one of `keys` was found right.

    Only ES256 is believed, whatever the receipt says of itself.

    Args:
        signed: A compact JWS.
        keys: Public P-256 keys as JWK, each with a `kid` of its own.

    Raises:
        ReceiptError: It is no receipt, or none of these keys signed it.
    """
    from joserfc import jws  # brings cryptography: only where something is signed or verified
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey

    head = _json_part(signed, 0)
    if set(head) != {"alg", "kid", "typ"} or head["alg"] != ALGORITHM or head["typ"] != RECEIPT_TYPE:
        _refuse_receipt("it is signed in another way than this office signs")
    key = next((one for one in keys if one.get("kid") == head["kid"]), None)
    if key is None:
        _refuse_receipt("it is signed with a key that is not this office's")
    try:
        jws.deserialize_compact(signed, ECKey.import_key(dict(key)), algorithms=[ALGORITHM])
    except (JoseError, ValueError):
        _refuse_receipt("its signature is not this office's, or it was changed afterwards")
    return _receipt(_json_part(signed, 1), str(head["kid"]))


def claimed_receipt(signed: str) -> Receipt:
    """Return what a receipt says, whoever signed it: to find the package it is about, never to believe it.

    Raises:
        ReceiptError: It is no receipt.
    """
    return _receipt(_json_part(signed, 1), str(_json_part(signed, 0).get("kid", "")))


def _json_part(signed: str, number: int) -> dict[str, Any]:
    parts = signed.split(".")
    if len(parts) != 3 or len(signed) > _MAX_RECEIPT or not signed.isascii():
        _refuse_receipt("it is not a receipt")
    try:
        part = json.loads(base64.urlsafe_b64decode(parts[number] + "=" * (-len(parts[number]) % 4)))
    except (ValueError, RecursionError, binascii.Error):
        part = None
    if not isinstance(part, dict):
        _refuse_receipt("it is not a receipt")
    return part


def _receipt(claims: dict[str, Any], key_id: str) -> Receipt:
    try:
        receipt = Receipt(
            issuer=str(claims["iss"]),
            submission_id=str(claims["submission_id"]),
            package_id=str(claims["package_id"]),
            sha256=str(claims["sha256"]),
            size_bytes=int(claims["size"]),
            received=datetime.strptime(claims["received"], "%Y-%m-%dT%H:%M:%S%z"),
            status=str(claims["status"]),
            key_id=key_id,
        )
    except (KeyError, TypeError, ValueError):
        _refuse_receipt("it does not say what a receipt must say")
    if not _UUID.fullmatch(receipt.package_id) or not _SHA256.fullmatch(receipt.sha256):
        _refuse_receipt("it does not say what a receipt must say")
    return receipt


def _refuse_receipt(reason: str) -> NoReturn:
    raise ReceiptError(
        f"This receipt must not be believed: {reason}.",
        "Keep it, send the package again (that does no harm), and tell the receiving office.",
    )
