"""The command that seals a plan into the one file that is sent."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.cli.command import SEND, Command, add_file
from planwriter.errors import FormatError, UsageError

if TYPE_CHECKING:
    from planwriter.export import Since
    from planwriter.submit.signing import Receipt
    from planwriter.template.catalogue import Catalogue

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
    from planwriter.wizard.sealing import seal_plan

    source = read_source(arguments.file, arguments.data_dir)
    if source.copy is Copy.PUBLIC:
        raise UsageError(
            "A public copy cannot be sealed: it does not say who approved the plan.",
            "Seal your working copy (.csplan) or your draft.",
        )
    receipt = _superseded(arguments.supersedes) if arguments.supersedes else None
    words = set_for_everyone(arguments.data_dir).agency_words
    data = seal_plan(
        source.plan,
        source.catalogue,
        run_checks(source.plan, source.catalogue, agency_words=words),
        purpose=Purpose(arguments.purpose),
        supersedes=receipt.package_id if receipt else "",
        amended=_amended(arguments.supersedes, receipt, source.catalogue) if receipt else None,
    )
    write_atomically(arguments.out, data)
    print(f"{arguments.out}  SHA-256 {hashlib.sha256(data).hexdigest()}")
    return 0


def _superseded(path: Path) -> "Receipt":
    from planwriter.cli.files import read_file
    from planwriter.submit.receipts import read_receipt_file
    from planwriter.submit.signing import claimed_receipt

    return claimed_receipt(read_receipt_file(read_file(path)))


def _amended(path: Path, receipt: "Receipt", catalogue: "Catalogue") -> "Since | None":
    """Return the plan that is replaced, whose package lies beside its receipt; None, and a word of it, when not."""
    from planwriter.cli.files import read_file
    from planwriter.submit.package import read_package
    from planwriter.wizard.sending import since_package

    beside = path.with_name(path.name.removesuffix(".receipt.json"))
    if beside == path or not beside.is_file():
        print(
            f"The package of this receipt does not lie beside it as {beside.name}, so the documents have no page that "
            "lists what changed.",
            file=sys.stderr,
        )
        return None
    package = read_package(read_file(beside))
    if package.sha256 != receipt.sha256:
        raise FormatError(
            f"“{beside.name}” is not the package of this receipt.", "Put the package that was sent beside its receipt."
        )
    return since_package(package, receipt, receipt.issuer, catalogue)


COMMAND = Command(
    name="seal",
    uses=((SEND, "seal FILE --out PACKAGE [--for …]", "Seals the plan into the one file that is sent."),),
    summary="Seals a plan into the one file that is sent; refused while its gate is not passed.",
    example="seal SSA.csplan --for final --out SSA.cspackage",
    add_arguments=_add_arguments,
    run=_run,
)
