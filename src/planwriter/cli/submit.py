"""The command that sends a sealed package and writes the receipt beside it; sending twice does no harm."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.cli.command import SEND, Command
from planwriter.errors import UsageError

if TYPE_CHECKING:
    from planwriter.submit.profile import OfficeProfile


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("package", metavar="PACKAGE", type=Path, help="the sealed package")
    parser.add_argument("--office", metavar="PROFILE.json", type=Path, required=True, help="the office's profile")
    parser.add_argument(
        "--token-env",
        metavar="VAR",
        default="",
        help="environment variable that holds the office's token; if you say nothing, the keyring is asked",
    )


def _run(arguments: Namespace) -> int:
    from planwriter.app.network_loop import Delivery, deliver
    from planwriter.atomic import write_atomically
    from planwriter.cli.files import read_file
    from planwriter.submit.package import read_package
    from planwriter.submit.profile import read_profile
    from planwriter.submit.receipts import receipt_file
    from planwriter.submit.verdict import NotSentError

    profile = read_profile(read_file(arguments.office))
    package = read_package(read_file(arguments.package))
    token = _token(arguments.token_env, profile)
    told = _tell if sys.stderr.isatty() else lambda _words: None
    verdict = deliver(Delivery(arguments.package, package, profile, token), told)
    if verdict.receipt is None:
        places = "".join(f" {one.detail}" for one in verdict.faults)
        title, _, advice = f"{verdict.words}{places}".partition(". ")
        raise NotSentError(f"{title.rstrip('.')}.", advice or "Ask the receiving office.")
    path = arguments.package.with_name(f"{arguments.package.name}.receipt.json")
    write_atomically(path, receipt_file(verdict.signed, verdict.receipt, profile.name))
    print(f"{verdict.receipt.submission_id}  {verdict.receipt.received:%Y-%m-%d %H:%M:%S} UTC")
    return 0


def _token(variable: str, profile: "OfficeProfile") -> str:
    from planwriter.submit.credentials import TokenStore, clean_token

    if variable and variable not in os.environ:
        raise UsageError(f"The environment variable {variable} is not set.", "Put the office's token into it.")
    return clean_token(os.environ[variable]) if variable else TokenStore().find(profile.address)[0]


def _tell(words: str) -> None:
    print(words, file=sys.stderr)


COMMAND = Command(
    name="submit",
    uses=((SEND, "submit PACKAGE --office PROFILE.json", "Sends it, again if need be; writes its receipt."),),
    summary="Sends a sealed package to an office and writes PACKAGE.receipt.json; sending it twice does no harm.",
    example="submit SSA.cspackage --office office.json --token-env OFFICE_TOKEN",
    add_arguments=_add_arguments,
    run=_run,
)
