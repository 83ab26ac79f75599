"""Writes documents of a plan for a worker thread or the command line: one, or one for each office, each one proved.

Here export meets checks and drafts, which may not import one another.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from planwriter.atomic import write_atomically
from planwriter.checks.findings import Finding
from planwriter.drafts.library import OpenDraft
from planwriter.drafts.portable import file_name, read_working_copy
from planwriter.errors import StorageError, UsageError
from planwriter.export import Cover, ExportOptions, PrintedCopy, Proof, Since, make_with
from planwriter.export.accessibility import Barrier, barriers, expected_in
from planwriter.export.docx.agency_template import AgencyTemplate, read_agency_template
from planwriter.export.docx.proof_sheet import proof_sheet
from planwriter.export.json.writer import written_schema
from planwriter.export.office_copies import office_stamp, offices
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.cover import cover_of, responses_for
from planwriter.wizard.job_progress import JobProgress

_STEPS = 3  # made, baseline kept, written
_ANSWERS = "answers/"
BEFORE_REVIEW = "Before reviewers' changes"  # how the names begin that applying_review gives to versions
_LONGEST_OFFICE = 50  # letters of its name in a file's name
KeepBaseline = Callable[[str, bytes], None]


@dataclass(frozen=True)
class ExportSource:
    """What documents are made from, and where what must be kept goes.

    Attributes:
        plan: What to print; may be unfinished.
        catalogue: Its template.
        findings: What the checks say of it, for the cover of a clearance copy.
        keep_baseline: Keeps what a copy for reviewers rests on, by export id; called before it is put in place.
        remarks: What reviewers said of earlier copies, for the cover of the next one.
    """

    plan: Plan
    catalogue: Catalogue
    findings: tuple[Finding, ...]
    keep_baseline: KeepBaseline
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class ExportOrder:
    """What is to be written, and where.

    Attributes:
        format_id, copy: As export/ names them.
        path: Where it goes; for copies for several offices the name they all begin with.
        since: The older version: a redline compares with it, a clearance copy says on its cover what changed.
        office: The office of the routing sheet whose copy it is; "" for anybody.
        for_each_office: Whether each office of the routing sheet gets a copy of its own.
        template: The agency's own Word file that is written on; None for ours.
        is_fragment: Whether a web page is to stand within another one.
        with_schema: Whether the JSON Schema is to lie beside a JSON file.
    """

    format_id: str
    copy: str
    path: Path
    since: Since | None = None
    office: str = ""
    for_each_office: bool = False
    template: Path | None = None
    is_fragment: bool = False
    with_schema: bool = False

    @property
    def schema_path(self) -> Path:
        """Where the JSON Schema goes, e.g. "plan.schema.json" beside "plan.json"."""
        return self.path.with_name(f"{self.path.stem}.schema.json")


@dataclass(frozen=True)
class Exported:
    """A document that was written, proved, and put in its place.

    Attributes:
        proof: How many answers were found in it again: all of them.
        barriers: What keeps someone from reading it; none in most.
        warnings: What a person should know of it, in whole sentences.
    """

    path: Path
    size_bytes: int
    sha256: str
    proof: Proof
    barriers: tuple[Barrier, ...] = ()
    warnings: tuple[str, ...] = ()


def export_ordered(
    source: ExportSource, *, order: ExportOrder, progress: JobProgress | None = None
) -> tuple[Exported, ...]:
    """Write what was ordered: one document, or one for each office; failures as of `export_plan`."""
    if order.for_each_office:
        return export_for_offices(source, order=order, progress=progress)
    return (export_plan(source, order=order, progress=progress),)


def export_plan(source: ExportSource, *, order: ExportOrder, progress: JobProgress | None = None) -> Exported:
    """Write one document whole, after every answer was found in it again; else the old file stays.

    Args:
        source: What to print.
        order: What is to be written.
        progress: Polled for a wish to stop.

    Raises:
        UsageError: The order does not fit: no such copy, no such office, no older version.
        FormatError: The agency's Word file cannot be written on.
        ProofError: An answer is missing or different; a fault of the program.
        StorageError: The disk refuses.
        StoppedError: The person stopped it.
    """
    progress = progress or JobProgress()
    progress.total = max(progress.total, progress.done + _STEPS)
    agency = read_template(order.template) if order.template else None
    options = _options(order, _cover(source, order), agency)
    made = make_with(source.plan, source.catalogue, options, format_id=order.format_id)
    progress.step()
    if made.baseline is not None:
        source.keep_baseline(made.export_id, made.baseline)
    progress.step()
    if order.with_schema:
        write_atomically(order.schema_path, written_schema(source.catalogue))
    write_atomically(order.path, made.data)
    progress.done += 1
    found = barriers(made.data, expected=expected_in(options.copy)) if order.format_id == "docx" else ()
    told = (*made.warnings, *(agency.report if agency else ()))
    return Exported(order.path, len(made.data), hashlib.sha256(made.data).hexdigest(), made.proof, found, told)


def _cover(source: ExportSource, order: ExportOrder) -> Cover:
    if order.copy != PrintedCopy.CLEARANCE:
        return Cover()
    plan, catalogue = source.plan, source.catalogue
    stamp = office_stamp(plan, order.office) if order.office else None
    responses, more = responses_for(order.office, source.remarks, plan, catalogue)
    cover = cover_of(plan, catalogue, source.findings, since=order.since)
    return replace(cover, stamp=stamp, responses=responses, more_responses=more)


def _options(order: ExportOrder, cover: Cover, agency: AgencyTemplate | None) -> ExportOptions:
    return ExportOptions(
        PrintedCopy(order.copy),
        cover,
        since=order.since,
        is_fragment=order.is_fragment,
        schema=order.schema_path.name if order.with_schema else "",
        template=agency.template if agency else None,
    )


def read_template(path: Path) -> AgencyTemplate:
    """Return the agency's Word file at a path, ready to write on.

    Raises:
        StorageError: It is not there, or cannot be read.
        FormatError: It is no Word file that can be written on.
    """
    try:
        return read_agency_template(path.read_bytes())
    except OSError as error:
        raise StorageError(
            f"The agency's template “{path.name}” could not be read.", "Check that it is there, or choose another one."
        ) from error


@dataclass(frozen=True)
class TemplateChecked:
    """What an agency's template makes of a plan.

    Attributes:
        report: What the person should know, a line each.
        barriers: What of its look would keep someone from reading a plan.
        sheet: The page that shows each role, as a Word file.
    """

    path: Path
    report: tuple[str, ...]
    barriers: tuple[Barrier, ...]
    sheet: bytes


def check_template(path: Path) -> TemplateChecked:
    """Try an agency's template before it is used.

    Raises:
        StorageError, FormatError: As `read_template` does.
    """
    agency = read_template(path)
    sheet = proof_sheet(agency)
    return TemplateChecked(path, agency.report, barriers(sheet), sheet)


def export_for_offices(
    source: ExportSource, *, order: ExportOrder, progress: JobProgress | None = None
) -> tuple[Exported, ...]:
    """Write one clearance copy for each office of the routing sheet, in its order; a stop leaves those written so far.

    Raises:
        UsageError: The routing sheet names no office.
        ProofError, StorageError, StoppedError: As `export_plan` does.
    """
    named = offices(source.plan)
    if not named:
        raise UsageError(
            "The routing sheet names no office yet.", "Write at least one office on the page “Routing and approval”."
        )
    progress = progress or JobProgress()
    progress.total = _STEPS * len(named)
    return tuple(
        export_plan(source, order=replace(order, office=office, path=path), progress=progress)
        for office, path in zip(named, office_paths(order.path, named), strict=True)
    )


def office_paths(path: Path, named: tuple[str, ...]) -> tuple[Path, ...]:
    """Return where each office's copy goes: beside `path`, with the office behind its name, no two the same."""
    found: list[Path] = []
    for office in named:
        stem = f"{path.stem}-{'-'.join(file_name(office, '').split())[:_LONGEST_OFFICE]}"
        names = (
            file_name(stem if again == 1 else f"{stem}-{again}", path.suffix) for again in range(1, len(named) + 2)
        )
        taken = {one.name.casefold() for one in found}
        found.append(path.with_name(next(name for name in names if name.casefold() not in taken)))
    return tuple(found)


def since_plan(older: Plan, name: str, newer: Plan) -> Since:
    """Return an older plan as what a newer one is compared with; the changes carry the newer plan's date."""
    day = newer.answer("plan.date")
    return Since(older, f"“{name}”", when=f"{day.isoformat()}T00:00:00Z" if isinstance(day, date) else "")


def since_file(path: Path, newer: Plan, catalogue: Catalogue) -> Since:
    """Return the plan in a file as what a newer one is compared with.

    Raises:
        StorageError: It is not there, or cannot be read.
        FormatError: It is no plan.
    """
    stored, _copy = read_working_copy(path, catalogue)
    return since_plan(stored.plan, path.name, newer)


@dataclass(frozen=True)
class VersionsOffered:
    """The named versions of a draft.

    Attributes:
        names: The newest first.
        usual: The one that a copy is compared with unless the person wishes otherwise; "" for none.
    """

    names: tuple[str, ...]
    usual: str = ""


@dataclass(frozen=True)
class DraftVersions:
    """The named versions of an open draft, for its own lane.

    Attributes:
        newer: What a version is compared with.
    """

    held: OpenDraft
    newer: Plan
    catalogue: Catalogue

    def offered(self) -> "VersionsOffered":
        """Return their names, and which of them is compared with unless the person wishes otherwise."""
        names = tuple(version.name for version in reversed(self.held.history.versions()))
        return VersionsOffered(names, usual_version(self.held, self.newer, self.catalogue))

    def since(self, name: str) -> Since:
        """Return one of them, as `since_version` does."""
        return since_version(self.held, name, self.newer, self.catalogue)


def usual_version(held: OpenDraft, newer: Plan, catalogue: Catalogue) -> str:
    """Return the version that the next copy is compared with: the newest one with other answers than `newer`.

    It is the newest that a person named, as people do when they send a copy out; only where nobody named one is it the
    newest that planwriter named before it took reviewers' changes over. "" when there is none.

    Raises:
        StorageError: The history is damaged.
    """
    history = held.history
    known = sorted(history.versions(), key=lambda version: (version.name.startswith(BEFORE_REVIEW), -version.seq))
    for version in known:
        if history.draft_at(version.seq, catalogue).plan.answers != newer.answers:
            return version.name
    return ""


def since_version(held: OpenDraft, at: str, newer: Plan, catalogue: Catalogue) -> Since:
    """Return a named version of a draft as what the draft is compared with; the changes say who made them, and when.

    Raises:
        StorageError: There is no such version, or the history is damaged.
    """
    history = held.history
    seq = history.seq_of(at)
    since = since_plan(history.draft_at(seq, catalogue).plan, at, newer)
    authors = history.authors()
    edits: dict[str, tuple[str, str]] = {}
    below: int | None = None
    while steps := [step for step in history.steps(below=below) if step.seq > seq]:
        for step in steps:
            if step.key.startswith(_ANSWERS):
                moment = f"{step.until[:19]}Z"
                edits.setdefault(step.key.removeprefix(_ANSWERS), (authors.of(step.seq) or since.author, moment))
        below = min(step.seq for step in steps)
    return replace(since, edits=edits)
