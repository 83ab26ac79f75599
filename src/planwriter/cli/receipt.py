"""The command that says whether a receipt is the office's, and about this very package."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from planwriter.cli.command import SEND, Command


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verify", metavar="verify", choices=("verify",), help="what to do with the receipt")
    parser.add_argument("receipt", metavar="RECEIPT", type=Path, help="the file that ends in .receipt.json")
    parser.add_argument("package", metavar="PACKAGE", type=Path, help="the sealed package it is about")
    parser.add_argument("--office", metavar="PROFILE.json", type=Path, required=True, help="the office's profile")


def _run(arguments: Namespace) -> int:
    from planwriter.cli.files import read_file
    from planwriter.submit.package import short_code
    from planwriter.submit.profile import read_profile
    from planwriter.submit.receipts import read_receipt_file, verified_receipt

    profile = read_profile(read_file(arguments.office))
    signed = read_receipt_file(read_file(arguments.receipt))
    receipt = verified_receipt(signed, read_file(arguments.package), profile)
    print(
        f"Yes: {profile.name} received this package at {receipt.received:%Y-%m-%d %H:%M:%S} UTC, "
        f"submission {receipt.submission_id}."
    )
    print(f"Code to compare over the phone: {short_code(receipt.sha256)}", file=sys.stderr)
    return 0


COMMAND = Command(
    name="receipt",
    uses=((SEND, "receipt verify RECEIPT PACKAGE …", "Says whether this package is what the office received."),),
    summary="Checks a receipt's signature and that it is about this very package; status 1 and the reason if not.",
    example="receipt verify SSA.cspackage.receipt.json SSA.cspackage --office office.json",
    add_arguments=_add_arguments,
    run=_run,
)
