"""The command that writes the comment resolution matrix, and takes filled-in ones back."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.cli.command import CLEAR, Command, add_file
from planwriter.errors import FormatError, StorageError

if TYPE_CHECKING:
    from planwriter.cli.returned import Place
    from planwriter.plan.remarks import Remark
    from planwriter.wizard.reading_copies import FailedFile

FORMATS = ("docx", "csv")
_COPY = "comment-matrix"


def _add_arguments(parser: ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "returned",
        metavar="RETURNED",
        type=Path,
        nargs="*",
        help="a reviewer's copy (.docx) whose comments and changes are added; or a matrix (.docx or .csv) in which "
        "dispositions and responses were filled in, which are read back. A draft keeps both; a plan's file has no "
        "place for them, so they stand only in the matrix that is written",
    )
    parser.add_argument("--to", choices=FORMATS, default="", help="docx (Word, if you say nothing) or csv")
    parser.add_argument("--out", metavar="PATH", type=Path, default=None, help="where to write it")


def _run(arguments: Namespace) -> int:
    from planwriter.atomic import write_atomically
    from planwriter.cli.returned import bring_back, held_place, raise_failures, refuse_to_replace
    from planwriter.export.matrix import matrix_csv, matrix_docx
    from planwriter.wizard.matrix import remarks_of
    from planwriter.wizard.naming import document_name

    with held_place(arguments.file, arguments.data_dir) as place:
        plan, kept = place.draft.plan, dict(place.draft.remarks)
        form = arguments.to or ("csv" if arguments.out and arguments.out.suffix.lower() == ".csv" else "docx")
        path = arguments.out or Path(document_name(plan, extension=form, copy=_COPY))
        refuse_to_replace(path)
        matrices = [one for one in arguments.returned if _is_matrix(one)]
        brought = bring_back([one for one in arguments.returned if one not in matrices], place)
        remarks = {**kept, **{one.id: one for one in remarks_of(brought.review, kept)}}
        unread, failures = _read_back(matrices, remarks)
        brought = replace(brought, failures=(*brought.failures, *failures))
        for warning in brought.told:
            print(warning, file=sys.stderr)
        make = matrix_csv if form == "csv" else matrix_docx
        write_atomically(path, make(tuple(remarks.values()), plan, place.catalogue))
        _keep(place, remarks)
    print(path)
    raise_failures(brought, len(arguments.returned))
    return 1 if unread or brought.which or brought.others else 0


def _is_matrix(path: Path) -> bool:
    from planwriter.review.matrix import is_matrix
    from planwriter.wizard.reading_copies import file_bytes

    try:
        return is_matrix(file_bytes(path), path.name)
    except StorageError:
        return False  # it is told as a copy that could not be read


def _read_back(paths: Sequence[Path], remarks: "dict[str, Remark]") -> "tuple[int, list[FailedFile]]":
    """Take filled-in matrices over into the remarks; say what was not, and return how many rows and which files."""
    from planwriter.review.child import read_matrix_in_child
    from planwriter.review.matrix_answers import answers_of
    from planwriter.wizard.reading_copies import FailedFile, file_bytes

    unread, failures = 0, []
    for path in paths:
        try:
            found = answers_of(read_matrix_in_child(file_bytes(path), path.name), remarks)
        except (FormatError, StorageError) as error:
            failures.append(FailedFile(path.name, path, error))
            continue
        remarks.update({one.id: one for one in found.remarks})
        unread += found.unread
        for problem in found.problems:
            print(f"{path.name}: {problem}", file=sys.stderr)
    return unread, failures


def _keep(place: "Place", remarks: "dict[str, Remark]") -> None:
    from planwriter.cli.returned import write_remarks
    from planwriter.wizard.matrix import changed

    new = changed(remarks.values(), place.draft.remarks)
    if new and place.held is not None:
        write_remarks(place, place.draft.plan, new, words="the comment matrix")


COMMAND = Command(
    name="matrix",
    uses=((CLEAR, "matrix FILE [RETURNED…]", "Writes the comment matrix (Word, CSV); takes filled-in ones back."),),
    summary="Writes the comment resolution matrix; status 1 when a row of a filled-in one could not be taken back.",
    example="matrix 2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10 counsel.docx --to csv --out matrix.csv",
    add_arguments=_add_arguments,
    run=_run,
)
