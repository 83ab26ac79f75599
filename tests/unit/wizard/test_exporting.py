"""Documents are written whole or not at all, one for each office where that is wanted, with what changed on the cover."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from planwriter.checks import run_checks
from planwriter.drafts.library import DraftLibrary
from planwriter.errors import StorageError, UsageError
from planwriter.export import prove_document
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark, RemarkKind
from planwriter.plan.stored import plan_bytes
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.applying_review import _free_name
from planwriter.wizard.exporting import (
    BEFORE_REVIEW,
    DraftVersions,
    Exported,
    ExportOrder,
    ExportSource,
    KeepBaseline,
    check_template,
    export_for_offices,
    export_ordered,
    export_plan,
    office_paths,
    since_file,
    since_plan,
    since_version,
    usual_version,
)
from planwriter.wizard.job_progress import JobProgress, StoppedError
from planwriter.wizard.jobs import create_draft, save
from tests.unit.export.docx.agency_files import agency_file
from tests.unit.export.docx.word_xml import body

NOW = datetime(2011, 10, 3, 12, 30, 5, 123, tzinfo=UTC)


def export(plan: Plan, catalogue: Catalogue, order: ExportOrder, **asked: Any) -> Exported:
    """Write one document, keeping no baseline."""
    source = source_of(plan, catalogue, keep=asked.pop("keep_baseline", nothing_kept), remarks=asked.pop("remarks", ()))
    return export_plan(source, order=order, **asked)


def nothing_kept(_export_id: str, _data: bytes) -> None:
    """Keep no baseline."""


def source_of(
    plan: Plan, catalogue: Catalogue, *, keep: KeepBaseline = nothing_kept, remarks: Any = ()
) -> ExportSource:
    """What a document is made from."""
    return ExportSource(plan, catalogue, run_checks(plan, catalogue), keep, tuple(remarks))


def test_a_document_is_written_and_told(sample_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> None:
    kept: dict[str, bytes] = {}
    path = tmp_path / "plan.docx"
    order = ExportOrder("docx", "clearance", path)
    exported = export(sample_plan, catalogue, order, keep_baseline=kept.__setitem__)
    assert exported.path == path
    assert exported.size_bytes == len(path.read_bytes())
    assert prove_document(path.read_bytes(), sample_plan, catalogue, format_id="docx") == exported.proof
    assert len(kept) == 1


def test_nothing_is_written_when_the_baseline_cannot_be_kept(
    sample_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    def refuse(_id: str, _data: bytes) -> None:
        raise StorageError("The disk is full.", "Make room.")

    path = tmp_path / "plan.docx"
    path.write_bytes(b"the old one")
    with pytest.raises(StorageError):
        export(sample_plan, catalogue, ExportOrder("docx", "clearance", path), keep_baseline=refuse)
    assert path.read_bytes() == b"the old one"


def test_a_stop_leaves_the_old_file(sample_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"the old one")
    progress = JobProgress()
    progress.cancel()
    with pytest.raises(StoppedError):
        export(sample_plan, catalogue, ExportOrder("docx", "final", path), progress=progress)
    assert path.read_bytes() == b"the old one"


def test_each_office_gets_its_copy(every_element_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> None:
    kept: dict[str, bytes] = {}
    progress = JobProgress()
    exported = export_for_offices(
        source_of(every_element_plan, catalogue, keep=kept.__setitem__),
        order=ExportOrder("docx", "clearance", tmp_path / "plan-clearance.docx"),
        progress=progress,
    )
    names = {row.cells["office"] for row in every_element_plan.rows("clearance.routing")}
    assert len(exported) == len(kept) == len(names) == len({one.sha256 for one in exported})
    assert {one.path for one in exported} == set(tmp_path.iterdir())
    assert (tmp_path / "plan-clearance-Finance-Office.docx").is_file()
    assert progress.done == progress.total == 3 * len(names)


def test_without_an_office_on_the_routing_sheet_nothing_is_written(
    sample_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    plan = sample_plan.with_answer("clearance.routing", None)
    order = ExportOrder("docx", "clearance", tmp_path / "plan.docx")
    with pytest.raises(UsageError, match="names no office"):
        export_for_offices(source_of(plan, catalogue), order=order)
    assert list(tmp_path.iterdir()) == []


def test_offices_whose_names_are_alike_as_files_get_different_files() -> None:
    paths = office_paths(
        Path("a") / "plan.docx", ("Law/Policy", "Law:Policy", "Law Policy", "x" * 300, "x" * 300 + "y")
    )
    assert len({path.name.casefold() for path in paths}) == 5
    assert all(path.parent == Path("a") and len(path.name) <= 120 for path in paths)


def test_changes_since_a_file_carry_the_newer_plans_date(sample_plan: Plan) -> None:
    assert since_plan(sample_plan, "a.csplan", sample_plan).when.endswith("T00:00:00Z")
    assert since_plan(sample_plan, "a.csplan", sample_plan.with_answer("plan.date", None)).when == ""


def test_changes_since_a_version_say_who_made_them_and_when(
    sample_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    opened = create_draft(DraftLibrary(tmp_path), sample_plan, NOW)
    held = opened.held
    try:
        held.history.name_version("First", who="", now=NOW)
        held.author = "Budget Office"
        draft = opened.draft.with_plan(sample_plan.with_answer("plan.version", "2.0"))
        save(held, opened.draft, draft, NOW)
        since = since_version(held, "first", draft.plan, catalogue)
        assert since.plan.answers == sample_plan.answers
        assert since.edits == {"plan.version": ("Budget Office", "2011-10-03T12:30:05Z")}
        with pytest.raises(StorageError, match="First"):
            since_version(held, "Second", draft.plan, catalogue)
    finally:
        held.close()


def test_the_next_copy_is_compared_with_the_version_that_was_sent(
    sample_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    opened = create_draft(DraftLibrary(tmp_path), sample_plan, NOW)
    held = opened.held
    before = f"{BEFORE_REVIEW} 1, October 3, 2011"
    try:
        assert usual_version(held, sample_plan, catalogue) == ""
        held.history.name_version("Sent", who="", now=NOW)
        assert usual_version(held, sample_plan, catalogue) == "", "nothing changed since"
        second = opened.draft.with_plan(sample_plan.with_answer("plan.version", "2.0"))
        save(held, opened.draft, second, NOW)
        assert usual_version(held, second.plan, catalogue) == "Sent"
        held.history.name_version(before, who="", now=NOW)
        third = second.with_plan(second.plan.with_answer("plan.version", "3.0"))
        save(held, second, third, NOW)
        assert usual_version(held, third.plan, catalogue) == "Sent", "planwriter's own names come last"
        offered = DraftVersions(held, third.plan, catalogue).offered()
        assert (offered.names, offered.usual) == ((before, "Sent"), "Sent")
        held.history.name_version("Sent again", who="", now=NOW)
        assert usual_version(held, third.plan, catalogue) == "Sent", "what was sent again is today's"
    finally:
        held.close()


def test_where_nobody_named_a_version_it_is_the_one_before_reviewers_changes(
    sample_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    opened = create_draft(DraftLibrary(tmp_path), sample_plan, NOW)
    _number, name = _free_name([], NOW)
    try:
        opened.held.history.name_version(name, who="", now=NOW)
        newer = opened.draft.with_plan(sample_plan.with_answer("plan.version", "2.0"))
        save(opened.held, opened.draft, newer, NOW)
        assert name.startswith(BEFORE_REVIEW)
        assert usual_version(opened.held, newer.plan, catalogue) == name
    finally:
        opened.held.close()


def test_a_clearance_copy_carries_what_was_done_with_remarks_and_no_other_copy_does(
    every_element_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    remark = Remark(
        "a" * 12, RemarkKind.COMMENT, "Law Office", "", "", "overview.scope", "overview.scope", "Canary remark."
    )
    since = since_plan(every_element_plan.with_answer("plan.version", "0.1"), "v1", every_element_plan)
    for copy, is_told in (("clearance", True), ("redline", False), ("final", False)):
        path = tmp_path / f"{copy}.docx"
        order = ExportOrder("docx", copy, path, since=None if copy == "final" else since)
        export(every_element_plan, catalogue, order, remarks=(remark,))
        assert ("Canary remark." in "".join(body(path.read_bytes()).itertext())) is is_told


def test_what_is_ordered_is_written_once_or_for_each_office(
    every_element_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    def ordered(**asked: Any) -> tuple[Exported, ...]:
        order = ExportOrder("docx", "clearance", tmp_path / "plan.docx", **asked)
        return export_ordered(source_of(every_element_plan, catalogue), order=order)

    assert [one.path for one in ordered()] == [tmp_path / "plan.docx"]
    assert len(ordered(for_each_office=True)) == 8


def test_a_template_is_tried_before_it_is_used(sample_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "ours.docx"
    with pytest.raises(StorageError, match=r"ours\.docx"):
        check_template(path)
    path.write_bytes(agency_file())
    checked = check_template(path)
    assert checked.report[-1].startswith("Not taken over: macros;")
    assert checked.barriers == ()
    assert checked.sheet.startswith(b"PK")
    exported = export(sample_plan, catalogue, ExportOrder("docx", "final", tmp_path / "plan.docx", template=path))
    assert exported.warnings == checked.report


def test_a_file_can_be_the_older_version(sample_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "older.csplan"
    with pytest.raises(StorageError):
        since_file(path, sample_plan, catalogue)
    path.write_bytes(plan_bytes(sample_plan, catalogue))
    assert since_file(path, sample_plan, catalogue).plan == sample_plan


def test_a_list_typed_by_hand_is_told_with_the_export(sample_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> None:
    plan = sample_plan.with_answer("overview.caveats", plain_text("• typed by hand"))
    exported = export(plan, catalogue, ExportOrder("docx", "final", tmp_path / "plan.docx"))
    assert [one.rule for one in exported.barriers] == ["FAKE-LIST"]
