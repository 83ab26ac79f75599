"""The command that seals a plan into the one file that is sent."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.cli.command import SEND, Command, add_file
from planwriter.errors import FormatError, UsageError

if TYPE_CHECKING:
    from planwriter.submit.package import Package
    from planwriter.submit.signing import Receipt

PURPOSES = ("final", "consultation")


def _add_arguments(parser: ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("--out", metavar="PACKAGE", type=Path, required=True, help="where to write the package")
    parser.add_argument(
        "--for",
        dest="purpose",
        choices=PURPOSES,
        default=PURPOSES[0],
        help="final (if you say nothing): everything must be ready for sending; consultation: for clearance",
    )
    parser.add_argument(
        "--supersedes",
        metavar="RECEIPT",
        type=Path,
        default=None,
        help="receipt of the plan this one takes the place of; its package should lie beside it",
    )


def _run(arguments: Namespace) -> int:
    import hashlib

    from planwriter.atomic import write_atomically
    from planwriter.checks import run_checks
    from planwriter.cli.office import set_for_everyone
    from planwriter.cli.source import read_source
    from planwriter.plan.stored import Copy
    from planwriter.submit.package import Purpose
    from planwriter.submit.signing import ReceiptError
    from planwriter.wizard.sealing import seal_plan
    from planwriter.wizard.sending import since_package

    source = read_source(arguments.file, arguments.data_dir)
    if source.copy is Copy.PUBLIC:
        raise UsageError(
            "A public copy cannot be sealed: it does not say who approved the plan.",
            "Seal your working copy (.csplan) or your draft.",
        )
    receipt = _superseded(arguments.supersedes) if arguments.supersedes else None
    sent = _sent_package(arguments.supersedes, receipt, arguments.data_dir) if receipt else None
    if sent is not None and sent.manifest.plan_id != source.plan.plan_id:
        raise ReceiptError(
            "This receipt is about another plan.",
            f"“{arguments.supersedes.name}” is about a plan of {sent.manifest.agency_name or 'somebody else'}. "
            "Choose the receipt of the plan that this one takes the place of.",
        )
    words = set_for_everyone(arguments.data_dir).agency_words
    data = seal_plan(
        source.plan,
        source.catalogue,
        run_checks(source.plan, source.catalogue, agency_words=words),
        purpose=Purpose(arguments.purpose),
        supersedes=receipt.package_id if receipt else "",
        amended=since_package(sent, receipt, receipt.issuer, source.catalogue) if sent and receipt else None,
    )
    write_atomically(arguments.out, data)
    print(f"{arguments.out}  SHA-256 {hashlib.sha256(data).hexdigest()}")
    return 0


def _superseded(path: Path) -> "Receipt":
    from planwriter.cli.files import read_file
    from planwriter.submit.receipts import read_receipt_file
    from planwriter.submit.signing import claimed_receipt

    return claimed_receipt(read_receipt_file(read_file(path)))


def _sent_package(path: Path, receipt: "Receipt", data_dir: Path | None) -> "Package | None":
    """Return the package a receipt is about, from beside it or from the outbox; None, and a word of it, when not."""
    from planwriter.cli.files import read_file
    from planwriter.settings.paths import AppPaths
    from planwriter.submit.outbox import Outbox
    from planwriter.submit.package import read_package

    beside = path.with_name(path.name.removesuffix(".receipt.json"))
    kept = Outbox(AppPaths.of(data_dir).outbox).package_path(receipt.package_id)
    if beside == path or not beside.is_file():
        beside = kept
    if not beside.is_file():
        print(
            f"The package of this receipt lies neither beside it as {path.name.removesuffix('.receipt.json')} nor in "
            "the outbox. So it could not be checked that the receipt is about this plan, and the documents have no "
            "page that lists what changed.",
            file=sys.stderr,
        )
        return None
    package = read_package(read_file(beside))
    if package.sha256 != receipt.sha256:
        raise FormatError(
            f"“{beside.name}” is not the package of this receipt.", "Put the package that was sent beside its receipt."
        )
    return package


COMMAND = Command(
    name="seal",
    uses=((SEND, "seal FILE --out PACKAGE [--for …]", "Seals the plan into the one file that is sent."),),
    summary="Seals a plan into the one file that is sent; refused while its gate is not passed.",
    example="seal SSA.csplan --for final --out SSA.cspackage",
    add_arguments=_add_arguments,
    run=_run,
)
