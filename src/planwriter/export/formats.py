"""The formats a plan is exported in, and the one way from a plan to a proved document."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from planwriter.errors import ProofError, UsageError
from planwriter.export.anchors import printed_keys
from planwriter.export.blocks import Cover, PrintedCopy
from planwriter.export.csv.contents import carries as carried_by_csv
from planwriter.export.docx.template import Template
from planwriter.export.found import FoundAnswers
from planwriter.export.proof import Proof, carries_all, prove
from planwriter.export.redline import Since
from planwriter.plan.plan import Path, Plan
from planwriter.plan.stored import Copy, canonical_bytes, plan_form
from planwriter.template.catalogue import Catalogue


@dataclass(frozen=True)
class ExportOptions:
    """What is asked for beside the plan.

    Attributes:
        supersedes: Export id of the document this one takes the place of; "" when there is none.
        is_fragment: Whether a web page is made to stand within another one.
        schema: Name of the JSON Schema's file, which a JSON file then refers to; "" for none.
        since: The older version that a redline compares with; for a final copy as a Word document or web page the plan
            it takes the place of, from which a page lists what changed.
        template: The Word file that is written on; None for ours.
    """

    copy: PrintedCopy
    cover: Cover = field(default_factory=Cover)
    supersedes: str = ""
    is_fragment: bool = False
    schema: str = ""
    since: Since | None = None
    template: Template | None = None


@dataclass(frozen=True)
class Written:
    """What a format's writer gives.

    Attributes:
        baseline: What must be kept on this computer to read reviewers' copies; None when nothing comes home.
        warnings: What a person should know of the document, in whole sentences.
    """

    data: bytes
    export_id: str
    baseline: bytes | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """A document, proved.

    Attributes:
        data: The file.
        export_id: A version-8 UUID made of the plan and the options.
        baseline, warnings: As in Written.
    """

    data: bytes
    export_id: str
    baseline: bytes | None
    proof: Proof
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Format:
    """One export format.

    Attributes:
        id: As `--to` names it.
        extension: Of the file, without a dot.
        copies: The copies it can be made as, the usual one first.
        write: Makes the file.
        read: Finds the answers of a plan in a file; independent of `write`.
        carries: Whether an answer at that path has a place in the format; nearly always it has.
    """

    id: str
    extension: str
    copies: tuple[PrintedCopy, ...]
    write: Callable[[Plan, Catalogue, ExportOptions], Written]
    read: Callable[[bytes, Plan, Catalogue], FoundAnswers]
    carries: Callable[[Path], bool] = carries_all


def export_id_of(
    plan: dict[str, Any],
    options: ExportOptions,
    *,
    format_id: str,
    template: str,
    since: dict[str, Any] | None = None,
) -> str:
    """Return the id of an export: the first 128 bits of a SHA-256, as a version-8 UUID.

    Args:
        plan: JSON form of what this copy holds.
        template: SHA-256 of the template in hex; "" for a format without one.
        since: What a redline compares with, as JSON.
    """
    value = {
        "plan": plan,
        "format": format_id,
        "copy": str(options.copy),
        "cover": asdict(options.cover) if options.copy.is_internal else None,
        "template": template,
        "supersedes": options.supersedes,
    }
    if since is not None:
        value["since"] = since
    digits = int.from_bytes(hashlib.sha256(canonical_bytes(value)).digest()[:16], "big")
    digits = digits & ~(0xF << 76) | (8 << 76)  # the version
    digits = digits & ~(0x3 << 62) | (2 << 62)  # the variant of RFC 9562
    return str(UUID(int=digits))


def _write_docx(plan: Plan, catalogue: Catalogue, options: ExportOptions) -> Written:
    from planwriter.export.docx.copies import laid_out, since_form
    from planwriter.export.docx.template import own_template
    from planwriter.export.docx.writer import written_document

    template = options.template or own_template()
    form = plan_form(plan, catalogue, Copy.WORKING if options.copy.is_internal else Copy.PUBLIC)
    since = since_form(options.since, catalogue) if options.since else None
    export_id = export_id_of(form, options, format_id="docx", template=template.digest, since=since)
    document = laid_out(plan, catalogue, copy=options.copy, cover=options.cover, since=options.since)
    written = written_document(document, template, export_id=export_id, plan_form=form)
    return Written(written.data, export_id, written.baseline)


def _read_docx(data: bytes, plan: Plan, catalogue: Catalogue) -> FoundAnswers:
    from planwriter.export.docx.reader import read_docx

    return read_docx(data, printed_keys(plan, catalogue, with_internal=True))


def _write_json(plan: Plan, catalogue: Catalogue, options: ExportOptions) -> Written:
    from planwriter.export.json.writer import written_json

    form = plan_form(plan, catalogue, Copy.PUBLIC)
    data = written_json(plan, catalogue, schema=options.schema)
    return Written(data, export_id_of(form, options, format_id="json", template=""))


def _read_json(data: bytes, plan: Plan, catalogue: Catalogue) -> FoundAnswers:
    from planwriter.export.json.reader import read_exported_json

    return read_exported_json(data, catalogue, printed_keys(plan, catalogue, with_internal=True))


def _write_html(plan: Plan, catalogue: Catalogue, options: ExportOptions) -> Written:
    from planwriter.export.docx.copies import laid_out, since_form
    from planwriter.export.html.writer import written_html

    form = plan_form(plan, catalogue, Copy.PUBLIC)
    since = since_form(options.since, catalogue) if options.since else None
    export_id = export_id_of(form, options, format_id="html", template="", since=since)
    document = laid_out(plan, catalogue, copy=PrintedCopy.FINAL, cover=options.cover, since=options.since)
    return Written(written_html(document, export_id=export_id, is_fragment=options.is_fragment), export_id)


def _read_html(data: bytes, plan: Plan, catalogue: Catalogue) -> FoundAnswers:
    from planwriter.export.html.reader import read_html

    return read_html(data, printed_keys(plan, catalogue, with_internal=True))


def _write_pdf(plan: Plan, catalogue: Catalogue, options: ExportOptions) -> Written:
    from planwriter.export.document import lay_out
    from planwriter.export.pdf.writer import warnings_of, written_pdf

    form = plan_form(plan, catalogue, Copy.PUBLIC)
    document = lay_out(plan, catalogue, copy=PrintedCopy.FINAL)
    export_id = export_id_of(form, options, format_id="pdf", template="")
    return Written(written_pdf(document), export_id, warnings=warnings_of(document))


def _read_pdf(data: bytes, plan: Plan, catalogue: Catalogue) -> FoundAnswers:
    from planwriter.export.document import lay_out
    from planwriter.export.pdf.reader import read_pdf

    return read_pdf(data, lay_out(plan, catalogue, copy=PrintedCopy.FINAL))


def _write_csv(plan: Plan, catalogue: Catalogue, options: ExportOptions) -> Written:
    from planwriter.export.csv.writer import written_csv

    form = plan_form(plan, catalogue, Copy.PUBLIC)
    return Written(written_csv(plan, catalogue), export_id_of(form, options, format_id="csv", template=""))


def _read_csv(data: bytes, plan: Plan, catalogue: Catalogue) -> FoundAnswers:
    from planwriter.export.csv.reader import read_csv

    return read_csv(data, catalogue, printed_keys(plan, catalogue, with_internal=True))


def _write_stratml(plan: Plan, catalogue: Catalogue, options: ExportOptions) -> Written:
    from planwriter.export.stratml.writer import written_stratml

    form = plan_form(plan, catalogue, Copy.PUBLIC)
    return Written(written_stratml(plan, catalogue), export_id_of(form, options, format_id="stratml", template=""))


def _read_stratml(data: bytes, plan: Plan, catalogue: Catalogue) -> FoundAnswers:
    from planwriter.export.stratml.reader import read_stratml

    return read_stratml(data, catalogue, plan.plan_id, printed_keys(plan, catalogue, with_internal=True))


FORMATS = (
    Format("docx", "docx", tuple(PrintedCopy), _write_docx, _read_docx),
    Format("html", "html", (PrintedCopy.FINAL,), _write_html, _read_html),
    Format("pdf", "pdf", (PrintedCopy.FINAL,), _write_pdf, _read_pdf),
    Format("csv", "zip", (PrintedCopy.FINAL,), _write_csv, _read_csv, carried_by_csv),
    Format("json", "json", (PrintedCopy.FINAL,), _write_json, _read_json),
    Format("stratml", "xml", (PrintedCopy.FINAL,), _write_stratml, _read_stratml),
)


def format_of(format_id: str) -> Format:
    """Return the format of that id.

    Raises:
        UsageError: There is none.
    """
    for one in FORMATS:
        if one.id == format_id:
            return one
    known = ", ".join(one.id for one in FORMATS)
    raise UsageError(f"planwriter does not export “{format_id}”.", f"Choose one of these: {known}.")


def make_document(
    plan: Plan, catalogue: Catalogue, *, format_id: str, copy: PrintedCopy, cover: Cover | None = None
) -> Made:
    """Return a document of the plan, read back and proved.

    Args:
        cover: What the cover of a clearance copy says; left out of any other.

    Raises:
        UsageError, ProofError: As `make_with` does.
    """
    return make_with(plan, catalogue, ExportOptions(copy, cover or Cover()), format_id=format_id)


def make_with(plan: Plan, catalogue: Catalogue, options: ExportOptions, *, format_id: str) -> Made:
    """Return a document of the plan with all options, read back and proved.

    Raises:
        UsageError: There is no such format, it does not come in that copy, or a redline has no older version.
        ProofError: What was written does not hold what the plan says; a fault of the program.
    """
    form = format_of(format_id)
    if options.copy not in form.copies:
        raise UsageError(
            f"A {format_id} file has no {options.copy} copy.", f"Export it as the {' or '.join(form.copies)} copy."
        )
    written = form.write(plan, catalogue, options)
    proof = prove_document(written.data, plan, catalogue, format_id=format_id)
    if not proof.is_whole:
        places = ", ".join(place for place, _why in proof.missing[:3])
        raise ProofError(
            f"The document was not written: only {proof.proved} of {proof.of} answers could be read back.",
            f"Your draft is safe, and an older document was left as it was. Tell the help desk these places: {places}.",
        )
    return Made(written.data, written.export_id, written.baseline, proof, written.warnings)


def prove_document(data: bytes, plan: Plan, catalogue: Catalogue, *, format_id: str) -> Proof:
    """Return the proof of a document, ours or anybody's, against the plan.

    Raises:
        UsageError: There is no such format.
        FormatError: The file cannot or must not be read.
    """
    form = format_of(format_id)
    return prove(form.read(data, plan, catalogue), plan, catalogue, carries=form.carries)
