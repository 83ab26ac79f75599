"""The command that sends a sealed package and writes the receipt beside it; sending twice does no harm."""

import os
import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.cli.command import SEND, Command
from planwriter.errors import StorageError, UsageError

if TYPE_CHECKING:
    from planwriter.app.network_loop import Delivery
    from planwriter.submit.outbox import Outbox
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
    from planwriter.app.network_loop import Delivery
    from planwriter.cli.files import read_file
    from planwriter.settings.paths import AppPaths
    from planwriter.submit.outbox import Outbox
    from planwriter.submit.package import read_package
    from planwriter.submit.profile import read_profile

    profile = read_profile(read_file(arguments.office))
    package = read_package(read_file(arguments.package))
    delivery = Delivery(arguments.package, package, profile, _token(arguments.token_env, profile))
    outbox = Outbox(AppPaths.of(arguments.data_dir).outbox)
    code = f"Code to compare over the phone: {package.short_code}"
    if sys.stderr.isatty():
        _tell(code)
    if outbox.package_path(package.package_id).exists():
        hold = outbox.hold(package.package_id)  # a window must not send it meanwhile, nor change where it stands
        try:
            _deliver(delivery, outbox)
        finally:
            hold.release()
    else:
        _deliver(delivery, None)
    if not sys.stderr.isatty():
        _tell(code)
    return 0


def _deliver(delivery: "Delivery", outbox: "Outbox | None") -> None:
    from datetime import UTC, datetime

    from planwriter.app.network_loop import deliver
    from planwriter.atomic import write_atomically
    from planwriter.submit.receipts import receipt_file
    from planwriter.submit.verdict import NotSentError

    told = _tell if sys.stderr.isatty() else lambda _words: None
    verdict = deliver(delivery, told)
    if verdict.receipt is None:
        places = "".join(f" {one.detail}" for one in verdict.faults)
        title, _, advice = f"{without_window(verdict.words)}{places}".partition(". ")
        raise NotSentError(f"{title.rstrip('.')}.", advice or "Ask the receiving office.")
    path = delivery.path.with_name(f"{delivery.path.name}.receipt.json")
    write_atomically(path, receipt_file(verdict.signed, verdict.receipt, delivery.profile.name))
    print(f"{verdict.receipt.submission_id}  {verdict.receipt.received:%Y-%m-%d %H:%M:%S} UTC")
    if outbox is not None:
        with suppress(StorageError):  # the receipt lies beside the package, and the window can read it from there
            outbox.accept(delivery.package.package_id, verdict.signed, delivery.profile, datetime.now(UTC))


def without_window(words: str) -> str:
    """Return what an answer means without what only a window can do."""
    from planwriter.submit.verdict import HELP_DESK, NEW_TOKEN, ON_ITS_OWN

    for said, instead in (
        (ON_ITS_OWN, "Run the same command again later."),
        (HELP_DESK, "Send what “planwriter doctor” prints to your help desk."),
        (NEW_TOKEN, "Ask the office for a new token and put it into the variable that --token-env names."),
    ):
        words = words.replace(said, instead)
    return words


def _token(variable: str, profile: "OfficeProfile") -> str:
    from planwriter.submit.credentials import TokenStore, clean_token

    if variable and not os.environ.get(variable, "").strip():
        raise UsageError(f"The environment variable {variable} holds no token.", "Put the office's token into it.")
    if variable:
        return clean_token(os.environ[variable])
    if token := TokenStore().find(profile.address)[0]:
        return token
    raise UsageError(
        f"There is no token for {profile.name} on this computer, and nothing was sent.",
        "Put the office's token into an environment variable and name it, such as --token-env OFFICE_TOKEN.",
    )


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
