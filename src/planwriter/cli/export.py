"""The command that writes a document of a plan, proved, and says what it wrote."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.cli.command import CLEAR, PUBLISH, Command, add_file
from planwriter.errors import UsageError

if TYPE_CHECKING:
    pass

COPIES = ("clearance", "final")


def _add_arguments(parser: ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("--to", metavar="FORMAT", required=True, help="docx (Word) or json")
    parser.add_argument(
        "--copy",
        choices=COPIES,
        default="",
        help="for Word only: clearance (if you say nothing) with cover, routing sheet and what is missing, or final",
    )
    parser.add_argument("--out", metavar="PATH", type=Path, default=None, help="where to write it")


def _run(arguments: Namespace) -> int:
    from planwriter.checks import run_checks
    from planwriter.cli.source import baselines_of, read_source
    from planwriter.export import PrintedCopy, format_of
    from planwriter.wizard.jobs import export_plan
    from planwriter.wizard.naming import document_name

    form = format_of(arguments.to)
    if arguments.copy and len(form.copies) == 1:
        raise UsageError(f"--copy does not go with --to {form.id}.", "Leave it out; only Word has several copies.")
    source = read_source(arguments.file, arguments.data_dir)
    copy = PrintedCopy(arguments.copy) if arguments.copy else form.copies[0]
    exported = export_plan(
        source.plan,
        source.catalogue,
        run_checks(source.plan, source.catalogue, copy=source.copy),
        format_id=form.id,
        copy=copy,
        path=arguments.out
        or Path(document_name(source.plan, extension=form.extension, copy=copy if len(form.copies) > 1 else "")),
        keep_baseline=baselines_of(source, arguments.data_dir).keep,
    )
    proof = exported.proof
    print(
        f"{exported.path}  {exported.size_bytes} bytes  SHA-256 {exported.sha256}  "
        f"{proof.proved} of {proof.of} answers proved"
    )
    return 0


COMMAND = Command(
    name="export",
    uses=(
        (CLEAR, "export FILE --to docx [--copy …]", "Writes a Word document, for clearance or final."),
        (PUBLISH, "export FILE --to json", "Writes the public JSON document."),
    ),
    summary="Writes a document, reads it back, and says how many answers it proved.",
    example="export SSA.csplan --to docx --copy final --out plan.docx",
    add_arguments=_add_arguments,
    run=_run,
)
