"""The command that seals a plan into the one file that is sent."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from planwriter.cli.command import SEND, Command, add_file
from planwriter.errors import UsageError

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
        help="receipt of the plan this one takes the place of",
    )


def _run(arguments: Namespace) -> int:
    import hashlib

    from planwriter.atomic import write_atomically
    from planwriter.checks import run_checks
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
    data = seal_plan(
        source.plan,
        source.catalogue,
        run_checks(source.plan, source.catalogue),
        purpose=Purpose(arguments.purpose),
        supersedes=_superseded(arguments.supersedes),
    )
    write_atomically(arguments.out, data)
    print(f"{arguments.out}  SHA-256 {hashlib.sha256(data).hexdigest()}")
    return 0


def _superseded(receipt: Path | None) -> str:
    if receipt is None:
        return ""
    from planwriter.cli.files import read_file
    from planwriter.submit.receipts import read_receipt_file
    from planwriter.submit.signing import claimed_receipt

    return claimed_receipt(read_receipt_file(read_file(receipt))).package_id


COMMAND = Command(
    name="seal",
    uses=((SEND, "seal FILE --out PACKAGE [--for …]", "Seals the plan into the one file that is sent."),),
    summary="Seals a plan into the one file that is sent; refused while its gate is not passed.",
    example="seal SSA.csplan --for final --out SSA.cspackage",
    add_arguments=_add_arguments,
    run=_run,
)
