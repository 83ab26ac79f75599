"""From a plan to a proved document, in each format; ids come from the content, never from clock or chance."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

import planwriter.export
from planwriter.errors import ProofError, UsageError
from planwriter.export import FORMATS, Cover, PrintedCopy, Since, make_document, make_with, prove_document
from planwriter.export import formats as module
from planwriter.export.formats import ExportOptions, Written, export_id_of, format_of
from planwriter.plan.plan import Plan, SetAside
from planwriter.plan.stored import read_plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.conftest import COVER

DATA = Path(__file__).parents[2] / "data"
CASES = [(form.id, copy) for form in FORMATS for copy in form.copies]


@pytest.mark.parametrize(("format_id", "copy"), CASES)
def test_each_format_prints_and_proves_the_full_plan(
    format_id: str, copy: PrintedCopy, full_plan: Plan, catalogue: Catalogue
) -> None:
    options = ExportOptions(copy, COVER, since=Since(full_plan.with_answer("plan.version", "0.1"), "version 0.1"))
    made = make_with(full_plan, catalogue, options, format_id=format_id)
    assert made.proof.is_whole
    assert made.proof.proved == made.proof.of > 200
    assert make_with(full_plan, catalogue, options, format_id=format_id) == made
    assert (made.baseline is not None) == copy.is_internal


@pytest.mark.parametrize(("format_id", "copy"), CASES)
@pytest.mark.parametrize("name", ["rrb-standards", "ssa", "treasury"])
def test_each_format_prints_and_proves_real_openings(
    format_id: str, copy: PrintedCopy, name: str, catalogue: Catalogue
) -> None:
    plan = read_plan((DATA / f"{name}.json").read_bytes(), catalogue).plan
    options = ExportOptions(copy, since=Since(plan.with_answer("plan.version", "0.1"), "version 0.1"))
    assert make_with(plan, catalogue, options, format_id=format_id).proof.is_whole


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_a_document_of_another_plan_is_not_proved(form: module.Format, full_plan: Plan, catalogue: Catalogue) -> None:
    made = make_document(full_plan, catalogue, format_id=form.id, copy=PrintedCopy.FINAL)
    other = full_plan.with_answer("plan.version", "another").with_answer("plan.title", None)
    proof = prove_document(made.data, other, catalogue, format_id=form.id)
    assert ("/answers/plan/version", "different") in proof.missing
    assert ("/answers", "different") in proof.missing


def test_an_id_is_a_version_8_uuid_of_plan_options_and_template() -> None:
    options = ExportOptions(PrintedCopy.CLEARANCE, COVER)
    first = export_id_of({"a": 1}, options, format_id="docx", template="t")
    assert UUID(first).version == 8
    assert first == export_id_of({"a": 1}, options, format_id="docx", template="t")
    others = {
        export_id_of({"a": 2}, options, format_id="docx", template="t"),
        export_id_of({"a": 1}, replace(options, supersedes=first), format_id="docx", template="t"),
        export_id_of({"a": 1}, replace(options, cover=Cover()), format_id="docx", template="t"),
        export_id_of({"a": 1}, ExportOptions(PrintedCopy.FINAL), format_id="docx", template="t"),
        export_id_of({"a": 1}, options, format_id="docx", template="u"),
        export_id_of({"a": 1}, options, format_id="json", template="t"),
        first,
    }
    assert len(others) == 7


def test_internal_answers_do_not_change_a_public_document(full_plan: Plan, catalogue: Catalogue) -> None:
    other = replace(
        full_plan.with_answer("clearance.draft_legend", "SECRET").with_set_aside(
            (SetAside("r", "/answers/x/y", "why"),)
        ),
        revision=full_plan.revision,
    )
    for form in FORMATS:
        first, second = (
            make_document(plan, catalogue, format_id=form.id, copy=PrintedCopy.FINAL) for plan in (full_plan, other)
        )
        assert first == second


def test_wrong_use_is_told_apart(full_plan: Plan, catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match=r"docx, .*json"):
        format_of("odt")
    with pytest.raises(UsageError, match="no clearance copy"):
        make_document(full_plan, catalogue, format_id="json", copy=PrintedCopy.CLEARANCE)


def test_a_document_that_is_not_proved_is_not_given_out(
    full_plan: Plan, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that loses an answer."""
    form = format_of("json")

    def lossy(plan: Plan, catalogue: Catalogue, options: ExportOptions) -> Written:
        return form.write(plan.with_answer("plan.title", None), catalogue, options)

    monkeypatch.setattr(module, "FORMATS", (replace(form, write=lossy),))
    with pytest.raises(ProofError, match="/answers/plan/title"):
        make_document(full_plan, catalogue, format_id="json", copy=PrintedCopy.FINAL)


def test_every_format_folder_is_listed() -> None:
    folder = Path(planwriter.export.__file__).parent
    assert {one.name for one in folder.iterdir() if (one / "reader.py").exists()} == {form.id for form in FORMATS}
