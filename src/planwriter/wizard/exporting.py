"""Writes documents of a plan for a worker thread or the command line: one, or one for each office, each one proved.

Here export meets checks and drafts, which may not import one another.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from planwriter.atomic import write_atomically
from planwriter.checks.findings import Finding, Severity
from planwriter.checks.gates import headline
from planwriter.drafts.library import OpenDraft
from planwriter.drafts.portable import file_name, read_working_copy
from planwriter.errors import StorageError, UsageError
from planwriter.export import Cover, CoverLine, ExportOptions, PrintedCopy, Proof, Since, make_with
from planwriter.export.accessibility import Barrier, barriers, expected_in
from planwriter.export.docx.agency_template import AgencyTemplate, read_agency_template
from planwriter.export.docx.proof_sheet import proof_sheet
from planwriter.export.json.writer import written_schema
from planwriter.export.office_copies import office_stamp, offices
from planwriter.plan.compare import changes_between
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue, Gate
from planwriter.wizard.job_progress import JobProgress

_STEPS = 3  # made, baseline kept, written
_ANSWERS = "answers/"
_LONGEST_OFFICE = 50  # letters of its name in a file's name
_MOST_CHANGES = 40  # lines of the cover
KeepBaseline = Callable[[str, bytes], None]


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
    plan: Plan,
    catalogue: Catalogue,
    findings: tuple[Finding, ...],
    *,
    order: ExportOrder,
    keep_baseline: KeepBaseline,
    progress: JobProgress | None = None,
) -> tuple[Exported, ...]:
    """Write what was ordered: one document, or one for each office; arguments and failures as of `export_plan`."""
    write = export_for_offices if order.for_each_office else _export_one
    return write(plan, catalogue, findings, order=order, keep_baseline=keep_baseline, progress=progress)


def _export_one(
    plan: Plan,
    catalogue: Catalogue,
    findings: tuple[Finding, ...],
    *,
    order: ExportOrder,
    keep_baseline: KeepBaseline,
    progress: JobProgress | None,
) -> tuple[Exported, ...]:
    exported = export_plan(plan, catalogue, findings, order=order, keep_baseline=keep_baseline, progress=progress)
    return (exported,)


def export_plan(
    plan: Plan,
    catalogue: Catalogue,
    findings: tuple[Finding, ...],
    *,
    order: ExportOrder,
    keep_baseline: KeepBaseline,
    progress: JobProgress | None = None,
) -> Exported:
    """Write one document whole, after every answer was found in it again; else the old file stays.

    Args:
        plan: What to print; may be unfinished.
        catalogue: Its template.
        findings: What the checks say of it, for the cover of a clearance copy.
        order: What is to be written.
        keep_baseline: Keeps what a copy for reviewers rests on, by export id; called before it is put in place.
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
    cover = cover_of(plan, catalogue, findings, since=order.since)
    if order.office:
        cover = replace(cover, stamp=office_stamp(plan, order.office))
    options = _options(order, cover, agency)
    made = make_with(plan, catalogue, options, format_id=order.format_id)
    progress.step()
    if made.baseline is not None:
        keep_baseline(made.export_id, made.baseline)
    progress.step()
    if order.with_schema:
        write_atomically(order.schema_path, written_schema(catalogue))
    write_atomically(order.path, made.data)
    progress.done += 1
    found = barriers(made.data, expected=expected_in(options.copy)) if order.format_id == "docx" else ()
    told = (*made.warnings, *(agency.report if agency else ()))
    return Exported(order.path, len(made.data), hashlib.sha256(made.data).hexdigest(), made.proof, found, told)


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
    plan: Plan,
    catalogue: Catalogue,
    findings: tuple[Finding, ...],
    *,
    order: ExportOrder,
    keep_baseline: KeepBaseline,
    progress: JobProgress | None = None,
) -> tuple[Exported, ...]:
    """Write one clearance copy for each office of the routing sheet, in its order; a stop leaves those written so far.

    Raises:
        UsageError: The routing sheet names no office.
        ProofError, StorageError, StoppedError: As `export_plan` does.
    """
    named = offices(plan)
    if not named:
        raise UsageError(
            "The routing sheet names no office yet.", "Write at least one office on the page “Routing and approval”."
        )
    progress = progress or JobProgress()
    progress.total = _STEPS * len(named)
    return tuple(
        export_plan(
            plan,
            catalogue,
            findings,
            order=replace(order, office=office, path=path),
            keep_baseline=keep_baseline,
            progress=progress,
        )
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


def cover_of(plan: Plan, catalogue: Catalogue, findings: tuple[Finding, ...], *, since: Since | None = None) -> Cover:
    """Return what the cover of a clearance copy says: how far the plan is, what is left, set aside, and changed."""
    reasons = {(one.rule, one.path): one.reason for one in plan.set_aside}
    left = [one for one in findings if one.severity is Severity.MUST and one.needed_for is Gate.CLEARANCE]
    aside = [one for one in findings if one.set_aside]
    return Cover(
        status=tuple(f"{words[0].upper()}{words[1:]}." for words in headline(plan, findings)),
        left=tuple(CoverLine(_place(one, catalogue), one.message) for one in left),
        set_aside=tuple(
            CoverLine(_place(one, catalogue), one.message, reasons.get((one.rule, one.path), "")) for one in aside
        ),
        changed=() if since is None else _changed(plan, since, catalogue),
    )


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
class DraftVersions:
    """The named versions of an open draft, for its own lane.

    Attributes:
        newer: What a version is compared with.
    """

    held: OpenDraft
    newer: Plan
    catalogue: Catalogue

    def names(self) -> tuple[str, ...]:
        """Return their names, the newest first."""
        return tuple(version.name for version in reversed(self.held.history.versions()))

    def since(self, name: str) -> Since:
        """Return one of them, as `since_version` does."""
        return since_version(self.held, name, self.newer, self.catalogue)


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


def _changed(plan: Plan, since: Since, catalogue: Catalogue) -> tuple[str, ...]:
    changes = changes_between(since.plan, plan, catalogue)
    lines = list(dict.fromkeys(f"{one.title}: {one.kind}." for one in changes))
    more = len(lines) - _MOST_CHANGES
    if more > 0:
        lines[_MOST_CHANGES:] = [f"And {more} more. A redline copy shows every change."]
    return tuple(lines) or (f"Nothing changed since {since.name}.",)


def _place(finding: Finding, catalogue: Catalogue) -> str:
    element = catalogue.element(finding.element)
    section = catalogue.section(element.section)
    title = f"({section.letter}) {section.title}" if section.letter else section.title
    return f"{title}: {element.title}"
