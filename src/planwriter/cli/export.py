"""The command that writes a document of a plan, proved, and says what it wrote."""

import hashlib
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.cli.command import CLEAR, PUBLISH, Command, add_file
from planwriter.errors import UsageError

if TYPE_CHECKING:
    from planwriter.plan.plan import Plan

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
    from planwriter.atomic import write_atomically
    from planwriter.cli.source import read_source
    from planwriter.export import PrintedCopy, format_of, make_document

    form = format_of(arguments.to)
    if arguments.copy and len(form.copies) == 1:
        raise UsageError(f"--copy does not go with --to {form.id}.", "Leave it out; only Word has several copies.")
    source = read_source(arguments.file, arguments.data_dir)
    copy = PrintedCopy(arguments.copy) if arguments.copy else form.copies[0]
    made = make_document(source.plan, source.catalogue, format_id=form.id, copy=copy)
    path = arguments.out or Path(default_name(source.plan, form.extension, copy if len(form.copies) > 1 else ""))
    write_atomically(path, made.data)
    digest = hashlib.sha256(made.data).hexdigest()
    proved = f"{made.proof.proved} of {made.proof.of} answers proved"
    print(f"{path}  {len(made.data)} bytes  SHA-256 {digest}  {proved}")
    return 0


def default_name(plan: "Plan", extension: str, copy: str) -> str:
    """Return the name of a document for which none was given, e.g. "SSA-customer-service-plan-clearance.docx"."""
    from planwriter.drafts.portable import file_name

    acronym = plan.answer("agency.acronym")
    parts = (acronym if isinstance(acronym, str) else "", "customer-service-plan", copy)
    return file_name("-".join(part for part in parts if part), f".{extension}")


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
