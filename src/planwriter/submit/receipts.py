"""Receipts as files: kept, and held against the package and the office profile on any later day."""

import json
from typing import Any

from planwriter.errors import FormatError
from planwriter.plan.stored import read_json
from planwriter.submit.package import read_package
from planwriter.submit.profile import OfficeProfile
from planwriter.submit.signing import Receipt, ReceiptError, read_receipt

FORMAT, FORMAT_VERSION = "planwriter-receipt", 1
_MAX_BYTES = 64 * 1024


def receipt_file(signed: str, receipt: Receipt, office: str) -> bytes:
    """Return the file of a receipt: the signed words, and beside them what they say, for people.

    Args:
        signed: The compact JWS as the office gave it.
        receipt: What it says.
        office: Name of the office.
    """
    form = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "office": office,
        "says": receipt.claims(),
        "receipt": signed,
    }
    return (json.dumps(form, indent=2, ensure_ascii=False) + "\n").encode()


def read_receipt_file(data: bytes) -> str:
    """Return the signed words in the file of a receipt; only they count, whatever stands beside them.

    Raises:
        FormatError: It is no such file.
    """
    try:
        form: Any = read_json(data) if len(data) <= _MAX_BYTES else None
    except FormatError:
        form = None
    signed = form.get("receipt") if isinstance(form, dict) and form.get("format") == FORMAT else None
    if not isinstance(signed, str):
        raise FormatError("This file is not a receipt.", "Choose the file that ends in “.receipt.json”.")
    return signed


def verified_receipt(signed: str, package: bytes, profile: OfficeProfile) -> Receipt:
    """Return what a receipt says, once it was found to be the office's and to be about this very package.

    Raises:
        ReceiptError: The office did not sign it, or it is about another package.
        FormatError: The package itself cannot be read.
    """
    receipt = read_receipt(signed, profile.keys)
    if receipt.issuer != profile.issuer:
        raise ReceiptError(
            "This receipt is another office's.",
            f"It comes from {receipt.issuer}, the profile is of {profile.issuer}. Choose the profile of that office.",
        )
    sealed = read_package(package)
    if (receipt.package_id, receipt.sha256, receipt.size_bytes) != (
        sealed.package_id,
        sealed.sha256,
        sealed.size_bytes,
    ):
        raise ReceiptError(
            "This package is not what was received.",
            f"The receipt is about package {receipt.package_id}, the file is {sealed.package_id}. Choose the one sent.",
        )
    return receipt
