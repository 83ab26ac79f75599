"""The command that reads an exported document back and holds it against the plan."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from planwriter.cli.command import PUBLISH, Command, add_file, add_json
from planwriter.errors import FormatError, StorageError

_MOST_BYTES = 100 * 1024 * 1024


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "document", metavar="DOCUMENT", type=Path, help="an exported .docx, .html, .pdf, .json, .zip or .xml"
    )
    add_file(parser)
    add_json(parser)


def _run(arguments: Namespace) -> int:
    from planwriter.cli.source import read_source
    from planwriter.export import prove_document

    data, format_id = _read(arguments.document)
    source = read_source(arguments.file, arguments.data_dir)
    proof = prove_document(data, source.plan, source.catalogue, format_id=format_id)
    missing = [{"path": path, "why": why} for path, why in proof.missing]
    if arguments.json:
        print(json.dumps({"proved": proof.proved, "of": proof.of, "missing": missing}, indent=2, ensure_ascii=False))
    else:
        for one in missing:
            print(f"{one['why']}: {one['path']}")
        print(f"{proof.proved} of {proof.of} answers proved")
    return 0 if proof.is_whole else 1


def _read(path: Path) -> tuple[bytes, str]:
    """Return a document's bytes and its format, told by its ending."""
    from planwriter.export import FORMATS

    format_id = next((one.id for one in FORMATS if path.suffix.lower() == f".{one.extension}"), "")
    if path.exists() and not format_id:
        known = " or ".join(f".{one.extension}" for one in FORMATS)
        raise FormatError(f"“{path.name}” is no document that planwriter exports.", f"Its name should end in {known}.")
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise StorageError(
            f"The document “{path.name}” could not be read.", f"Look whether it is in {path.absolute().parent}."
        ) from error
    if len(data) > _MOST_BYTES:
        raise FormatError(f"“{path.name}” is larger than 100 MB.", "A document of planwriter is never so large.")
    return data, format_id


COMMAND = Command(
    name="prove",
    uses=((PUBLISH, "prove DOCUMENT FILE [--json]", "Reads a document back and holds it against the plan."),),
    summary="Reads an exported document back and says what is missing or different; status 1 if anything is.",
    example="prove SSA-customer-service-plan-clearance.docx SSA.csplan",
    add_arguments=_add_arguments,
    run=_run,
)
