"""The command that writes a document of a plan, proved, and says what it wrote."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.cli.command import CLEAR, PUBLISH, Command, add_file
from planwriter.errors import UsageError

if TYPE_CHECKING:
    from planwriter.cli.source import Source
    from planwriter.export import Since
    from planwriter.settings.office import OfficeSettings

COPIES = ("clearance", "redline", "final")
_WORD_ALONE = ("copy", "since", "office", "template")


def _add_arguments(parser: ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("--to", metavar="FORMAT", required=True, help="docx (Word), html, pdf, csv, stratml or json")
    parser.add_argument(
        "--copy",
        choices=COPIES,
        default="",
        help="for Word only: clearance (if you say nothing) with cover, routing sheet and what is missing; redline "
        "with each change since an older version as a tracked change; or final",
    )
    parser.add_argument(
        "--since",
        metavar="FILE|NAME",
        default=None,
        help="the older version: another plan's file, or a named version of the draft. A redline needs it; a clearance "
        "copy says on its cover what changed since. If you say nothing, the clearance copy of a draft takes the newest "
        'version that you named and that differs; an empty name ("") leaves it out',
    )
    parser.add_argument(
        "--office", metavar="NAME", default="", help="stamps the clearance copy for one office of the routing sheet"
    )
    parser.add_argument(
        "--template",
        metavar="AGENCY.docx",
        type=Path,
        default=None,
        help="your agency's own Word file (.docx or .dotx): its styles, heads, seal and paper are used",
    )
    parser.add_argument(
        "--fragment", action="store_true", help="for html only: the part that stands in a page of your content system"
    )
    parser.add_argument(
        "--with-schema",
        action="store_true",
        help="for json only: writes the JSON Schema beside it, as NAME.schema.json",
    )
    parser.add_argument("--out", metavar="PATH", type=Path, default=None, help="where to write it")


def _run(arguments: Namespace) -> int:
    from planwriter.checks import run_checks
    from planwriter.cli.office import set_for_everyone
    from planwriter.cli.source import baselines_of, read_source
    from planwriter.export import PrintedCopy, format_of
    from planwriter.wizard.exporting import ExportOrder, ExportSource, export_plan, office_paths
    from planwriter.wizard.naming import document_name

    form = format_of(arguments.to)
    _refuse_what_does_not_fit(arguments)
    source = read_source(arguments.file, arguments.data_dir)
    copy = PrintedCopy(arguments.copy) if arguments.copy else form.copies[0]
    name = document_name(source.plan, extension=form.extension, copy=copy if len(form.copies) > 1 else "")
    path = arguments.out or Path(name)
    if arguments.office and not arguments.out:
        path = office_paths(path, (arguments.office,))[0]
    by_office = set_for_everyone(arguments.data_dir)
    order = ExportOrder(
        form.id,
        copy,
        path,
        since=_since(arguments, source),
        office=arguments.office,
        template=arguments.template or _usual_template(form.id, by_office),
        is_fragment=arguments.fragment,
        with_schema=arguments.with_schema,
    )
    findings = run_checks(source.plan, source.catalogue, copy=source.copy, agency_words=by_office.agency_words)
    keep = baselines_of(source, arguments.data_dir).keep
    exported = export_plan(ExportSource(source.plan, source.catalogue, findings, keep, source.remarks), order=order)
    for warning in exported.warnings:
        print(warning, file=sys.stderr)
    for barrier in exported.barriers:
        print(f"Accessibility: {barrier}", file=sys.stderr)
    proof = exported.proof
    print(
        f"{exported.path}  {exported.size_bytes} bytes  SHA-256 {exported.sha256}  "
        f"{proof.proved} of {proof.of} answers proved"
    )
    return 0


def _usual_template(form: str, by_office: "OfficeSettings") -> Path | None:
    return Path(by_office.template) if by_office.template and form == "docx" else None


def _refuse_what_does_not_fit(arguments: Namespace) -> None:
    for option in _WORD_ALONE if arguments.to != "docx" else ():
        if getattr(arguments, option):
            raise UsageError(f"--{option} does not go with --to {arguments.to}.", "Leave it out; only Word has it.")
    for option, needed in (("fragment", "html"), ("with_schema", "json")):
        if getattr(arguments, option) and arguments.to != needed:
            name = option.replace("_", "-")
            raise UsageError(f"--{name} does not go with --to {arguments.to}.", f"Leave it out; only {needed} has it.")
    if arguments.copy == "redline" and not arguments.since:
        raise UsageError("A redline needs an older version to compare with.", "Name a file or a version with --since.")
    if arguments.copy == "final" and arguments.since:
        raise UsageError("A final copy compares with nothing.", "Leave --since out, or choose --copy redline.")
    if arguments.copy not in ("", "clearance") and arguments.office:
        raise UsageError("Only a clearance copy is made for one office.", "Leave --office out, or --copy.")


def _since(arguments: Namespace, source: "Source") -> "Since | None":
    from planwriter.cli.source import draft_and_moment, read_source
    from planwriter.wizard.exporting import since_plan

    asked: str | None = arguments.since
    if asked and (not source.draft_id or Path(asked).exists()):
        older = read_source(asked, arguments.data_dir)
        return since_plan(older.plan, Path(asked).name, source.plan)
    is_usual = asked is None and arguments.to == "docx" and arguments.copy in ("", "clearance")
    if not source.draft_id or not (asked or is_usual) or (is_usual and draft_and_moment(arguments.file)[1]):
        return None
    return _since_version(arguments, source)


def _since_version(arguments: Namespace, source: "Source") -> "Since | None":
    """Return the version of the draft that was asked for, or the usual one; None when there is none."""
    from datetime import UTC, datetime

    from planwriter.drafts.library import DraftLibrary
    from planwriter.settings.paths import AppPaths
    from planwriter.wizard.exporting import since_version, usual_version
    from planwriter.wizard.jobs import open_draft

    opened = open_draft(DraftLibrary(AppPaths.of(arguments.data_dir).drafts), source.draft_id, datetime.now(UTC))
    try:
        name = arguments.since or usual_version(opened.held, source.plan, opened.catalogue)
        return since_version(opened.held, name, source.plan, opened.catalogue) if name else None
    finally:
        opened.held.close()


COMMAND = Command(
    name="export",
    uses=(
        (CLEAR, "export FILE --to docx [--copy …]", "Writes a Word document: for clearance, as a redline, or final."),
        (PUBLISH, "export FILE --to html", "Writes a web page; --fragment: for a content system."),
        (PUBLISH, "export FILE --to pdf", "Writes an accessible PDF (PDF/UA-1)."),
        (PUBLISH, "export FILE --to json|csv|stratml", "Writes open data; --with-schema: the JSON Schema, too."),
    ),
    summary="Writes a document, reads it back, and says how many answers it proved.",
    example="export SSA.csplan --to docx --copy final --out plan.docx",
    add_arguments=_add_arguments,
    run=_run,
)
